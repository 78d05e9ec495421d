import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rounds } from "../../../testing/rounds.ts";
import { evaluate } from "./evaluate.ts";
import { parseCel } from "./parse.ts";
import { Failure } from "./failure.ts";
import { type Value, valueText } from "./values.ts";

const VARIABLES = new Map<string, Value>([
  [
    "claims",
    new Map<string, Value>([
      ["sub", "repo:blue/kiln"],
      ["groups", ["dev", "ops"]],
      ["age", 30],
      ["ok", true],
      ["name", "Ä-Ada"],
      ["none", null],
      ["deep", new Map<string, Value>([["a", "b"]])],
    ]),
  ],
]);

/** The value of an expression, or how it fails. */
function run(text: string): Value | string {
  const parsed = parseCel(text);
  if ("problem" in parsed) return `problem ${parsed.problem}`;
  try {
    return evaluate(parsed.tree, VARIABLES);
  } catch (failure) {
    if (failure instanceof Failure) return `${failure.kind} ${failure.message}`;
    throw failure;
  }
}

describe("times", () => {
  test.each<[string, unknown]>([
    ["timestamp(1800000000) < timestamp('2027-01-15T08:00:01Z')", true],
    ["timestamp('2027-01-15T08:00:00Z') == timestamp(1800000000)", true],
    ["timestamp('2027-01-15T10:00:00+02:00') == timestamp(1800000000)", true],
    ["timestamp(int(claims.age)) - timestamp(0) == duration('30s')", true],
    ["timestamp(0) + duration('1h30m') == timestamp(5400)", true],
    ["duration('1.5h') >= duration('90m')", true],
    ["duration('-1s') < duration('0s')", true],
    ["timestamp(1800000000).getHours()", 8n],
    ["timestamp(1800000000).getHours('+02:30')", 10n],
    ["timestamp('2027-01-15T08:00:00.25Z').getMilliseconds()", 250n],
    ["timestamp(-1).getSeconds()", 59n],
    ["timestamp(1800000000).getDayOfWeek()", 5n],
    ["duration('90m').getHours()", 1n],
    ["int(timestamp('1970-01-01T00:01:00.9Z'))", 60n],
    ["string(duration('1500ms'))", "1.5s"],
    ["string(timestamp(1800000000))", "2027-01-15T08:00:00Z"],
    ["timestamp(claims.age)", "error timestamp() does not accept this double (int() makes an int of it)"],
    ["timestamp('2027-13-01T00:00:00Z')", "error timestamp() does not accept this string"],
    ["timestamp(999999999999)", "error A timestamp is out of range"],
    ["duration('1 hour')", "error duration() does not accept this value"],
    ["duration('s')", "error duration() does not accept this value"],
    ["timestamp(0) + timestamp(0)", "error timestamp + timestamp is not defined"],
    ["timestamp(0) < 1", "error timestamp < int is not defined"],
    ["timestamp(0).getHours('Europe/Berlin')", "unknown Named time zones are not evaluated here"],
    ["timestamp(0) < now", "unknown now is not a variable here"],
  ])("%s is %s", (text, expected) => {
    expect(run(text)).toEqual(expected);
  });
});

describe("values", () => {
  test.each<[string, unknown]>([
    ["claims.sub == 'repo:blue/kiln'", true],
    ["claims['sub'] != \"x\"", true],
    ["claims.age >= 18 && claims.age < 31.5", true],
    ["claims.age == 30", true],
    ["claims.age == '30'", false],
    ["claims.deep.a + 'c' == 'bc'", true],
    ["'dev' in claims.groups", true],
    ["'a' in claims.deep", true],
    ["claims.groups[1]", "ops"],
    ["claims.groups + ['x'] == ['dev', 'ops', 'x']", true],
    ["claims.groups.exists(g, g.startsWith('op'))", true],
    ["claims.groups.all(g, g.size() == 3)", true],
    ["claims.groups.exists_one(g, g == 'dev')", true],
    ["claims.groups.filter(g, g != 'dev')", ["ops"]],
    ["claims.groups.map(g, 'x:' + g)", ["x:dev", "x:ops"]],
    ["claims.groups.map(g, g != 'dev', g + '!')", ["ops!"]],
    ["claims.?missing.orValue('d')", "d"],
    ["claims.?deep.a.orValue('d')", "b"],
    ["claims.?deep.?b.hasValue()", false],
    ["has(claims.deep) && !has(claims.gone)", true],
    ["claims.name.lowerAscii()", "Ä-ada"],
    ["size('😀a')", 2n],
    ["'😀ab'.substring(1, 2)", "a"],
    ["'a,b,c'.split(',', 2)", ["a", "b,c"]],
    ["'aaa'.replace('a', 'b', 2)", "bba"],
    ["['a', 'b'].join('-')", "a-b"],
    ["claims.sub.extract('repo:{owner}/')", "blue"],
    ["claims.sub.extract('x{owner}/')", ""],
    ["claims.sub.matches('^repo:(blue|red)/[a-z]+$')", true],
    ["claims.ok ? 1 : 2", 1n],
    ["7 / 2 + 7 % 2 * -1", 2n],
    ["claims.none == null", true],
    ["true || claims.gone", true],
    ["claims.gone == 1 || true", true],
    ["false && claims.gone", false],
    ["[1, 2].exists(n, n == 2 || claims.gone)", true],
  ])("%s", (text, value) => {
    expect(run(text)).toEqual(value);
  });
});

describe("what has no value", () => {
  test.each([
    ["claims.gone == 1", /^error No such key: gone/],
    ["claims.sub.sub", /^error string has no member sub/],
    // `in` does not search inside a text.
    ["'repo' in claims.sub", /^error in needs a list/],
    ["claims.age + 1", /^error double \+ int/],
    ["claims.sub && true", /^error A bool is needed/],
    ["claims.groups[5]", /^error/],
    ["1 / 0 == 1", /^error Division by zero/],
    ["claims.sub.matches('(')", /^error .*regular expression/],
    ["9223372036854775807 + 1 == 0", /^error .*range/],
    ["claims.sub.format([1])", /^unknown format\(\)/],
    ["isIP('1.1.1.1')", /^unknown isIP\(\)/],
    ["other.x == 1", /^unknown other/],
    ["cel.bind(x, claims.sub, x == x)", /^unknown/],
    // Unknown on one side, false on the other: it could not have become true.
    ["isIP('1.1.1.1') || false", /^unknown isIP/],
    ["claims.gone || isIP('1.1.1.1')", /^unknown isIP/],
    ["claims.constructor", /^error No such key/],
    ["claims.sub.constructor('x')", /^unknown constructor\(\)/],
    ["claims.sub ==", /^problem Not valid CEL/],
  ])("%s", (text, words) => {
    expect(valueText(run(text))).toMatch(words);
  });

  test("an unknown value does not matter if the rest decides", () => {
    expect(run("isIP('1.1.1.1') && false")).toBe(false);
    expect(run("isIP('1.1.1.1') || true")).toBe(true);
  });
});

describe("bounds", () => {
  const list = `[${Array.from({ length: 900 }, (_, index) => `'${index}'`).join(",")}]`;
  test.each([
    ["loops in loops", `${list}.all(a, ${list}.all(b, ${list}.all(c, a != 'x' || b != 'x' || c != 'x')))`],
    ["texts that grow", `${list}.map(a, ${list}.join('')).map(b, ${list}.map(c, b).join('')).join('') == ''`],
    ["lists that grow", `${list}.map(a, ${list}).map(b, ${list}.map(c, b)) == []`],
    [
      "expressions that backtrack",
      `'${"a".repeat(5000)}!'.matches('^(a+)+$') && ${list}.all(x, '${"a".repeat(4000)}'.matches('(a|aa)+$'))`,
    ],
  ])("%s end with a reason", (_, text) => {
    expect(valueText(run(text))).toMatch(/^unknown More than 100,000 steps|^problem |^false/);
  });

  test("RE2 refuses nested repeats", () => {
    expect(valueText(run("'a'.matches('((a{1000}){1000}){1000}')"))).toMatch(/^error|^unknown/);
  });

  test("no text throws anything else", () => {
    const part = fc.constantFrom(
      "claims",
      ".sub",
      "(",
      ")",
      "'a'",
      "==",
      "&&",
      "[",
      "]",
      "1",
      "!",
      ".all(x,",
      "{",
      "?",
      ":",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        run(parts.join(" "));
        expect(true).toBe(true);
      }),
      { numRuns: rounds(1000) },
    );
    expect(valueText(run("(".repeat(5000)))).toMatch(/^problem/);
    expect(valueText(run("!".repeat(9000)))).toMatch(/^problem|^error|^unknown/);
  });
});
