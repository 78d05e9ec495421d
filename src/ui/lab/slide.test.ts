import { describe, expect, it } from "vitest";
import { readSource } from "../../core/lab/sources.ts";
import { segment } from "../../core/lab/toolkit/compact.ts";
import { attackOf } from "../../testing/lab-cases.ts";
import { TRIED } from "../../testing/lab-tried.ts";
import { naiveOf } from "../../core/lab/run.ts";
import { shorten, SLIDE, slideCode, slideParts } from "./slide.ts";

describe.each(TRIED)("$name", (one) => {
  it("fits on slides: every changed line is there or counted, none is too long", async () => {
    const { steps } = (await attackOf(one)).forgery;
    for (const at of steps.keys()) {
      const lines = slideParts(steps, at + 1).flatMap((part) => part.lines);
      expect(lines.length).toBeLessThanOrEqual(SLIDE.rows);
      for (const { text } of lines) expect(text.length).toBeLessThanOrEqual(SLIDE.columns - 2);
    }
  });

  it("shows the guilty line whole, and as much around it as fits", () => {
    const code = slideCode(readSource(naiveOf(one.scenario, one.variant).file));
    expect(code.some(({ guilty }) => guilty !== null)).toBe(true);
    const rows = code.reduce((sum, { text }) => sum + Math.max(1, Math.ceil(text.length / SLIDE.codeColumns)), 0);
    expect(rows).toBeLessThanOrEqual(SLIDE.codeRows);
    const source = readSource(naiveOf(one.scenario, one.variant).file).filter(
      ({ text }) => text.trim() !== "" && !/^\s*(?:\/\*\*|\*|\/\/)/.test(text),
    );
    const numbers = code.flatMap(({ number }) => (typeof number === "number" ? [number] : []));
    expect(code[0]?.text === "…", "code left out before").toBe(numbers[0] !== source[0]?.number);
    expect(code.at(-1)?.text === "…", "code left out after").toBe(numbers.at(-1) !== source.at(-1)?.number);
  });
});

describe("a slide", () => {
  const token = (payload: unknown, header: unknown = { alg: "HS256" }) => ({
    token: `${segment(header)}.${segment(payload)}.abc`,
  });

  it("counts the changes that do not fit", () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`claim${index}`, index]));
    const lines = slideParts([token({}), token(many)], 2).flatMap((part) => part.lines);
    expect(lines.at(-1)?.text).toMatch(/^and \d+ more changed lines$/);
    expect(lines.length).toBe(SLIDE.rows);
  });

  it("shortens a long value in the middle, and marked text stays in the line", () => {
    const tokens = [token({ kid: "a" }), token({ kid: `${"x".repeat(100)}tail` })];
    const line = slideParts(tokens, 2)
      .flatMap((part) => part.lines)
      .find(({ kind }) => kind === "added");
    expect(line?.text).toMatch(/^"kid": "x+…x+tail"$/);
    expect(line?.mark?.end).toBe(line?.text.length);
  });

  it("shortens a text that is too long in the middle", () => {
    expect(shorten("abcdefghij", 5)).toBe("ab…ij");
    expect(shorten("abc", 5)).toBe("abc");
  });
});
