import { wellKnownSecret } from "../../crack/well-known.ts";
import { algorithmRow } from "../../registry/algorithms.ts";
import { defineRule } from "../support/define.ts";
import { whole } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

/** The token is signed with a published secret. A published secret that does not verify is not reported. */
export const wellKnown = defineRule({
  id: "SEC-12",
  spec: "RFC 8725 section 3.5",
  words: {
    published: (a: Args<"source">) => [
      "Signed with a published secret",
      `It is in ${a.source}, so anyone can sign any claims with it. Replace it with random bytes, as many as the hash has.`,
    ],
  },
  look: ({ alg }, say, { keys, judgement }) => {
    if (judgement?.state !== "verified" || algorithmRow(alg ?? "")?.family !== "HMAC") return;
    const { text } = keys.secret;
    const known = wellKnownSecret(text);
    if (known) say("security", "published", { args: { source: known.source }, place: whole("secret", text) });
  },
});

/** The secret that verifies is a public key's text, which anyone can have: anyone can have made the token. */
export const publicKeyAsSecret = defineRule({
  id: "SEC-11",
  spec: "RFC 8725 sections 2.1 and 3.1",
  words: {
    verified: [
      "The secret is a public key: the key confusion attack",
      "Anyone can have the public key, so anyone can make tokens that verify this way. A verifier that lets the header choose between HMAC and its own algorithm accepts them (RFC 8725 section 2.1).",
    ],
  },
  look: ({ alg }, say, { keys, judgement }) => {
    if (judgement?.state !== "verified" || algorithmRow(alg ?? "")?.family !== "HMAC") return;
    const { text } = keys.secret;
    const isPublicKey =
      /-----BEGIN (?:RSA )?(?:PUBLIC KEY|CERTIFICATE)-----/.test(text) ||
      (text.trim() !== "" && text.trim() === keys.publicKey.text.trim());
    if (isPublicKey) say("security", "verified", { place: whole("secret", text) });
  },
});
