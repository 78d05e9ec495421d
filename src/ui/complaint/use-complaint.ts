import { claimsIn } from "../../core/envelope/disclosures.ts";
import { joseHeader } from "../../core/envelope/json-seals.ts";
import { wholeObject } from "../../core/json/query.ts";
import { allFindings } from "../../core/rules/flatten.ts";
import { useDeferredValue, useMemo } from "react";
import { type ComparedValue, compareValues } from "../../core/complaint/compare-values.ts";
import { type ComplaintReading, diagnoseComplaint } from "../../core/complaint/diagnose.ts";
import { matchComplaint } from "../../core/complaint/match.ts";
import { readValues } from "../../core/complaint/values.ts";
import { standingOf, type Known } from "../../core/complaint/standing.ts";
import type { JsonDocument } from "../../core/json/types.ts";
import { readPolicy } from "../../core/policy/read-policy.ts";
import { useView } from "../WorkbenchContext.tsx";

function isWhole({ root, problems }: JsonDocument): boolean {
  return root !== null && problems.length === 0;
}

/** Texts up to this length, in UTF-16 units, are read while typing; for longer ones the field is drawn first. */
const AT_ONCE = 20_000;

/** What the typed error message means for the open token; null while a long one is being read. */
export function useComplaint(text: string): ComplaintReading | null {
  const findings = useView((view) => view.findings);
  const isThere = useView(({ token, messageOf }) => token.text !== "" && messageOf !== null);
  const header = useView((view) => joseHeader(view.token, view.header.json));
  const isHeaderRead = useView((view) => isWhole(view.header.json)) || header !== null;
  const payload = useView(claimsIn);
  const judgement = useView(({ verdict }) => verdict.judgement);
  const solution = useView((view) => view.solution);
  const policy = useView(({ inputs }) => inputs.policy);
  const deferred = useDeferredValue(text);
  const read = text.length <= AT_ONCE ? text : deferred;
  const matches = useMemo(() => matchComplaint(read), [read]);
  const reading = useMemo(() => {
    const known: Known | null = isThere
      ? {
          // The message's own statements are no evidence for it.
          findings: allFindings(findings).filter(({ by }) => by !== "message"),
          header,
          payload: wholeObject(payload),
          unread: [...(isHeaderRead ? [] : ["header" as const]), ...(isWhole(payload) ? [] : ["payload" as const])],
          judgement,
          solution,
          policy: readPolicy(policy),
          said: matches?.values.said ?? [],
        }
      : null;
    return diagnoseComplaint(matches, (rule) => standingOf(rule, known));
  }, [matches, isThere, findings, header, isHeaderRead, payload, judgement, solution, policy]);
  // Never the result for an older text.
  return read === text ? reading : null;
}

/** The values that a message names, with those of the open token and the policy. */
export function useCompared(text: string): readonly ComparedValue[] {
  const header = useView((view) => joseHeader(view.token, view.header.json));
  const payload = useView(claimsIn);
  const policy = useView(({ inputs }) => inputs.policy);
  const values = useMemo(() => readValues(text), [text]);
  return useMemo(
    () => compareValues(values, { header, payload: wholeObject(payload) }, readPolicy(policy)),
    [values, header, payload, policy],
  );
}
