import { createHmac, createSign, type KeyObject } from "node:crypto";
import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { judgeToken } from "../crypto/judge.ts";
import { readKeys } from "../keys/read.ts";
import type { KeyInputs, SecretEncoding } from "../keys/types.ts";
import { solve } from "../solve/solve.ts";
import { parseToken } from "../envelope/parse.ts";
import { messageOf } from "./message.ts";
import { runRules } from "./run.ts";
// Loaded, as on the page after a search.
import "./solve/found-words.ts";
import { OTHER_RSA, RSA } from "../../testing/keys/pairs.ts";
import { NO_KEYS } from "../keys/no-keys.ts";
import { contextOf, HEALTHY, SAMPLE_NOW } from "../../testing/rules/context.ts";
import type { Finding, RuleContext } from "./types.ts";

const CLAIMS = {
  iss: "https://issuer.example",
  sub: "ada",
  aud: "orders",
  iat: SAMPLE_NOW - 60,
  exp: SAMPLE_NOW + 600,
};
const SECRET = "an uncommon s3cret of more than 64 bytes, so that it is long enough for all";

const segment = (text: string | Uint8Array) => Buffer.from(text).toString("base64url");
const input = (header: object, claims: object = CLAIMS) =>
  `${segment(JSON.stringify(header))}.${segment(JSON.stringify(claims))}`;
const hmac = (secret: string | Uint8Array, header: object = { alg: "HS256", typ: "JWT" }, hash = "sha256") =>
  `${input(header)}.${createHmac(hash, secret).update(input(header)).digest("base64url")}`;
const rs256 = (
  key: KeyObject,
  header: object = { alg: "RS256", typ: "JWT" },
  hash = "sha256",
  claims: object = CLAIMS,
) => `${input(header, claims)}.${createSign(hash).update(input(header, claims)).sign(key, "base64url")}`;
const secret = (text: string, encoding: SecretEncoding = "UTF-8"): KeyInputs => ({
  ...NO_KEYS,
  secret: { text, encoding },
});
const publicKey = (text: string): KeyInputs => ({ ...NO_KEYS, publicKey: { text } });

/** All findings about a token and its keys, after everything was tried. */
async function diagnose(token: string, keys: KeyInputs, more: Partial<RuleContext> = {}): Promise<readonly Finding[]> {
  const judgement = await judgeToken(parseToken(token), keys);
  const isTried = judgement.state === "invalid" || judgement.state === "key-error";
  return runRules(
    contextOf(token, {
      keys,
      publicKey: await readKeys(keys.publicKey.text),
      privateKey: await readKeys(keys.privateKey.text),
      judgement,
      original: judgement,
      solution: isTried ? await solve({ token, keys }, () => performance.now()) : null,
      ...more,
    }),
  );
}
/** One line for each, with its consequences after "so". */
const said = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ severity, rule, variant, consequences = [] }) =>
    [`${severity} ${rule}/${variant}`, ...said(consequences)].join(", so "),
  );

const [rsa, other] = [RSA, OTHER_RSA];
const jwk = (key: KeyObject, more: object = {}) => ({ ...key.export({ format: "jwk" }), ...more });
const set = (...keys: object[]) => publicKey(JSON.stringify({ keys }));
const pem = (key: KeyObject) => publicKey(String(key.export({ type: "spki", format: "pem" })));

describe("a situation has its cause first, and nothing untrue next to it", () => {
  const base64 = Buffer.from(SECRET).toString("base64");
  test.each<readonly [name: string, token: string, keys: KeyInputs, wanted: readonly string[]]>([
    ["Base64 taken as text", hmac(SECRET), secret(base64), ["error SEC-01/found-base64"]],
    // The field's text is short, the bytes that it encodes are not.
    [
      "hex read as Base64, too short for the hash",
      hmac("0011223344556677889900112233445566778899001122334455667788990011", { alg: "HS512" }, "sha512"),
      secret("0011223344556677889900112233445566778899001122334455667788990011", "Hex"),
      ["error SEC-02/found-utf-8"],
    ],
    ["a byte order mark", hmac(SECRET), secret(`\ufeff${SECRET}`), ["error SEC-10/found-invisible-removed"]],
    ["a secret that was not set", hmac(""), secret("mine"), ["security SEC-13/found-empty"]],
    [
      "a published secret, while the field's is not in its encoding",
      hmac("your-256-bit-secret"),
      secret("my secret!", "Base64"),
      ["error SEC-02/white-space", "security SEC-12/found-published"],
    ],
    [
      "a secret that looks like Base64 but verifies in no reading",
      hmac("quite another"),
      secret(base64),
      ["error signature/hmac", "info SEC-14/secret", "info SEC-01/looks-base64url"],
    ],
    [
      "a key for encryption",
      rs256(rsa.privateKey),
      publicKey(JSON.stringify(jwk(rsa.publicKey, { use: "enc" }))),
      ["warn KEY-13/use"],
    ],
    [
      "a key for another alg",
      rs256(rsa.privateKey),
      publicKey(JSON.stringify(jwk(rsa.publicKey, { alg: "RS512" }))),
      ["warn KEY-12/alg"],
    ],
    [
      "a kid, and a set without kids",
      rs256(rsa.privateKey, { alg: "RS256", kid: "a" }),
      set(jwk(other.publicKey), jwk(rsa.publicKey)),
      ["error KEY-08/set, so error KEY-09/found-other-key"],
    ],
    [
      "a kid that is not in the set",
      rs256(rsa.privateKey, { alg: "RS256", kid: "c" }),
      set(jwk(other.publicKey, { kid: "a" }), jwk(rsa.publicKey, { kid: "b" })),
      ["error KEY-07/kid, so error KEY-09/found-other-key"],
    ],
  ])("%s", async (_, token, keys, wanted) => {
    expect(said(await diagnose(token, keys))).toEqual(wanted);
  });
});

test("a signature that does not verify comes before claims that the policy refuses", async () => {
  const policy = '{"aud":"billing","typ":"at+jwt"}';
  expect(said(await diagnose(hmac("quite another"), secret(SECRET), { policy }))).toEqual([
    "error signature/hmac",
    "error HDR-04/typ",
    "error CLM-05/other",
    "info SEC-14/secret",
  ]);
});

test("a trust chain whose statement names nobody is said to be about no one", () => {
  const statement = `${segment('{"alg":"ES256"}')}.${segment("{}")}.AAAA`;
  const header = JSON.stringify({ alg: "ES256", trust_chain: [statement] });
  const token = `${segment(header)}.${segment('{"iss":"https://a.example"}')}.AAAA`;
  const found = runRules(contextOf(token)).find(({ variant }) => variant === "chain-other");
  expect(messageOf(found as Finding).why).toMatch(/^Its first statement is about no one, /);
});

test("what was left out around a token is quoted without its line breaks, and counted with them", () => {
  const text = '{\n  "keys": []\n}\n\n';
  const arrival = { pasted: text + HEALTHY, removals: [{ kind: "text", text, range: { start: 0, end: text.length } }] };
  const found = runRules(contextOf(HEALTHY, { arrival } as Partial<RuleContext>)).find(({ rule }) => rule === "IN-13");
  expect(messageOf(found as Finding).why).toBe('18 characters around it are not part of it: { "keys": [] } ');
});

describe("a discovery is worded truthfully", () => {
  const wordsOf = async (token: string, keys: KeyInputs) => {
    const [first] = await diagnose(token, keys);
    const { title, why } = messageOf(first as Finding);
    return `${title}. ${why}`;
  };

  test("another hash is not called another padding", async () => {
    const words = await wordsOf(rs256(rsa.privateKey, { alg: "RS256" }, "sha512"), pem(rsa.publicKey));
    expect(words).toContain("It is signed with RS512");
    expect(words).toContain("the hash is not the header's");
    expect(words).not.toContain("PSS");
  });

  test("a signature of another algorithm's length is not only called truncated", async () => {
    const token = `${input({ alg: "RS256" })}.${createHmac("sha256", SECRET)
      .update(input({ alg: "RS256" }))
      .digest("base64url")}`;
    expect(await wordsOf(token, pem(rsa.publicKey))).toContain("or signed with another algorithm: HS256 makes 32");
    expect(await wordsOf(token, NO_KEYS)).toContain("or signed with another algorithm: HS256 makes 32");
  });

  test.each([
    ["HS265", "HS256"],
    ["RSA256", "RS256"],
    ["HmacSHA512", "HS512"],
    ["SHA256withECDSA", "ES256"],
    ["http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", "HS256"],
    ["http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1", "PS384"],
    ["SHA384withRSA", "RS384"],
  ])("%s may be %s", async (alg, meant) => {
    expect(await wordsOf(`${input({ alg })}.AAAA`, NO_KEYS)).toMatch(
      new RegExp(`${meant} may be meant|name for ${meant}`),
    );
  });

  test("a name similar to none is compared with none", async () => {
    for (const alg of ["XYZ", "HS", "256", "HS999", "AES256"])
      expect(await wordsOf(`${input({ alg })}.AAAA`, NO_KEYS)).not.toContain("Possibly");
  });

  test("one press removes all invisible characters of a kind", async () => {
    const token = hmac(SECRET);
    const torn = `${token.slice(0, 9)}\u00ad${token.slice(9, 60)}\u00ad${token.slice(60)}`;
    const found = await diagnose(torn, secret(SECRET));
    expect(found.map((finding) => [finding.rule, messageOf(finding).fix])).toEqual([["IN-12", "Remove all 2"]]);
    expect(found[0]?.consequences?.map(({ rule }) => rule)).toEqual(["IN-12"]);
    // A soft hyphen only marks where a word may break: the button must not turn it into a hyphen, as it once did.
    expect(found.map(({ fix }) => fix?.kind === "replace" && fix.insert)).toEqual([token.slice(9, 60)]);
  });

  test("a look-alike character is named by its code point", () => {
    const findings = runRules(
      contextOf(`${input({ alg: "HS256" }, { ...CLAIMS, iss: "https://\u0456ssuer.example" })}.AAAA`, {
        policy: '{"iss":"https://issuer.example"}',
      }),
    );
    const finding = findings.find(({ rule }) => rule === "CLM-02") as Finding;
    expect(messageOf(finding).why).toContain("“\u0456” (U+0456) here, “i” expected");
  });

  test("a second cause is named, so the button promises no more than it can do", async () => {
    const token = hmac(SECRET, { alg: "HS256" }, "sha512");
    const words = await wordsOf(token, secret(Buffer.from(SECRET).toString("base64")));
    expect(words).toContain("as Base64, with HS512 in place of the header's alg");
  });
});

describe("healthy tokens of known providers have no findings against them", () => {
  const hour = { iat: SAMPLE_NOW - 60, exp: SAMPLE_NOW + 3540 };
  const id = "1b1f3a0e-4f2b-4b5f-9d1c-6d4f0f2c1a11";
  test.each<readonly [name: string, header: object, claims: object, wanted: readonly string[]]>([
    [
      "Supabase: amr is a list of objects, and phone is empty",
      { alg: "RS256", typ: "JWT", kid: "k" },
      {
        iss: "https://abcdefghijklmnopqrst.supabase.co/auth/v1",
        sub: id,
        aud: "authenticated",
        ...hour,
        phone: "",
        role: "authenticated",
        amr: [{ method: "password", timestamp: SAMPLE_NOW - 60 }],
        session_id: id,
      },
      ["ok none/verified"],
    ],
    [
      "Apple: email_verified is a string",
      { alg: "RS256", kid: "k" },
      { iss: "https://appleid.apple.com", sub: "001.a.1", aud: "com.example", ...hour, email_verified: "true" },
      ["ok none/verified"],
    ],
    [
      "Cognito: token_use tells the kinds apart",
      { alg: "RS256", kid: "k" },
      {
        iss: "https://cognito-idp.us-west-2.amazonaws.com/us-west-2_example",
        sub: id,
        client_id: "app",
        token_use: "access",
        scope: "aws.cognito.signin.user.admin",
        ...hour,
      },
      ["ok none/verified"],
    ],
    [
      "anyone else: an amr of objects is not what OpenID Connect has",
      { alg: "RS256", kid: "k" },
      { iss: "https://issuer.example", sub: id, aud: "a", ...hour, amr: [{}] },
      ["warn claim-type/type"],
    ],
  ])("%s", async (_, header, claims, wanted) => {
    expect(said(await diagnose(rs256(rsa.privateKey, header, "sha256", claims), pem(rsa.publicKey)))).toEqual(wanted);
  });
});

describe("b64 that is not listed in crit is one cause in JSON", () => {
  const token = (header: object, unprotected?: object): string =>
    JSON.stringify({
      payload: "$.02",
      protected: segment(JSON.stringify(header)),
      ...(unprotected && { header: unprotected }),
      signature: "A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY",
    });

  test.each([
    ["protected", token({ alg: "HS256", b64: false }), "HDR-06/not-critical"],
    ["unprotected", token({ alg: "HS256" }, { b64: false }), "json-form/exposed-b64"],
  ])("%s", (_, text, cause) => {
    const found = runRules(contextOf(text)).filter(({ severity }) => severity !== "info");
    expect(found.map(({ rule, variant }) => `${rule}/${variant}`)).toEqual([cause]);
    expect(found[0]?.consequences?.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["json-form", "IN-16"]));
  });
});

test("no key verifies a Microsoft Graph token, so findings about the key are consequences", async () => {
  const graph = { ...CLAIMS, iss: "https://sts.windows.net/3f0e1c52/", aud: "https://graph.microsoft.com" };
  const token = rs256(other.privateKey, { alg: "RS256", typ: "JWT", nonce: "AQAB" }, "sha256", graph);
  const [first, ...rest] = await diagnose(token, pem(rsa.publicKey));
  expect(first?.rule).toBe("HDR-09");
  expect(first?.severity).toBe("error");
  expect(first?.consequences?.map(({ rule }) => rule)).toContain("signature");
  expect(rest.map(({ rule }) => rule)).not.toContain("signature");
});

test.each([
  { alg: "RS256", typ: "JWT" },
  { alg: "HS256", typ: "JWT", nonce: "AQAB" },
])("Microsoft Graph in aud alone does not account for an invalid signature: %o", async (header) => {
  const graph = { ...CLAIMS, iss: "https://sts.windows.net/3f0e1c52/", aud: "https://graph.microsoft.com" };
  const [token, keys] =
    header.alg === "RS256"
      ? [rs256(other.privateKey, header, "sha256", graph), pem(rsa.publicKey)]
      : [`${input(header, graph)}.${segment("another signature of 32 octets..")}`, secret(SECRET)];
  const found = await diagnose(token, keys);
  expect(found.map(({ rule, variant }) => `${rule}/${variant}`)).toContain("HDR-09/graph");
  expect(found.find(({ rule }) => rule === "HDR-09")?.consequences ?? []).toEqual([]);
  expect(found[0]?.rule).not.toBe("HDR-09");
});

test("if the secret of a refresh token was given, the page does not say that only the issuer has it", async () => {
  const token = hmac(SECRET, { alg: "HS256", typ: "refresh" });
  const own = async (keys: KeyInputs) =>
    (await diagnose(token, keys)).find(({ rule }) => rule === "CLM-24")?.args["own"];
  expect(await own(NO_KEYS)).toBe(1);
  expect(await own(secret(SECRET))).toBe(0);
});

test("if a text is not a token, what is wrong with its parts follows from that", async () => {
  const laravel = Buffer.from(JSON.stringify({ iv: "AAAA", value: "BBBB", mac: "cc", tag: "" })).toString("base64");
  for (const text of [
    laravel,
    `s%3A${"a".repeat(20)}.${"b".repeat(43)}`,
    "eyJmb28iOiJiYXIifQ:1kx6Rz:VW2w2a5k8uBYEdQ9d3e4pQOQ0nZ3VbbBP0mQe8oT7nY",
  ]) {
    const found = await diagnose(text, NO_KEYS);
    expect(
      found.map(({ rule }) => rule),
      text,
    ).toEqual(["IN-10"]);
  }
});
