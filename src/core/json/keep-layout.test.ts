import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growsTooFast } from "../../testing/growth.ts";
import { rounds } from "../../testing/rounds.ts";
import { keepLayout } from "./keep-layout.ts";
import { minifyJson } from "./minify.ts";

describe("values in the layout of another text", () => {
  const old = '{ "a" : 1,\n\t"b":[ {"x" : "1"} , 2 ],\n\t"c" : {"d":true}\n}\n';

  it.each([
    ["nothing", '{"a":1,"b":[{"x":"1"},2],"c":{"d":true}}', old],
    ["a value", '{"a":7,"b":[{"x":"1"},2],"c":{"d":true}}', old.replace("1,", "7,")],
    [
      "a value deep inside",
      '{"a":1,"b":[{"x":"9"},2],"c":{"d":[1, 2]}}',
      old.replace('"1"', '"9"').replace("true", "[1,2]"),
    ],
    ["a new member", '{"a":1,"b":[{"x":"1"},2],"c":{"d":true},"e":[ 0 ]}', old.replace("true}", 'true},\n\t"e" : [0]')],
    ["a member taken out", '{"a":1,"c":{"d":true}}', old.replace('\n\t"b":[ {"x" : "1"} , 2 ],', "")],
    ["the first one taken out", '{"b":[{"x":"1"},2],"c":{"d":true}}', old.replace('"a" : 1,\n\t', "")],
    ["an item added before", '{"a":1,"b":[0,{"x":"1"},2],"c":{"d":true}}', old.replace("[ {", "[ 0 , {")],
    ["another name", '{"a":1,"b":[{"x":"1"},2],"z":{"d":true}}', old.replace('"c" : {', '"z":{')],
  ])("%s changed", (_, next, made) => {
    expect(keepLayout(old, next)).toBe(made);
  });

  it("what is no JSON, or has nothing in common, is written without white space", () => {
    expect(keepLayout("no", '{ "a" : 1 }')).toBe('{"a":1}');
    expect(keepLayout('{ "b" : 1 }', '{ "a" : [ ] }')).toBe('{"a":[]}');
    expect(keepLayout(old, "[ 1 ]")).toBe("[1]\n");
  });

  it("has exactly the new values, whatever both are, and every old character if they are equal", () => {
    const spaced = fc
      .tuple(fc.jsonValue({ maxDepth: 4 }), fc.integer({ min: 0, max: 3 }))
      .map(([value, indent]) => JSON.stringify(value, null, indent));
    fc.assert(
      fc.property(spaced, spaced, (one, other) => {
        expect(minifyJson(keepLayout(one, other))).toBe(minifyJson(other));
        expect(keepLayout(one, minifyJson(one))).toBe(one);
      }),
      { numRuns: rounds(300) },
    );
  });

  it("takes time in proportion to the texts, also where each item differs", async () => {
    const items = (length: number, value: number): string =>
      `[${Array.from({ length: length / 4 }, (_, index) => `{"a":[${index},${value}]}`).join()}]`;
    const change = (length: string): unknown => keepLayout(items(Number(length), 1), items(Number(length), 2));
    expect(await growsTooFast(change, String)).toBe(false);
  });
});
