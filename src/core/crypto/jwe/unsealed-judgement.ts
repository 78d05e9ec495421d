import type { JsonDocument } from "../../json/types.ts";
import { stringMember } from "../../json/query.ts";
import { keyManagementRow } from "../../registry/encryption-algorithms.ts";
import { keyless } from "../pre-judge.ts";
import type { Judgement, JudgementReason, OpeningCode, VerdictState } from "../types.ts";

const OPENING = {
  malformed: "malformed",
  unsupported: "not-opened",
  "no-key": "unsealed",
  "key-error": "key-error",
} as const satisfies Partial<Record<VerdictState, OpeningCode>>;

/** Why a token is not encrypted, as a verdict's state; anything else is about the key. */
const STATES: Readonly<Partial<Record<JudgementReason["code"], keyof typeof OPENING>>> = {
  "header-not-object": "malformed",
  "enc-missing": "malformed",
  "jwe-shape": "malformed",
  "alg-unknown": "unsupported",
  "enc-unknown": "unsupported",
  "zip-unknown": "unsupported",
  rsa1_5: "unsupported",
  "p2c-limit": "unsupported",
  "no-secret": "no-key",
  "no-public-key": "no-key",
};

/** Replaces a verdict on a token that is not encrypted yet: says why. */
export function unsealedJudgement({ reason }: { readonly reason: JudgementReason }, header: JsonDocument): Judgement {
  const alg = stringMember(header, "alg");
  const state = STATES[reason.code] ?? "key-error";
  const source = keyManagementRow(alg ?? "")?.keyTypes.includes("oct") ? "secret" : "public-key";
  return {
    ...keyless(state, reason, alg),
    encrypted: OPENING[state],
    key: state === "key-error" ? { source, material: null, secretBytes: null } : null,
  };
}
