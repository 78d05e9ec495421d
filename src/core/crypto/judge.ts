import { readKeys } from "../keys/read.ts";
import type { KeyInputs } from "../keys/types.ts";
import { algorithmRow, type SignatureAlgorithm } from "../registry/algorithms.ts";
import { octetsOfText } from "../text/octets.ts";
import { issuerSigned } from "../envelope/selective.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { checkSignature } from "./check-signature.ts";
import { stateOf } from "./deciding.ts";
import { readSecret } from "./hmac-secret.ts";
import type { ReadKeys } from "./judge-with-keys.ts";
import type { Asked } from "./jwe/types.ts";
import { headerString, judgeUnkeyed, keyless } from "./pre-judge.ts";
import type { Judgement, JudgementReason } from "./types.ts";
import type { SignedText } from "./verify.ts";

export type { ReadKeys } from "./judge-with-keys.ts";

/**
 * The verdict on a token with the keys of the fields (RFC 7515 section 5.2): the result of `judgeUnkeyed`, otherwise
 * `key-error`, `verified` or `invalid`, the first that applies; `no-key` also if a field contains something other
 * than a key. Never rejects, whatever token and keys contain.
 */
export async function judgeToken(
  token: ParsedToken,
  keys: KeyInputs,
  read: ReadKeys = readKeys,
  asked?: Asked,
): Promise<Judgement> {
  // The signature of an SD-JWT is that of its JWS (RFC 9901 section 7.1); the rules check its disclosures.
  if (token.form === "sd-jwt") return judgeToken(issuerSigned(token), keys, read, asked);
  const unkeyed = await judgeUnkeyed(token, keys);
  if (unkeyed) return unkeyed;
  if (token.form === "jwe") return (await import("./jwe/judge-jwe.ts")).judgeJwe(token, keys, read, asked);
  if (token.form !== "jws") return (await import("./judge-json.ts")).judgeJson(token, keys, read, asked);
  const alg = headerString(token, "alg") ?? "";
  const row = algorithmRow(alg);
  if (!row) return keyless("unsupported", { code: "alg-unknown", alg }, alg);
  if (row.family === "HMAC") return judgeWithSecret(token, row, keys);
  // Choosing among keys is half of the code, and a secret needs none of it.
  const { judgeWithKeys } = await import("./judge-with-keys.ts");
  return judgeWithKeys({ signed: signedText(token), row, kid: headerString(token, "kid"), keys, read });
}

async function judgeWithSecret(token: ParsedToken, row: SignatureAlgorithm, { secret }: KeyInputs): Promise<Judgement> {
  const { alg } = row;
  const reading = await readSecret(secret, row, "verify");
  const judgement = (state: Judgement["state"], reason: JudgementReason): Judgement => ({
    ...keyless(state, reason, alg),
    key: { source: "secret", material: null, secretBytes: reading.bytes },
  });
  if (!("key" in reading)) return judgement("key-error", reading.reason);
  const outcome = await checkSignature(signedText(token), reading.key, row.signatureBytes);
  const bits = reading.bytes * 8;
  const needed = row.minimumKeyBits ?? 0;
  return { ...judgement(stateOf(outcome), outcome), weak: bits < needed ? { bits, needed } : null };
}

/** The parts of a token that passed `preJudge`. */
export function signedText({ segments, detached }: ParsedToken): SignedText {
  const [header, payload, signature] = segments;
  return {
    signingInput: octetsOfText(`${header?.text ?? ""}.${payload?.text ?? ""}${detached?.signed ?? ""}`),
    signature: signature?.bytes ?? new Uint8Array(),
  };
}
