import { hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { authJsKeys, deriveAuthJsKey, secretsIn } from "./auth-js.ts";

const SECRET = "aZ3+secret/of=the app";

/** The same by Node, from what the two versions document. */
const byNode = (salt: string, info: string, bytes: number): string =>
  Buffer.from(hkdfSync("sha256", SECRET, salt, info, bytes)).toString("base64url");

describe("the keys of Auth.js", () => {
  it("are 32 bytes for version 4, with no salt for the session", async () => {
    const [first, ...others] = authJsKeys("A256GCM", null);
    const { text, encoding } = await deriveAuthJsKey(SECRET, "A256GCM", first!);
    expect([text, encoding]).toEqual([byNode("", "NextAuth.js Generated Encryption Key", 32), "Base64url"]);
    expect(others).toContainEqual({
      salt: "__Secure-next-auth.state",
      info: "NextAuth.js Generated Encryption Key (__Secure-next-auth.state)",
    });
  });

  it.each(["__Secure-authjs.session-token", "authjs.session-token", "authjs.pkce.code_verifier"])(
    "are 64 bytes for version 5, with the cookie %s as salt and in the info",
    async (salt) => {
      const key = authJsKeys("A256CBC-HS512", null).find((one) => one.salt === salt);
      const { text } = await deriveAuthJsKey(SECRET, "A256CBC-HS512", key!);
      expect(text).toBe(byNode(salt, `Auth.js Generated Encryption Key (${salt})`, 64));
    },
  );

  it("start with the known cookie, without the number of its part; other encryptions have none", () => {
    expect(authJsKeys("A256CBC-HS512", "my.session.0")[0]).toEqual({
      salt: "my.session",
      info: "Auth.js Generated Encryption Key (my.session)",
    });
    expect(authJsKeys("A128GCM", null)).toEqual([]);
  });

  it("work with a secret quoted as in an .env file", () => {
    expect(secretsIn(`AUTH_SECRET="${SECRET}" # made by npx auth`)).not.toContain(SECRET);
    expect(secretsIn(`AUTH_SECRET="${SECRET}"\n`)).toContain(SECRET);
    expect(secretsIn(`export NEXTAUTH_SECRET=${SECRET}`)).toContain(SECRET);
    expect(secretsIn(SECRET)).toEqual([SECRET]);
  });
});
