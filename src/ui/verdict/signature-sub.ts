import type { Judgement, JudgementReason } from "../../core/crypto/types.ts";
import type { SignatureCell } from "../../core/verdict/types.ts";
import type { View } from "../../state/types.ts";

/** The input of the signature cell's subtitle. */
interface SignatureFacts {
  readonly cell: SignatureCell;
  /** Null while the verdict is pending. */
  readonly judgement: Judgement | null;
  /** The token is from a shared view. */
  readonly isShared: boolean;
  readonly family: View["family"];
  readonly secretEncoding: string;
  /** The title of the finding that the cell shows, if any. */
  readonly because: string | null;
}

/** What was removed from the token when it was shared. */
const LEFT_OUT = {
  signature: "the signature was left out",
  ciphertext: "the ciphertext was left out",
  values: "values that the signature covers are hidden",
} as const;

/** The reason for the signature's verdict, in one line. */
export function signatureSub({ cell, judgement, isShared, family, secretEncoding, because }: SignatureFacts): string {
  if (cell.code === "on-request") return "A large token is verified on request";
  if (judgement === null) return "";
  switch (cell.code) {
    case "malformed":
      return because ?? "Its parts cannot be read";
    case "encrypted":
      return "Only its recipient can read the content";
    case "unsealed":
      return "Its content is here, waiting for a key";
    case "decrypted":
      return because ?? decryptedWith(judgement);
    case "not-decrypted":
      return because ?? `${judgement.alg}: wrong key, or the token was changed`;
    case "not-opened":
      return because ?? unsupported(judgement.reason);
    case "unsupported":
      return unsupported(judgement.reason);
    case "unsigned":
      return "alg is none: anyone can write such a token";
    case "no-key":
      if (judgement.reason.code === "left-out")
        return `Claimed by the link, not checked here: ${LEFT_OUT[judgement.reason.what]}`;
      return family === "hmac"
        ? `${judgement.alg} needs the shared secret`
        : `${judgement.alg} needs the issuer’s public key`;
    case "key-error":
      return because ?? (judgement.encrypted ? "It was not decrypted" : "The signature was not verified");
    case "tampered":
      return `${judgement.alg}. The content was changed after it was signed`;
    case "invalid":
      if (judgement.reason.code === "none-with-signature") return "alg is none, but a signature follows";
      // The reading of the secret that failed is the first thing to check.
      return withKey(judgement) + (judgement.key?.source === "secret" ? `, read as ${secretEncoding}` : "");
    case "own-key":
      return isShared ? "It matches the key here, which may have come with the link" : withKey(judgement);
    case "verified":
      if (isShared)
        return `It fits ${judgement.key?.source === "secret" ? "your secret" : "the key that is here"}: the claims around it come from the link`;
      return because ?? withKey(judgement);
    case "signed-here":
    case "signed-here-over-bad":
      return because ?? withKey(judgement);
    default:
      return "";
  }
}

/** "HS256, with your secret of 32 bytes", "RS256, with your public key 2026-11-a". */
function withKey({ alg, key, software }: Judgement): string {
  if (key === null) return alg ?? "";
  const name = key.material?.jwk.kid ?? key.material?.description ?? "";
  const by = {
    secret: `your secret of ${key.secretBytes} bytes`,
    "public-key": `your public key ${name}`,
    "private-key": "the public half of your private key: Public key is empty",
    token: `the key in the token, ${name}`,
    cnf: `the key that cnf of the SD-JWT names, ${name}`,
  }[key.source];
  return `${alg}, with ${by}${software ? "; computed by this page because the browser cannot" : ""}`;
}

/** "RSA-OAEP-256, with your private key enc-2026: the tag fits". */
function decryptedWith({ alg, key, software }: Judgement): string {
  const name = key?.material?.jwk.kid ?? key?.material?.description ?? "";
  const by = key?.source === "secret" ? `your secret of ${key.secretBytes} bytes` : `your private key ${name}`;
  return `${alg}, with ${by.trim()}: the tag matches${software ? ". Computed by this page because the browser cannot" : ""}`;
}

function unsupported(reason: JudgementReason): string {
  switch (reason.code) {
    case "alg-unknown":
      return `This page does not know the algorithm ${reason.alg}`;
    case "alg-lacking":
      return `This browser does not support ${reason.alg}`;
    case "crit":
      return `crit requires ${reason.names.join(", ")}: not implemented`;
    case "crit-value":
      return `${reason.name}, which crit lists, has a value that its specification does not allow`;
    case "crit-malformed":
      return "crit is not a list of header parameters";
    case "rsa1_5":
      return "RSA1_5 is decrypted only on request";
    case "p2c-limit":
      return `${reason.count.toLocaleString("en")} iterations run only on request`;
    case "enc-unknown":
      return `This page does not know the content encryption ${reason.enc}`;
    case "zip-unknown":
      return "zip names an unknown compression";
    case "zip-bomb":
      return "Its content unpacks to more than this page accepts";
    case "insecure-context":
      return "Cryptography needs https, localhost or the single file";
    default:
      return "It can be read here, but not verified as a whole";
  }
}
