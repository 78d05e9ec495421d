import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { clearFolders, folder, has, json, python, run, write } from "../../testing/verify-code/languages.ts";
import type { SecretEncoding } from "../keys/types.ts";
import type { Policy } from "../policy/members.ts";
import { VERIFY_TARGETS } from "./targets.ts";
import type { PublicKey, Situation } from "./types.ts";
import { verifyCode } from "./verify-code.ts";

afterAll(clearFolders);

const NOW = Math.floor(Date.now() / 1000);
const SECRET = Buffer.from("a secret of the test, long enough for HS512: 0123456789abcdefghijk~");
const SPELLED: Readonly<Record<SecretEncoding, string>> = {
  "UTF-8": SECRET.toString("utf8"),
  Base64: SECRET.toString("base64"),
  Base64url: SECRET.toString("base64url"),
  Hex: SECRET.toString("hex"),
};
const PAIRS = {
  RSA: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  otherRSA: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  "P-256": generateKeyPairSync("ec", { namedCurve: "P-256" }),
  "otherP-256": generateKeyPairSync("ec", { namedCurve: "P-256" }),
  "P-521": generateKeyPairSync("ec", { namedCurve: "P-521" }),
  "otherP-521": generateKeyPairSync("ec", { namedCurve: "P-521" }),
  Ed25519: generateKeyPairSync("ed25519"),
  otherEd25519: generateKeyPairSync("ed25519"),
} as const;
const KEYS = { RS256: "RSA", PS256: "RSA", ES256: "P-256", ES512: "P-521", EdDSA: "Ed25519" } as const;
type Alg = "HS256" | keyof typeof KEYS;

const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Signs as an issuer does, independently of this project's own signing. */
function signed(alg: Alg, header: object, claims: object, other = false): string {
  const input = `${segment({ alg, ...header })}.${segment(claims)}`;
  if (alg === "HS256") {
    return `${input}.${createHmac("sha256", other ? "another secret" : SECRET)
      .update(input)
      .digest("base64url")}`;
  }
  const key = PAIRS[other ? (`other${KEYS[alg]}` as const) : KEYS[alg]].privateKey;
  const bytes = Buffer.from(input);
  const signature =
    alg === "EdDSA"
      ? sign(null, bytes, key)
      : alg === "PS256"
        ? sign("sha256", bytes, { key, padding: 6, saltLength: 32 })
        : sign(alg === "ES512" ? "sha512" : "sha256", bytes, { key, dsaEncoding: "ieee-p1363" });
  return `${input}.${signature.toString("base64url")}`;
}

function publicKey({ publicKey: key }: { readonly publicKey: KeyObject }): PublicKey {
  return {
    pem: key.export({ type: "spki", format: "pem" }) as string,
    jwk: key.export({ format: "jwk" }) as Record<string, string>,
  };
}

const POLICY: Policy = {
  iss: ["https://id.example/{a}?x=%24&y='1'"],
  aud: ["orders", "billing"],
  typ: ["at+jwt"],
  requiredClaims: ["jti"],
  leeway: 600,
  maxAge: 3600,
  scopes: ["orders:read"],
};
const HEADER = { typ: "at+jwt" };
const CLAIMS = {
  iss: POLICY.iss![0],
  aud: ["orders"],
  sub: "ada",
  jti: "1",
  iat: NOW - 60,
  exp: NOW + 600,
  scope: "orders:read orders:write",
};

/** Tokens, and whether each is to be accepted. */
function tokens(alg: Alg): readonly (readonly [name: string, token: string, isGood: boolean])[] {
  const good = signed(alg, HEADER, CLAIMS);
  const [header = "", , signature = ""] = good.split(".");
  const claims = (more: object): string => signed(alg, HEADER, { ...CLAIMS, ...more });
  const confusedInput = `${segment({ alg: "HS256", ...HEADER })}.${segment(CLAIMS)}`;
  const confusedKey = alg === "HS256" ? "" : (publicKey(PAIRS[KEYS[alg]]).pem ?? "");
  return [
    ["good", good, true],
    ["good, with application/ before its typ", signed(alg, { typ: "application/at+jwt" }, CLAIMS), true],
    ["good, for the other audience", claims({ aud: "billing" }), true],
    ["expired within the leeway", claims({ exp: NOW - 300 }), true],
    ["changed payload", `${header}.${segment({ ...CLAIMS, sub: "eve" })}.${signature}`, false],
    ["another key", signed(alg, HEADER, CLAIMS, true), false],
    ["alg none", `${segment({ alg: "none", ...HEADER })}.${segment(CLAIMS)}.`, false],
    [
      "alg none, with the signature left",
      `${segment({ alg: "none", ...HEADER })}.${segment(CLAIMS)}.${signature}`,
      false,
    ],
    ["no signature", `${good.split(".").slice(0, 2).join(".")}.`, false],
    [
      "signed with the public key as a secret",
      `${confusedInput}.${createHmac("sha256", confusedKey).update(confusedInput).digest("base64url")}`,
      false,
    ],
    ["another algorithm of the secret", alg === "HS256" ? hs384() : "", false],
    ["expired", claims({ exp: NOW - 1200 }), false],
    ["without exp", claims({ exp: undefined }), false],
    ["not yet valid", claims({ nbf: NOW + 1200 }), false],
    ["issued too long ago", claims({ iat: NOW - 7200 }), false],
    ["another audience", claims({ aud: ["shipping"] }), false],
    ["no audience", claims({ aud: undefined }), false],
    ["an audience within a list in its list", claims({ aud: [["orders"]] }), false],
    ["another issuer", claims({ iss: "https://id.example/" }), false],
    ["no issuer", claims({ iss: undefined }), false],
    ["another typ", signed(alg, { typ: "JWT" }, CLAIMS), false],
    ["no typ", signed(alg, {}, CLAIMS), false],
    ["crit", signed(alg, { ...HEADER, crit: ["x"], x: 1 }, CLAIMS), false],
    ["no jti", claims({ jti: undefined }), false],
    ["too little scope", claims({ scope: "orders:write" }), false],
    ["no token", "x", false],
  ].filter((row): row is [string, string, boolean] => row[1] !== "");
}

function hs384(): string {
  const input = `${segment({ alg: "HS384", ...HEADER })}.${segment(CLAIMS)}`;
  return `${input}.${createHmac("sha384", SECRET).update(input).digest("base64url")}`;
}

/** Runs written code over tokens, and gives which it accepts. */
type Runner = (code: string, tokens: readonly string[], env: Readonly<Record<string, string>>) => readonly boolean[];

const accepted = (answer: unknown): readonly boolean[] => answer as readonly boolean[];

const node: Runner = (code, all, env) => {
  const at = folder();
  write(at, "verify.mjs", code);
  const main = `import { verify } from "./verify.mjs";
const results = [];
for (const token of ${JSON.stringify(all)}) {
  try { await verify(token); results.push(true); } catch { results.push(false); }
}
console.log(JSON.stringify(results));`;
  return accepted(json([process.execPath, write(at, "main.mjs", main)], { env }));
};

const inPython =
  (program: string): Runner =>
  (code, all, env) => {
    const main = `${code}
import json, sys
results = []
for one in json.loads(${JSON.stringify(JSON.stringify(all))}):
    try:
        verify(one)
        results.append(True)
    except Exception:
        results.append(False)
print(json.dumps(results))
`;
    return accepted(json([program, write(folder(), "verify.py", main)], { env }));
  };

const ruby: Runner = (code, all, env) => {
  const main = `${code}
require "json"
puts JSON.generate(JSON.parse(STDIN.read).map { |one| begin; verify(one); true; rescue StandardError; false; end })
`;
  return accepted(json(["ruby", write(folder(), "verify.rb", main)], { env, input: JSON.stringify(all) }));
};

const bash: Runner = (code, all, env) => {
  const script = write(folder(), "verify.sh", code);
  return all.map((token) => run(["bash", script], { env, input: `${token}\n` }).status === 0);
};

const JWT = python("jwt", "cryptography");
const JOSERFC = python("joserfc");
const RUBY = has("ruby", "-e", 'require "jwt"');
const OPENSSL = has("jq", "--version") && has("bash", "-c", "openssl version | grep -q 'OpenSSL 3'");
const STEP = OPENSSL && has("step", "version");

const RUNNERS: readonly (readonly [id: string, runner: Runner | null, algs: readonly Alg[]])[] = [
  ["jose", node, ["HS256", "RS256", "PS256", "ES256", "ES512", "EdDSA"]],
  ["jsonwebtoken", node, ["HS256", "RS256", "PS256", "ES256", "ES512"]],
  ["pyjwt", JWT === null ? null : inPython(JWT), ["HS256", "RS256", "PS256", "ES256", "ES512", "EdDSA"]],
  ["authlib", JOSERFC === null ? null : inPython(JOSERFC), ["HS256", "RS256", "PS256", "ES256", "ES512", "EdDSA"]],
  ["ruby-jwt", RUBY ? ruby : null, ["HS256", "RS256", "PS256", "ES256", "ES512"]],
  ["openssl", OPENSSL ? bash : null, ["HS256", "RS256", "PS256", "ES256", "ES512", "EdDSA"]],
  ["step", STEP ? bash : null, ["HS256", "RS256", "PS256", "ES256", "ES512", "EdDSA"]],
];

function codeFor(id: string, more: Partial<Situation>): string {
  const target = VERIFY_TARGETS.find((one) => one.id === id)!;
  const code = verifyCode(target, {
    policy: POLICY,
    token: { alg: "" },
    key: null,
    secretEncoding: "UTF-8",
    jwe: null,
    ...more,
  });
  if (!code.isCode) throw new Error(code.text);
  return code.text;
}

describe.each(RUNNERS)("%s", (id, runner, algs) => {
  test.skipIf(runner === null).each(algs)("accepts good tokens of %s, and none of the others", (alg) => {
    // A script starts a dozen programs for each token, and checks the claims in the same way for every algorithm.
    const all = tokens(alg).slice(0, runner === bash && alg !== "ES256" ? 12 : undefined);
    const code = codeFor(id, {
      policy: { ...POLICY, algorithms: [alg] },
      key: alg === "HS256" ? null : publicKey(PAIRS[KEYS[alg]]),
    });
    const env = alg === "HS256" ? { JWT_SECRET: SPELLED["UTF-8"] } : {};
    const results = runner!(
      code,
      all.map(([, token]) => token),
      env,
    );
    const named = (isAccepted: (index: number) => boolean | undefined): readonly string[] =>
      all.filter((_, index) => isAccepted(index)).map(([name]) => name);
    expect(named((index) => results[index])).toEqual(named((index) => all[index]?.[2]));
  });

  test.skipIf(runner === null).each(["Base64", "Base64url", "Hex"] as const)(
    "reads a secret as %s",
    (secretEncoding) => {
      const code = codeFor(id, { policy: { ...POLICY, algorithms: ["HS256"] }, secretEncoding });
      const all = [signed("HS256", HEADER, CLAIMS), signed("HS256", HEADER, CLAIMS, true)];
      expect(runner!(code, all, { JWT_SECRET: SPELLED[secretEncoding] })).toEqual([true, false]);
    },
  );

  test.skipIf(runner === null)("accepts nothing if the secret is empty or missing", () => {
    const code = codeFor(id, { policy: { ...POLICY, algorithms: ["HS256"] } });
    const input = `${segment({ alg: "HS256", ...HEADER })}.${segment(CLAIMS)}`;
    const forged = `${input}.${createHmac("sha256", "").update(input).digest("base64url")}`;
    for (const env of [{}, { JWT_SECRET: "" }]) {
      const attempt = (): readonly boolean[] => runner!(code, [forged], env);
      let results: readonly boolean[] = [false];
      try {
        results = attempt();
      } catch {
        // It did not start at all.
      }
      expect(results).toEqual([false]);
    }
  });
});

test("the tokens are what an independent verifier takes them for", () => {
  for (const alg of ["RS256", "ES256"] as const) {
    const key = createPublicKey(publicKey(PAIRS[KEYS[alg]]).pem ?? "");
    expect(key.asymmetricKeyType).toBe(alg === "RS256" ? "rsa" : "ec");
    expect(tokens(alg).filter(([, , isGood]) => isGood).length).toBe(4);
  }
});
