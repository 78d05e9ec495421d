import { parseJson } from "../json/parse.ts";
import { stringMember } from "../json/query.ts";
import { chooseKeys } from "../keys/fit/choose.ts";
import { keyFault } from "../keys/numbers/degenerate.ts";
import { importKey } from "../keys/import/import.ts";
import { readingFor } from "../keys/reading.ts";
import type { KeyInputs } from "../keys/types.ts";
import type { SignatureAlgorithm } from "../registry/algorithms.ts";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import { messageOf } from "./thrown.ts";
import type { ReadKeys } from "./judge-with-keys.ts";
import type { JudgementReason, SignOutcome } from "./types.ts";
import type { SignRequest } from "./sign.ts";
import { signOctets } from "./verify.ts";

/** `signToken` with the Private key; a private key in another field is never used. */
export async function signWithKey(
  octets: Uint8Array<ArrayBuffer>,
  row: SignatureAlgorithm,
  { signingInput, kid = kidOf(signingInput) }: SignRequest,
  { privateKey }: KeyInputs,
  read: ReadKeys,
): Promise<SignOutcome> {
  const reading = readingFor(await read(privateKey.text, privateKey.passphrase), row.alg, "private");
  switch (reading.kind) {
    case "empty":
      return unavailable({ code: "no-public-key" });
    case "unusable":
    case "keys":
  }
  const choice = chooseKeys(reading, {
    alg: row.alg,
    kid,
    operation: "sign",
    judgeAnyway: privateKey.judgeAnyway === true,
  });
  switch (choice.kind) {
    case "kid-not-in-set":
      return unavailable({ code: "kid-not-in-set", kid: choice.kid, available: choice.available });
    case "unread":
      return unavailable({ code: "key-problem", problem: choice.problem });
    case "none-fits":
      return unavailable({ code: "none-fits" });
    case "unfit":
      return unavailable({ code: "key-unfit", fit: choice.fit });
    case "candidates":
  }
  const [{ material }] = choice.candidates;
  try {
    const fault = keyFault(material.jwk);
    // Anyone could have made its signatures.
    if (fault) return unavailable({ code: "key-degenerate", fault });
    const key = await importKey(material, row, "sign");
    const signature = encodeBase64Url(await signOctets(octets, key));
    return { kind: "signed", signature, key: material, software: key.kind === "software" };
  } catch (error) {
    return unavailable({ code: "import-failed", message: messageOf(error) });
  }
}

/** `kid` of the header to be signed; null if there is none. */
function kidOf(signingInput: string): string | null {
  const header = decodeUtf8(decodeBase64Url(signingInput.slice(0, signingInput.indexOf("."))).bytes).text;
  return stringMember(parseJson(header), "kid");
}

function unavailable(reason: JudgementReason): SignOutcome {
  return { kind: "unavailable", reason };
}
