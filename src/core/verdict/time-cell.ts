import { timeVerdict } from "../claims/time-verdict.ts";
import { graver, timeFindings, worstOf } from "./subject.ts";
import type { TimeCell, Tone, VerdictFacts } from "./types.ts";

/**
 * The time's cell. A success only if the signature verifies with one of the user's keys, the payload was read in
 * full, `exp` is present and in the future, and no finding about time is an error. In a truncated payload nothing is
 * known to be absent, and what was read may be cut or repeated in the rest.
 */
export function timeCell(facts: VerdictFacts): TimeCell {
  const { payload, times, clock, judgement, provenance } = facts;
  const verdict = timeVerdict(times, clock);
  const isProven = judgement?.state === "verified" && judgement.key?.source !== "token" && provenance !== "shared";
  const cell = (code: TimeCell["code"], tone: Tone, finding: TimeCell["finding"] = null): TimeCell => ({
    code,
    tone,
    finding,
    verdict,
    isProven,
  });
  switch (payload) {
    case "none":
      return cell("empty", "none");
    case "encrypted":
      return cell("encrypted", "info");
    case "token":
      return cell("nested", "info");
    case "left-out":
    case "not-jose":
    case "not-object":
      return cell(payload, "info");
    case "broken":
      return cell("unreliable", "warn");
    case "whole":
  }
  const worst = worstOf(timeFindings(facts));
  const isOver = verdict.kind === "expired" || verdict.kind === "not-yet";
  // Until the rules are loaded, the claims alone decide.
  if (facts.findings === null) return cell(verdict.kind, isOver ? "error" : "none");
  if (worst !== null && (worst.severity === "error" || isOver || verdict.kind === "implausible")) {
    return cell("finding", worst.severity === "info" ? "warn" : worst.severity, worst);
  }
  const tone: Tone = isOver
    ? "error"
    : verdict.kind === "implausible"
      ? "warn"
      : verdict.kind === "none" || !isProven
        ? "info"
        : verdict.onLeeway || verdict.until === null
          ? "warn"
          : "ok";
  return cell(verdict.kind, worst?.severity === "warn" ? graver(tone, "warn") : tone, worst);
}
