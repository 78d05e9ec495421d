import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keysOf, PAIRS, problemIn } from "../../../testing/keys/pairs.ts";
import { mapText } from "./mapped-text.ts";
import { asJson } from "./printed-json.ts";

const jwk = { kid: "it's", ...PAIRS["RSA 2048 bits"]?.publicKey.export({ format: "jwk" }), use: "sig" };
const set = { keys: [jwk, { ...jwk, kid: "k2" }] };
const python = (value: object): string =>
  JSON.stringify(value)
    .replaceAll(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => (inner.includes("'") ? `"${inner}"` : `'${inner}'`))
    .replaceAll(":", ": ")
    .replaceAll(",", ", ");

describe("a key set printed by a program is read, and reported as not being JSON", () => {
  it.each([
    ["Python", python(set)],
    [
      "Python, with its words for null, true and false",
      python(set).replace("'use'", "'x5u': None, 'ext': True, 'use'"),
    ],
    ["Node.js", inspect(set, { depth: 9 })],
    ["Node.js, on one line", inspect(set, { depth: 9, breakLength: Infinity })],
    ["source code, with a comma at each end", inspect(set, { depth: 9 }).replaceAll(/\s+\}/g, ",$&")],
    ["source code, with the name of a constant", `const jwks = ${inspect(set, { depth: 9 })};`],
    ["Ruby", JSON.stringify(set).replaceAll(":", "=>")],
    ["Ruby, with symbols", JSON.stringify(set).replaceAll(/"(\w+)":/g, ":$1=>")],
  ])("%s", async (_, text) => {
    const { keys, repairs } = await keysOf(text);
    expect(keys.map((key) => [key.jwk.kid, key.jwk.n])).toEqual([
      ["it's", jwk.n],
      ["k2", jwk.n],
    ]);
    expect(repairs.map(({ code }) => code)).toContain("printed");
    expect(text.slice(keys[1]?.range?.start, keys[1]?.range?.end)).toMatch(/^\{[^]*k2[^]*\}$/);
  });

  it("unless a part was left out: then the place where it stops being JSON is given", async () => {
    expect((await problemIn(inspect({ a: set }, { depth: 1 }))).code).toBe("json-invalid");
  });
});

it("JSON stays as is, and the JSON of what Node.js prints is what was printed", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(asJson(mapText(text)).text).toBe(text);
    }),
  );
  const plain = fc.stringMatching(/^[ -~]*$/);
  const names = fc.stringMatching(/^[a-z]\w*$/);
  fc.assert(
    fc.property(fc.dictionary(names, fc.oneof(plain, fc.integer(), fc.boolean(), fc.array(plain))), (value) => {
      const text = inspect({ ...value }, { depth: 9, maxArrayLength: null, maxStringLength: null });
      expect(JSON.parse(asJson(mapText(text)).text)).toEqual({ ...value });
    }),
  );
});
