import { CAUSES, type CauseId } from "../causes/index.ts";
import type { Cause } from "../causes/types.ts";
import { lastMember } from "../json/query.ts";
import { compareValues } from "./compare-values.ts";
import type { SaidValue, ValueName } from "./values.ts";
import type { Judgement } from "../crypto/types.ts";
import type { JsonObject } from "../json/types.ts";
import type { PolicyReading } from "../policy/types.ts";
import type { Policy } from "../policy/members.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import type { Finding } from "../rules/types.ts";
import type { Solution } from "../solve/types.ts";

type Part = "header" | "payload";

/** How a cause relates to the token and keys on the page. */
export type Standing =
  /** The diagnosis finds it in this token; the finding has place and fix. */
  | { readonly kind: "found"; readonly finding: Finding }
  /** The token itself shows it, without a finding. */
  | { readonly kind: "seen"; readonly words: string }
  /** `words` are empty if there is no token at all. */
  | { readonly kind: "unknown"; readonly words: string }
  | { readonly kind: "ruled-out"; readonly words: string };

/** What is known about the token. Null if there is none, or its findings are still pending. */
export interface Known {
  readonly findings: readonly Finding[];
  readonly header: JsonObject | null;
  readonly payload: JsonObject | null;
  /** Parts that were not read completely, which cannot be said to lack anything. */
  readonly unread: readonly Part[];
  readonly judgement: Judgement | null;
  readonly solution: Solution | null;
  readonly policy: PolicyReading;
  /** What the message says about the values that were compared. */
  readonly said?: readonly SaidValue[];
}

/** Rules that are not causes of the table themselves, with the variants that show one. */
export const SHOWN_BY: Readonly<Partial<Record<CauseId, Readonly<Record<string, readonly string[]>>>>> = {
  "SRV-07": {
    "dpop-proof": [
      "method",
      "method-case",
      "url",
      "scheme",
      "address",
      "other-token",
      "no-hash",
      "no-key",
      "symmetric",
    ],
    "CLM-23": ["dpop-other", "dpop-others"],
  },
  "IN-03": { verifier: ["elsewhere"] },
  "SRV-08": { "dpop-proof": ["nonce"] },
  "SRV-12": {
    "disclosure-digests": ["sd-hash", "sd-hash-spelled", "sd-hash-uncovered", "no-sd-hash"],
    "binding-key": ["other", "other-named", "another", "another-thumbprint", "no-key"],
  },
};

/** Findings that a comparison succeeded: with them the token is not refused for this cause. */
export const PASSED: Readonly<Partial<Record<CauseId, Readonly<Record<string, string>>>>> = {
  "CLM-23": {
    "dpop-proof": "The proof that was pasted with it has the key that cnf.jkt names.",
    "mtls-certificate": "The certificate here is the one that cnf names.",
  },
};

/**
 * The standing of a cause: found by the diagnosis, visible in the token, ruled out, or else unknown. Never guesses.
 */
export function standingOf(rule: CauseId, known: Known | null): Standing {
  if (known === null) return { kind: "unknown", words: "" };
  const finding = known.findings.find(
    (one) => (one.rule === rule && one.severity !== "ok") || SHOWN_BY[rule]?.[one.rule]?.includes(one.variant) === true,
  );
  const passed = finding?.rule === rule ? PASSED[rule]?.[finding.variant] : undefined;
  if (passed !== undefined) return { kind: "ruled-out", words: passed };
  if (finding) return { kind: "found", finding };
  const cause = CAUSES[rule];
  return ofTheMember(cause, known) ?? ofTheKind(rule, known) ?? ofTheMessage(rule, known) ?? ofTheDecider(cause, known);
}

/** Something that was not found may be in an unread part; null if all of these parts were read in full. */
function notRead({ unread }: Known, parts: readonly Part[]): Standing | null {
  const missing = parts.filter((part) => unread.includes(part));
  if (missing.length === 0) return null;
  return {
    kind: "unknown",
    words: `The ${missing.join(" and ")} could not be read completely, so this cannot be ruled out.`,
  };
}

/** Causes that are a single comparison, with the message's value for it. */
const COMPARED: Readonly<Partial<Record<CauseId, ValueName>>> = {
  "CLM-01": "iss",
  "CLM-05": "aud",
  "CLM-14": "sub",
  "CLM-17": "client",
  "CLM-20": "nonce",
  "HDR-02": "alg",
  "HDR-04": "typ",
};

/** For a cause of which the message names both sides: compares the expected value with the open token. */
function ofTheMessage(rule: CauseId, known: Known): Standing | null {
  const name = COMPARED[rule];
  const said = known.said?.filter((one) => one.name === name) ?? [];
  const compared = compareValues({ said, missing: [] }, known, known.policy).find(({ fits }) => fits !== null);
  if (compared === undefined) return null;
  const { expected, token, name: member, fits, isUnprotected } = compared;
  const quoted = (values: readonly string[]): string => values.map((value) => `“${value}”`).join(", ");
  const where = isUnprotected ? " in its unprotected header, which anyone can change" : "";
  if (fits) {
    return {
      kind: "ruled-out",
      words: `This token has what the message expects: ${member} ${quoted(token ?? [])}${where}.`,
    };
  }
  const cannotTell = notRead(known, [name === "alg" || name === "typ" ? "header" : "payload"]);
  if (cannotTell) return cannotTell;
  const has = token === null || token.length === 0 ? `has no ${member}` : `has ${quoted(token)}${where}`;
  return { kind: "seen", words: `The message expects ${member} ${quoted(expected)}, and this token ${has}.` };
}

/** For a cause that is a missing member: whether the member is present. */
function ofTheMember({ lacks }: Cause, known: Known): Standing | null {
  if (lacks === undefined) return null;
  const { part, name, settles } = lacks;
  const object = known[part];
  const isThere = object !== null && lastMember(object, name) !== null;
  if (!isThere) {
    const cannotTell = notRead(known, [part]);
    if (cannotTell) return cannotTell;
  }
  if (object === null) return null;
  if (!isThere) return { kind: "seen", words: `The ${part} has no ${name}.` };
  return settles ? { kind: "ruled-out", words: `The ${part} has ${name}.` } : null;
}

/** The section of OpenID Connect Core that defines each hash, which only ID tokens have. */
const HASHES = [
  ["at_hash", "3.1.3.6"],
  ["c_hash", "3.3.2.11"],
] as const;

/** Whether the token itself says that it is an ID token, or is not. */
function ofTheKind(rule: CauseId, { payload }: Known): Standing | null {
  if (payload === null || (rule !== "CLM-09" && rule !== "PRV-01")) return null;
  const use = lastMember(payload, "token_use")?.value;
  if (use?.type === "string" && use.value === "id")
    return { kind: "seen", words: "token_use is “id”: this is an ID token." };
  if (rule === "PRV-01") return null;
  if (use?.type === "string" && use.value === "access") return { kind: "ruled-out", words: "token_use is “access”." };
  const grants = ["scope", "scp", "permissions"].some((name) => lastMember(payload, name) !== null);
  const hash = grants ? undefined : HASHES.find(([name]) => lastMember(payload, name) !== null);
  return hash === undefined
    ? null
    : { kind: "seen", words: `It has ${hash[0]}, which ID tokens have (OpenID Connect Core section ${hash[1]}).` };
}

const WITH_THE_VERIFIER: Standing = {
  kind: "unknown",
  words: "It depends on the verifier, its settings or its keys.",
};

/** Which parts show the causes of a family. Causes in the text (`input`) need no part. */
const STANDS_IN: Readonly<Partial<Record<Cause["family"], readonly Part[]>>> = { input: [], header: ["header"] };

function ofTheDecider(cause: Cause, known: Known): Standing {
  const cannotTell = notRead(known, STANDS_IN[cause.family] ?? ["header", "payload"]);
  switch (cause.decides) {
    case "token":
      return cannotTell ?? { kind: "ruled-out", words: "This token shows no sign of it." };
    case "clock":
      return cannotTell ?? { kind: "ruled-out", words: "Not by this page’s clock, but the verifier’s may differ." };
    case "paste":
      return { kind: "unknown", words: "Not in the text here, but the verifier may have received a different one." };
    case "trial":
    case "key":
      return ofTheKey(cause, known) ?? WITH_THE_VERIFIER;
    case "policy":
      return ofThePolicy(cause.expects ?? [], known, cannotTell);
    case "verifier":
    case "nobody":
      return WITH_THE_VERIFIER;
  }
}

function ofTheKey({ decides, family, pairOnly }: Cause, { judgement, solution }: Known): Standing | null {
  const alg = judgement?.alg ?? "";
  const row = algorithmRow(alg);
  const isHmac = row?.family === "HMAC";
  if (isHmac ? pairOnly : family === "secret" && row !== null && row.kty !== null) {
    return {
      kind: "ruled-out",
      words: `${alg} uses ${isHmac ? "a shared secret, not a key pair" : "a key pair, not a shared secret"}.`,
    };
  }
  switch (judgement?.state) {
    case "verified":
      return {
        kind: "unknown",
        words:
          "The signature verifies with the key here. Compare this key, and how it is decoded, with the verifier’s.",
      };
    case "invalid": {
      const does = judgement.encrypted === undefined ? "verifies" : "decrypts";
      if (solution === null || solution.tried === 0) return null;
      if (solution.discovery)
        return {
          kind: "ruled-out",
          words: `It ${does} with another reading of key or token, which is offered at the key.`,
        };
      if (decides !== "trial") return null;
      return { kind: "ruled-out", words: `Tried ${solution.tried} readings of the key here: none ${does}.` };
    }
    case "no-key":
      return { kind: "unknown", words: "Paste the verifier’s key into its field to try it." };
    case undefined:
    case "decrypted":
    case "empty":
    case "malformed":
    case "unsupported":
    case "unsigned":
    case "key-error":
      return null;
  }
}

function ofThePolicy(expects: readonly (keyof Policy)[], { policy }: Known, cannotTell: Standing | null): Standing {
  if (policy.kind === "policy" && expects.some((name) => policy.policy[name] !== undefined)) {
    return cannotTell ?? { kind: "ruled-out", words: "The token matches your policy." };
  }
  return {
    kind: "unknown",
    words: `Add what the verifier expects (${expects[0]}) to the policy to compare it.`,
  };
}
