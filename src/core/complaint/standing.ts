import { lastMember } from "../json/query.ts";
import type { Judgement } from "../crypto/types.ts";
import type { JsonObject } from "../json/types.ts";
import type { Policy, PolicyReading } from "../policy/types.ts";
import type { Finding } from "../rules/types.ts";
import type { Solution } from "../solve/types.ts";

/** How a cause stands with the token and keys that are on the page. */
export type Standing =
  /** The diagnosis says the same of this token; the finding has place and fix. */
  | { readonly kind: "found"; readonly finding: Finding }
  /** It can be read off the token, without a finding. */
  | { readonly kind: "seen"; readonly words: string }
  /** `words` are empty where there is no token at all. */
  | { readonly kind: "unknown"; readonly words: string }
  | { readonly kind: "ruled-out"; readonly words: string };

/** What is known of the token. Null where there is none, or its findings are still on their way. */
export interface Known {
  readonly findings: readonly Finding[];
  readonly header: JsonObject | null;
  readonly payload: JsonObject | null;
  readonly judgement: Judgement | null;
  readonly solution: Solution | null;
  readonly policy: PolicyReading;
}

/** Rules that look at nothing but the token: what they do not find is not there. */
export const OF_THE_TOKEN: ReadonlySet<string> = new Set(
  "IN-06 IN-08 IN-09 IN-11 IN-14 IN-16 IN-17 IN-19 IN-24 HDR-01 HDR-03 HDR-08 HDR-09 TIM-02 TIM-03 TIM-04 TIM-09 CLM-11 CLM-12 CLM-23 PRV-02 PRV-14 KEY-19 KEY-20".split(
    " ",
  ),
);

/** Rules that look at the page's clock as well. */
export const OF_THE_CLOCK: ReadonlySet<string> = new Set("TIM-01 TIM-05 TIM-06".split(" "));

/** Rules about the text that was sent: of one that lies here well formed, nothing is known of how it was sent. */
const OF_THE_SENDING: ReadonlySet<string> = new Set(
  "IN-01 IN-02 IN-03 IN-04 IN-05 IN-07 IN-10 IN-12 IN-20 IN-21 IN-22".split(" "),
);

/** Readings that are tried where a signature does not verify. */
export const OF_THE_TRIALS: ReadonlySet<string> = new Set(
  "SEC-01 SEC-02 SEC-03 SEC-04 SEC-05 SEC-06 SEC-07 SEC-08 SEC-10 SEC-16 SEC-17 KEY-09 KEY-18 DBG-02".split(" "),
);

/** What the user's policy decides, and which of its members. */
const OF_THE_POLICY: Readonly<Record<string, readonly (keyof Policy)[]>> = {
  "HDR-02": ["algorithms"],
  "HDR-04": ["typ"],
  "CLM-01": ["iss"],
  "CLM-02": ["iss"],
  "CLM-03": ["iss"],
  "CLM-05": ["aud"],
  "CLM-07": ["aud"],
  "CLM-10": ["aud"],
  "CLM-17": ["client"],
  "CLM-18": ["scopes", "roles"],
  "CLM-20": ["nonce", "jtiDenyList"],
  "TIM-07": ["maxLifetime"],
  "TIM-12": ["maxAge"],
  "PRV-06": ["sub"],
  "PRV-07": ["sub"],
};

/** Causes that are no more than a member that is missing. */
const MISSING: Readonly<Record<string, readonly [part: "header" | "payload", name: string, anywhere: boolean]>> = {
  "TIM-08": ["payload", "exp", true],
  "CLM-08": ["payload", "aud", true],
  "CLM-11": ["payload", "sub", true],
  "KEY-08": ["header", "kid", true],
  "HDR-11": ["header", "typ", true],
  // What is there may still be refused for what it says.
  "CLM-04": ["payload", "iss", false],
};

/**
 * How a cause stands: what the diagnosis says of it, what can be read off the token, what is ruled out, and otherwise that
 * it can not be told from here. Takes the id of the rule; never guesses.
 */
export function standingOf(rule: string, known: Known | null): Standing {
  if (known === null) return { kind: "unknown", words: "" };
  const finding = known.findings.find((one) => one.rule === rule && one.severity !== "ok");
  if (finding) return { kind: "found", finding };
  const missing = MISSING[rule];
  if (missing !== undefined) {
    const [part, name, settles] = missing;
    const object = known[part];
    if (object !== null && !lastMember(object, name)) return { kind: "seen", words: `The ${part} has no ${name}.` };
    if (object !== null && settles) return { kind: "ruled-out", words: `The ${part} has ${name}.` };
  }
  if (OF_THE_TOKEN.has(rule)) return { kind: "ruled-out", words: "The token that is open here shows nothing of it." };
  if (OF_THE_CLOCK.has(rule)) {
    return { kind: "ruled-out", words: "Not so at the clock of this page; the verifier’s may be another." };
  }
  if (OF_THE_SENDING.has(rule)) {
    return { kind: "unknown", words: "The text here is not so; whether the verifier got another can not be told." };
  }
  return (
    ofTheKey(rule, known) ??
    ofThePolicy(rule, known) ?? { kind: "unknown", words: "It lies with the verifier, its settings or its keys." }
  );
}

/** Causes that a pair of keys alone can have. */
const OF_A_PAIR: ReadonlySet<string> = new Set("KEY-06 KEY-09 KEY-18 KEY-19 KEY-20".split(" "));
/** What a trial that verifies settles as well. */
const BEYOND_TRIALS: ReadonlySet<string> = new Set("SEC-14 KEY-10".split(" "));

function ofTheKey(rule: string, { judgement, solution }: Known): Standing | null {
  if (!OF_THE_TRIALS.has(rule) && !BEYOND_TRIALS.has(rule) && !OF_A_PAIR.has(rule)) return null;
  const alg = judgement?.alg ?? "";
  const isHmac = /^HS\d/.test(alg);
  if (isHmac ? OF_A_PAIR.has(rule) : rule.startsWith("SEC-") && /^(?:RS|PS|ES|Ed)/.test(alg)) {
    return {
      kind: "ruled-out",
      words: `${alg} has ${isHmac ? "a shared secret, and no pair of keys" : "no shared secret"}.`,
    };
  }
  switch (judgement?.state) {
    case "verified":
      return {
        kind: "unknown",
        words: "With the key here the signature verifies: compare it, and how it is read, with the verifier’s.",
      };
    case "invalid":
      if (solution === null || solution.tried === 0) return null;
      if (solution.discovery) return { kind: "ruled-out", words: "With the key here another reading verifies." };
      if (!OF_THE_TRIALS.has(rule)) return null;
      return {
        kind: "ruled-out",
        words: `Tried with the key here, among ${solution.tried} readings: none verifies.`,
      };
    case "no-key":
      return { kind: "unknown", words: "Put the verifier’s key in its field, and the page tries it." };
    case undefined:
    case "empty":
    case "malformed":
    case "unsupported":
    case "unsigned":
    case "key-error":
      return null;
  }
}

function ofThePolicy(rule: string, { policy }: Known): Standing | null {
  const members = OF_THE_POLICY[rule];
  if (members === undefined) return null;
  if (policy.kind === "policy" && members.some((name) => policy.policy[name] !== undefined)) {
    return { kind: "ruled-out", words: "The token fits the policy that is written here." };
  }
  return {
    kind: "unknown",
    words: `Write what the verifier expects (${members[0]}) in the policy, and the page compares.`,
  };
}
