import type { KeyMaterial, KeyProblem, KeyReading } from "../../keys/types.ts";
import type { RuleContext } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, factsOf, whole } from "../support/facts.ts";
import { swappedKeysWords, privateInSetWords, notAPairWords, istioPlaceholderWords } from "./fields.words.ts";
import { familyOf } from "../../registry/algorithms.ts";

/** A key field with what was read in it. */
export type Field = {
  readonly pane: "public-key" | "private-key";
  readonly reading: KeyReading;
  readonly text: string;
};

/** The key fields that matter for the token: with an HMAC algorithm they are hidden, and nothing is said about them. */
export function fieldsOf(context: RuleContext): readonly Field[] {
  if (familyOf(factsOf(context).alg) === "HMAC") return [];
  const { publicKey, privateKey, keys } = context;
  return [
    { pane: "public-key", reading: publicKey, text: keys.publicKey.text },
    { pane: "private-key", reading: privateKey, text: keys.privateKey.text },
  ];
}

/** The keys of a reading; empty if it has none. */
export function keysOf(reading: KeyReading): readonly KeyMaterial[] {
  return reading.kind === "keys" ? reading.keys : [];
}

/** The name of a key that could not be read, in a set. */
export function nameOf({ key }: KeyProblem): string {
  return typeof key?.jwk.kid === "string" ? excerpt(key.jwk.kid, 40) : "";
}

const isSecret = ({ jwk }: KeyMaterial) => jwk.kty === "oct";

/** Whether private members are there, usable or not: what leaks is the text. */
const holdsPrivate = ({ isPrivate, damaged }: KeyMaterial) => isPrivate || damaged !== undefined;

/** A private key where a public one is expected, or the reverse. */
export const swappedKeys = defineRule({
  id: "KEY-05",
  spec: "RFC 7515 section 10.1",
  words: swappedKeysWords,
  look: (_, say, context) => {
    const encrypted = context.token.form.startsWith("jwe");
    for (const { pane, reading, text } of fieldsOf(context)) {
      const keys = keysOf(reading);
      if (keys.length === 0) continue;
      const isSet = reading.kind === "keys" && reading.format === "jwks";
      if (pane === "public-key" && !isSet && keys.some((key) => holdsPrivate(key) && !isSecret(key))) {
        say(encrypted ? "warn" : "security", encrypted ? "decrypting-in-public" : "private-in-public", {
          place: whole(pane, text),
          fix: { kind: "move", from: "publicKey", to: "privateKey" },
        });
      } else if (pane === "private-key" && !keys.some(holdsPrivate)) {
        if (encrypted) continue;
        say("warn", "public-in-private", { args: { key: keys[0]?.description ?? "" }, place: whole(pane, text) });
      }
    }
  },
});

/** A public set contains private members. */
export const privateInSet = defineRule({
  id: "KEY-29",
  spec: "RFC 7517 section 9.2",
  words: privateInSetWords,
  look: (_, say, context) => {
    for (const { pane, reading, text } of fieldsOf(context)) {
      if (pane !== "public-key" || reading.kind !== "keys" || reading.format !== "jwks") continue;
      const found = reading.keys.filter(holdsPrivate);
      const [first] = found;
      if (!first) continue;
      say("security", "set", {
        args: {
          count: found.length,
          kid: excerpt(typeof first.jwk.kid === "string" ? first.jwk.kid : first.thumbprint, 40),
        },
        place: first.range ? at(pane, first.range) : whole(pane, text),
      });
    }
  },
});

/** Public key and Private key are halves of different pairs, or the two halves of one JWK are. */
export const notAPair = defineRule({
  id: "KEY-06",
  spec: "RFC 7638 section 3",
  words: notAPairWords,
  look: (_, say, context) => {
    for (const { pane, reading, text } of fieldsOf(context)) {
      for (const { damaged, range, description } of keysOf(reading)) {
        if (damaged?.code !== "no-pair") continue;
        say("warn", "halves", {
          args: { key: nameOf(damaged) || description },
          place: range ? at(pane, range) : whole(pane, text),
        });
      }
    }
    if (context.pair !== false || fieldsOf(context).length === 0) return;
    say("warn", "pair", { place: whole("private-key", context.keys.privateKey.text) });
  },
});

const ISTIO = /^RXJyb3ItSXN0aW9kRmFpbGVkVG9GZXRjaEp3a3NVcmkt/;

/** The key that Istio serves when it could not fetch the real ones. */
export const istioPlaceholder = defineRule({
  id: "KEY-25",
  spec: "Istio pilot/pkg/model/jwks_resolver",
  words: istioPlaceholderWords,
  look: (_, say, context) => {
    for (const { pane, reading, text } of fieldsOf(context)) {
      if (keysOf(reading).some(({ jwk }) => typeof jwk.n === "string" && ISTIO.test(jwk.n))) {
        say("error", "istio", { place: whole(pane, text) });
      }
    }
  },
});
