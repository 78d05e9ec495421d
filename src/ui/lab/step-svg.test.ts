import { describe, expect, it } from "vitest";
import { segment } from "../../core/lab/toolkit/compact.ts";
import { stepSvg } from "./step-svg.ts";

const token = `${segment({ alg: "HS256" })}.${segment({ role: "admin", note: "<b>&" })}.abc`;
const before = `${segment({ alg: "HS256" })}.${segment({ role: "viewer", note: "<b>&" })}.xyz`;
const picture = {
  title: "Make <yourself> admin",
  text: "role: viewer becomes role: admin.",
  token,
  before: { token: before },
};

/** What the texts of a picture say, in order. */
const textsOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);

describe("a step as a picture", () => {
  it("holds the whole token, in its segments' colours", () => {
    const svg = stepSvg(picture);
    expect(textsOf(svg).join("")).toContain(token);
    for (const colour of ["#1b3fc0", "#9c3d06", "#00735a"]) expect(svg).toContain(`fill="${colour}"`);
  });

  it("boxes what changed, and nothing where there is nothing to compare", () => {
    expect(stepSvg(picture)).toContain('stroke-dasharray="3 2"');
    expect(stepSvg({ ...picture, before: null })).not.toContain('stroke-dasharray="3 2"');
  });

  it("is text all through: no markup of a claim or title comes alive, nothing is loaded", () => {
    const svg = stepSvg(picture);
    expect(svg).not.toMatch(/<b>|<yourself>|href|url\(/);
    expect(svg).toContain("Make &lt;yourself&gt; admin");
  });

  it("a token longer than a line goes on in the next one", () => {
    const long = `${segment({ alg: "HS256" })}.${segment({ name: "x".repeat(150) })}.abc`;
    const rows = [...stepSvg({ ...picture, token: long, before: null }).matchAll(/ y="(\d+)"[^>]*textLength/g)];
    expect(new Set(rows.map(([, y]) => y)).size).toBe(3);
  });

  it("a character that XML cannot hold is replaced", () => {
    expect(stepSvg({ ...picture, title: "a\u0000b" })).toContain("a\ufffdb");
  });
});
