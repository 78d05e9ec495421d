import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdit } from "../text/edit.ts";
import { removeMember, setStringMember } from "./edit.ts";
import { parseJson } from "./parse.ts";
import { firstMember, lastMember, stringMember } from "./query.ts";
import { isExactNumber } from "./exact-number.ts";
import { duplicateMembers } from "./duplicates.ts";
import type { JsonObject } from "./types.ts";

function objectOf(text: string): JsonObject {
  const { root } = parseJson(text);
  if (root?.type !== "object") throw new Error("no object");
  return root;
}

describe("members", () => {
  it("of one name are found first and last, whatever the name", () => {
    const object = objectOf('{"a":1,"__proto__":2,"\\u0061":3}');
    expect(firstMember(object, "a")?.value).toMatchObject({ raw: "1" });
    expect(lastMember(object, "a")?.value).toMatchObject({ raw: "3" });
    expect(lastMember(object, "__proto__")?.value).toMatchObject({ raw: "2" });
    expect(lastMember(object, "toString")).toBeNull();
  });

  it("that occur twice are found at any depth, in the order in which their objects open", () => {
    const found = duplicateMembers(objectOf('{"x":[{"b":1,"b":2}],"a":{"c":1},"x":{"c":1,"c":2,"c":3}}'));
    expect(found.map(({ name, members }) => [name, members.length])).toEqual([
      ["x", 2],
      ["b", 2],
      ["c", 3],
    ]);
  });
});

it("a string member's text is decoded, from the last one, and null for any other value or document", () => {
  const textOf = (text: string): string | null => stringMember(parseJson(text), "a");
  expect(textOf(`{"a":"x","a":"y\\u0041"}`)).toBe("yA");
  for (const text of [`{"a":1}`, `{"a":"x","a":null}`, `{"b":"x"}`, `["a"]`, `"a"`, ""])
    expect(textOf(text)).toBeNull();
});

describe("whether a number survives a double", () => {
  it.each([
    "0",
    "-0",
    "0.0",
    "0e999",
    "1.0",
    "1E3",
    "0.1",
    "0.30000000000000004",
    "9007199254740991",
    "9007199254740992",
    "100000000000000000000",
    "1.7976931348623157e308",
    "144115188075855872",
    "5e-324",
    "1e23",
    "12e-1",
    "-1.50",
  ])("%s does", (raw) => {
    expect(isExactNumber(raw)).toBe(true);
  });

  it.each([
    "9007199254740993",
    "-9007199254740993",
    "123456789012345678901",
    "18446744073709551615",
    "1e400",
    "-1e309",
    "1e-400",
    "2.5e-324",
    "3.141592653589793238462643383279",
    "1.7976931348623159e308",
    "956641622331309394",
  ])("%s does not", (raw) => {
    expect(isExactNumber(raw)).toBe(false);
  });

  it("holds for whole numbers exactly if BigInt agrees, within what a double holds exactly or prints the same", () => {
    fc.assert(
      // Below 1e21 JavaScript writes no exponent, so BigInt can read what it writes.
      fc.property(fc.bigInt({ min: -(10n ** 21n) + 1n, max: 10n ** 21n - 1n }), (whole) => {
        const value = Number(whole);
        fc.pre(Math.abs(value) < 1e21);
        expect(isExactNumber(String(whole))).toBe(BigInt(value) === whole || BigInt(String(value)) === whole);
      }),
    );
  });

  it("holds for every double as JavaScript prints it", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(isExactNumber(String(value))).toBe(true);
      }),
    );
  });

  it("is decided in linear time", () => {
    const started = performance.now();
    for (const raw of [
      "1".repeat(1_000_000),
      `0.${"0".repeat(1_000_000)}1`,
      `1${"0".repeat(999_999)}`,
      `1e${"9".repeat(1_000_000)}`,
      `0.${"01".repeat(500_000)}`,
    ]) {
      expect(isExactNumber(raw)).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

describe("setting a string member", () => {
  it.each([
    ['{"alg":"HS256","kid":"1"}', '{"alg":"ES256","kid":"1"}'],
    ['{"alg":"x","alg":"y"}', '{"alg":"x","alg":"ES256"}'],
    ['{"alg":{"a":[1]}}', '{"alg":"ES256"}'],
    ["{}", '{"alg":"ES256"}'],
    ["{ }", '{"alg": "ES256"}'],
    ['{"kid":"1"}', '{"alg":"ES256","kid":"1"}'],
    ['{"kid":"1", "typ":"JWT"}', '{"alg":"ES256", "kid":"1", "typ":"JWT"}'],
    ['{\n  "kid": "1"\n}', '{\n  "alg": "ES256",\n  "kid": "1"\n}'],
    ['{\r\n\t"kid" : 1\r\n}', '{\r\n\t"alg" : "ES256",\r\n\t"kid" : 1\r\n}'],
    ["{\n}", '{\n  "alg": "ES256"\n}'],
  ])("%j becomes %j", (text, expected) => {
    const edit = setStringMember(text, "alg", "ES256");
    expect(edit && applyEdit(text, edit)).toBe(expected);
  });

  it.each(["[]", "{", "", '{"alg":"ES256"}'])("makes no edit for %j", (text) => {
    expect(setStringMember(text, "alg", "ES256")).toBeNull();
  });

  it("leaves JSON in which that member counts, and all others unchanged", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.string(),
        fc.string(),
        fc.constantFrom(0, 2),
        (object, name, value, space) => {
          const text = JSON.stringify(object, null, space);
          const edit = setStringMember(text, name, value);
          const expected = Object.entries(JSON.parse(text) as object).filter(([key]) => key !== name);
          const result = JSON.parse(edit === null ? text : applyEdit(text, edit)) as object;
          expect(Object.entries(result).filter(([key]) => key !== name)).toEqual(expected);
          expect(Object.entries(result).find(([key]) => key === name)?.[1]).toBe(value);
        },
      ),
    );
  });
});

describe("removing a member", () => {
  it.each([
    ['{"a":1,"b":2,"c":3}', ['{"b":2,"c":3}', '{"a":1,"c":3}', '{"a":1,"b":2}']],
    ['{\n  "a": 1,\n  "b": 2\n}', ['{\n  "b": 2\n}', '{\n  "a": 1\n}']],
    ['{ "a": 1 }', ["{  }"]],
  ])("from %j leaves the rest unchanged", (text, results) => {
    const { members } = objectOf(text);
    expect(members.map((member) => applyEdit(text, removeMember(text, member)!))).toEqual(results);
  });
});
