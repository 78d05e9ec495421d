import { hiddenIn } from "../../envelope/disclosures.ts";
import { isKeyBinding } from "../../envelope/selective.ts";
import { wholeObject } from "../../json/query.ts";
import { confirmationOf, isKeyOf, isSymmetric } from "../../keys/confirmation.ts";
import type { KeyMaterial } from "../../keys/types.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt } from "../support/facts.ts";
import type { Args, Vocabulary } from "../support/words.ts";

const words = {
  proven: [
    "The key binding verifies with the key in cnf",
    "Whoever presented this has the holder's key, if the issuer's signature verifies too, since the issuer names the key (RFC 9901 section 7.3).",
  ],
  thumbprint: (a: Args<"name">) => [
    `The key binding verifies with the key that cnf names by ${a.name}`,
    "The key that verifies it has the thumbprint in cnf. Whoever presented this has the holder's key, if the issuer's signature verifies too.",
  ],
  named: (a: Args<"kid">) => [
    "The key binding verifies with a key of the kid that cnf names",
    `cnf has kid ${a.kid} and no key. A kid is only a name: this proves the holder's key only if the verifier has the key under this kid from a source that it trusts (RFC 7800 section 3.4).`,
  ],
  "not-named": (a: Args<"kid">) => [
    "cnf does not show whose key verifies the key binding",
    `It has kid ${a.kid} and no key, and the key that verifies the key binding has a different kid, or none. Whether it is the holder's is not checked (RFC 7800 section 3.4).`,
  ],
  other: [
    "The key in cnf did not sign the key binding",
    "A verifier must reject this: someone else presented it, or it was changed since (RFC 9901 section 7.3).",
  ],
  "other-named": (a: Args<"kid">) => [
    "The key of the kid in cnf did not sign the key binding",
    `The key here with kid ${a.kid} does not verify it: someone else presented it, it was changed since, or cnf means a key of another set (RFC 7800 section 3.4).`,
  ],
  another: [
    "The key binding was verified with a key other than the one in cnf",
    "Only the key in cnf counts. Empty the key fields of the key binding to use that one (RFC 9901 section 7.3).",
  ],
  "another-thumbprint": (a: Args<"name" | "actual">) => [
    `The key binding was verified with a key other than the one cnf.${a.name} names`,
    `Only the key with the thumbprint in cnf counts; the one that verifies it has ${a.actual}. A verifier must reject this (RFC 9901 section 7.3).`,
  ],
  "no-certificate": [
    "cnf names a certificate, and the key binding was verified with a bare key",
    "cnf.x5t#S256 is the digest of a whole certificate (RFC 8705 section 3.1). Put the certificate in Public key of the key binding to compare them.",
  ],
  "not-compared": (a: Args<"name">) => [
    "The key binding was verified with a secret, which is not compared with cnf",
    `cnf names the holder's key by ${a.name}. Whether the secret is that key is not checked, so this does not show that the holder presented it (RFC 9901 section 7.3).`,
  ],
  "not-fetched": (a: Args<"url">) => [
    "The key binding verifies with a key that cnf does not show",
    `cnf.jku is ${a.url}, and this page fetches nothing: whether that set has the key is not checked (RFC 7800 section 3.5).`,
  ],
  needs: (a: Args<"name">) => [
    `cnf names the holder's key by ${a.name}, and that key is not here`,
    "The key binding is not verified. Put the holder's key in Public key of the key binding; a key set in Public key of the SD-JWT is searched too.",
  ],
  fetched: (a: Args<"url">) => [
    "cnf says where the holder's key is",
    `cnf.jku is ${a.url}. This page fetches nothing: open it, and put the key set in Public key of the key binding. Whether that set is the one at the address is not checked (RFC 7800 section 3.5).`,
  ],
  encrypted: [
    "The holder's key in cnf is encrypted",
    "cnf.jwe is a JWK that only its recipient can decrypt, so nobody else can tell whether the holder's key signed the key binding (RFC 7800 section 3.3).",
  ],
  "no-key": [
    "The SD-JWT does not say whose key signs the key binding",
    "It has no cnf with a key that is known here, so a verifier must get the holder's key in some other way or reject this (RFC 9901 section 4.1.2).",
  ],
} as const satisfies Vocabulary;

/** The key binding is signed by the key that the issuer named for it. */
export const bindingKey = defineRule({
  id: "binding-key",
  spec: "RFC 9901 section 7.3, RFC 7800 section 3",
  words,
  look: ({ envelope, claims }, say, { binding: judged }) => {
    const { binding = null, isAttestation } = envelope?.selective ?? {};
    const root = wholeObject(claims);
    if (binding === null || isAttestation || root === null || !isKeyBinding(binding.text)) return;
    const details = { place: at("token", binding.range), class: "sd-jwt" };
    const { by = null, methods = {} } = confirmationOf(claims) ?? {};
    const { key = null, state } = judged ?? {};
    const value = by === null ? undefined : methods[by];
    const text = value?.type === "string" ? value.value : "";
    const isFromCnf = key?.source === "cnf";
    const verifies = state === "verified" ? (key?.material ?? null) : null;
    // A secret is not kept in the judgement, so nothing can be compared with it.
    const isBySecret = state === "verified" && key?.source === "secret";
    switch (by) {
      case null:
        if (hiddenIn(root) === 0) say("warn", "no-key", details);
        return;
      case "jwk":
        if (isFromCnf && state === "verified") say("info", "proven", details);
        else if (isFromCnf && state === "invalid") say("error", "other", details);
        else if (isBySecret && value?.type === "object" && isSymmetric(value))
          say("warn", "not-compared", { ...details, args: { name: by } });
        else if (isBySecret || (verifies && value?.type === "object" && !isKeyOf(value, { ...verifies.jwk })))
          say("error", "another", details);
        return;
      case "jkt":
      case "x5t#S256": {
        if (isFromCnf && state === "invalid") say("error", "other", details);
        if (isBySecret) say("warn", "not-compared", { ...details, args: { name: by } });
        if (verifies === null) {
          if (state === "no-key") say("info", "needs", { ...details, args: { name: by } });
          return;
        }
        const actual = by === "jkt" ? verifies.thumbprint : certificateThumbprint(verifies);
        if (actual === null) say("warn", "no-certificate", details);
        else if (actual === text) say("info", "thumbprint", { ...details, args: { name: by } });
        else say("error", "another-thumbprint", { ...details, args: { name: by, actual } });
        return;
      }
      case "kid": {
        const args = { kid: excerpt(text, 50) };
        const { jku } = methods;
        if (jku?.type === "string" && state !== "verified" && !isFromCnf) {
          say("info", "fetched", { ...details, args: { url: excerpt(jku.value, 100) } });
          return;
        }
        if (isFromCnf && state === "invalid") say("warn", "other-named", { ...details, args });
        else if (state === "no-key") say("info", "needs", { ...details, args: { name: `kid ${args.kid}` } });
        else if (state === "verified")
          say("info", verifies?.jwk.kid === text ? "named" : "not-named", { ...details, args });
        return;
      }
      case "jku":
        say("info", state === "verified" ? "not-fetched" : "fetched", {
          ...details,
          args: { url: excerpt(text, 100) },
        });
        return;
      case "jwe":
        say("info", "encrypted", details);
    }
  },
});

/** The thumbprint of the certificate that a key comes from; null if it comes from none. */
function certificateThumbprint({ certificate, carried }: KeyMaterial): string | null {
  return (certificate ?? (carried?.isOwn ? carried.certificate : null))?.thumbprints["x5t#S256"] ?? null;
}
