import { describe, expect, it } from "vitest";
import { convert, type Serialisation, serialisationOf, type Unconvertible } from "./convert.ts";
import { openSeal } from "./json-seals.ts";
import { parseToken } from "./parse.ts";

const encode = (text: string): string => Buffer.from(text).toString("base64url");
const [H, P, S] = [encode('{"alg":"HS256"}'), encode('{"a":1}'), "c2ln"];
const JWS = `${H}.${P}.${S}`;
const E = encode('{"alg":"A128KW","enc":"A128GCM"}');
const JWE = `${E}.a2V5.aXY.Y2lwaGVy.dGFn`;
const DIRECT = `${encode('{"alg":"dir","enc":"A128GCM"}')}..aXY.Y2lwaGVy.dGFn`;

const to = (text: string, form: Serialisation) => convert(openSeal(parseToken(text), null), form);
const textOf = (text: string, form: Serialisation): string => {
  const made = to(text, form);
  if ("refused" in made) throw new Error(made.refused);
  return made.text;
};

describe.each([
  ["a JWS", JWS],
  ["a JWE", JWE],
  ["a JWE with dir, which has no encrypted key", DIRECT],
  ["a JWS with a detached payload", `${H}..${S}`],
])("%s", (_, token) => {
  it("comes back from each form with the same characters", () => {
    const [flat, general] = [textOf(token, "flattened"), textOf(token, "general")];
    expect([token, flat, general].map((text) => serialisationOf(openSeal(parseToken(text), null)))).toEqual([
      "compact",
      "flattened",
      "general",
    ]);
    for (const text of [flat, general, textOf(flat, "general"), textOf(general, "flattened")])
      expect(textOf(text, "compact")).toBe(token);
  });
});

it("a flattened JWS has the members of RFC 7515 section 7.2.2, and the general one those of section 7.2.1", () => {
  expect(JSON.parse(textOf(JWS, "flattened"))).toEqual({ payload: P, protected: H, signature: S });
  expect(JSON.parse(textOf(JWS, "general"))).toEqual({ payload: P, signatures: [{ protected: H, signature: S }] });
});

it("what is empty is left out", () => {
  expect(JSON.parse(textOf(DIRECT, "general"))).not.toHaveProperty("recipients.0.encrypted_key");
  expect(JSON.parse(textOf(`${H}..${S}`, "flattened"))).not.toHaveProperty("payload");
});

it("an unprotected header goes with its signature, spelled as it was", () => {
  const flat = `{"payload":"${P}","protected":"${H}","header":{"kid":"\\u0061","n":1.0},"signature":"${S}"}`;
  expect(textOf(flat, "general")).toContain('"kid": "\\u0061"');
  expect(textOf(flat, "general")).toContain('"n": 1.0');
  expect(JSON.parse(textOf(textOf(flat, "general"), "flattened"))).toEqual(JSON.parse(flat));
});

const entry = `{"protected":"${H}","signature":"${S}"}`;
const unencoded = encode('{"alg":"HS256","b64":false,"crit":["b64"]}');

it.each<readonly [string, string, Serialisation, Unconvertible]>([
  ["several signatures", `{"payload":"${P}","signatures":[${entry},${entry}]}`, "compact", "several"],
  ["several signatures", `{"payload":"${P}","signatures":[${entry},${entry}]}`, "flattened", "several"],
  [
    "an unprotected header",
    `{"payload":"${P}","header":{"kid":"1"},"protected":"${H}","signature":"${S}"}`,
    "compact",
    "unprotected",
  ],
  ["no protected header", `{"payload":"${P}","header":{"alg":"HS256"},"signature":"${S}"}`, "compact", "unprotected"],
  [
    "a shared unprotected header",
    `{"protected":"${E}","unprotected":{"kid":"1"},"encrypted_key":"a2V5","iv":"aXY","ciphertext":"Yw","tag":"dA"}`,
    "compact",
    "unprotected",
  ],
  [
    "aad",
    `{"protected":"${E}","encrypted_key":"a2V5","aad":"eA","iv":"aXY","ciphertext":"Yw","tag":"dA"}`,
    "compact",
    "aad",
  ],
  [
    "a dot in an unencoded payload",
    `{"payload":"a.b","protected":"${unencoded}","signature":"${S}"}`,
    "compact",
    "dot",
  ],
  ["an unknown member", `{"payload":"${P}","protected":"${H}","signature":"${S}","x":1}`, "compact", "members"],
  [
    "members in two headers",
    `{"payload":"${P}","header":{"alg":"HS256"},"protected":"${H}","signature":"${S}"}`,
    "general",
    "broken",
  ],
  ["truncated JSON", `{"payload":"${P}","protected":"${H}","signature":"${S}"`, "general", "broken"],
  ["a token of two segments", `${H}.${P}`, "flattened", "broken"],
])("%s: refused, with the reason", (_, token, form, refused) => {
  expect(to(token, form)).toEqual({ refused });
});
