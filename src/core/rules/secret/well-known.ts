import { wellKnownSecret } from "../../crack/well-known.ts";
import { algorithmRow } from "../../registry/algorithms.ts";
import { defineRule } from "../support/define.ts";
import { whole } from "../support/facts.ts";

/**
 * The secret in jwt.io's present example. Its text says what it is, and tokens signed with it are demonstrations and test
 * data on purpose: a finding on each of them would be noise. That there is nothing to object says it beside, as does the
 * strength verdict at the field.
 */
export const DEMONSTRATION = "a-string-secret-at-least-256-bits-long";

/** The token is signed with a secret that anybody can look up. Of one that does not verify this says nothing about the token. */
export const wellKnown = defineRule(
  "SEC-12",
  ["keys", "judgement"],
  "RFC 8725 section 3.5",
  ({ alg }, say, { keys, judgement }) => {
    if (judgement?.state !== "verified" || algorithmRow(alg ?? "")?.family !== "HMAC") return;
    const { text } = keys.secret;
    const known = text === DEMONSTRATION ? null : wellKnownSecret(text);
    if (known) say("security", "published", { args: { source: known.source }, place: whole("secret", text) });
  },
);

/** The secret that verifies is a public key's text, which everybody has: the token can be anyone's. */
export const publicKeyAsSecret = defineRule(
  "SEC-11",
  ["keys", "judgement"],
  "RFC 8725 sections 2.1 and 3.1",
  ({ alg }, say, { keys, judgement }) => {
    if (judgement?.state !== "verified" || algorithmRow(alg ?? "")?.family !== "HMAC") return;
    const { text } = keys.secret;
    const isPublicKey =
      /-----BEGIN (?:RSA )?(?:PUBLIC KEY|CERTIFICATE)-----/.test(text) ||
      (text.trim() !== "" && text.trim() === keys.publicKey.text.trim());
    if (isPublicKey) say("security", "verified", { place: whole("secret", text) });
  },
);
