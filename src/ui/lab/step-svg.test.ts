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
  it("contains the whole token, in its segments' colours", () => {
    const svg = stepSvg(picture);
    expect(textsOf(svg).join("")).toContain(token);
    for (const colour of ["#1b3fc0", "#9c3d06", "#00735a"]) expect(svg).toContain(`fill="${colour}"`);
  });

  it("frames what changed, and nothing if there is nothing to compare", () => {
    expect(stepSvg(picture)).toContain('stroke-dasharray="3 2"');
    expect(stepSvg({ ...picture, before: null })).not.toContain('stroke-dasharray="3 2"');
  });

  it("is text throughout: no markup from a claim or title takes effect, nothing is loaded", () => {
    const svg = stepSvg(picture);
    expect(svg).not.toMatch(/<b>|<yourself>|href|url\(/);
    expect(svg).toContain("Make &lt;yourself&gt; admin");
  });

  it("continues a long token on the next line", () => {
    const long = `${segment({ alg: "HS256" })}.${segment({ name: "x".repeat(150) })}.abc`;
    const rows = [...stepSvg({ ...picture, token: long, before: null }).matchAll(/ y="(\d+)"[^>]*textLength/g)];
    expect(new Set(rows.map(([, y]) => y)).size).toBe(3);
  });

  it("replaces a character that XML cannot contain", () => {
    expect(stepSvg({ ...picture, title: "a\u0000b" })).toContain("a\ufffdb");
  });
});
