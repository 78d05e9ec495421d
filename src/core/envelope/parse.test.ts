import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { MAX_SEGMENTS, parseToken } from "./parse.ts";
import { projectToken } from "./project.ts";
import { rounds } from "../../testing/rounds.ts";

const segment = (value: unknown): string =>
  encodeBase64Url(encodeUtf8(typeof value === "string" ? value : JSON.stringify(value)));
// RFC 7515 appendix A.1.
const RFC_JWS =
  "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

describe("parsing a token", () => {
  it("reads the JWS of RFC 7515 appendix A.1", () => {
    const token = parseToken(RFC_JWS);
    expect(token.form).toBe("jws");
    expect(token.segments.map(({ name }) => name)).toEqual(["header", "payload", "signature"]);
    expect(token.header?.text).toBe('{"typ":"JWT",\r\n "alg":"HS256"}');
    expect(token.payload?.text).toBe('{"iss":"joe",\r\n "exp":1300819380,\r\n "http://example.com/is_root":true}');
    expect([...(token.segments[2]?.bytes.slice(0, 4) ?? [])]).toEqual([116, 24, 223, 180]);
  });

  it.each([
    ["", "empty"],
    [" \n", "empty"],
    [RFC_JWS, "jws"],
    ["eyJhbGciOiJub25lIn0", "jws"],
    ["ey", "jws"],
    ["eyJhbGciOiJub25lIn0.e30", "jws"],
    ["eyJhbGciOiJub25lIn0.e30.a.b", "jws"],
    ["e30.e30.", "jws"],
    ["..", "jws"],
    ["xyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "jws"],
    ["xyJh!GciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "jws"],
    ["eyJhbGciOiJkaXIifQ..aXY.Y3Q.dGFn", "jwe"],
    ["eyJhbGciOiJub25lIn0.e30.c2ln~WyJzIl0~", "sd-jwt"],
    ["~", "text"],
    ["~~~", "text"],
    [".", "text"],
    ["...", "text"],
    ["hello", "text"],
    ["eyes", "text"],
    ["eyes are blue. Really. Yes", "text"],
    ["README.md", "text"],
    ["https://example.com/a.b.c", "text"],
    ["SGVsbG8gV29ybGQ=", "text"],
    ['{"payload":"e30","protected":"e30","signature":"YQ"}', "jws-json"],
    ['{"payload":"e30","signatures":[]}', "jws-json"],
    [' {"ciphertext":"YQ","protected":"e30"}', "jwe-json"],
    ['{"payload":"e30","protected":"e30","signature":"YQ"', "jws-json"],
    ['{"keys":[]}', "text"],
    ['{"a.b":"c.d"}', "text"],
  ])("%j is %s", (text, form) => {
    expect(parseToken(text).form).toBe(form);
  });

  it("names the five segments of a JWE, and reads its header only", () => {
    const token = parseToken("eyJhbGciOiJkaXIifQ..aXY.Y3Q.dGFn");
    expect(token.segments.map(({ name }) => name)).toEqual(["header", "encrypted-key", "iv", "ciphertext", "tag"]);
    expect(token.payload).toBeNull();
    expect(token.header?.text).toBe('{"alg":"dir"}');
  });

  it("reads five segments as a signed token with two too many if alg signs and there is no enc (RFC 7516 section 9)", () => {
    const five = (header: string) => parseToken(`${btoa(header).replace(/=+$/, "")}.e30.c2ln.aXY.dGFn`);
    for (const alg of ["HS256", "ES256", "none"]) {
      const token = five(`{"alg":"${alg}"}`);
      expect([token.form, token.segmentCount, token.payload?.text]).toEqual(["jws", 5, "{}"]);
    }
    for (const header of [`{"alg":"dir"}`, `{"alg":"HS256","enc":"A128GCM"}`, `{"alg":"XYZ"}`, `{"typ":"JWT"}`])
      expect(five(header).form).toBe("jwe");
  });

  it("gives an SD-JWT the segments of its JWS, with disclosures and key binding JWT as extra ones", () => {
    const token = parseToken("eyJhbGciOiJub25lIn0.e30.c2ln~WyJzIl0~aa.bb.cc");
    expect(token.segments.map(({ name, text, problems }) => [name, text, problems.length])).toEqual([
      ["header", "eyJhbGciOiJub25lIn0", 0],
      ["payload", "e30", 0],
      ["signature", "c2ln", 0],
      ["extra", "WyJzIl0", 0],
      ["extra", "aa.bb.cc", 0],
    ]);
  });

  it("takes an unencoded payload as it is, only if b64 is false and crit lists it (RFC 7797)", () => {
    const payload = "$02";
    const header = (value: object): string => segment({ alg: "HS256", ...value });
    const plain = parseToken(`${header({ b64: false, crit: ["b64"] })}.${payload}.c2ln`);
    expect(plain).toMatchObject({ unencodedPayload: true, payload: { text: "$02" } });
    expect(plain.segments[1]?.problems).toEqual([]);
    for (const other of [
      { b64: false },
      { b64: true, crit: ["b64"] },
      { crit: ["b64"] },
      { b64: false, crit: "b64" },
    ]) {
      expect(parseToken(`${header(other)}.${payload}.c2ln`)).not.toHaveProperty("unencodedPayload");
    }
  });

  it("decodes broken text as far as possible", () => {
    const token = parseToken("eyJhbGciOiJIUzI1NiIsInR5.eyJzdWIiOiIxIn0");
    expect(token.header?.text).toBe('{"alg":"HS256","ty');
    expect(token.header?.json.problems).not.toEqual([]);
    expect(token.payload?.text).toBe('{"sub":"1"}');
  });

  it("shows payload bytes that are not UTF-8 as replaced, with their place", () => {
    const bytes = Uint8Array.of(0x7b, 0xff, 0x7d);
    expect(parseToken(`e30.${encodeBase64Url(bytes)}.`).payload).toMatchObject({
      text: "{\ufffd}",
      utf8: [{ byteRange: { start: 1, end: 2 }, range: { start: 1, end: 2 } }],
    });
  });

  it("gives every segment its own text and place, whatever the text is", () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom(".", "~", "eyJ", "e30", "eyJhbGciOiJub25lIn0", " ", "=", "é", "\ud800", "{", "\n"), {
          maxLength: 12,
        })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const token = parseToken(text);
        expect(token.text).toBe(text);
        let last = 0;
        for (const { range, text: own, problems } of token.segments) {
          expect(range.start).toBeGreaterThanOrEqual(last);
          expect(text.slice(range.start, range.end)).toBe(own);
          for (const problem of problems) {
            expect(problem.range.start).toBeGreaterThanOrEqual(range.start);
            expect(problem.range.end).toBeLessThanOrEqual(range.end);
          }
          last = range.end;
        }
      }),
      { numRuns: rounds(1000) },
    );
  });

  it("keeps few segments of a million dots, counts them all, and is fast", () => {
    const started = performance.now();
    const token = parseToken(`eyJhbGciOiJub25lIn0${".".repeat(1_000_000)}`);
    expect(token).toMatchObject({ form: "jws", segmentCount: 1_000_001 });
    expect(token.segments).toHaveLength(MAX_SEGMENTS);
    expect(parseToken(`e30.e30.${"~".repeat(1_000_000)}`).segments.length).toBeLessThanOrEqual(MAX_SEGMENTS);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

it("a payload whose header was lost is the payload, not a header", () => {
  const claims = encodeBase64Url(encodeUtf8('{"sub":"ada","exp":1800000000}'));
  for (const text of [claims, `${claims}.c2ln`]) {
    const token = parseToken(text);
    expect(token.header).toBeNull();
    expect(token.payload?.text).toContain("ada");
    expect(token.segments.map(({ name }) => name)).toEqual(["payload", "signature"].slice(0, token.segmentCount));
    expect(projectToken(token, {}, { encodeAsTyped: false }).text).toBe(text);
  }
  const header = encodeBase64Url(encodeUtf8('{"alg":"dir","enc":"A128GCM","iss":"x"}'));
  expect(parseToken(header).header?.text).toContain("dir");
  expect(parseToken(`${header}.c2ln`).segments[0]?.name).toBe("header");
});
