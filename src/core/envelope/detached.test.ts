import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { judgeToken } from "../crypto/judge.ts";
import { NO_KEYS } from "../../testing/rules/context.ts";
import { hasDetachedPlace, withDetached } from "./detached.ts";
import { detachedFacts, detachedReadings } from "./detached-readings.ts";
import { parseToken } from "./parse.ts";

const SECRET = "a-string-secret-at-least-256-bits-long";
const keys = { ...NO_KEYS, secret: { text: SECRET, encoding: "UTF-8" as const } };
const encode = (text: string): string => Buffer.from(text, "utf8").toString("base64url");

/** A token whose payload travels beside it, signed by Node over these octets. */
function detachedToken(payload: string, unencoded = false): string {
  const header = encode(unencoded ? '{"alg":"HS256","b64":false,"crit":["b64"]}' : '{"alg":"HS256"}');
  const hmac = createHmac("sha256", SECRET).update(`${header}.${unencoded ? payload : encode(payload)}`, "utf8");
  return `${header}..${hmac.digest("base64url")}`;
}

const TEXTS = ['{"amount":1}', "$.02", "a.b\r\nc\n", "\ufeffé 😀", " "];

describe("a payload that travels beside its token", () => {
  test.each(TEXTS.flatMap((text) => [false, true].map((unencoded) => [text, unencoded] as const)))(
    "verifies by its exact octets: %j, unencoded: %s",
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

  test("has a place where the token leaves its own out, or has it as it is; counts only where it leaves it out", () => {
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

test("what a copy may have changed is described, and undone", () => {
  expect(detachedFacts("\ufeffa\r\nb\n")).toEqual({
    bytes: 8,
    lineEnds: "mixed",
    finalBreak: true,
    bom: true,
    loneSurrogate: false,
  });
  expect(detachedFacts("\nx")).toMatchObject({ lineEnds: "LF", finalBreak: false });
  expect(detachedFacts("\ud800")).toMatchObject({ bytes: 3, loneSurrogate: true, lineEnds: "none" });
  const readings = Object.fromEntries(detachedReadings('\ufeff{ "a": 1 }\n'));
  expect(readings).toMatchObject({
    "without-final-break": '\ufeff{ "a": 1 }',
    "without-bom": '{ "a": 1 }\n',
    crlf: '\ufeff{ "a": 1 }\r\n',
  });
  expect(new Map(detachedReadings("a")).get("final-break")).toBe("a\n");
  expect(new Map(detachedReadings('{ "a": 1 }')).get("minified")).toBe('{"a":1}');
});
