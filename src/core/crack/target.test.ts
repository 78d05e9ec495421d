import { describe, expect, it } from "vitest";
import { readTarget } from "./target.ts";

const TOKEN =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
const withHeader = (header: object): string =>
  [Buffer.from(JSON.stringify(header)).toString("base64url"), ...TOKEN.split(".").slice(1)].join(".");

describe("a search's target", () => {
  it("is the signing input and the signature", () => {
    const reading = readTarget(TOKEN);
    expect(reading).toMatchObject({ kind: "target", target: { algorithm: "HS256" } });
    if (reading.kind === "unusable") return;
    expect(Buffer.from(reading.target.message).toString()).toBe(TOKEN.slice(0, TOKEN.lastIndexOf(".")));
    expect(reading.target.mac).toHaveLength(32);
  });

  it("is found in text copied along with the token", () => {
    expect(readTarget(`Authorization: Bearer ${TOKEN}\n`)).toEqual(readTarget(TOKEN));
  });

  it.each([
    ["", { code: "empty" }],
    ["hello", { code: "not-a-jws" }],
    [TOKEN.slice(0, TOKEN.lastIndexOf(".")), { code: "not-a-jws" }],
    [withHeader({ alg: "RS256" }), { code: "algorithm", alg: "RS256" }],
    [withHeader({ alg: "none" }), { code: "algorithm", alg: "none" }],
    [withHeader({ typ: "JWT" }), { code: "header" }],
    [withHeader({ alg: "HS512" }), { code: "length", actual: 32, expected: 64 }],
  ])("%j is not one, with the reason", (text, problem) => {
    expect(readTarget(text)).toEqual({ kind: "unusable", problem });
  });
});
