import { describe, expect, it } from "vitest";
import { segment } from "../../core/lab/toolkit/compact.ts";
import { jsonDiff } from "./json-diff.ts";
import { jsonParts, type Shown } from "./json-lines.ts";

const token = (header: unknown, payload: unknown): Shown => ({ token: `${segment(header)}.${segment(payload)}.abc` });
const RS = { alg: "RS256", typ: "at+jwt" };
const tokens = [
  token(RS, { sub: "mallory", role: "viewer" }),
  token({ ...RS, alg: "HS256" }, { sub: "mallory", role: "viewer" }),
  token({ ...RS, alg: "HS256", kid: "x" }, { sub: "mallory", role: "admin" }),
];
const told = (at: number, part: 0 | 1): readonly string[] =>
  jsonDiff(tokens, at, part).map(({ kind, text, step }) => `${kind} ${text}${step === null ? "" : ` (step ${step})`}`);

describe("the JSON difference of a step", () => {
  it("is empty at the first step", () => {
    expect(jsonDiff(tokens, 1, 0).map(({ kind }) => kind)).toEqual(["same", "same", "same", "same"]);
  });

  it("is against the first step, each change with the step that made it", () => {
    expect(told(3, 0)).toEqual([
      "same {",
      'removed   "alg": "RS256", (step 2)',
      'added   "alg": "HS256", (step 2)',
      'same   "typ": "at+jwt",',
      'added   "kid": "x" (step 3)',
      "same }",
    ]);
    expect(told(2, 1)).not.toContain('added   "role": "admin" (step 3)');
    expect(told(3, 1)).toContain('removed   "role": "viewer" (step 3)');
  });

  it("marks the differing value, whole, and not its name", () => {
    const [, gone, come] = jsonDiff(tokens, 2, 0);
    expect(gone?.text.slice(gone.mark?.start, gone.mark?.end)).toBe("RS256");
    expect(come?.text.slice(come.mark?.start, come.mark?.end)).toBe("HS256");
  });

  it("ignores a comma that came with the next member", () => {
    expect(told(3, 0).filter((line) => line.includes("typ"))).toEqual(['same   "typ": "at+jwt",']);
  });

  it("gives the step of the last change if a line goes back and forth", () => {
    const [a, b] = tokens as [Shown, Shown, Shown];
    const again = jsonDiff([a, b, a, b], 4, 0).find(({ kind }) => kind === "added");
    expect(again?.step).toBe(4);
  });

  it("compares a token that became JSON with the first that was, and shows the header of an encrypted one", () => {
    const json = { token: '{"payload":"a","signature":"b"}' };
    expect(jsonParts(json)).toEqual(["all"]);
    expect(jsonDiff([{ token: "a.b.c" }, json], 2, "all").every(({ kind }) => kind === "same")).toBe(true);
    const longer = { token: '{"x":"","payload":"a","signature":"b"}' };
    const added = jsonDiff([{ token: "a.b.c" }, json, longer], 3, "all");
    expect(added.filter(({ kind }) => kind !== "same").map(({ text, step }) => [text, step])).toEqual([
      ['  "x": "",', 3],
    ]);
    expect(jsonParts({ token: "a.b.c.d.e" })).toEqual([0]);
    expect(jsonParts({ token: "a.b.c.d.e", content: "{}" })).toEqual([0, 1]);
  });

  it("shows text that is not base64url as is", () => {
    expect(jsonDiff([{ token: `${segment(RS)}.a note!.abc` }], 1, 1).map(({ text }) => text)).toEqual(["a note!"]);
  });

  it("shows an encrypted token's content, or says that it is encrypted", () => {
    const sealed = `${segment({ alg: "dir" })}..aa.bb.cc`;
    const inner = `${segment({ alg: "none" })}.${segment({ role: "admin" })}.`;
    const shown = (content?: string): readonly string[] =>
      jsonDiff([{ token: sealed, ...(content === undefined ? {} : { content }) }], 1, 1).map(({ text }) => text);
    expect(shown()).toEqual(["(encrypted)"]);
    expect(shown('{"role":"admin"}')).toEqual(["{", '  "role": "admin"', "}"]);
    expect(shown(`${inner} and spaces`)).toEqual([
      "{",
      '  "alg": "none"',
      "}",
      "{",
      '  "role": "admin"',
      "}",
      "and spaces",
    ]);
  });
});
