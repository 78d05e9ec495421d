import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeToken } from "../crypto/judge.ts";
import { NO_KEYS } from "../keys/no-keys.ts";
import { signToken } from "../crypto/sign.ts";
import { textOfOctets } from "../text/octets.ts";
import { signedInput, withDetached } from "./detached.ts";
import { detachedFacts, detachedReadings } from "./detached-readings.ts";
import { parseToken } from "./parse.ts";
import { hasDetachedPlace } from "./payload-trials.ts";
import { projectToken } from "./project.ts";
import { rounds } from "../../testing/rounds.ts";

const SECRET = "a-string-secret-at-least-256-bits-long";
const keys = { ...NO_KEYS, secret: { text: SECRET, encoding: "UTF-8" as const } };
const encode = (text: string): string => Buffer.from(text, "utf8").toString("base64url");

/** A token with a detached payload, signed by Node. */
function detachedToken(payload: string, unencoded = false): string {
  const header = encode(unencoded ? '{"alg":"HS256","b64":false,"crit":["b64"]}' : '{"alg":"HS256"}');
  const hmac = createHmac("sha256", SECRET).update(`${header}.${unencoded ? payload : encode(payload)}`, "utf8");
  return `${header}..${hmac.digest("base64url")}`;
}

const TEXTS = ['{"amount":1}', "$.02", "a.b\r\nc\n", "\ufeffé 😀", " "];

describe("a payload that travels separately from its token", () => {
  test.each(TEXTS.flatMap((text) => [false, true].map((unencoded) => [text, unencoded] as const)))(
    "verifies by its exact bytes: %j, unencoded: %s",
    async (text, unencoded) => {
      const token = parseToken(detachedToken(text, unencoded));
      const state = async (payload: string) => (await judgeToken(withDetached(token, payload), keys)).state;
      expect(await state(text)).toBe("verified");
      expect(await state(`${text}\n`)).toBe("invalid");
      expect(await state("")).toBe("invalid");
    },
  );

  test("is the one of RFC 7797 section 4.2", async () => {
    const token = parseToken(
      "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY",
    );
    const k = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
    const secret = { text: k, encoding: "Base64url" as const };
    expect((await judgeToken(withDetached(token, "$.02"), { ...NO_KEYS, secret })).state).toBe("verified");
  });

  test("has a place if the token has none or holds it as is, and counts only if the token has none", () => {
    const header = encode('{"alg":"HS256"}');
    const plain = encode('{"alg":"HS256","b64":false,"crit":["b64"]}');
    const places = [
      `${header}..x`,
      `${plain}..x`,
      `${plain}.text.x`,
      `${header}.e30.x`,
      `${header}.`,
      "",
      "text",
      `${header}..x..y`,
    ];
    expect(places.map((text) => hasDetachedPlace(parseToken(text)))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    for (const text of places) {
      const token = parseToken(text);
      const counts = token.form === "jws" && /^[\w-]+\.\.x$/.test(text);
      expect(withDetached(token, "p").detached?.payload).toBe(counts ? "p" : undefined);
      expect(withDetached(token, "")).toBe(token);
    }
  });
});

test("what copying may have changed is described, and undone", () => {
  expect(detachedFacts("\ufeffa\r\nb\n")).toEqual({
    bytes: 8,
    lineEnds: "mixed",
    finalBreak: true,
    bom: true,
    loneSurrogate: false,
    binary: false,
  });
  expect(detachedFacts("\nx")).toMatchObject({ lineEnds: "LF", finalBreak: false });
  expect(detachedFacts("\ud800")).toMatchObject({ bytes: 3, loneSurrogate: true, lineEnds: "none" });
  const readings = new Map([...detachedReadings('\ufeff{ "a": 1 }\n')].map(({ changes, text }) => [changes[0], text]));
  expect(readings.get("without-final-break")).toBe('\ufeff{ "a": 1 }');
  expect(readings.get("without-bom")).toBe('{ "a": 1 }\n');
  expect(readings.get("crlf")).toBe('\ufeff{ "a": 1 }\r\n');
  expect([...detachedReadings("a")].map(({ text }) => text)).toContain("a\n");
});

describe("JSON that another program spells differently", () => {
  const value = { b: "é/<1>", a: [1.5, { d: [], c: {} }], quote: '"+' };
  test.each([
    ["JSON.stringify", JSON.stringify(value)],
    ["JSON.stringify, two spaces", JSON.stringify(value, null, 2)],
    ["JSON.stringify, tabs", JSON.stringify(value, null, "\t")],
    ["Python", '{"b": "\\u00e9/<1>", "a": [1.5, {"d": [], "c": {}}], "quote": "\\"+"}'],
    ["Python, sorted", '{"a": [1.5, {"c": {}, "d": []}], "b": "\\u00e9/<1>", "quote": "\\"+"}'],
    ["PHP", '{"b":"\\u00e9\\/<1>","a":[1.5,{"d":[],"c":{}}],"quote":"\\"+"}'],
    ["Go, which sorts", '{"a":[1.5,{"c":{},"d":[]}],"b":"é/\\u003c1\\u003e","quote":"\\"+"}'],
    [".NET", '{"b":"\\u00E9/\\u003C1\\u003E","a":[1.5,{"d":[],"c":{}}],"quote":"\\u0022\\u002B"}'],
    ["an editor, which adds a newline", `${JSON.stringify(value, null, 4)}\n`],
    ["an editor on Windows", `${JSON.stringify(value, null, 4).replaceAll("\n", "\r\n")}\r\n`],
  ])("is found as %s writes it", (_, written) => {
    for (const copied of [JSON.stringify(value), JSON.stringify(value, null, 3), `\ufeff${written}`]) {
      const texts = [copied, ...[...detachedReadings(copied)].map(({ text }) => text)];
      expect(texts).toContain(written);
    }
  });

  test("means the same, and is bounded", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const readings = [...detachedReadings(text)];
        expect(new Set(readings.map((reading) => reading.text)).size).toBe(readings.length);
        expect(readings.length).toBeLessThan(620);
        for (const reading of readings) expect(JSON.parse(reading.text)).toEqual(JSON.parse(text));
      }),
      { numRuns: rounds(30) },
    );
    expect([...detachedReadings(`[${"1,".repeat(150_000)}1]`)].length).toBeLessThan(10);
  });

  test("is not tried for what is not text", () => {
    expect([...detachedReadings(textOfOctets(Uint8Array.of(0x7b, 0xff, 0x0a)))]).toEqual([]);
  });
});

test("a file of any bytes is signed and verified by exactly these", async () => {
  const octets = Uint8Array.of(0xff, 0x00, 0x0d, 0x0a, 0xe2, 0x82);
  for (const unencoded of [false, true]) {
    const first = encode(unencoded ? '{"alg":"HS256","b64":false,"crit":["b64"]}' : '{"alg":"HS256"}');
    const hmac = createHmac("sha256", SECRET).update(`${first}.`, "utf8");
    hmac.update(unencoded ? octets : Buffer.from(octets).toString("base64url"));
    const token = withDetached(parseToken(`${first}..${hmac.digest("base64url")}`), textOfOctets(octets));
    expect((await judgeToken(token, keys)).state).toBe("verified");
    const input = signedInput(
      projectToken(token, {}, { encodeAsTyped: false }),
      token.header!.json,
      textOfOctets(octets),
    );
    const made = await signToken({ alg: "HS256", signingInput: input }, keys);
    expect(made).toMatchObject({ kind: "signed", signature: token.segments[2]?.text });
  }
  expect(detachedFacts(textOfOctets(octets))).toMatchObject({ bytes: 6, binary: true, loneSurrogate: false });
});
