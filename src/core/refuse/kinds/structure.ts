import { encryptJwe } from "../../crypto/jwe/encrypt.ts";
import { publicJwk } from "../../keys/export.ts";
import { segment } from "../../lab/toolkit/compact.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import type { Bench } from "../bench.ts";
import { changed } from "../json-edits.ts";
import type { Kind } from "../types.ts";
import { HEADER, kept, PAYLOAD, ready, SIGNATURE, UNSIGNED_MEANS } from "./kept.ts";

/** An extension that no verifier knows. */
const EXTENSION = "https://jotscope.invalid/must-refuse";

/** Tokens in another form, or that require an extension. */
export function otherForms(bench: Bench): readonly Kind[] {
  const json = {
    rule: "IN-17",
    clause: "RFC 7519 section 1",
    needs: "nothing",
    accepted: "The service reads JSON serializations: two readers of one request may see two different tokens.",
    scenario: "json-polyglot",
    faults: kept,
  } as const;
  return [
    {
      label: "unknown-crit",
      title: "crit names an unknown extension",
      rule: "HDR-05",
      clause: "RFC 7515 section 4.1.11",
      needs: "signing-key",
      change: "crit with an unknown extension",
      accepted: "crit is ignored, and so are the limits it marks as critical.",
      scenario: "crit-ignored",
      faults: { header: ["crit", EXTENSION], payload: [], signature: "right" },
      make: () =>
        bench.signedRight(changed(bench.header, { [EXTENSION]: true, crit: [EXTENSION] }), bench.claimsWith({})),
    },
    {
      label: "b64-false",
      title: "b64: the payload is signed as text",
      rule: "HDR-06",
      clause: "RFC 7797 section 7",
      needs: "signing-key",
      change: "b64 false, listed in crit",
      accepted: "Signed text is read as claims.",
      scenario: "b64-confusion",
      faults: { header: ["b64", "crit"], payload: [], signature: "right" },
      make: () => bench.signedRight(changed(bench.header, { b64: false, crit: ["b64"] }), bench.claimsWith({})),
    },
    {
      label: "b64-without-crit",
      title: "b64 without crit",
      rule: "HDR-06",
      clause: "RFC 7797 section 6",
      needs: "signing-key",
      change: "b64 false, nothing in crit",
      accepted: "A verifier that knows b64 and one that does not read different payloads.",
      scenario: "b64-confusion",
      faults: { header: ["b64"], payload: [], signature: "right" },
      isStrict: true,
      make: () => bench.signedRight(changed(bench.header, { b64: false }), bench.claimsWith({})),
    },
    {
      label: "nested-unsigned",
      title: "A signed token around an unsigned one",
      rule: "HDR-10",
      clause: "RFC 7519 section 5.2",
      needs: "signing-key",
      change: "cty JWT, the payload is an unsigned token",
      accepted: "The service takes claims from an inner token that nobody signed.",
      scenario: null,
      faults: { header: ["cty"], payload: [], signature: "right" },
      make: () => {
        const inner = `${segment({ alg: "none" })}.${segment(bench.claimsWith({}))}.`;
        return bench.signedRight(changed(bench.header, { cty: "JWT" }), inner);
      },
    },
    encryptedUnsigned(bench),
    ready({
      ...json,
      label: "json-flattened",
      title: "The token as flattened JSON",
      change: "the same parts, as a JSON object",
      parts: ['{"payload":"', PAYLOAD, '","protected":"', HEADER, '","signature":"', SIGNATURE, '"}'],
    }),
    ready({
      ...json,
      label: "json-general",
      title: "The token as general JSON",
      change: "the same parts, as a list of signatures",
      parts: ['{"payload":"', PAYLOAD, '","signatures":[{"protected":"', HEADER, '","signature":"', SIGNATURE, '"}]}'],
    }),
  ];
}

/** An unsigned token, encrypted to the public key published for signatures (RFC 8725 section 2.3). */
function encryptedUnsigned(bench: Bench): Kind {
  const { kty } = bench.row;
  const isSigner = kty === "RSA" || kty === "EC";
  return {
    label: "encrypted-unsigned",
    title: "An unsigned token, encrypted for the service",
    rule: "IN-09",
    clause: "RFC 8725 section 3.3",
    needs: "public-key",
    change: "a JWE for your public key, with alg none inside",
    accepted: `${UNSIGNED_MEANS} Encryption does not show who wrote a token.`,
    scenario: null,
    faults: { header: ["alg", "enc", "cty", "epk"], payload: [], signature: "gone" },
    ...(isSigner ? {} : { unfit: "this kind of key cannot encrypt" }),
    make: async () => {
      if (bench.publicKey === null) return null;
      const { alg: _alg, use: _use, key_ops: _ops, ext: _ext, ...jwk } = publicJwk(bench.publicKey.jwk);
      const alg = kty === "RSA" ? "RSA-OAEP-256" : "ECDH-ES";
      const kid = jwk.kid === undefined ? {} : { kid: jwk.kid };
      const inner = `${segment(changed(bench.header, { alg: "none" }))}.${segment(bench.forged)}.`;
      const outcome = await encryptJwe(
        { header: JSON.stringify({ alg, enc: "A256GCM", cty: "JWT", ...kid }), content: encodeUtf8(inner) },
        {
          secret: { text: "", encoding: "UTF-8" },
          publicKey: { text: JSON.stringify(jwk) },
          privateKey: { text: "" },
        },
      );
      return outcome.kind === "encrypted" ? [outcome.token] : null;
    },
  };
}
