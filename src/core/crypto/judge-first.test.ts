import { createHmac } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fields, readJwks, withSecret } from "../../testing/keys/inputs.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { parseToken } from "../envelope/parse.ts";
import type * as capabilities from "./capabilities.ts";
import { judgeToken } from "./judge.ts";
import { signToken } from "./sign.ts";

const encode = (text: string): string => encodeBase64Url(encodeUtf8(text));
const judge = (text: string, keys = fields()) => judgeToken(parseToken(text), keys, readJwks);

function hs256(key: string): string {
  const input = `${encode('{"alg":"HS256"}')}.${encode("{}")}`;
  return `${input}.${createHmac("sha256", key).update(input).digest("base64url")}`;
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.doUnmock("./capabilities.ts");
});

const KEYLESS = { key: null, passedOver: [], weak: null, software: false };

describe("what is judged before any key", () => {
  it("is reported with no key and none skipped, whatever is in the fields", async () => {
    const keys = withSecret("secret");
    expect(await judge("", keys)).toEqual({ state: "empty", reason: { code: "empty" }, alg: null, ...KEYLESS });
    expect(await judge("abc", keys)).toMatchObject({ state: "malformed", ...KEYLESS });
    expect(await judge(`${encode('{"alg":"XX1"}')}.e30.`, keys)).toEqual({
      state: "unsupported",
      reason: { code: "alg-unknown", alg: "XX1" },
      alg: "XX1",
      ...KEYLESS,
    });
    expect(await judge(`${encode('{"alg":"none"}')}.e30.`, keys)).toMatchObject({ state: "unsigned", ...KEYLESS });
    expect(await judge(`${encode('{"alg":"none"}')}.e30.AA`, keys)).toMatchObject({ state: "invalid", ...KEYLESS });
  });

  it("cannot be signed outside a secure context", async () => {
    vi.resetModules();
    vi.doMock("./capabilities.ts", async (original) => ({
      ...(await original<typeof capabilities>()),
      hasSubtle: () => false,
    }));
    const { signToken: signThere } = await import("./sign.ts");
    expect(await signThere({ alg: "HS256", signingInput: "e30.e30" }, withSecret("secret"), readJwks)).toEqual({
      kind: "unavailable",
      reason: { code: "insecure-context" },
    });
    vi.resetModules();
  });

  it("is unsupported if the browser lacks the algorithm, for verifying and for signing", async () => {
    vi.resetModules();
    vi.doMock("./capabilities.ts", async (original) => ({
      ...(await original<typeof capabilities>()),
      isAvailable: () => Promise.resolve(false),
    }));
    const { judgeToken: judgeThere } = await import("./judge.ts");
    const { signToken: signThere } = await import("./sign.ts");
    const reason = { code: "alg-lacking", alg: "HS256" };
    expect(await judgeThere(parseToken(hs256("secret")), withSecret("secret"), readJwks)).toEqual({
      state: "unsupported",
      reason,
      alg: "HS256",
      ...KEYLESS,
    });
    expect(await signThere({ alg: "HS256", signingInput: "e30.e30" }, withSecret("secret"), readJwks)).toEqual({
      kind: "unavailable",
      reason,
    });
    vi.resetModules();
  });
});

describe("a secret", () => {
  it("is too short from one byte under the hash's length (RFC 7518 section 3.2)", async () => {
    const key = { source: "secret", material: null };
    expect(await judge(hs256("x".repeat(32)), withSecret("x".repeat(32)))).toEqual({
      state: "verified",
      reason: { code: "verified" },
      alg: "HS256",
      key: { ...key, secretBytes: 32 },
      passedOver: [],
      weak: null,
      software: false,
    });
    expect(await judge(hs256("x".repeat(31)), withSecret("x".repeat(31)))).toMatchObject({
      state: "verified",
      key: { ...key, secretBytes: 31 },
      weak: { bits: 248, needed: 256 },
    });
    expect(await judge(hs256("x".repeat(33)), withSecret("x".repeat(33)))).toMatchObject({ weak: null });
  });

  it("signs in the browser's own implementation, and none signs with nothing", async () => {
    const signed = await signToken({ alg: "HS256", signingInput: "e30.e30" }, withSecret("secret"), readJwks);
    expect(signed).toMatchObject({ kind: "signed", key: null, software: false });
    expect(await signToken({ alg: "none", signingInput: "e30.e30" }, fields(), readJwks)).toEqual({
      kind: "signed",
      signature: "",
      key: null,
      software: false,
    });
    expect(await signToken({ alg: "XX1", signingInput: "e30.e30" }, withSecret("s"), readJwks)).toEqual({
      kind: "unavailable",
      reason: { code: "alg-unknown", alg: "XX1" },
    });
  });
});
