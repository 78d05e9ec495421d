import type { KeyFormat } from "../../registry/key-formats.ts";
import type { RuleContext } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, factsOf, whole } from "../support/facts.ts";
import { when } from "../support/when.ts";
import { fieldsOf, keysOf } from "./fields.ts";
import { type Args } from "../support/words.ts";
import { memberOf } from "./x5t.ts";
import { familyOf } from "../../registry/algorithms.ts";

/** What certificates in the key fields say about themselves. */
function certificatesIn(context: RuleContext, wanted: (format: KeyFormat) => boolean) {
  return fieldsOf(context).flatMap(({ pane, reading, text }) => {
    const [first] = keysOf(reading);
    if (!first?.certificate || !wanted(first.format)) return [];
    const { subject, notAfter } = first.certificate;
    const ended = notAfter <= context.clock.now;
    const details = {
      args: { subject: excerpt(subject, 60), until: when(notAfter, context) },
      place: whole(pane, text),
      ...(ended ? {} : { class: "ok" }),
    };
    return [{ format: first.format, ended, details }];
  });
}

/** A certificate in place of a public key: its key is used, the rest is only shown. */
export const certificate = defineRule({
  id: "KEY-04",
  ticks: true,
  spec: "RFC 5280 section 4.1",
  words: {
    certificate: (a: Args<"subject" | "until">) => [
      "The key is taken from a certificate",
      `${a.subject}, valid until ${a.until}. Chain and dates are shown, not validated. Libraries that expect a public key refuse a certificate: openssl x509 -pubkey -noout extracts the key.`,
    ],
    ended: (a: Args<"subject" | "until">) => [
      "The key is taken from an expired certificate",
      `${a.subject}, valid until ${a.until}. The key is used anyway: dates are shown, not validated.`,
    ],
    authority: (a: Args<"subject" | "what">) => [
      `The pasted certificate is ${a.what}: ${a.subject}`,
      "Its basicConstraints say that it signs certificates, and it does not verify this token. If an authority issued the signer's certificate, paste that one. openssl req -x509 marks every certificate this way.",
    ],
  },
  look: (facts, say, context) => {
    const { judgement, publicKey, keys } = context;
    const [only, ...others] = keysOf(publicKey);
    const { certificate: own } = only ?? {};
    // If the token has a chain, it contains the leaf: `ownKey` reports that.
    const isLone = own?.isAuthority === true && others.length === 0 && !facts.headerValue("x5c");
    if (isLone && (judgement?.state === "invalid" || judgement?.state === "key-error")) {
      const what = own.isSelfIssued ? "a root authority" : "an intermediate authority";
      say("warn", "authority", {
        args: { subject: excerpt(own.subject, 60), what },
        place: whole("public-key", keys.publicKey.text),
      });
      return;
    }
    for (const { ended, details } of certificatesIn(context, (format) => format === "certificate"))
      say(ended ? "warn" : "info", ended ? "ended" : "certificate", details);
  },
});

/** Certificates that come with their keys: a list by kid, as Google publishes it, or `x5c` of a JWK. */
export const certificates = defineRule({
  id: "KEY-24",
  ticks: true,
  spec: "RFC 7517 section 4.7, RFC 5280 section 4.1",
  words: {
    x5c: (a: Args<"subject" | "until">) => [
      "The key comes with a certificate (x5c)",
      `${a.subject}, valid until ${a.until}; shown, not validated. The key's own members are used.`,
    ],
    differs: (a: Args<"key" | "numbers">) => [
      `${a.numbers} and x5c of ${a.key} differ`,
      "The first certificate of x5c must have the same key as the members (RFC 7517 section 4.7). Some libraries use the members, others the certificate: some refuse what others accept. Only part of the set may have been renewed.",
    ],
    map: (a: Args<"subject" | "until">) => [
      "The keys are taken from a list of certificates by kid",
      `Google and Firebase publish them this way. ${a.subject}, valid until ${a.until}; shown, not validated.`,
    ],
    ended: (a: Args<"subject" | "until">) => [
      "The key is taken from an expired certificate",
      `${a.subject}, valid until ${a.until}. The key is used anyway: dates are shown, not validated.`,
    ],
  },
  look: (_, say, context) => {
    for (const { pane, reading, text } of fieldsOf(context)) {
      for (const key of keysOf(reading)) {
        if (key.carried?.isOwn !== false) continue;
        const { kid, kty } = key.jwk;
        say("warn", "differs", {
          args: {
            key: typeof kid === "string" ? `key ${excerpt(kid, 40)}` : "the key",
            numbers: kty === "RSA" ? "n" : "x",
          },
          place: at(pane, memberOf(key, text, "x5c")?.range ?? key.range ?? { start: 0, end: text.length }),
        });
      }
    }
    for (const { ended, format, details } of certificatesIn(context, (format) => format !== "certificate"))
      say(ended ? "warn" : "info", ended ? "ended" : format === "certificate-map" ? "map" : "x5c", details);
  },
});

/**
 * Keys whose certificates are not from the time of the token: an outdated copy of the set, or a token from before the
 * last rotation.
 */
export const otherTime = defineRule({
  id: "KEY-31",
  spec: "OpenID Connect Core section 10.1.1, RFC 5280 section 4.1.2.5",
  words: {
    older: (a: Args<"until" | "issued">) => [
      "The set is older than the token",
      `Its last certificate expired ${a.until}; the token was issued ${a.issued}. The copy is out of date: fetch the set again, and have verifiers do so when they see an unknown kid.`,
    ],
    newer: (a: Args<"from" | "issued">) => [
      "The set is newer than the token",
      `Its first certificate is valid from ${a.from}; the token was issued ${a.issued}. The key that signed has been rotated out since. Issuers should keep old keys published for as long as their tokens live.`,
    ],
  },
  look: (_, say, context) => {
    const { judgement, solution, publicKey, keys, times } = context;
    const unfound = judgement?.state === "invalid" || judgement?.reason.code === "kid-not-in-set";
    if (!unfound || !solution || solution.discovery || familyOf(factsOf(context).alg) === "HMAC") return;
    const iat = times.find(({ claim, why }) => claim === "iat" && why === null)?.seconds ?? null;
    const certified = keysOf(publicKey).flatMap(({ certificate: facts }) => (facts ? [facts] : []));
    if (iat === null || certified.length === 0 || certified.length < keysOf(publicKey).length) return;
    const last = Math.max(...certified.map(({ notAfter }) => notAfter));
    const first = Math.min(...certified.map(({ notBefore }) => notBefore));
    const variant = last < iat ? "older" : first > iat ? "newer" : null;
    if (variant === null) return;
    say("warn", variant, {
      args: {
        issued: when(iat, context),
        until: when(last, context),
        from: when(first, context),
      },
      place: whole("public-key", keys.publicKey.text),
    });
  },
});
