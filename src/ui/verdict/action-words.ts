import type { VerdictState } from "../../core/crypto/types.ts";
import type { Finding, Fix, Message, Place } from "../../core/rules/types.ts";
import type { ClockInput, View } from "../../state/types.ts";
import { count, type Tone } from "./facts.ts";
import type { LockedKey } from "./locked-key.ts";

/** What the one filled button of the page does. */
export type NextStep =
  | { readonly kind: "example" | "sign-hs256" | "revert" | "real-time" | "judge-large"; readonly label: string }
  | { readonly kind: "show" | "passphrase"; readonly label: string; readonly place: Place }
  | { readonly kind: "fix"; readonly label: string; readonly fix: Fix };

export interface ActionFacts {
  /** Null while the judgement is pending. */
  readonly state: VerdictState | null;
  readonly provenance: View["verdict"]["provenance"];
  readonly originalState: View["verdict"]["originalState"];
  readonly onRequest: boolean;
  /** The key that a passphrase would open, where the verdict waits for it. */
  readonly locked: LockedKey | null;
  readonly ownKeyOfToken: boolean;
  readonly encrypted: boolean;
  readonly timeTone: Tone;
  readonly clockKind: ClockInput["kind"];
  readonly family: View["family"];
  readonly findings: readonly Finding[];
  readonly messageOf: (finding: Finding) => Message;
}

export interface ActionWords {
  readonly tone: Tone;
  readonly title: string;
  readonly sub: string;
  readonly step: NextStep | null;
  /** The word between the verdicts and this: "so", "but", "and"; none where there is no verdict yet. */
  readonly join: "so" | "but" | "and" | null;
}

const START = { start: 0, end: 0 };

/** What to do with the token: the end of the sentence, and the one step that comes next. */
export function actionWords(facts: ActionFacts): ActionWords {
  const { state, family } = facts;
  const keyPane = family === "hmac" ? "secret" : "public-key";
  switch (state) {
    case null:
      return facts.onRequest
        ? say("info", "Large token", "It is verified when you ask", { kind: "judge-large", label: "Verify it" })
        : say(
            "none",
            "Checking…",
            facts.locked?.passphrase !== "being-tried" ? "" : "Encrypted keys are made to open slowly",
            null,
            null,
          );
    case "empty":
      return say(
        "none",
        "No token at hand?",
        "One is made here, with a fresh key",
        { kind: "example", label: "Make an example" },
        null,
      );
    case "malformed":
      return say(
        "error",
        "Mend it first",
        `${tally(facts.findings)}. What can be read is shown`,
        firstPlace(facts.findings),
      );
    case "unsupported":
      return facts.encrypted
        ? say("info", "Only its header reads", "Decrypting is not built yet", null)
        : say("warn", "Verify it elsewhere", "What can be read is shown", firstPlace(facts.findings));
    case "unsigned":
      return say("error", "Refuse it", "Nothing here can be trusted, the times included", {
        kind: "sign-hs256",
        label: "Sign with HS256",
      });
    case "no-key":
      if (family === "hmac") {
        return say("info", "Add the secret", "The encoding says how its text becomes bytes", show(keyPane));
      }
      return (
        unlock(facts.locked, "info", "With it, or with the public key, the signature can be checked") ??
        say("info", "Add the public key", "PEM, JWK, JWK Set or certificate", show(keyPane))
      );
    case "key-error":
      return (
        unlock(facts.locked, "warn", "The signature is not judged until it opens the key") ??
        offered(facts) ??
        say("warn", "Use another key", "The signature is not judged until a key fits", show(keyPane))
      );
    case "invalid":
      return facts.provenance === "kept"
        ? say("error", "Refuse it", "The old signature is kept over changed content", {
            kind: "revert",
            label: "Drop the changes",
          })
        : (offered(facts) ??
            say(
              "error",
              "Refuse it",
              "Another key or secret made it, or its content was changed",
              doubtOfKey(facts.findings),
            ));
    case "verified":
      return verified(facts);
  }
}

/** Where the key at hand is encrypted, its passphrase comes next. */
function unlock(locked: LockedKey | null, tone: Tone, sub: string): ActionWords | null {
  if (locked === null || locked.passphrase === "being-tried") return null;
  return say(tone, locked.passphrase === "wrong" ? "Correct the passphrase" : "Enter the passphrase", sub, {
    ...show(locked.pane),
    kind: "passphrase",
  });
}

/** Where trying found a reading that verifies, taking it comes next; a forgery that it proves is to be refused all the same. */
function offered({ findings, messageOf }: ActionFacts): ActionWords | null {
  const found = findings.find(({ variant }) => variant.startsWith("found-"));
  if (found === undefined) return null;
  const { title, fix: label } = messageOf(found);
  const step: NextStep | null =
    found.fix === undefined || label === undefined ? null : { kind: "fix", label, fix: found.fix };
  return found.severity === "security"
    ? say("error", "Refuse it", title, step)
    : say("warn", "Its key is at hand", title, step);
}

function verified(facts: ActionFacts): ActionWords {
  const { findings } = facts;
  const how = facts.clockKind === "real" ? null : facts.clockKind;
  const backToNow: NextStep | null = how === null ? null : { kind: "real-time", label: "Return to now" };
  if (facts.timeTone === "error") {
    const good = "A good signature does not make an old token good";
    return say("error", "Refuse it", how === null ? good : `At the ${how} clock. ${good}`, backToNow);
  }
  if (facts.ownKeyOfToken) {
    return say("warn", "It proves nothing yet", "Anyone can make a token that brings its own key", null, "but");
  }
  if (facts.provenance === "re-signed") {
    const before =
      facts.originalState === "verified" ? "The original signature was valid too" : "The pasted token did NOT verify";
    return say(
      "warn",
      "This is not the pasted token",
      before,
      { kind: "revert", label: "Back to the original" },
      "but",
    );
  }
  if (findings.some(({ severity }) => severity === "error" || severity === "security")) {
    return say("error", "Look before you trust it", tally(findings), firstPlace(findings), "but");
  }
  if (findings.some(({ severity }) => severity === "warn")) {
    return say("warn", "Look at the warnings", tally(findings), firstPlace(findings), "but");
  }
  return say("ok", "Nothing to object to", "iss and aud were not compared with what you expect", null);
}

function say(
  tone: Tone,
  title: string,
  sub: string,
  step: NextStep | null,
  join: ActionWords["join"] = "so",
): ActionWords {
  return { tone, title, sub, step, join };
}

function show(pane: Place["pane"]): Extract<NextStep, { kind: "show" | "passphrase" }> {
  return { kind: "show", label: "Go to the field", place: { pane, range: START } };
}

/** A key that is possibly meant otherwise is the first thing to look at where a signature is invalid. */
function doubtOfKey(findings: readonly Finding[]): NextStep | null {
  const doubt = findings.find(
    ({ place, fix }) => fix !== undefined && (place?.pane === "secret" || place?.pane === "public-key"),
  );
  return doubt?.place === undefined ? null : { kind: "show", label: "Look at the key", place: doubt.place };
}

function firstPlace(findings: readonly Finding[]): NextStep | null {
  const place = findings.find((finding) => finding.severity !== "info" && finding.place !== undefined)?.place;
  return place === undefined ? null : { kind: "show", label: "Show the place", place };
}

/** "1 error, 2 warnings"; what only informs is not counted. */
export function tally(findings: readonly Finding[]): string {
  const of = (...severities: readonly string[]): number =>
    findings.filter(({ severity }) => severities.includes(severity)).length;
  const parts = [
    [of("error"), "error"],
    [of("security"), "security finding"],
    [of("warn"), "warning"],
  ] as const;
  return (
    parts
      .filter(([n]) => n > 0)
      .map(([n, noun]) => count(n, noun))
      .join(", ") || "No errors"
  );
}
