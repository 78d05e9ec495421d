import type { KeyMaterial } from "../../keys/types.ts";
import type { RuleContext } from "../types.ts";
import { defineRule, type Say } from "../support/define.ts";
import { excerpt, factsOf, whole } from "../support/facts.ts";
import { when } from "../support/when.ts";
import { fieldsOf, keysOf } from "./fields.ts";

/** Says what a certificate in a key field says of itself. */
function sayCertificate(say: Say, context: RuleContext, wanted: (key: KeyMaterial) => boolean, variant: string): void {
  for (const { pane, reading, text } of fieldsOf(context)) {
    const [first] = keysOf(reading);
    if (!first?.certificate || !wanted(first)) continue;
    const { subject, notAfter } = first.certificate;
    const ended = notAfter <= context.clock.now;
    say(ended ? "warn" : "info", ended ? "ended" : first.format === "certificate-map" ? "map" : variant, {
      args: { subject: excerpt(subject, 60), until: when(notAfter, context) },
      place: whole(pane, text),
      ...(ended ? {} : { class: "ok" }),
    });
  }
}

/** A certificate where a public key is asked: its key is used, the rest is only shown. */
export const certificate = defineRule("KEY-04", ["keys", "clock"], "RFC 5280 section 4.1", (_, say, context) => {
  sayCertificate(say, context, ({ format }) => format === "certificate", "certificate");
});

/** Certificates that come with their keys: a list by kid, as Google publishes it, or `x5c` of a JWK. */
export const certificates = defineRule(
  "KEY-24",
  ["keys", "clock"],
  "RFC 7517 section 4.7, RFC 5280 section 4.1",
  (_, say, context) => {
    sayCertificate(say, context, ({ format }) => format !== "certificate", "x5c");
  },
);

/**
 * Keys whose certificates say that they are of another time than the token: a copy of the set that is out of date, or a
 * token from before the last rotation.
 */
export const otherTime = defineRule(
  "KEY-31",
  ["keys", "judgement"],
  "OpenID Connect Core section 10.1.1, RFC 5280 section 4.1.2.5",
  (_, say, context) => {
    const { judgement, solution, publicKey, keys, times } = context;
    const unfound = judgement?.state === "invalid" || judgement?.reason.code === "kid-not-in-set";
    if (!unfound || !solution || solution.discovery || factsOf(context).alg?.startsWith("HS")) return;
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
        keys: certified.length,
      },
      place: whole("public-key", keys.publicKey.text),
    });
  },
);
