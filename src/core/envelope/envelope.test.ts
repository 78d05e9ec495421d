import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { printJson } from "../json/print.ts";
import { SAMPLES } from "../../testing/rules/all.ts";
import { compact, HEALTHY, HEALTHY_HEADER, segment } from "../../testing/rules/context.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { parseToken } from "./parse.ts";
import { envelopeOf } from "./envelope.ts";
import { MOST_PLACES, placesIn } from "./places.ts";
import { putInner } from "./splice.ts";
import type { Envelope, PlaceName } from "./types.ts";
import { sampled } from "../../testing/rounds.ts";

const folder = process.env["JOTSCOPE_VECTORS"] ?? "";
const isThere = existsSync(`${folder}/wild.json`);
const suffix = isThere ? "" : " (skipped: JOTSCOPE_VECTORS names no folder with vectors)";

const JWE = `${segment('{"alg":"dir","enc":"A256GCM"}')}..aXY.Y2lwaGVy.dGFn`;
const NESTED = compact('{"alg":"HS256","cty":"JWT"}', HEALTHY);
const SD_JWT = `${HEALTHY}~WyJzYWx0IiwgImEiLCAxXQ~${compact('{"alg":"ES256","typ":"kb+jwt"}', '{"nonce":"n"}')}`;

function of(text: string): Envelope {
  const envelope = envelopeOf(parseToken(text));
  if (envelope === null) throw new Error("not an envelope");
  return envelope;
}

const namesIn = (text: string) => of(text).places.map(({ name, form }) => [name, form]);

/** Laws that hold for any text read as an envelope. */
function expectLawful(text: string): void {
  const token = parseToken(text);
  const envelope = envelopeOf(token);
  if (envelope === null) return expect(["empty", "text"]).toContain(token.form);
  expect(envelope.form).toBe(token.form);
  expect(envelope.parts.map(({ range }) => text.slice(range.start, range.end)).join("")).toBe(text);
  for (const { start, end } of envelope.parts.map(({ range }) => range)) expect(start).toBeLessThanOrEqual(end);
  for (const place of envelope.places) {
    const whole = place.name === "key-binding" ? text : (envelope.content?.text ?? "");
    const written = whole.slice(place.range.start, place.range.end);
    expect(place.quoted ? JSON.parse(`"${written}"`) : written).toBe(place.text);
  }
  const content = envelope.content?.text ?? "";
  const inside = envelope.places.filter(({ name }) => name !== "key-binding");
  const same = new Map(inside.map(({ name, text: inner }) => [name, inner]));
  expect(putInner(content, inside, same)).toBe(content);
}

/** The texts of all the rules' samples. */
const sampleTexts = (): ReadonlySet<string> =>
  new Set(Object.values(SAMPLES).flatMap(({ fires }) => fires.map(([, make]) => make().token.text)));

describe("the parts of a token add up to its text, and its places hold what they say", () => {
  it("in each sample of the rules", () => {
    const texts = sampleTexts();
    expect(texts.size).toBeGreaterThan(100);
    for (const text of texts) expectLawful(text);
  });

  it.each([NESTED, SD_JWT, JWE, "", "x", "..", "a.b.c", `${HEALTHY}.more`, "~", '{"payload":'])("in %s", expectLawful);

  it("in text with more dots than are read", () => expectLawful(`${HEALTHY}${".a".repeat(1000)}`));

  it.skipIf(!isThere)(`in each published vector${suffix}`, () => {
    const read = (name: string) => readFileSync(`${folder}/${name}`, "utf8");
    for (const { token } of sampled(JSON.parse(read("wild.json")) as { token: string }[])) expectLawful(token);
    for (const line of sampled(read("malformed.ndjson").trimEnd().split("\n")))
      expectLawful((JSON.parse(line) as { input: string }).input);
    const signed = JSON.parse(read("sd-jwt.json")) as Record<string, unknown>[];
    for (const vector of sampled(signed))
      for (const value of Object.values(vector)) if (typeof value === "string") expectLawful(value);
  });
});

describe("an inner token is found", () => {
  test("as the whole content, by content type or by its looks", () => {
    expect(namesIn(NESTED)).toEqual([["content", "jws"]]);
    expect(namesIn(compact(HEALTHY_HEADER, HEALTHY))).toEqual([["content", "jws"]]);
    expect(namesIn(compact(HEALTHY_HEADER, JSON.stringify(HEALTHY)))).toEqual([["content", "jws"]]);
    expect(namesIn(compact('{"alg":"HS256","cty":"application/jwt"}', JWE))).toEqual([["content", "jwe"]]);
  });

  test("with a broken header, if the content type declares one", () => {
    expect(namesIn(compact('{"alg":"HS256","cty":"JWT"}', "abc.def.ghi"))).toEqual([["content", "jws"]]);
    expect(namesIn(compact(HEALTHY_HEADER, "abc.def.ghi"))).toEqual([]);
  });

  test("in strings of the payload, by JSON Pointer, in their order", () => {
    const payload = JSON.stringify({ vp: ["x", HEALTHY], "a/b~c": { at: JWE }, n: 1, t: "ey.not.token" });
    expect(namesIn(compact(HEALTHY_HEADER, payload))).toEqual([
      ["/vp/1", "jws"],
      ["/a~1b~0c/at", "jwe"],
    ]);
  });

  test("in the last of members with the same name", () => {
    const other = compact(HEALTHY_HEADER, '{"sub":"2"}');
    const [place, more] = of(compact(HEALTHY_HEADER, `{"t":"${HEALTHY}","t":"${other}"}`)).places;
    expect([place?.name, place?.text, more]).toEqual(["/t", other, undefined]);
  });

  test("as the key binding of an SD-JWT", () => {
    expect(namesIn(SD_JWT)).toEqual([["key-binding", "kb-jwt"]]);
    expect(namesIn(SD_JWT.slice(0, SD_JWT.lastIndexOf("~") + 1))).toEqual([]);
  });

  test("nowhere in what is encrypted, broken or not a token", () => {
    expect(namesIn(JWE)).toEqual([]);
    expect(namesIn(compact(HEALTHY_HEADER, `{"t":"${HEALTHY}"`))).toEqual([]);
    expect(envelopeOf(parseToken("hello"))).toBeNull();
  });

  test("in as many places as the limit allows, and no more", () => {
    const payload = JSON.stringify(Array.from({ length: MOST_PLACES + 1 }, () => HEALTHY));
    expect(of(compact(HEALTHY_HEADER, payload)).places).toHaveLength(MOST_PLACES);
  });

  test("in the panes' text, if they were edited", () => {
    const panes = { header: parseJson(HEALTHY_HEADER), payload: parseJson(`{\n  "t": "${HEALTHY}"\n}`) };
    expect(envelopeOf(parseToken(HEALTHY), panes)?.places.map(({ name }) => name)).toEqual(["/t"]);
  });
});

describe("replacing an inner token", () => {
  const other = compact(HEALTHY_HEADER, '{"sub":"2"}');
  const put = (text: string, name: PlaceName) =>
    putInner(text, placesIn(null, parseJson(text)), new Map([[name, other]]));

  test("changes only the characters of the one that was there", () => {
    const before = '{ "n" : 1.0e0,\n"a":["';
    const after = '"] , "n":2 }';
    expect(put(`${before}${HEALTHY}${after}`, "/a/0")).toBe(`${before}${other}${after}`);
    expect(put(`\n${HEALTHY} `, "content")).toBe(`\n${other} `);
  });

  test("keeps the escapes of a string that it does not change", () => {
    const text = `{"t":"${HEALTHY.replace("e", "\\u0065")}"}`;
    const places = placesIn(null, parseJson(text));
    expect(places[0]?.text).toBe(HEALTHY);
    expect(putInner(text, places, new Map([["/t", HEALTHY]]))).toBe(text);
    expect(put(text, "/t")).toBe(`{"t":"${other}"}`);
  });

  test("works alike in the pretty print of the same text", () => {
    const text = `{"a":{"b":"${HEALTHY}"}}`;
    expect(printJson(put(text, "/a/b"))).toBe(put(printJson(text), "/a/b"));
  });
});

describe("the JSON forms", () => {
  const encoded = segment(HEALTHY_HEADER);
  test("of a JWS have a seal for each signature, with both headers", () => {
    const text = JSON.stringify({
      payload: segment('{"sub":"1"}'),
      signatures: [
        { protected: encoded, header: { kid: "a" }, signature: "c2ln" },
        { header: { alg: "HS256" }, signature: "c2lnMg" },
      ],
    });
    const { form, seals, content } = of(text);
    expect([form, content?.text]).toEqual(["jws-json", '{"sub":"1"}']);
    expect(seals.map(({ range }) => range && text.slice(range.start, range.end))).toEqual(["c2ln", "c2lnMg"]);
    expect(seals.map((seal) => seal.protected?.text ?? null)).toEqual([HEALTHY_HEADER, null]);
    expect(seals.map(({ unprotected }) => unprotected?.members.map(({ name }) => name))).toEqual([["kid"], ["alg"]]);
    expectLawful(text);
  });

  test("flattened have one", () => {
    const jws = of(JSON.stringify({ payload: "e30", protected: encoded, signature: "c2ln" }));
    expect(jws.seals).toHaveLength(1);
    const text = JSON.stringify({
      protected: encoded,
      unprotected: { jku: "u" },
      ciphertext: "YQ",
      encrypted_key: "aw",
    });
    const { seals, unprotected, content } = of(text);
    expect([seals.length, unprotected?.members.length, content]).toEqual([1, 1, null]);
    expectLawful(text);
  });
});

test("a compact token has one seal", () => {
  expect(of(HEALTHY).seals).toHaveLength(1);
  expect(of(JWE).seals).toHaveLength(1);
  expect(encodeUtf8(of(HEALTHY).content?.text ?? "").length).toBeGreaterThan(0);
});

describe("a JSON form inside content", () => {
  const FORM = `{"payload":"e30","protected":"${segment('{"alg":"HS256"}')}","signature":"AAAA"}`;
  const holding = (payload: string) => of(compact('{"alg":"HS256"}', payload)).places;

  it.each<readonly [string, string, readonly (readonly [string, string, boolean])[]]>([
    ["an object", `{"a":[${FORM}]}`, [["/a/0", "jws-json", false]]],
    ["a string", JSON.stringify({ a: FORM }), [["/a", "jws-json", true]]],
    ["the whole content", ` ${FORM}`, [["content", "jws-json", false]]],
    [
      "an encrypted one",
      `{"a":{"protected":"${segment('{"alg":"dir","enc":"A128GCM"}')}","iv":"AAAA","ciphertext":"AAAA","tag":"AAAA"}}`,
      [["/a", "jwe-json", false]],
    ],
    ["an object with such members whose header has no alg", '{"a":{"payload":"x","signature":"y"}}', []],
    ["an object that has both forms", `{"a":${FORM.slice(0, -1)},"signatures":[]}}`, []],
  ])("%s", (_, payload, expected) => {
    expectLawful(compact('{"alg":"HS256"}', payload));
    expect(holding(payload).map(({ name, form, quoted }) => [name, form, quoted])).toEqual(expected);
  });

  it("is found among any number of lookalike objects, in linear time", () => {
    const like = '{"payload":"x","signature":"y"}';
    expect(holding(`[${`${like},`.repeat(500)}${FORM}]`)).toHaveLength(1);
    const nested = (depth: number) =>
      `${'{"payload":"x","signature":"y","z":'.repeat(depth)}${FORM}${"}".repeat(depth)}`;
    expect(holding(nested(2))).toHaveLength(1);
    expect(holding(nested(500))).toHaveLength(0);
  });

  it("is replaced in place, and as a string if it is no longer an object", () => {
    const payload = `{ "a": ${FORM}, "n": 1.0 }`;
    const places = holding(payload);
    const put = (text: string) => putInner(payload, places, new Map([["/a" as PlaceName, text]]));
    expect(put('{"x":1}')).toBe('{ "a": {"x":1}, "n": 1.0 }');
    expect(put("a.b.c")).toBe('{ "a": "a.b.c", "n": 1.0 }');
  });
});
