import type { Judgement, JudgementReason } from "../../core/crypto/types.ts";
import type { View } from "../../state/types.ts";
import type { Words } from "./facts.ts";

/** What the first part of the sentence is made of; `judgement` is null while the judgement is pending. */
export interface SignatureFacts {
  readonly judgement: Judgement | null;
  readonly provenance: View["verdict"]["provenance"];
  readonly originalState: View["verdict"]["originalState"];
  readonly onRequest: boolean;
  readonly family: View["family"];
  readonly secretEncoding: string;
  /** The title of the finding that explains the state, where one does. */
  readonly because: string | null;
}

/**
 * The signature's part of the verdict. Icon, tone and title depend on the states alone, so that a live region speaks only
 * when they change; `sub` may change with each input. A key that the token brought is never a success.
 */
export function signatureWords(facts: SignatureFacts): Words {
  const { judgement, because } = facts;
  if (judgement === null) {
    return facts.onRequest
      ? { tone: "none", icon: "dash", title: "Not checked yet", sub: "A large token is verified when you ask" }
      : { tone: "none", icon: "dash", title: "Checking…", sub: "" };
  }
  const { state, reason } = judgement;
  switch (state) {
    case "empty":
      return { tone: "none", icon: "dash", title: "No token yet", sub: "Paste one anywhere on this page" };
    case "malformed":
      return { tone: "error", icon: "x", title: "Token is malformed", sub: because ?? "Its parts can not be judged" };
    case "unsupported":
      if (reason.code === "form" && reason.form.startsWith("jwe")) {
        return { tone: "info", icon: "lock", title: "Encrypted", sub: "Only its recipient can read the claims" };
      }
      return { tone: "warn", icon: "dash", title: "Not judged here", sub: unsupported(reason) };
    case "unsigned":
      return { tone: "warn", icon: "open", title: "Not signed", sub: "alg is none: anyone can write such a token" };
    case "no-key":
      return { tone: "info", icon: "key", title: "Not checked yet", sub: missingKey(judgement, facts.family) };
    case "key-error":
      return { tone: "error", icon: "key", title: "Key cannot be used", sub: because ?? "The signature is not judged" };
    case "invalid":
      return { tone: "error", icon: "x", title: "Signature invalid", sub: invalid(judgement, facts) };
    case "verified":
      return verified(judgement, facts);
  }
}

function verified(judgement: Judgement, { provenance, originalState }: SignatureFacts): Words {
  const sub = withKey(judgement);
  if (judgement.key?.source === "token") {
    return { tone: "info", icon: "key", title: "Fits the key that it brings", sub };
  }
  if (provenance === "re-signed" && originalState !== "verified" && originalState !== "pending") {
    return { tone: "warn", icon: "check", title: "Signed here: the pasted token did not verify", sub };
  }
  return { tone: "ok", icon: "check", title: "Signature verified", sub };
}

function invalid(judgement: Judgement, { provenance, secretEncoding }: SignatureFacts): string {
  if (judgement.reason.code === "none-with-signature") return "alg is none, and yet a signature follows";
  if (provenance === "kept") return `${judgement.alg}. The content changed after it was signed`;
  // Which reading of the secret failed is what to look at first.
  return withKey(judgement) + (judgement.key?.source === "secret" ? `, read as ${secretEncoding}` : "");
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
  }[key.source];
  return `${alg}, with ${by}${software ? "; computed by this page, for this browser can not" : ""}`;
}

function missingKey({ alg }: Judgement, family: View["family"]): string {
  return family === "hmac" ? `${alg} needs the shared secret` : `${alg} needs the issuer’s public key`;
}

function unsupported(reason: JudgementReason): string {
  switch (reason.code) {
    case "alg-unknown":
      return `${reason.alg} is no signature algorithm known here`;
    case "alg-lacking":
      return `This browser can not do ${reason.alg}`;
    case "crit":
      return `crit asks for ${reason.names.join(", ")}, which is not implemented`;
    case "crit-malformed":
      return "crit is not a list of header parameters";
    case "insecure-context":
      return "Verifying needs https, localhost or the single file";
    default:
      return "Its form is read here, and not verified";
  }
}
