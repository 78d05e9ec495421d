import { encodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { segment, split, type Signer } from "../toolkit/compact.ts";
import type { KeyPair } from "../toolkit/key-shop.ts";
import { withPrivateKey, withSecret } from "../toolkit/signers.ts";
import type { Setup } from "../types.ts";

/** A way to make the third segment in the free mode. */
export interface FreeSigner {
  readonly id: string;
  readonly label: string;
  /** Returns a signer for the header's `alg`; null if the segment is a fixed `text`. */
  readonly signer: ((alg: string) => Signer) | null;
  readonly text: string;
}

/** The ways to sign in a situation: the honest key, the attacker's own, the public key as a secret, nothing. */
export function freeSigners(setup: Setup, pair: KeyPair | null, own: KeyPair): readonly FreeSigner[] {
  const { bench } = setup;
  const fixed = (id: string, label: string, text: string): FreeSigner => ({ id, label, signer: null, text });
  const secret = (id: string, label: string, bytes: Uint8Array | undefined): readonly FreeSigner[] =>
    bytes ? [{ id, label, signer: (alg) => withSecret(bytes, alg), text: "" }] : [];
  return [
    ...(pair
      ? [{ id: "private", label: "the issuer's private key", signer: () => withPrivateKey(pair), text: "" }]
      : []),
    ...secret("secret", "the service's secret", bench.secret),
    { id: "own", label: "the attacker's own private key", signer: () => withPrivateKey(own), text: "" },
    ...secret("public", "the public key's bytes as a secret", bench.storedKey),
    ...secret("other", "the secret for another job", bench.otherSecret),
    ...secret("empty", "an empty secret", new Uint8Array()),
    fixed("kept", "nothing: keep the honest signature", split(setup.honest)[2]),
    fixed("none", "nothing: no signature", ""),
    fixed("zeros", "64 zero bytes", "A".repeat(86)),
  ];
}

/** The token with header and payload as typed and the signer's third segment. */
export async function signFreely(header: string, payload: string, { signer, text }: FreeSigner): Promise<string> {
  const input = `${segment(header)}.${segment(payload)}`;
  return `${input}.${signer ? encodeBase64Url(await signer(algOf(header))(encodeUtf8(input))) : text}`;
}

function algOf(header: string): string {
  try {
    const { alg } = JSON.parse(header) as { alg?: unknown };
    return typeof alg === "string" ? alg : "HS256";
  } catch {
    return "HS256"; // not JSON: sign it anyway, the verifier reports it
  }
}
