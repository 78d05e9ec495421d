import { readKeys } from "../keys/read.ts";
import type { KeyInputs } from "../keys/types.ts";
import { algorithmRow, type SignatureAlgorithm } from "../registry/algorithms.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { octetsOfText } from "../text/octets.ts";
import { hasSubtle, isAvailable } from "./capabilities.ts";
import { readSecret } from "./hmac-secret.ts";
import type { ReadKeys } from "./judge-with-keys.ts";
import type { JudgementReason, SignOutcome } from "./types.ts";
import { signOctets } from "./verify.ts";

/** The input of signing: `alg` of the header, and the JWS Signing Input (RFC 7515 section 5.1 step 5) exactly as in the token. */
export interface SignRequest {
  readonly alg: string;
  readonly signingInput: string;
  /** `kid` of the JOSE Header; absent: that of the protected header in the signing input. */
  readonly kid?: string | null;
}

/**
 * Signs with the secret (HMAC) or the Private key; a private key in another field is never used. `none` gives the empty
 * signature (RFC 7518 section 3.6). `unavailable` says what is missing or wrong: `no-public-key` stands for an empty
 * Private key field here. Never rejects, whatever the fields contain.
 */
export async function signToken(
  request: SignRequest,
  keys: KeyInputs,
  read: ReadKeys = readKeys,
): Promise<SignOutcome> {
  const { alg, signingInput } = request;
  const row = algorithmRow(alg);
  if (!row) return unavailable({ code: "alg-unknown", alg });
  if (row.family === "none") return { kind: "signed", signature: "", key: null, software: false };
  if (!hasSubtle()) return unavailable({ code: "insecure-context" });
  if (!(await isAvailable(row))) return unavailable({ code: "alg-lacking", alg });
  const octets = octetsOfText(signingInput);
  if (row.family === "HMAC") return signWithSecret(octets, row, keys);
  const { signWithKey } = await import("./sign-with-key.ts");
  return signWithKey(octets, row, request, keys, read);
}

async function signWithSecret(
  octets: Uint8Array<ArrayBuffer>,
  row: SignatureAlgorithm,
  { secret }: KeyInputs,
): Promise<SignOutcome> {
  const reading = await readSecret(secret, row, "sign");
  if (!("key" in reading)) return unavailable(reading.reason);
  const signature = encodeBase64Url(await signOctets(octets, reading.key));
  return { kind: "signed", signature, key: null, software: false };
}

function unavailable(reason: JudgementReason): SignOutcome {
  return { kind: "unavailable", reason };
}
