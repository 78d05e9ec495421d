import { useDeferredValue, useMemo } from "react";
import { type ComplaintReading, diagnoseComplaint } from "../../core/complaint/diagnose.ts";
import { matchComplaint } from "../../core/complaint/match.ts";
import { standingOf, type Known } from "../../core/complaint/standing.ts";
import { readPolicy } from "../../core/policy/read-policy.ts";
import { objectOf } from "../gateway/use-walk.ts";
import { useView } from "../WorkbenchContext.tsx";

/** What the typed error message means, held against the token that is open. */
export function useComplaint(text: string): ComplaintReading {
  const findings = useView((view) => view.findings);
  const isThere = useView(({ token, messageOf }) => token.text !== "" && messageOf !== null);
  const header = useView((view) => view.header.json);
  const payload = useView((view) => view.payload.json);
  const judgement = useView(({ verdict }) => verdict.judgement);
  const solution = useView((view) => view.solution);
  const policy = useView(({ settings }) => settings.policy);
  // A long log is looked at after the field has taken it.
  const settled = useDeferredValue(text);
  const matches = useMemo(() => matchComplaint(settled), [settled]);
  return useMemo(() => {
    const known: Known | null = isThere
      ? {
          findings,
          header: objectOf(header),
          payload: objectOf(payload),
          judgement,
          solution,
          policy: readPolicy(policy),
        }
      : null;
    return diagnoseComplaint(matches, (rule) => standingOf(rule, known));
  }, [matches, isThere, findings, header, payload, judgement, solution, policy]);
}
