import type { Finding, Fix, Place } from "../rules/types.ts";
import { isKeyRight } from "./key-right.ts";
import { signatureCode } from "./signature-code.ts";
import { graver, isGrave, withConsequences, worstOf } from "./subject.ts";
import type { ConclusionCell, ConclusionCode, NextStep, Tone, VerdictFacts } from "./types.ts";

const START = { start: 0, end: 0 };

/** The step a state requires, and its minimum tone. */
const FLOORS: Readonly<Record<ReturnType<typeof signatureCode>, readonly [ConclusionCode, Tone]>> = {
  empty: ["empty", "none"],
  checking: ["checking", "none"],
  "on-request": ["on-request", "info"],
  malformed: ["refuse", "error"],
  encrypted: ["encrypted", "info"],
  unsealed: ["encrypted", "info"],
  decrypted: ["decrypted", "info"],
  "not-decrypted": ["not-decrypted", "error"],
  "not-opened": ["not-opened", "warn"],
  unsupported: ["unsupported", "warn"],
  unsigned: ["refuse", "error"],
  "no-key": ["add-key", "info"],
  "key-error": ["use-another-key", "warn"],
  invalid: ["refuse", "error"],
  tampered: ["refuse", "error"],
  "own-key": ["own-key", "warn"],
  "signed-here": ["edited", "info"],
  "signed-here-over-bad": ["edited", "info"],
  verified: ["good", "ok"],
};

/**
 * What to do. Its tone is that of the worst finding, or the state's own if that is graver; its one step is the fix of
 * the worst error, if it has one; otherwise, after an edit, copying the token.
 */
export function conclusionCell(facts: VerdictFacts): ConclusionCell {
  const { findings, provenance } = facts;
  const signature = signatureCode(facts);
  // A kept signature that now verifies is not a verdict on the original token.
  const [floorCode, floor]: (typeof FLOORS)["verified"] =
    signature === "verified" && provenance === "kept"
      ? FLOORS["signed-here"]
      : provenance === "shared" && (signature === "no-key" || signature === "verified")
        ? ["shared", "info"]
        : FLOORS[signature];
  const counted = (findings ?? []).filter(({ severity }) => isGrave(severity) || severity === "warn");
  const worst = worstOf(findings ?? []);
  if (signature === "empty" || signature === "checking") {
    const grave = worst !== null && isGrave(worst.severity) ? worst.severity : floor;
    const step: NextStep | null = signature === "empty" ? { kind: "example" } : null;
    return { code: floorCode, tone: grave, finding: null, step, counted };
  }
  const tone = graver(floor, worstOf(withConsequences(findings))?.severity ?? "none");
  const finding = worst !== null && (isGrave(worst.severity) || worst.severity === "warn") ? worst : null;
  const code = codeOf(facts, floorCode, finding);
  const step: NextStep | null =
    fixStep(finding) ?? (provenance === "original" || provenance === "shared" ? stepOf(facts, code) : { kind: "copy" });
  return { code, tone, finding, step, counted };
}

function codeOf(facts: VerdictFacts, floor: ConclusionCode, worst: Finding | null): ConclusionCode {
  const state = facts.judgement?.state;
  if (facts.passphrase !== null && (state === "no-key" || state === "key-error")) return "passphrase";
  if (worst?.variant.startsWith("found-") === true && worst.severity !== "security") return "other-reading";
  if (worst === null || worst.severity === "warn") return floor === "good" ? (worst ? "warnings" : "good") : floor;
  // If the token is worthless on its own, the state says so.
  if (floor === "use-another-key" || floor === "own-key" || floor === "not-decrypted") return floor;
  if (worst.fix !== undefined && changesToken(worst.fix)) return "fix";
  if (floor === "refuse") return "refuse";
  if (worst.severity === "security") return floor === "good" || floor === "edited" ? "distrust" : floor;
  return worst.by ?? "refuse";
}

/** Whether a fix changes the token rather than the key, clock or mode. */
function changesToken(fix: Fix): boolean {
  if (fix.kind !== "replace" && fix.kind !== "replace-all") return false;
  const pane = fix.kind === "replace" ? fix.place.pane : fix.pane;
  return pane === "token" || pane === "header" || pane === "payload";
}

function fixStep(worst: Finding | null): NextStep | null {
  return worst?.fix !== undefined && isGrave(worst.severity) ? { kind: "fix", finding: worst } : null;
}

/** The next step for an unedited token whose worst finding has no fix. */
function stepOf({ passphrase, findings, family, judgement }: VerdictFacts, code: ConclusionCode): NextStep | null {
  const field = (pane: Place["pane"]): Place => ({ pane, range: START });
  const isOpened = judgement?.encrypted !== undefined && judgement.encrypted !== "unsealed";
  const keyPane = family === "hmac" ? "secret" : isOpened ? "private-key" : "public-key";
  switch (code) {
    case "on-request":
      return { kind: "judge-large" };
    case "passphrase":
      return passphrase && { kind: "passphrase", place: field(passphrase.pane) };
    case "add-key":
    case "encrypted":
    case "not-decrypted":
    case "use-another-key":
      if (code === "encrypted" && judgement?.state !== "no-key") return null;
      if (code === "not-decrypted" && isKeyRight(judgement)) return firstPlace(findings ?? []);
      return { kind: "go-to-field", place: field(keyPane) };
    case "refuse":
      if (judgement?.state === "unsigned") return { kind: "sign-hs256" };
      if (judgement?.state === "invalid") return doubtOfKey(findings ?? []);
      return firstPlace(findings ?? []);
    case "own-key":
    case "shared":
    case "decrypted":
    case "good":
      return null;
    default:
      return firstPlace(findings ?? []);
  }
}

/** If a signature is invalid, a key that may be read differently is checked first. */
function doubtOfKey(findings: readonly Finding[]): NextStep | null {
  const doubt = findings.find(
    ({ place, fix }) => fix !== undefined && (place?.pane === "secret" || place?.pane === "public-key"),
  );
  return doubt?.place === undefined ? null : { kind: "show", place: doubt.place, severity: doubt.severity };
}

function firstPlace(findings: readonly Finding[]): NextStep | null {
  const first = findings.find((finding) => finding.severity !== "info" && finding.place !== undefined);
  return first?.place === undefined ? null : { kind: "show", place: first.place, severity: first.severity };
}
