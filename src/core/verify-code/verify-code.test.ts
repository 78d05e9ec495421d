import { generateKeyPairSync } from "node:crypto";
import { parseAst } from "vite";
import { describe, expect, test } from "vitest";
import type { Policy } from "../policy/members.ts";
import { VERIFY_TARGETS } from "./targets.ts";
import type { PublicKey, Situation, VerifyTarget } from "./types.ts";
import { verifyCode } from "./verify-code.ts";

const ids = VERIFY_TARGETS.map((target) => [target.id, target] as const);
const target = (id: string): VerifyTarget => VERIFY_TARGETS.find((one) => one.id === id)!;

function publicKey(kind: "EC" | "RSA" | "Ed25519" | "Ed448"): PublicKey {
  const pair =
    kind === "EC"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : kind === "RSA"
        ? generateKeyPairSync("rsa", { modulusLength: 2048 })
        : kind === "Ed448"
          ? generateKeyPairSync("ed448")
          : generateKeyPairSync("ed25519");
  return {
    pem: pair.publicKey.export({ type: "spki", format: "pem" }) as string,
    jwk: pair.publicKey.export({ format: "jwk" }) as Record<string, string>,
  };
}
const EC = publicKey("EC");
const POLICY: Policy = {
  algorithms: ["ES256"],
  iss: ["https://id.example"],
  aud: ["orders"],
  sub: ["ada"],
  typ: ["at+jwt"],
  requiredClaims: ["jti"],
  leeway: 30,
  maxAge: 3600,
  scopes: ["orders:read"],
};
const at = (more: Partial<Situation> = {}): Situation => ({
  policy: POLICY,
  token: { alg: "ES256" },
  key: EC,
  secretEncoding: "UTF-8",
  jwe: null,
  ...more,
});

describe("code of every target", () => {
  test.each(ids)("%s checks everything that the policy requires", (id, one) => {
    const code = verifyCode(one, at());
    expect(code.isCode).toBe(true);
    expect(code.checks).toEqual([
      "signature (ES256 only)",
      "crit",
      "typ",
      "exp",
      "nbf",
      "iss",
      "aud",
      "sub",
      "age by iat",
      "scope",
      "presence of jti",
    ]);
    for (const value of ["ES256", "https://id.example", "orders", "ada", "at+jwt", "jti", "orders:read"]) {
      expect(code.text, value).toContain(value);
    }
    expect(code.text).toMatch(/3600|3630/);
    expect(code.text).not.toMatch(/\bundefined\b|\[object|\bNaN\b|Not checked here/);
    if (id !== "nginx-njs") expect(code.environment).toEqual([]);
  });

  test.each(ids)(
    "%s reads a secret from the environment, in its encoding, and never combines it with a key",
    (id, one) => {
      for (const secretEncoding of ["UTF-8", "Base64", "Base64url", "Hex"] as const) {
        const situation = at({ policy: { ...POLICY, algorithms: ["HS256"] }, token: { alg: "HS256" }, secretEncoding });
        const { text, environment } = verifyCode(one, situation);
        expect(text).not.toMatch(/BEGIN PUBLIC KEY|jwks\.json|"kty\\?":\\?"EC/);
        if (id === "nginx-njs") continue;
        expect(text).toContain("JWT_SECRET");
        expect(environment).toEqual(["JWT_SECRET"]);
      }
    },
  );

  test.each(ids)("%s pins the algorithm that the policy names, whatever the token says", (_, one) => {
    const { text } = verifyCode(one, at({ token: { alg: "HS256" } }));
    expect(text).toContain("ES256");
    expect(text).not.toContain("HS256");
  });

  test.each(ids)("%s says when it was last compared with its sources", (_, one) => {
    if (one.checked !== null) expect(one.checked).toMatch(/^2\d{3}-\d{2}-\d{2}$/);
    expect(one.version).toMatch(/\d/);
    expect(one.install).not.toBe("");
  });
});

describe("the key", () => {
  test("is a copy if it is available, and the issuer's set if that is documented", () => {
    expect(verifyCode(target("jose"), at()).text).toContain("BEGIN PUBLIC KEY");
    const known = at({ policy: { ...POLICY, iss: ["https://accounts.google.com"] } });
    expect(verifyCode(target("jose"), known).text).toContain('new URL("https://www.googleapis.com/oauth2/v3/certs")');
    expect(verifyCode(target("jose"), known).text).not.toContain("BEGIN PUBLIC KEY");
    // OpenSSL fetches none.
    expect(verifyCode(target("openssl"), known).text).toContain("BEGIN PUBLIC KEY");
  });

  test("that is missing is fetched from a derived URL, which is reported; OpenSSL reads it from the environment", () => {
    const { text } = verifyCode(target("jose"), at({ key: null }));
    expect(text).toContain('new URL("https://id.example/.well-known/jwks.json")');
    expect(text).toContain("derived from iss");
    expect(verifyCode(target("openssl"), at({ key: null })).environment).toEqual(["JWT_PUBLIC_KEY"]);
  });

  test("decides which of the policy's algorithms are accepted", () => {
    const { text, checks } = verifyCode(target("jose"), at({ policy: { ...POLICY, algorithms: ["RS256", "ES256"] } }));
    expect(checks[0]).toBe("signature (ES256 only)");
    expect(text).toContain("// Left out, because the key here does not fit: RS256.");
    const other = verifyCode(target("jose"), at({ policy: { ...POLICY, algorithms: ["RS256"] } }));
    expect(other.text).not.toContain("BEGIN PUBLIC KEY");
  });

  test("on a curve that the library lacks is refused with a sentence", () => {
    const ed448 = at({ policy: { ...POLICY, algorithms: ["EdDSA"] }, key: publicKey("Ed448") });
    expect(verifyCode(target("golang-jwt"), ed448)).toMatchObject({
      isCode: false,
      text: "// golang-jwt (Go) supports EdDSA only on Ed25519, and this key is on Ed448.\n",
    });
    expect(verifyCode(target("pyjwt"), ed448).isCode).toBe(true);
  });
});

describe("what cannot be done is a sentence, and no code", () => {
  const cannot = (id: string, more: Partial<Situation>): string => {
    const code = verifyCode(target(id), at(more));
    expect(code).toMatchObject({ isCode: false, checks: [], environment: [] });
    expect(code.text.trim().split("\n").length).toBe(1);
    return code.text;
  };
  const alg = (name: string): Partial<Situation> => ({ policy: { algorithms: [name] }, token: { alg: name } });

  test.each([
    ["jsonwebtoken", "EdDSA"],
    ["jsonwebtoken", "ES256K"],
    ["php-jwt", "PS256"],
    ["php-jwt", "ES512"],
    ["rust-jsonwebtoken", "ES512"],
    ["golang-jwt", "ES256K"],
    ["jjwt", "ES256K"],
    ["identity-model", "EdDSA"],
    ["spring-security", "EdDSA"],
    ["pyjwt", "ML-DSA-44"],
    ["openssl", "ML-DSA-65"],
  ])("%s and %s", (id, name) => {
    expect(cannot(id, alg(name))).toMatch(new RegExp(`^(?://|#) .+ does not verify ${name}\\.\n$`));
  });

  test("an unsigned token, while no policy names an algorithm", () => {
    const unsigned = { token: { alg: "none" }, policy: { iss: ["https://id.example"] } };
    expect(cannot("jose", unsigned)).toContain("unsigned");
    expect(cannot("jose", { ...unsigned, policy: { algorithms: ["none"] } })).toContain("unsigned");
    expect(verifyCode(target("jose"), at({ ...unsigned, policy: POLICY })).text).toContain('algorithms: ["ES256"]');
  });

  test("a JWE, if the library decrypts none or not this one", () => {
    const jwe = { alg: "RSA-OAEP-256", enc: "A256GCM", isNested: true };
    expect(cannot("pyjwt", { jwe })).toContain("does not decrypt JWE");
    expect(cannot("identity-model", { jwe })).toContain("RSA-OAEP-256 with A256GCM");
    const hostile = cannot("jose", { jwe: { ...jwe, alg: "x\nprocess.exit()//\u2028" } });
    expect(hostile).toContain("\\n");
    expect(hostile).not.toContain("\u2028");
  });

  test("a JWE that the library decrypts is decrypted first, with everything pinned that can be", () => {
    for (const id of ["jose", "authlib", "jjwt", "nimbus"]) {
      for (const isNested of [true, false]) {
        const code = verifyCode(target(id), at({ jwe: { alg: "RSA-OAEP-256", enc: "A256GCM", isNested } }));
        expect(code.checks[0]).toBe("encryption (RSA-OAEP-256, A256GCM)");
        expect(code.environment).toEqual(["JWE_PRIVATE_KEY"]);
        expect(code.text).toContain("RSA-OAEP-256");
        expect(code.text).toContain("A256GCM");
        expect(code.text.includes("ES256"), `${id} ${isNested}`).toBe(isNested);
      }
    }
  });
});

test("what the policy requires beyond the code is noted in it", () => {
  const { text } = verifyCode(target("pyjwt"), at({ policy: { ...POLICY, nonce: "n", sub: ["a*"] } }));
  expect(text).toContain("# Not checked here: sub, nonce. Check them in the service.");
  const scoped = verifyCode(target("pyjwt"), at({ policy: { ...POLICY, scopesClaim: "scp" } }));
  expect(scoped.text).toContain("# Not checked here: scopes. Check it in the service.");
  expect(scoped.text).not.toContain("insufficient_scope");
});

test("no comment ends PHP", () => {
  const policy: Policy = { ...POLICY, claims: [{ path: "?><script>", values: ["x"] }], iss: ["?>", "?>x"] };
  const { text } = verifyCode(target("php-jwt"), at({ policy }));
  expect(text.replace(/"(?:[^"\\\n]|\\.)*"/g, '""')).not.toContain("?>");
  expect(text.split("\n").filter((line) => line.startsWith("//") && line.includes("?>"))).toEqual([]);
});

test.each(["jose", "jsonwebtoken"])("%s is JavaScript in each of its forms", (id) => {
  const jwe = { alg: "dir", enc: "A256GCM", isNested: false };
  for (const more of [
    {},
    { key: null },
    { policy: { ...POLICY, typ: ["a", "b"], sub: ["a", "b"] } },
    { policy: { algorithms: ["HS256"] } },
    { policy: {} },
    ...(id === "jose" ? [{ jwe }, { jwe: { ...jwe, alg: "ECDH-ES", isNested: true } }] : []),
  ]) {
    const { text } = verifyCode(target(id), at(more));
    expect(() => parseAst(text), text).not.toThrow();
  }
});
