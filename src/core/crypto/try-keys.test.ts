import { createHmac, generateKeyPairSync, type KeyObject, sign as nodeSign } from "node:crypto";
import type { JWK } from "jose";
import { describe, expect, it, vi } from "vitest";
import { parseToken } from "../envelope/parse.ts";
import { readKeys } from "../keys/read.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { OTHER_RSA, RSA } from "../../testing/keys/pairs.ts";
import { type Trial, tryKeys, type Trying } from "./try-keys.ts";

const [right, wrong] = [RSA, OTHER_RSA];
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const jwkOf = (pair: { readonly publicKey: KeyObject }, more: object = {}): JWK => ({
  ...(pair.publicKey.export({ format: "jwk" }) as JWK),
  ...more,
});

function tokenOf(header: object, signature?: (input: string) => Buffer): string {
  const input = `${encodeBase64Url(encodeUtf8(JSON.stringify(header)))}.e30`;
  const made = (signature ?? ((text) => nodeSign("sha256", encodeUtf8(text), right.privateKey)))(input);
  return `${input}.${made.toString("base64url")}`;
}

async function trials(token: string, keys: readonly object[], more: Partial<Trying> = {}): Promise<readonly Trial[]> {
  const reading = await readKeys(JSON.stringify({ keys }));
  if (reading.kind !== "keys") throw new Error("no keys");
  return tryKeys(parseToken(token), reading.keys, {
    judgeAnyway: false,
    first: () => false,
    most: Infinity,
    turn: () => Promise.resolve(),
    ...more,
  });
}
const said = (all: readonly Trial[]) =>
  all.map((trial) => (trial.kind === "unfit" ? trial.fit.kind : trial.kind === "untried" ? trial.reason : trial.kind));

const SET = [
  jwkOf(wrong, { kid: "named" }),
  jwkOf(right, { kid: "other" }),
  jwkOf(ec),
  jwkOf(right, { use: "enc" }),
  jwkOf(right, { e: "AQ" }),
];

describe("each key of a set by itself", () => {
  it("verifies or not whatever kid the token names, and is not tried if it cannot, must not or would prove nothing", async () => {
    expect(said(await trials(tokenOf({ alg: "RS256", kid: "named" }), SET))).toEqual([
      "failed",
      "verified",
      "mismatch",
      "contradiction",
      "degenerate",
    ]);
  });

  it("is tried against its stated use if that is overridden", async () => {
    expect(said(await trials(tokenOf({ alg: "RS256" }), SET, { judgeAnyway: true }))[3]).toBe("verified");
  });

  it("is not tried if no key could judge the token", async () => {
    for (const token of [
      tokenOf({ alg: "none" }),
      tokenOf({ alg: "XX9" }),
      tokenOf({ alg: "RS256", crit: ["x"] }),
      "text",
    ]) {
      expect(said(await trials(token, SET.slice(0, 2))), token).toEqual(["token", "token"]);
    }
  });

  it("of very many only the most wanted are tried", async () => {
    const turn = vi.fn(() => Promise.resolve());
    const first = ({ jwk }: { readonly jwk: JWK }) => jwk.kid === "other";
    expect(said(await trials(tokenOf({ alg: "RS256" }), SET.slice(0, 3), { most: 1, first, turn }))).toEqual([
      "many",
      "verified",
      "mismatch",
    ]);
    expect(turn).toHaveBeenCalledTimes(1);
  });

  it("may be a shared secret too", async () => {
    const secret = Buffer.from("a-string-secret-at-least-256-bits-long");
    const token = tokenOf({ alg: "HS256" }, (input) => createHmac("sha256", secret).update(input).digest());
    const oct = (bytes: Buffer) => ({ kty: "oct", k: bytes.toString("base64url") });
    expect(said(await trials(token, [oct(Buffer.from("another")), oct(secret), jwkOf(ec)]))).toEqual([
      "failed",
      "verified",
      "mismatch",
    ]);
  });

  it("is not tried once the answer is no longer wanted", async () => {
    const turn = () => Promise.reject(new Error("gone"));
    await expect(trials(tokenOf({ alg: "RS256" }), SET, { turn })).rejects.toThrow("gone");
  });
});
