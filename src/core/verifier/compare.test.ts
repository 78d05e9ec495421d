import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rounds } from "../../testing/rounds.ts";
import { oneOf } from "./compare.ts";
import { differenceWords, firstDifference } from "./difference.ts";
import { glob } from "./glob.ts";

describe("patterns", () => {
  test("a wildcard is shown as what it matched", () => {
    expect(glob("repo:a/b:ref:x", "repo:a/*:ref:?")).toEqual([
      { text: "repo:a/", wild: false },
      { text: "b", wild: true },
      { text: ":ref:", wild: false },
      { text: "x", wild: true },
    ]);
    expect(glob("ab", "a*b")?.[1]).toEqual({ text: "", wild: true });
    expect(glob("aXbXc", "a*Xc")?.[1]).toEqual({ text: "XbX".slice(0, 2), wild: true });
    expect(glob("ab", "A*")).toBeNull();
    expect(glob("", "?")).toBeNull();
    expect(glob("", "*")).not.toBeNull();
  });

  test("matches as a regular expression would, and its parts add up to the value", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 12 });
    fc.assert(
      fc.property(text, text, (value, pattern) => {
        const expression = new RegExp(
          `^${[...pattern].map((one) => (one === "*" ? "[^]*" : one === "?" ? "[^]" : `\\u{${one.charCodeAt(0).toString(16)}}`)).join("")}$`,
          "u",
        );
        const found = glob(value, pattern);
        expect(found !== null).toBe(expression.test(value));
        if (found) expect(found.map((piece) => piece.text).join("")).toBe(value);
      }),
      { numRuns: rounds(3000) },
    );
  });

  test("finds the first different character, up to a wildcard", () => {
    expect(firstDifference("repo:a@1", "repo:a/b")).toEqual({ at: 6, token: "@", wanted: "/" });
    expect(firstDifference("abc", "a*", true)).toBeNull();
    expect(firstDifference("a", "ab")).toEqual({ at: 1, token: "", wanted: "b" });
    expect(firstDifference("a😀", "a😁")?.token).toBe("😀");
  });

  test.each([
    ["aud", "x/", "x", false, /slash/],
    ["aud", "x/", "x//", false, /^aud ends in another number of slashes/],
    ["aud", "x", "x ", false, /white space/],
    ["aud", "x\n", "x", false, /^aud starts or ends with white space/],
    ["sub", "Repo", "repo", false, /case/],
    ["sub", "repo:a/b", "repo:a/*", false, /ordinary character/],
    ["sub", "repo:a@1/b@2:x", "repo:a/b:*", true, /ids of owner and repository/],
    ["sub", "repo:a@1/c@2:x", "repo:a/b:*", true, /character 7/],
    ["sub", "repo:a/b:ref:dev", "repo:a/*:ref:main", true, /does not match: it would have to end in “:ref:main”/],
    ["sub", "repo:a/b:dev:main", "repo:a/*:x:*:main", true, /does not match$/],
    ["sub", "repo:A/b:x", "repo:a/*", true, /matches “repo:a\/\*” only if letter case is ignored/],
    ["sub", "abc", "abd", false, /“abc”, not “abd”: they differ at character 3, “c” where “d”/],
  ])("words %s %s against %s in its own way", (claim, token, wanted, pattern, words) => {
    expect(differenceWords(claim, token, wanted, pattern)).toMatch(words);
  });
});

test.each([
  [["orders"], /expected$/],
  [["orders", "stock"], /, and the other configured value does not match$/],
  [["orders", "stock", "mail"], /, and none of the other 2 configured values matches$/],
])("counts the other values of %j", (texts, words) => {
  const wanted = texts.map((text) => ({ text, range: { start: 0, end: 0 } }));
  expect(oneOf("aud", ["order"], wanted, "exact").why).toMatch(words);
});

test("slow patterns are not compared, with a reason", () => {
  const range = { start: 0, end: 0 };
  const wanted = Array.from({ length: 250 }, () => ({ text: `${"a*".repeat(1999)}b`, range }));
  expect(oneOf("sub", ["a".repeat(4000)], wanted, "glob")).toMatchObject({ outcome: "unknown", claim: "sub" });
  const few = Array.from({ length: 250 }, (_, index) => ({ text: `repo:a${index}/*`, range }));
  expect(oneOf("sub", ["repo:a249/x"], few, "glob").outcome).toBe("met");
});
