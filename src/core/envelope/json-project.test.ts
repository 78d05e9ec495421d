import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSeal } from "./json-seals.ts";
import { projectJson } from "./json-project.ts";
import { parseToken } from "./parse.ts";
import type { PaneEdits } from "./types.ts";

const encode = (text: string): string => Buffer.from(text).toString("base64url");
const H = encode('{"alg":"HS256"}');

const open = (text: string, index = 0) => openSeal(parseToken(text), index);
const project = (text: string, edits: PaneEdits, index = 0) =>
  projectJson(open(text, index), edits, { encodeAsTyped: false });

const json = fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 });
const space = fc.constantFrom("", " ", "\n  ", "\t");
/** A JWS with two signatures in any layout. */
const token = fc.record({ payload: json, one: json, two: json, space }).map(({ payload, one, two, space: gap }) => {
  const seal = (header: unknown) =>
    `{${gap}"signature":${gap}"AAAA",${gap}"header":${gap}${JSON.stringify(header)},"protected":"${H}"${gap}}`;
  return `{${gap}"signatures":[${seal(one)},${gap}${seal(two)}],${gap}"payload"${gap}:"${encode(JSON.stringify(payload))}"}`;
});

const parsed = (text: string) =>
  JSON.parse(text) as { payload: string; signatures: { header: unknown; protected: string; signature: string }[] };

describe("edits of a JSON form", () => {
  it("none leaves every character", () => {
    fc.assert(
      fc.property(token, fc.constantFrom(0, 1), (text, index) => {
        const { text: made, edited, seals } = project(text, {}, index);
        expect([made, edited]).toEqual([text, false]);
        expect(seals.every(({ isAsItWas }) => isAsItWas)).toBe(true);
      }),
    );
  });

  it("of an unprotected header keep what was typed, in that header only", () => {
    fc.assert(
      fc.property(token, json, fc.constantFrom(0, 1), (text, typed, index) => {
        const { text: made } = project(text, { unprotected: JSON.stringify(typed, null, 2) }, index);
        const expected = parsed(text);
        expected.signatures[index]!.header = typed;
        expect(JSON.parse(made)).toEqual(JSON.parse(JSON.stringify(expected)));
        // Everything before and after the header is unchanged.
        const header = JSON.stringify(parsed(text).signatures[index]!.header);
        const at = index === 0 ? text.indexOf(header) : text.lastIndexOf(header);
        expect(made.startsWith(text.slice(0, at))).toBe(true);
        expect(made.endsWith(text.slice(at + header.length))).toBe(true);
      }),
    );
  });

  it("of payload and protected header are encoded in their members, and all else stays", () => {
    fc.assert(
      fc.property(token, json, json, (text, payload, header) => {
        const edits = { payload: JSON.stringify(payload, null, 2), header: JSON.stringify(header) };
        const { text: made, signingInput, seals } = project(text, edits, 1);
        const [p, h] = [encode(JSON.stringify(payload)), encode(JSON.stringify(header))];
        const expected = parsed(text);
        expected.payload = p;
        expected.signatures[1]!.protected = h;
        expect(parsed(made)).toEqual(expected);
        expect(signingInput).toBe(`${h}.${p}`);
        expect(seals[0]!.signingInput).toBe(`${H}.${p}`);
      }),
    );
  });
});

const flat = (members: string) => `{ "payload": "e30",\n  ${members}\n  "signature": "AAAA" }`;

it.each([
  ["one value", `"header": {"kid": "a",  "n": 1.0},`, '{"kid":"b","n":1.0}', `"header": {"kid": "b",  "n": 1.0},`],
  ["one more member", `"header": {"kid": "a"},`, '{"kid":"a","x":[1]}', `"header": {"kid": "a","x": [1]},`],
  ["one member less", `"header": {"kid": "a", "x": 1},`, '{"x":1}', `"header": {"x": 1},`],
  [
    "one value deep inside",
    `"header": {"jwk": { "kty" : "EC",  "x": "a" }},`,
    '{"jwk":{"kty":"EC","x":"b"}}',
    `"header": {"jwk": { "kty" : "EC",  "x": "b" }},`,
  ],
  ["another order", `"header": {"a": 1, "b": 2},`, '{"b":2,"a":1}', `"header": {"b":2,"a":1},`],
  ["all of it", `"protected": "${H}", "header": {"kid": "a"},`, "", `"protected": "${H}",`],
])("%s changes in place", (_, before, typed, after) => {
  const shown = project(flat(before), { unprotected: typed }).text.replace(/,\s+"signature"/, ',\n  "signature"');
  expect(shown).toBe(flat(after));
});

it("a missing header is inserted", () => {
  const { text } = project(flat(`"protected": "${H}",`), { unprotected: '{"kid":"a"}' });
  expect(JSON.parse(text)).toEqual({ payload: "e30", protected: H, signature: "AAAA", header: { kid: "a" } });
});

it("text typed for another signature stays with it", () => {
  const text = `{"payload":"e30","signatures":[{"protected":"${H}","signature":"AAAA"},{"protected":"${H}","signature":"BBBB"}]}`;
  const { text: made, seals } = project(text, { others: { 0: { header: '{"alg":"none"}' } } }, 1);
  expect(parsed(made).signatures.map(({ protected: header }) => header)).toEqual([encode('{"alg":"none"}'), H]);
  expect(seals.map(({ isAsItWas }) => isAsItWas)).toEqual([false, true]);
});

describe("a list in an unprotected header", () => {
  const list = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 5 });
  const laid = (items: readonly string[], gap: string) =>
    `{"payload":"","header":{"l":[${gap}${items.map((item) => `"${item}"`).join(`,${gap}`)}${gap}]},"signature":"AAAA"}`;
  const changed = (from: readonly string[], to: readonly string[], gap: string) =>
    project(laid(from, gap), { unprotected: JSON.stringify({ l: to }) }).text;

  it("keeps what was typed", () => {
    fc.assert(
      fc.property(list, list, space, (from, to, gap) => {
        const { header } = JSON.parse(changed(from, to, gap)) as { header: unknown };
        expect(header).toEqual({ l: to });
      }),
    );
  });

  it.each([
    [
      ["a", "b", "c"],
      ["a", "c"],
    ],
    [
      ["a", "b", "c"],
      ["b", "c"],
    ],
    [
      ["a", "b", "c"],
      ["a", "b"],
    ],
    [
      ["a", "b"],
      ["a", "x", "y", "b"],
    ],
    [
      ["a", "b"],
      ["x", "a", "b"],
    ],
    [
      ["a", "b"],
      ["a", "b", "x"],
    ],
    [
      ["a", "b", "c"],
      ["a", "x", "c"],
    ],
  ])("changed from %j to %j keeps its layout", (from, to) => {
    for (const gap of ["", " ", "\n    "]) expect(changed(from, to, gap)).toBe(laid(to, gap));
  });
});
