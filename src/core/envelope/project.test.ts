import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minifyJson } from "../json/minify.ts";
import { printJson } from "../json/print.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { parseToken } from "./parse.ts";
import { projectToken, withSignature } from "./project.ts";
import type { PaneEdits } from "./types.ts";
import { rounds } from "../../testing/rounds.ts";

const encoded = (text: string): string => encodeBase64Url(encodeUtf8(text));
const project = (base: string, edits: PaneEdits, encodeAsTyped = false) =>
  projectToken(parseToken(base), edits, { encodeAsTyped });

const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
const pieces = fc.constantFrom(
  ".",
  "~",
  "eyJ",
  "e30",
  "eyJhbGciOiJIUzI1NiJ9",
  "eyJzdWIiOiIxIn0",
  " ",
  "=",
  "é",
  "\ud800",
  "{",
  "\n",
  "c2ln",
);
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
  fc
    .tuple(fc.nat(token.length), fc.nat(3), pieces)
    .map(([at, length, piece]) => token.slice(0, at) + piece + token.slice(at + length)),
);
const edits = fc.record({ header: fc.json(), payload: fc.oneof(fc.json(), fc.string()) }, { requiredKeys: [] });

describe("projecting edits onto a token", () => {
  it("without edits returns any text, byte for byte", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(project(text, {})).toMatchObject({ text, edited: false });
      }),
      { numRuns: rounds(2000) },
    );
    const many = `eyJhbGciOiJIUzI1NiJ9${".e30".repeat(100_000)}`;
    expect(project(many, {}).text).toBe(many);
  });

  it("leaves every unedited segment byte-equal", () => {
    const compact = fc
      .tuple(fc.constantFrom(2, 3, 4, 6, 100), pieces)
      .map(([count, piece]) =>
        [
          "eyJhbGciOiJIUzI1NiJ9",
          ...Array.from({ length: count - 1 }, (_, index) => `${piece.replace(/[.~]/g, "")}${index}`),
        ].join("."),
      );
    fc.assert(
      fc.property(compact, edits, (text, change) => {
        const before = text.split(".");
        const after = project(text, change).text.split(".");
        expect(after).toHaveLength(before.length);
        after.forEach((segment, index) => {
          const edit = index === 0 ? change.header : index === 1 ? change.payload : undefined;
          expect(segment).toBe(edit === undefined ? before[index] : encoded(minifyJson(edit)));
        });
      }),
    );
  });

  it("encodes typed text without its insignificant white space, or on request with it", () => {
    const typed = '{\n  "n": 1.0,\n  "s": "\\u0061 b"\n}';
    expect(project(token, { payload: typed }).text).toBe(
      `eyJhbGciOiJIUzI1NiJ9.${encoded('{"n":1.0,"s":"\\u0061 b"}')}.c2lnbmF0dXJl`,
    );
    expect(project(token, { payload: typed }, true).text).toBe(`eyJhbGciOiJIUzI1NiJ9.${encoded(typed)}.c2lnbmF0dXJl`);
  });

  it("encodes text that is not JSON as typed", () => {
    expect(project(token, { header: '{ "alg": ' }).text).toBe(`${encoded('{ "alg": ')}.eyJzdWIiOiIxIn0.c2lnbmF0dXJl`);
  });

  it("returns a compact token's own segment if its pretty print is put in as an edit", () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const text = `eyJhbGciOiJIUzI1NiJ9.${encoded(minifyJson(json))}.c2ln`;
        expect(project(text, { payload: printJson(json) })).toMatchObject({ text, edited: false });
      }),
    );
  });

  it("adds a missing payload, and no more", () => {
    expect(project("eyJhbGciOiJIUzI1NiJ9", { payload: "{}" }).text).toBe("eyJhbGciOiJIUzI1NiJ9.e30");
    expect(project("eyJhbGciOiJIUzI1NiJ9", { header: "{}" }).text).toBe("e30");
  });

  it("takes only a header for a JWE, and nothing for text that is not a token", () => {
    expect(project("eyJhbGciOiJkaXIifQ..aXY.Y3Q.dGFn", { header: "{}", payload: "x" }).text).toBe("e30..aXY.Y3Q.dGFn");
    expect(project("hello", { header: "{}", payload: "x" })).toMatchObject({ text: "hello", signingInput: "" });
  });

  it("inserts an unencoded payload as the text itself (RFC 7797)", () => {
    const header = encoded('{"alg":"HS256","b64":false,"crit":["b64"]}');
    expect(project(`${header}.$02.c2ln`, { payload: "$03" })).toMatchObject({
      text: `${header}.$03.c2ln`,
      signingInput: `${header}.$03`,
    });
    const plain = project(token, { header: '{"alg":"HS256","b64":false,"crit":["b64"]}', payload: '{ "a": 1 }' });
    expect(plain.text).toBe(`${header}.{"a":1}.c2lnbmF0dXJl`);
  });

  it("keeps what follows the JWS of an SD-JWT", () => {
    const base = "eyJhbGciOiJIUzI1NiJ9.e30.c2ln~WyJzIl0~";
    const edited = project(base, { payload: '{"a":1}' });
    expect(edited.text).toBe(`eyJhbGciOiJIUzI1NiJ9.${encoded('{"a":1}')}.c2ln~WyJzIl0~`);
    expect(withSignature(edited, "bmV3")).toBe(`eyJhbGciOiJIUzI1NiJ9.${encoded('{"a":1}')}.bmV3~WyJzIl0~`);
  });
});

describe("attaching a signature", () => {
  it.each([
    [token, "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.bmV3"],
    ["eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiJ9..bmV3"],
    ["eyJhbGciOiJIUzI1NiJ9.e30", "eyJhbGciOiJIUzI1NiJ9.e30.bmV3"],
    ["eyJhbGciOiJIUzI1NiJ9.e30.a.b.c.d", "eyJhbGciOiJIUzI1NiJ9.e30.bmV3.b.c.d"],
  ])("%s becomes %s", (base, signed) => {
    expect(withSignature(project(base, {}), "bmV3")).toBe(signed);
  });

  it("signs what is in the text", () => {
    const { signingInput, text } = project(token, { payload: '{"a":1}' });
    expect(text.startsWith(`${signingInput}.`)).toBe(true);
  });
});
