import { familyOf } from "../rules/families.ts";
import { KEY_PANES } from "../rules/key/panes.ts";
import type { Finding, Severity } from "../rules/types.ts";
import type { Tone, VerdictFacts } from "./types.ts";

const GRAVITY: Readonly<Record<Tone, number>> = { error: 5, security: 4, warn: 3, info: 2, ok: 1, none: 0 };

/** The more severe of two tones. */
export function graver(a: Tone, b: Tone): Tone {
  return GRAVITY[a] >= GRAVITY[b] ? a : b;
}

/** The most severe finding, the first of equals; null if there are none. */
export function worstOf(findings: readonly Finding[]): Finding | null {
  return findings.reduce<Finding | null>(
    (worst, one) => (worst === null || GRAVITY[one.severity] > GRAVITY[worst.severity] ? one : worst),
    null,
  );
}

/** Whether a severity means that the token must not be trusted. */
export function isGrave(severity: Severity): boolean {
  return severity === "error" || severity === "security";
}

/** The findings and their consequences: a consequence counts as much as a listed finding. */
export function withConsequences(findings: readonly Finding[] | null): readonly Finding[] {
  return (findings ?? []).flatMap((finding) => [finding, ...(finding.consequences ?? [])]);
}

/** The findings about time: those of its family, and those that mark a time claim's value. */
export function timeFindings({ findings, times }: VerdictFacts): readonly Finding[] {
  const marksTime = ({ place }: Finding): boolean =>
    place?.pane === "payload" &&
    times.some(({ range }) => place.range.start >= range.start && place.range.end <= range.end);
  return withConsequences(findings).filter((finding) => familyOf(finding.rule) === "time" || marksTime(finding));
}

/**
 * The findings about the signature and the key that verified or refused it: not those about a field that was not used.
 */
export function signatureFindings({ findings, judgement }: VerdictFacts): readonly Finding[] {
  const field = judgement?.key ? KEY_PANES[judgement.key.source] : null;
  return withConsequences(findings).filter(({ rule, place }) => {
    switch (familyOf(rule)) {
      case "signature":
        return true;
      case "secret":
      case "key":
        return place === undefined || place.pane === field || place.pane === "token";
      default:
        return false;
    }
  });
}
