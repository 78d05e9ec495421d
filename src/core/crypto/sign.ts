import { parseJson } from "../json/parse.ts";
import { stringMember } from "../json/query.ts";
import { chooseKeys } from "../keys/choose.ts";
import { importKey } from "../keys/import.ts";
import { readKeys } from "../keys/read.ts";
import type { KeyInputs } from "../keys/types.ts";
import { algorithmRow, type SignatureAlgorithm } from "../registry/algorithms.ts";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import { hasSubtle, isAvailable } from "./capabilities.ts";
import { messageOf, readSecret } from "./hmac-secret.ts";
import type { ReadKeys } from "./judge.ts";
import type { JudgementReason, SignOutcome } from "./types.ts";
import { signOctets } from "./verify.ts";

/** What is to be signed: `alg` of the header, and the JWS Signing Input (RFC 7515 section 5.1 step 5) as it stands in the token. */
export interface SignRequest {
  readonly alg: string;
  readonly signingInput: string;
}

/**
 * Signs with the secret (HMAC) or the Private key; a private key in another field is never used. `none` gives the empty
 * signature (RFC 7518 section 3.6). `unavailable` says what is missing or wrong: `no-public-key` stands for an empty
 * Private key field here. Never rejects for anything that the fields can hold.
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
  const octets = encodeUtf8(signingInput);
  return row.family === "HMAC" ? signWithSecret(octets, row, keys) : signWithKey(octets, row, signingInput, keys, read);
}

async function signWithSecret(
  octets: Uint8Array<ArrayBuffer>,
  row: SignatureAlgorithm,
  { secret }: KeyInputs,
): Promise<SignOutcome> {
  const reading = await readSecret(secret, row, "sign");
  if (!("key" in reading)) return unavailable(reading.reason);
  if (reading.key.kind === "lacking") return unavailable({ code: "alg-lacking", alg: row.alg });
  const signature = encodeBase64Url(await signOctets(octets, reading.key));
  return { kind: "signed", signature, key: null, software: false };
}

async function signWithKey(
  octets: Uint8Array<ArrayBuffer>,
  row: SignatureAlgorithm,
  signingInput: string,
  { privateKey }: KeyInputs,
  read: ReadKeys,
): Promise<SignOutcome> {
  const reading = await read(privateKey.text, privateKey.passphrase);
  switch (reading.kind) {
    case "empty":
      return unavailable({ code: "no-public-key" });
    case "unusable":
      return unavailable({ code: "key-problem", problem: reading.problem });
    case "keys":
  }
  const choice = chooseKeys(reading, {
    alg: row.alg,
    kid: kidOf(signingInput),
    operation: "sign",
    judgeAnyway: privateKey.judgeAnyway === true,
  });
  switch (choice.kind) {
    case "kid-not-in-set":
      return unavailable({ code: "kid-not-in-set", kid: choice.kid, available: choice.available });
    case "none-fits":
      return unavailable({ code: "none-fits" });
    case "unfit":
      return unavailable({ code: "key-unfit", fit: choice.fit });
    case "candidates":
  }
  const material = choice.candidates[0]?.material;
  if (!material) return unavailable({ code: "none-fits" });
  try {
    const key = await importKey(material, row, "sign");
    if (key.kind === "lacking") return unavailable({ code: "alg-lacking", alg: key.row.alg });
    const signature = encodeBase64Url(await signOctets(octets, key));
    return { kind: "signed", signature, key: material, software: key.kind === "software" };
  } catch (error) {
    return unavailable({ code: "import-failed", message: messageOf(error) });
  }
}

/** `kid` of the header that is to be signed; null where there is none. */
function kidOf(signingInput: string): string | null {
  const header = decodeUtf8(decodeBase64Url(signingInput.split(".", 1)[0] ?? "").bytes).text;
  return stringMember(parseJson(header), "kid");
}

function unavailable(reason: JudgementReason): SignOutcome {
  return { kind: "unavailable", reason };
}
