import { describe, expect, test } from "vitest";
import { TIME_CLAIMS } from "../claims/time-claims.ts";
import { parseJson } from "../json/parse.ts";
import { CLAIMS } from "./claims.ts";
import { CLAIMS_REGISTRY } from "./claims-registry.ts";
import { HEADER_PARAMETERS } from "./header-parameters.ts";
import { hasKind, KIND_WORDS, typeWords, type ValueKind } from "./value-kind.ts";

const SPEC = /^(?:RFC \d{4}|OpenID |IHE |SD-JWT VC |Token Status List|ETSI |W3C |3GPP |Fast and Readable|STIR )/;

test("every row cites where it comes from", () => {
  for (const { name, spec } of [...CLAIMS.values(), ...HEADER_PARAMETERS.values(), ...CLAIMS_REGISTRY]) {
    expect(spec, name).toMatch(SPEC);
  }
});

test("the registry has each of its 163 claims once", () => {
  expect(CLAIMS_REGISTRY.length).toBe(163);
  expect(new Set(CLAIMS_REGISTRY.map(({ name }) => name)).size).toBe(163);
});

test("a claim whose type is checked is registered, but for vct, which SD-JWT VC has asked for", () => {
  const registered = new Set(CLAIMS_REGISTRY.map(({ name }) => name));
  expect([...CLAIMS.keys()].filter((name) => !registered.has(name))).toEqual(["vct"]);
});

test("every time claim is among the claims, as a number of seconds", () => {
  for (const { claim } of TIME_CLAIMS) expect(CLAIMS.get(claim)?.kind).toBe("epoch");
});

test("no member of Object.prototype is a name in a table", () => {
  for (const name of ["__proto__", "constructor", "toString"]) {
    expect(CLAIMS.has(name) || HEADER_PARAMETERS.has(name)).toBe(false);
  }
});

describe("hasKind", () => {
  const holds: readonly (readonly [kind: ValueKind, right: readonly string[], wrong: readonly string[]])[] = [
    ["string", [`"a"`, `""`], ["1", "null", "[]"]],
    ["number", ["1", "-1.5"], [`"1"`, "true"]],
    ["epoch", ["1"], [`"1"`, "[1]"]],
    ["boolean", ["true", "false"], [`"true"`, "1", "null"]],
    ["object", ["{}"], ["[]", "null"]],
    ["strings", ["[]", `["a"]`], [`"a"`, `["a",1]`, "[[]]"]],
    ["objects", ["[{}]"], ["{}", "[1]"]],
    ["string|strings", [`"a"`, `["a"]`], ["[1]", "{}"]],
    ["base64url", [`"aA-_"`], [`"a+"`, `""`, `"a="`, "1"]],
    ["url", [`"https://a.example"`], [`""`, "1"]],
  ];

  test.each(holds)("%s", (kind, right, wrong) => {
    const fits = (text: string) => {
      const { root } = parseJson(text);
      return root !== null && hasKind(root, kind);
    };
    expect(right.filter((text) => !fits(text))).toEqual([]);
    expect(wrong.filter(fits)).toEqual([]);
  });

  test("every kind has words", () => {
    for (const words of Object.values(KIND_WORDS)) expect(words).toMatch(/^(?:an? |true)/);
  });

  test("a value is called what it is", () => {
    const called = [`"a"`, `""`, "1", "null", "true", "[]", "[1]", "{}"].map((text) =>
      typeWords(parseJson(text).root!),
    );
    expect(called).toEqual([
      "a string",
      "an empty string",
      "a number",
      "null",
      "true",
      "an empty array",
      "an array",
      "an object",
    ]);
  });
});
