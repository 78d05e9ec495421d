import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { NO_KEYS } from "../keys/no-keys.ts";
import type { KeyInputs } from "../keys/types.ts";
import { misreadAt } from "../text/misread.ts";
import { solve } from "./solve.ts";

const SECRET = "kZ8v1qT3rXw6yB9nE2hL5mP7sU0aD4gJ";
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PUBLIC = rsa.publicKey.export({ type: "spki", format: "pem" }) as string;

/** The first token of many whose part from `from` on has the character. */
function tokenWith(character: string, from: "payload" | "signature", make: (id: number) => string): string {
  for (let id = 0; id < 500; id += 1) {
    const token = make(id);
    const dots = [token.indexOf("."), token.lastIndexOf(".")] as const;
    if (
      token
        .slice(from === "payload" ? dots[0] + 20 : dots[1], from === "payload" ? dots[1] : undefined)
        .includes(character)
    )
      return token;
  }
  throw new Error("none");
}
const hmacToken = (id: number): string => {
  const input = `${part({ alg: "HS256" })}.${part({ sub: `user-${id}`, exp: 1_800_000_000 + id })}`;
  return `${input}.${createHmac("sha256", SECRET).update(input).digest("base64url")}`;
};
const rsaToken = (id: number): string => {
  const input = `${part({ alg: "RS256" })}.${part({ sub: `user-${id}` })}`;
  return `${input}.${sign("sha256", Buffer.from(input), rsa.privateKey).toString("base64url")}`;
};
const replaced = (token: string, after: number, read: string, meant: string): string => {
  const at = token.indexOf(meant, after);
  return token.slice(0, at) + read + token.slice(at + 1);
};
const withSecret: KeyInputs = { ...NO_KEYS, secret: { text: SECRET, encoding: "UTF-8" } };
const withKey: KeyInputs = { ...NO_KEYS, publicKey: { ...NO_KEYS.publicKey, text: PUBLIC } };
const found = async (token: string, keys: KeyInputs) => (await solve({ token, keys }, () => 0)).discovery;

describe("a token with characters that look like the right ones", () => {
  test("of an HMAC any in the signature, or one elsewhere", async () => {
    const right = tokenWith("O", "signature", hmacToken);
    const dot = right.lastIndexOf(".");
    const discovery = await found(replaced(right, dot, "0", "O"), withSecret);
    expect(discovery).toMatchObject({ steps: ["misread"], token: right, args: { read: "0", meant: "O", count: 1 } });
    const all = right.slice(dot).replaceAll("O", "0").replaceAll("l", "1").replaceAll("I", "l");
    if (all !== right.slice(dot))
      expect(await found(right.slice(0, dot) + all, withSecret)).toMatchObject({ token: right });
    const other = tokenWith("I", "payload", hmacToken);
    expect(await found(replaced(other, other.indexOf(".") + 20, "l", "I"), withSecret)).toMatchObject({ token: other });
  });

  test("of another signature one", async () => {
    const right = tokenWith("S", "signature", rsaToken);
    expect(await found(replaced(right, right.lastIndexOf("."), "5", "S"), withKey)).toMatchObject({
      steps: ["misread"],
      token: right,
    });
  });

  test("another mistake is not called one of reading", async () => {
    const right = hmacToken(1);
    const at = right.lastIndexOf(".") + 5;
    const wrong = right.slice(0, at) + (right[at] === "A" ? "C" : "A") + right.slice(at + 1);
    expect(await found(wrong, withSecret)).toBeNull();
    expect(misreadAt("a0b", "aOc")).toBeNull();
    expect(misreadAt("same", "same")).toBeNull();
    expect(misreadAt("0l", "OI")).toEqual([0, 1]);
  });
});
