import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { detectTokens } from "../token/detect.ts";
import { parseToken } from "./parse.ts";
import { projectToken } from "./project.ts";
import type { ParsedToken } from "./types.ts";
import { sampled } from "../../testing/rounds.ts";

/** The folder of the published vectors; without it these tests are skipped. */
const folder = process.env["JOTSCOPE_VECTORS"] ?? "";
const isThere = existsSync(`${folder}/malformed.ndjson`);
const suffix = isThere ? "" : " (skipped: JOTSCOPE_VECTORS names no folder with vectors)";

interface Malformed {
  readonly id: string;
  readonly category: string;
  readonly expected: string;
  readonly input: string;
}

interface Wild {
  readonly id: string;
  readonly token: string;
  readonly kind: string;
}

const read = (name: string): string => readFileSync(`${folder}/${name}`, "utf8");

/** A header that is a JSON object with an `alg`, in a form that has segments. */
function isDecoded({ header }: ParsedToken): boolean {
  const root = header?.json.root;
  return (
    header?.json.problems.length === 0 && root?.type === "object" && root.members.some(({ name }) => name === "alg")
  );
}

describe.skipIf(!isThere)(`malformed input${suffix}`, () => {
  const cases = isThere
    ? read("malformed.ndjson")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Malformed)
    : [];

  it("never throws, is read in time, and returns byte for byte without edits", () => {
    for (const { id, input } of sampled(cases)) {
      const started = performance.now();
      const [found] = detectTokens(input).tokens;
      for (const text of [input, found?.text ?? ""]) {
        const token = parseToken(text);
        expect(projectToken(token, {}, { encodeAsTyped: false }).text, id).toBe(text);
        // The payload's JSON is parsed when it is read.
        expect(token.payload?.json.text, id).toBe(token.payload?.text);
      }
      expect(performance.now() - started, id).toBeLessThan(4000);
    }
  });

  it("has only exact removals", () => {
    for (const { id, input } of cases) {
      for (const { removals, text } of detectTokens(input).tokens) {
        let left = "";
        let at = 0;
        for (const { range, text: gone } of removals) {
          expect(input.slice(range.start, range.end), id).toBe(gone);
          left += input.slice(at, range.start);
          at = range.end;
        }
        expect(left + input.slice(at), id).toBe(text);
      }
    }
  });

  it("is found and decoded if it is well-formed after unwrapping", () => {
    // JSON serialisations have no compact segments; the page offers to undo Base64 around a token, but does not undo
    // it unasked.
    const wrong = cases
      .filter(({ expected }) => expected === "ok")
      .filter(({ input }) => !/^\s*\{"(?:payload|protected)"/.test(input))
      .filter(({ input }) => !isDecoded(parseToken(detectTokens(input).tokens[0]?.text ?? "")))
      .filter(({ input }) => detectTokens(input).tokens[0]?.text.startsWith("ZXlK") !== true)
      .map(({ id, input }) => `${id} ${input.slice(0, 80)}`);
    expect(wrong).toEqual([]);
  });

  it("is found and decoded with white space or line breaks inside", () => {
    const torn = cases.filter(
      ({ category, expected }) => category === "whitespace" && (expected === "ok" || expected === "b64-whitespace"),
    );
    expect(torn.length).toBeGreaterThan(200);
    for (const { id, input } of torn) {
      const [found] = detectTokens(input).tokens;
      const token = parseToken(found?.text ?? "");
      expect(isDecoded(token), id).toBe(true);
      expect(
        token.segments.flatMap(({ problems }) => problems),
        id,
      ).toEqual([]);
    }
  });
});

describe.skipIf(!isThere)(`tokens from public documentation${suffix}`, () => {
  const tokens = isThere ? (JSON.parse(read("wild.json")) as Wild[]) : [];
  const noises: readonly ((token: string) => string)[] = [
    (token) => token,
    (token) => `Authorization: Bearer ${token}\r\n`,
    (token) => `{"access_token":"${token}","expires_in":3600}`,
    (token) => `curl -H 'Authorization: Bearer ${token}' https://api.example`,
    (token) => `https://app.example/cb#id_token=${token}&state=x`,
    (token) => `a=b; session=${token}; c=d`,
    (token) => `See ${token}, and then more.`,
    (token) => `<code>${token}</code>`,
    (token) => (token.match(/[^]{1,76}/g) ?? []).join("\n"),
  ];

  it("are found whole in every wrapping", () => {
    const wrong = tokens.flatMap(({ id, token, kind }) =>
      noises.flatMap((noise, index) =>
        detectTokens(noise(token)).tokens[0]?.text === token ? [] : [`${id} ${kind} in noise ${index}`],
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("are of their stated form", () => {
    for (const { id, token, kind } of tokens) {
      expect(parseToken(token).form, id).toBe(kind === "jws-detached" ? "jws" : kind);
    }
  });
});
