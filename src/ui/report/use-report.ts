import { claimsIn } from "../../core/envelope/disclosures.ts";
import { joseHeader } from "../../core/envelope/json-seals.ts";
import { wholeObject } from "../../core/json/query.ts";
import { useDeferredValue, useMemo } from "react";
import { version } from "../../../package.json";
import { checkPolicy } from "../../core/policy/checks.ts";
import { readPolicy } from "../../core/policy/read-policy.ts";
import { buildReport } from "../../core/report/build.ts";
import { reportHtml } from "../../core/report/html.ts";
import { reportJson } from "../../core/report/json.ts";
import { reportMarkdown } from "../../core/report/markdown.ts";
import { replyText } from "../../core/report/reply.ts";
import type { Report } from "../../core/report/types.ts";
import type { SuspectFacts } from "../../core/subject/suspects/types.ts";
import type { View } from "../../state/types.ts";
import { useWalk } from "../gateway/use-walk.ts";
import { useSuspicion } from "../subject/use-suspects.ts";
import { useView } from "../WorkbenchContext.tsx";
import type { Walk } from "../../core/gateway/types.ts";

export const REPORT_FORMATS = ["Markdown", "JSON", "Reply to the sender"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The options of a report. */
interface ReportChoice {
  readonly format: ReportFormat;
  readonly hidePersonal: boolean;
}

/**
 * The report of what the page shows, as text; empty until the wording has loaded. Rebuilt when anything but the
 * passing of seconds changes it, so it can be read and selected; `fresh` builds it now.
 */
export function useReport(choice: ReportChoice): {
  readonly text: string;
  readonly fresh: (view: View, as?: "page") => string;
} {
  // The keystroke is drawn first.
  const view = useDeferredValue(useView((whole) => whole));
  const walk = useWalk();
  const suspicion = useSuspicion();
  const subject = suspicion?.isNarrowed === true ? suspicion.facts : null;
  const answered = suspicion && JSON.stringify([suspicion.reply, suspicion.working?.state]);
  const { inputs, settings, verdict, solution, messageOf, token, findings } = view;
  const minute = Math.floor(view.clock.now / 60);
  const found = findings.map(({ rule, variant }) => `${rule} ${variant}`).join();
  const { format, hidePersonal } = choice;
  const text = useMemo(
    () => write(view, walk, subject, { format, hidePersonal }),
    // View and walk are new objects each second.
    // oxlint-disable-next-line react/exhaustive-deps
    [inputs, settings, verdict, solution, messageOf, token, minute, found, answered, format, hidePersonal],
  );
  return {
    text,
    fresh: (now, as) =>
      as === "page" ? pageOf(reportOf(now, walk, subject, choice.hidePersonal)) : write(now, walk, subject, choice),
  };
}

function write(view: View, walk: Walk, subject: SuspectFacts | null, { format, hidePersonal }: ReportChoice): string {
  if (view.messageOf === null) return "";
  if (format === "Reply to the sender") return replyText(view.verdict.state, view.findings);
  const report = reportOf(view, walk, subject, hidePersonal);
  if (report === null) return "";
  return format === "JSON" ? reportJson(report) : reportMarkdown(report);
}

const pageOf = (report: Report | null): string => (report === null ? "" : reportHtml(report));

/** The report of a view; null until the wording is loaded. */
export function reportOf(view: View, walk: Walk, subject: SuspectFacts | null, hidePersonal: boolean): Report | null {
  const { messageOf, header, payload, inputs, fields, path, settings, clock, token } = view;
  if (messageOf === null) return null;
  const policy = readPolicy(inputs.policy);
  const objects = [joseHeader(token, header.json), wholeObject(claimsIn(view))] as const;
  const signatureBytes = token.segments[2]?.bytes.length ?? 0;
  return buildReport(
    {
      version,
      clock: { ...clock, kind: settings.clock.kind },
      token,
      base: view.base,
      header,
      payload,
      verdict: view.verdict,
      keys: fields.keys,
      layer: path,
      otherKeys: Object.values(inputs.keys),
      readings: [view.publicKey, view.privateKey],
      times: view.times,
      findings: view.findings,
      messageOf,
      policy,
      checks:
        policy.kind === "policy" && view.hasClaims && objects[0] && objects[1]
          ? checkPolicy(policy.policy, { header: objects[0], payload: objects[1], signatureBytes }, clock)
          : [],
      walk,
      subject,
      solution: view.solution,
    },
    { hidePersonal },
  );
}
