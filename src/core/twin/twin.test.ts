import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { compactVerify, importJWK, type JWK } from "jose";
import { describe, expect, it } from "vitest";
import { EXAMPLES, makeExample } from "../crypto/example.ts";
import { knownIssuer } from "../registry/issuers.ts";
import { isPersonalName } from "../report/personal.ts";
import { SAMPLES } from "../../testing/rules/all.ts";
import { compact, HEALTHY_PAYLOAD, SAMPLE_NOW, segment } from "../../testing/rules/context.ts";
import { readCases, type TokenCase } from "../../testing/cases.ts";
import { rounds, sampled } from "../../testing/rounds.ts";
import { RFC_SAMPLES } from "../../testing/crypto/rfc-samples.ts";
import { DISCLOSURES, FLATTENED, GENERAL } from "../../testing/rfc9901.ts";
import { tracesOf } from "../../testing/twin/traces.ts";
import { judgeToken } from "../crypto/judge.ts";
import { digestOf, openDisclosures } from "../envelope/disclosures.ts";
import { openSeal } from "../envelope/json-seals.ts";
import { parseToken } from "../envelope/parse.ts";
import { compactSdJwt, selectiveOf } from "../envelope/selective.ts";
import { NO_KEYS } from "../keys/no-keys.ts";
import { tokensIn } from "./placed-tokens.ts";
import { newVisit, twin } from "./twin.ts";
import type { Twin } from "./types.ts";
import { STANDARD_WORDS } from "./words.ts";

const now = SAMPLE_NOW;
const part = (token: string, index: number): string =>
  Buffer.from(token.split(".")[index] ?? "", "base64url").toString();
const claims = (token: string): Record<string, unknown> => JSON.parse(part(token, 1)) as Record<string, unknown>;
const header = (token: string): Record<string, unknown> => JSON.parse(part(token, 0)) as Record<string, unknown>;
const differences = ({ findings }: Twin): readonly string[] =>
  [...findings.missing, ...findings.added].map(({ rule, variant }) => `${rule}/${variant}`);

/** The values of a token that are personal or secret, by the names of its claims only, and its signature. */
function originals(token: string): readonly string[] {
  const found: string[] = [];
  const walk = (value: unknown, name: string): void => {
    if (typeof value === "string" && isPersonalName(name) && !/[|:/]/.test(value)) found.push(value);
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, Array.isArray(value) ? name : key);
  };
  try {
    walk(claims(token), "");
  } catch {
    // It is not JSON, and its values have no names.
  }
  const signature = token.split(".")[2] ?? "";
  const octets = Buffer.from(signature, "base64url");
  // One byte repeated identifies nobody.
  return [...found, ...(octets.every((octet) => octet === octets[0]) ? [] : [signature])];
}

const KEY_BINDING = selectiveOf(parseToken(FLATTENED))?.binding?.text ?? "";

describe("the twin of a token", () => {
  it("has its structure, lengths, times and kinds, and none of its values", async () => {
    const { token, keys } = await makeExample("ES256", now);
    const made = await twin(token, { now, keys });
    const [before, after] = [claims(token), claims(made.text)];
    expect(made.text).toHaveLength(token.length);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect([after["iat"], after["exp"], header(made.text)["alg"]]).toEqual([before["iat"], before["exp"], "ES256"]);
    expect(after["sub"]).toMatch(/^[1-9]\d{11}$/);
    expect(after["sub"]).not.toBe(before["sub"]);
    expect(after["iss"]).toMatch(/^https:\/\/[a-z]{2}\.[a-z]{7}\.com$/);
    expect(after["scope"]).toMatch(/^[a-z]{6}:read [a-z]{6}:write$/);
    expect(
      tracesOf(
        ["id.example.com", String(before["sub"]), "orders", String(before["jti"]), ...originals(token)],
        made.text,
      ),
    ).toEqual([]);
    expect(made.stayed.times).toEqual(["iat", "nbf", "exp"]);
    expect(made.findings.same).toBe(true);
  });

  it.each(
    sampled([
      ...EXAMPLES.map(({ id }) => id),
      "alg:HS512",
      "alg:RS384",
      "alg:PS512",
      "alg:ES384",
      "alg:ES512",
      "alg:ES256K",
      "alg:Ed25519",
      "alg:Ed448",
    ]),
  )("is signed or encrypted with a throwaway key, and diagnosed alike: %s", async (id) => {
    const { token, keys } = await makeExample(id, now);
    const made = await twin(token, { now, keys });
    // How the secret in the field looks is not a property of the token.
    expect(differences(made).filter((one) => !one.startsWith("SEC-01"))).toEqual([]);
    expect(made.text).toHaveLength(token.length);
    expect(made.limits).toEqual([]);
    if (id === "none") return;
    const [key] = made.privateKeys;
    expect(key?.alg).toBe(header(token)["alg"]);
    const isSecret = key?.kty === "oct";
    const judgement = await judgeToken(parseToken(made.text), {
      ...NO_KEYS,
      secret: { text: isSecret ? (key.k ?? "") : "", encoding: "Base64url" },
      publicKey: { text: isSecret ? "" : JSON.stringify({ keys: made.publicKeys }) },
      privateKey: { text: header(token)["enc"] === undefined || isSecret ? "" : JSON.stringify(key) },
    });
    const wrong = id === "tampered" || id === "invalid";
    expect(judgement.state).toBe(wrong ? "invalid" : header(token)["enc"] === undefined ? "verified" : "decrypted");
  });

  it("never has a signature or key of the original, nor its own private members in the set to publish", async () => {
    const { token, keys } = await makeExample("RS256", now);
    const made = await twin(token, { now, keys });
    expect(JSON.stringify(made.publicKeys)).not.toMatch(/"(?:d|p|q|dp|dq|qi)":/);
    expect(made.text).not.toContain(token.split(".")[2]);
    expect(made.publicKeys[0]?.kid).toBe(header(made.text)["kid"]);
  });

  it.each([
    [
      "a token with escapes for line breaks",
      (token: string) => `bad ${token.slice(0, 40)}\\n${token.slice(40, 80)}\\n${token.slice(80)} here`,
    ],
    [
      "a token with Windows escapes",
      (token: string) => `bad ${token.slice(0, 40)}\\r\\n${token.slice(40, 80)}\\r\\n${token.slice(80)} here`,
    ],
    ["a nested setting", (token: string) => `app:\n  password: 'quixote'\n${token}`],
    ["a setting in a list", (token: string) => `app:\n- jwtSecret:  quixote # old\n${token}`],
    [
      "a private key with short lines",
      (token: string) => `${token}\n-----BEGIN PRIVATE KEY-----\nquixote\n-----END PRIVATE KEY-----\n`,
    ],
  ])("replaces values in the text around it: %s", async (_, around) => {
    const token = compact('{"alg":"HS256"}', `{"note":"zelda","exp":${now + 60}}`);
    const { text } = await twin(around(token), { now });
    expect(tracesOf(["zelda", "quixote", token.split(".")[2] ?? ""], text)).toEqual([]);
    const joined = text.replace(/\\[nr]/g, "");
    const [made = ""] = /eyJ[\w-]*\.[\w-]*\.[\w-]*/.exec(joined) ?? [];
    expect(claims(made)["exp"]).toBe(now + 60);
    expect(claims(made)["note"]).toMatch(/^[a-z]{5}$/);
  });

  it.each([
    ["text for exp", `{"sub":"user-4711","exp":"${now + 60}"}`],
    ["milliseconds", `{"sub":"user-4711","exp":${now}000}`],
    ["duplicate members", `{"sub":"user-4711","sub":"user-4712","exp":${now + 60}}`],
    ["white space and escapes", `{ "sub" : "user\\u002d4711",\n  "exp" : ${now + 60} }`],
    ["a trailing comma", `{"sub":"user-4711","exp":${now + 60},}`],
    ["single quotes", `{'sub':'user-4711','exp':${now + 60}}`],
    ["a byte order mark", `\ufeff{"sub":"user-4711","exp":${now + 60}}`],
    ["cut off", `{"exp":${now + 60},"sub":"user-47`],
    ["a number that is too large", `{"sub":90071992547409931,"exp":${now + 60}}`],
  ])("keeps the fault: %s", async (_, payload) => {
    const text = compact(`{"alg":"HS256","kid":"billing-2026-08"}`, payload);
    const made = await twin(text, { now });
    expect(differences(made)).toEqual([]);
    expect(made.text).toHaveLength(text.length);
    expect(part(made.text, 1).replace(/[\p{L}\d]/gu, "x")).toBe(payload.replace(/[\p{L}\d]/gu, "x"));
    expect(part(made.text, 1)).not.toMatch(/user/);
    expect(header(made.text)["kid"]).toMatch(/^[a-z]{7}-2026-08$/);
  });

  it.each([
    ["padding", (token: string) => token.replace(/\./g, "=.")],
    ["a line break", (token: string) => `${token.slice(0, 90)}\n${token.slice(90)}`],
    ["cut", (token: string) => token.slice(0, 120)],
    ["no signature", (token: string) => token.slice(0, token.lastIndexOf(".") + 1)],
    ["Bearer before it", (token: string) => `Bearer ${token}`],
    ["a quote around it", (token: string) => `"${token}"`],
  ])("keeps what happened to the text: %s", async (_, change) => {
    const text = change(
      compact(`{"alg":"HS256","typ":"JWT"}`, HEALTHY_PAYLOAD, "q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80"),
    );
    const made = await twin(text, { now });
    expect(differences(made)).toEqual([]);
    expect(made.text).toHaveLength(text.length);
    expect(tracesOf(["issuer.example", "248289761001", "q83vEjRWeJq83vEjRWeJ"], made.text)).toEqual([]);
  });

  it("keeps a signature in DER, one in hexadecimal, and a truncated one in their form", async () => {
    const { token } = await makeExample("ES256", now);
    const [head, body, signature = ""] = token.split(".");
    const raw = Buffer.from(signature, "base64url");
    const hex = Buffer.from(raw.toString("hex")).toString("base64url");
    for (const one of [hex, raw.subarray(0, 40).toString("base64url")]) {
      const text = `${head}.${body}.${one}`;
      const made = await twin(text, { now }); // oxlint-disable-line no-await-in-loop
      expect(differences(made)).toEqual([]);
      expect(made.text).toHaveLength(text.length);
      expect(made.text).not.toContain(one);
    }
  });

  it.each([
    ["https://login.microsoftonline.com/7f4c2a10-9d1e-4c3b-8a52-1b6d0c9e7f31/v2.0", "7f4c2a10"],
    ["https://acme-retail.eu.auth0.com/", "acme"],
    ["https://acme-retail.okta.com/oauth2/aus1k2j3h4g5f6d7s8a9", "acme"],
    ["https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab3dEfGh1", "Ab3dEfGh1"],
    ["https://sso.acme-retail.de/realms/warehouse", "warehouse"],
    ["https://accounts.google.com", ""],
    ["https://securetoken.google.com/acme-retail-prod", "acme"],
    ["https://abcdefghijklmnop.supabase.co/auth/v1", "abcdefghijklmnop"],
    ["https://token.actions.githubusercontent.com", ""],
    ["https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE", "D539D4633E53"],
  ])("keeps the provider, and not the tenant: %s", async (iss, tenant) => {
    const made = await twin(compact(`{"alg":"RS256"}`, JSON.stringify({ iss, exp: now + 60 })), { now });
    const other = String(claims(made.text)["iss"]);
    expect(knownIssuer(other)?.id).toBe(knownIssuer(iss)?.id);
    expect(other).toHaveLength(iss.length);
    if (tenant === "") expect(other).toBe(iss);
    else expect(other).not.toContain(tenant);
  });

  it("recomputes the digests of disclosures and of the key binding", async () => {
    const disclosure = segment(`["6qMQvRL5haj0asdf","family_name","Lovelace"]`);
    const digest = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(disclosure))).toString("base64url");
    const jwt = compact(`{"alg":"ES256","typ":"dc+sd-jwt"}`, `{"_sd_alg":"sha-256","_sd":["${digest}"]}`);
    const made = await twin(`${jwt}~${disclosure}~`, { now });
    const [, other = ""] = made.text.split("~");
    const wanted = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(other))).toString("base64url");
    expect(claims(made.text.split("~")[0] ?? "")["_sd"]).toEqual([wanted]);
    expect(JSON.parse(part(other, 0))).toMatchObject([
      expect.any(String),
      "family_name",
      expect.stringMatching(/^[A-Z][a-z]{7}$/),
    ]);
    expect(made.text).not.toContain(disclosure);
  });

  it("of an SD-JWT in JSON verifies if that does, with digests and key binding recomputed", async () => {
    for (const text of [FLATTENED, GENERAL]) {
      const made = await twin(text, { now });
      const token = openSeal(parseToken(made.text), null);
      const { disclosures, binding } = selectiveOf(token)!;
      const opened = openDisclosures(token.payload!.json, selectiveOf(token)!);
      expect(opened.disclosures.map(({ state }) => state)).toEqual(["matched", "matched"]);
      expect(opened.disclosures.map(({ name }) => name)).toEqual(["family_name", "given_name"]);
      expect(claims(binding!.text)["sd_hash"]).toBe(digestOf(compactSdJwt(token)!, "sha-256"));
      const { cnf } = claims(compactSdJwt(token)!) as { cnf: { jwk: JWK } };
      await compactVerify(binding!.text, await importJWK(cnf.jwk, "ES256"));
      for (const { text: before } of selectiveOf(parseToken(text))!.disclosures) {
        expect(made.text).not.toContain(before);
        expect(disclosures.map((one) => one.text)).not.toContain(before);
      }
    }
  });

  it("of an SD-JWT in JSON has nothing of what is in the wrong header", async () => {
    const entry = (header: object) => ({ protected: segment(`{"alg":"ES256"}`), header, signature: "AAAA" });
    const payload = segment("{}");
    for (const text of [
      JSON.stringify({ payload, signatures: [entry({}), entry({ disclosures: DISCLOSURES, kb_jwt: KEY_BINDING })] }),
      JSON.stringify({ payload, header: { disclosures: DISCLOSURES, kb_jwt: KEY_BINDING }, protected: segment("{}") }),
    ]) {
      const made = await twin(text, { now });
      for (const secret of [...DISCLOSURES, ...KEY_BINDING.split(".").slice(1)])
        expect(made.text).not.toContain(secret);
    }
  });

  it("makes a similar certificate for its own key, with matching thumbprints", async () => {
    const folder = mkdtempSync(join(tmpdir(), "twin-"));
    try {
      for (const [alg, kind] of [
        ["RS256", ["rsa:2048"]],
        ["ES256", ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]],
      ] as const) {
        const out = join(folder, alg);
        const subject = [
          "-subj",
          "/CN=sso.acme-retail.de/O=Acme Retail",
          "-addext",
          "subjectAltName=DNS:login.acme-retail.de,email:ada@acme-retail.de",
        ];
        execFileSync(
          "openssl",
          [
            "req",
            "-x509",
            "-newkey",
            ...kind,
            "-nodes",
            "-keyout",
            `${out}.key`,
            "-outform",
            "DER",
            "-out",
            out,
            "-days",
            "30",
            ...subject,
          ],
          { stdio: "ignore" },
        );
        const der = readFileSync(out);
        const x5t = createHash("sha1").update(der).digest("base64url");
        const text = compact(
          JSON.stringify({ alg, x5t, x5c: [der.toString("base64")] }),
          HEALTHY_PAYLOAD,
          Buffer.alloc(alg === "RS256" ? 256 : 64)
            .fill("ab")
            .toString("base64url"),
        );
        const made = await twin(text, { now }); // oxlint-disable-line no-await-in-loop
        const other = Buffer.from((header(made.text)["x5c"] as string[])[0] ?? "", "base64");
        expect(header(made.text)["x5t"]).toBe(createHash("sha1").update(other).digest("base64url"));
        const [before, after] = [new X509Certificate(der), new X509Certificate(other)];
        expect([after.validFrom, after.validTo]).toEqual([before.validFrom, before.validTo]);
        expect(after.subject).toMatch(/^CN=[a-z]{3}\.[a-z]{4}-[a-z]{6}\.de\nO=[A-Z][a-z]{3} [A-Z][a-z]{5}$/);
        expect(`${after.subject} ${after.subjectAltName}`).not.toMatch(/acme|ada/i);
        expect(after.publicKey.export({ format: "jwk" })).toMatchObject({
          kty: made.publicKeys[0]?.kty,
          ...(alg === "RS256" ? { n: made.publicKeys[0]?.n } : { x: made.publicKeys[0]?.x }),
        });
        expect(made.limits).toEqual([]);
        expect(differences(made)).toEqual([]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("recomputes at_hash for the access token next to it", async () => {
    const access = compact(`{"alg":"RS256"}`, `{"sub":"u-471199"}`);
    const hash = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(access)))
      .subarray(0, 16)
      .toString("base64url");
    const id = compact(`{"alg":"RS256","typ":"JWT"}`, `{"sub":"u-471199","at_hash":"${hash}"}`);
    const made = await twin(`{"access_token":"${access}","id_token":"${id}"}`, { now });
    const both = JSON.parse(made.text) as { access_token: string; id_token: string };
    const wanted = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(both.access_token))).subarray(0, 16);
    expect(claims(both.id_token)["at_hash"]).toBe(wanted.toString("base64url"));
    expect(claims(both.id_token)["sub"]).toBe(claims(both.access_token)["sub"]);
    expect(claims(both.id_token)["sub"]).not.toBe("u-471199");
  });
});

describe("the text around it", () => {
  const token = compact(
    `{"alg":"HS256"}`,
    `{"sub":"ada.lovelace","name":"Ada Lovelace","email":"ada@acme-retail.io","tid":"7f4c2a10-9d1e-4c3b-8a52-1b6d0c9e7f31"}`,
  );
  const secrets = [
    "lovelace",
    "Lovelace",
    "acme-retail",
    "7f4c2a10",
    "s3cr3t-Passw0rd",
    "203.0.113.77",
    "4f9d8c7b6a5e4d3c2b1a",
    "+49 170 1234567",
    "premium-customer-42",
  ];

  it.each([
    [
      "curl",
      `curl -u 'ada:s3cr3t-Passw0rd' 'https://api.acme-retail.io/v1/users/7f4c2a10-9d1e-4c3b-8a52-1b6d0c9e7f31?token=4f9d8c7b6a5e4d3c2b1a&page=2' -H 'Authorization: Bearer ${token}' -H 'X-Api-Key: 4f9d8c7b6a5e4d3c2b1a' -H 'Cookie: sid=4f9d8c7b6a5e4d3c2b1a; theme=dark' -d '{"customer":"premium-customer-42","name":"Ada Lovelace"}'`,
    ],
    [
      "raw HTTP",
      `POST /v1/orders?session=4f9d8c7b6a5e4d3c2b1a HTTP/1.1\nHost: api.acme-retail.io\nAuthorization: Bearer ${token}\nX-Forwarded-For: 203.0.113.77\nContent-Type: application/json\n\n{"tier":"premium-customer-42","phone":"+49 170 1234567"}`,
    ],
    [
      "a log",
      `2026-11-30T14:20:00Z INFO user=lovelace client_ip=203.0.113.77 token=${token} msg="login of Ada Lovelace failed"\n2026-11-30T14:20:01Z WARN key=4f9d8c7b6a5e4d3c2b1a host=api.acme-retail.io`,
    ],
    [
      "a chat",
      `Hi, Ada Lovelace (ada@acme-retail.io, +49 170 1234567) gets a 401 from https://api.acme-retail.io/v1/me with\n${token}\nfrom 203.0.113.77, any idea?`,
    ],
    [
      "HAR",
      JSON.stringify({
        log: {
          version: "1.2",
          entries: [
            {
              startedDateTime: "2026-11-30T14:20:00Z",
              request: {
                method: "GET",
                url: "https://api.acme-retail.io/v1/me?key=4f9d8c7b6a5e4d3c2b1a",
                headers: [
                  { name: "Authorization", value: `Bearer ${token}` },
                  { name: "X-Api-Key", value: "4f9d8c7b6a5e4d3c2b1a" },
                ],
                cookies: [{ name: "sid", value: "4f9d8c7b6a5e4d3c2b1a" }],
              },
              response: {
                status: 401,
                content: { mimeType: "application/json", text: `{"user":"lovelace","tier":"premium-customer-42"}` },
              },
              serverIPAddress: "203.0.113.77",
            },
          ],
        },
      }),
    ],
  ])("has its values replaced: %s", async (_, text) => {
    const made = await twin(text, { now });
    expect(tracesOf(secrets, made.text)).toEqual([]);
    expect(made.text).toHaveLength(text.length);
    expect(tokensIn(made.text)).toHaveLength(1);
    // What identifies nobody is kept.
    for (const word of [
      "Authorization: Bearer",
      "2026-11-30T14:20:00Z",
      "application/json",
      "gets a 401 from",
      "HTTP/1.1",
      '"status":401',
    ])
      if (text.includes(word)) expect(made.text).toContain(word);
    if (text.startsWith("{")) expect(() => JSON.parse(made.text) as unknown).not.toThrow();
  });

  it("has Basic credentials replaced and encoded again", async () => {
    const text = `GET / HTTP/1.1\nAuthorization: Basic ${btoa("ada:s3cr3t-Passw0rd")}\n\n`;
    const made = await twin(text, { now });
    const said = atob(/Basic (\S+)/.exec(made.text)?.[1] ?? "");
    expect(said).toMatch(/^[a-z]{3}:[a-z\d]{6}-[A-Z][a-z]{4}\d[a-z]{2}$/);
    expect(tracesOf(secrets, made.text)).toEqual([]);
  });

  it.each([
    [
      "a form",
      `curl https://api.acme-retail.io -d 'grant_type=refresh_token&client_secret=7Fjfp0ZBr1KtDRbnfV&page=2'`,
      /-d 'grant_type=refresh_token&client_secret=\w{18}&page=2'$/,
    ],
    [
      "a body",
      `POST / HTTP/1.1\nHost: x\n\n{"id":4711,"user":{"iban":"DE89370400440532013000"},"created_at":"2026-11-30T10:00:00Z","items":[1]}`,
      /\{"id":\d{4},"user":\{"iban":"[A-Z]{2}\d{20}"\},"created_at":"2026-11-30T10:00:00Z","items":\[1\]\}$/,
    ],
    [
      "a set cookie",
      `HTTP/1.1 200 OK\nSet-Cookie: cart=Zx81kkPq; Domain=acme-retail.de; Path=/; HttpOnly\n`,
      /Set-Cookie: cart=(?!Zx)\w{8}; Domain=[a-z]{4}-[a-z]{6}\.de; Path=\/; HttpOnly\n$/,
    ],
    [
      "a challenge",
      `HTTP/1.1 401\nWWW-Authenticate: Bearer error="invalid_token", error_description="user lovelace not found"\n`,
      /Bearer error="invalid_token", error_description="user (?!lovelace)[a-z]{8} not found"\n$/,
    ],
  ])("keeps the names of its values: %s", async (_, text, shape) => {
    const made = await twin(text, { now });
    expect(made.text).toMatch(shape);
    expect(tracesOf([...secrets, "7Fjfp0ZBr1KtDRbnfV", "DE89370400440532013000", "Zx81kkPq"], made.text)).toEqual([]);
  });

  it("gives equal values the same replacement, in token and text", async () => {
    const made = await twin(`login of Ada Lovelace: ${token}`, { now });
    const name = String(claims(tokensIn(made.text)[0]?.token ?? "")["name"]);
    expect(name).toMatch(/^[A-Z][a-z]{2} [A-Z][a-z]{7}$/);
    expect(made.text).toContain(`login of ${name}: `);
  });
});

function doubled(digit: number, isDoubled: boolean): number {
  const value = isDoubled ? 2 * digit : digit;
  return value > 9 ? value - 9 : value;
}

describe("laws", () => {
  const word = fc.stringMatching(/^[a-z]{6,12}$/).map((text) => `zq${text}xk`);
  const value = fc.oneof(
    word,
    fc.tuple(word, word).map(([one, other]) => `${one}@${other}.com`),
    fc.uuid({ version: 4 }),
    fc.tuple(word, fc.integer({ min: 10000000, max: 99999999 })).map(([one, digits]) => `${one}-${digits}`),
    fc.array(word, { minLength: 1, maxLength: 3 }),
    fc.record({ inner: word }),
    fc.integer({ min: 10 ** 8, max: 10 ** 15 }),
    fc.boolean(),
  );
  const names = [
    "sub",
    "name",
    "email",
    "department",
    "https://api.zqtenantxk.io/claims",
    "jti",
    "aud",
    "groups",
    "custom_id",
    "sid",
  ];
  const payload = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });

  const leaves = (node: unknown): readonly string[] =>
    typeof node === "object" && node !== null
      ? Object.values(node).flatMap(leaves)
      : typeof node === "boolean"
        ? []
        : [String(node)];

  it("no value of a random token can be read from its twin, which is as long and diagnosed alike", async () => {
    const visit = newVisit();
    await fc.assert(
      fc.asyncProperty(payload, fc.constantFrom("HS256", "ES256", "none", "EdDSA"), async (random, alg) => {
        const text = compact(
          `{"alg":"${alg}"}`,
          JSON.stringify({ ...random, exp: now + 60 }),
          alg === "none" ? "" : undefined,
        );
        const made = await twin(text, { now, visit });
        expect(made.text).toHaveLength(text.length);
        expect(tracesOf([...leaves(random), "zqtenantxk"], made.text)).toEqual([]);
        // A random number may be a valid card number; the twin's never is.
        expect(differences(made).filter((one) => one !== "sensitive/card")).toEqual([]);
        expect(claims(made.text)["exp"]).toBe(now + 60);
      }),
      { numRuns: rounds(60) },
    );
  });

  it("digits never become a card number", async () => {
    for (let round = 0; round < rounds(100); round += 1) {
      const made = await twin(compact(`{"alg":"none"}`, `{"account":4000000000000000}`, ""), { now });
      const [digits = ""] = /\d{16}/.exec(JSON.stringify(claims(made.text))) ?? [];
      const sum = Array.from(digits).reduce((all, digit, index) => all + doubled(Number(digit), index % 2 === 0), 0);
      expect(sum % 10, digits).not.toBe(0);
    }
  });

  it("equal values have the same replacement in one visit, and another in the next", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.stringMatching(/^[a-z]{10,20}$/).filter((text) => !STANDARD_WORDS.has(text)),
        async (sub) => {
          const text = compact(`{"alg":"none"}`, JSON.stringify({ sub, a: [sub, sub.toUpperCase()] }), "");
          const [visit, other] = [newVisit(), newVisit()];
          const [one, again, next] = [
            await twin(text, { now, visit }),
            await twin(`x ${text}`, { now, visit }),
            await twin(text, { now, visit: other }),
          ];
          const said = claims(one.text);
          expect(said["a"]).toEqual([said["sub"], String(said["sub"]).toUpperCase()]);
          expect(again.text.endsWith(one.text)).toBe(true);
          expect(claims(next.text)["sub"]).not.toBe(said["sub"]);
        },
      ),
      { numRuns: rounds(20) },
    );
  });
});

describe("every token known here", () => {
  const visit = newVisit();

  async function expectNoTrace(text: string, name: string): Promise<Twin> {
    const made = await twin(text, { now, visit });
    const values = [
      ...made.replaced.map(({ from }) => from),
      ...tokensIn(text).flatMap(({ token }) => originals(token)),
    ];
    // With few digits or letters there are too few alternatives: they match another value by chance.
    const telling = values.filter((value) =>
      (value.match(/[\p{L}\d]{5,}/gu) ?? []).some((word) => !STANDARD_WORDS.has(word.toLowerCase())),
    );
    expect(tracesOf(telling, made.text), name).toEqual([]);
    return made;
  }

  it("no sample of a rule leaves a trace", { timeout: 120_000 }, async () => {
    for (const [rule, { fires }] of sampled(Object.entries(SAMPLES))) {
      // One for each rule, since each is taken apart and signed again.
      const [first] = fires;
      if (first === undefined) continue;
      const context = first[1]();
      await expectNoTrace(context.arrival?.pasted ?? context.token.text, rule); // oxlint-disable-line no-await-in-loop
    }
  });

  it("no published token leaves a trace", { timeout: 60_000 }, async () => {
    for (const sample of sampled(RFC_SAMPLES)) await expectNoTrace(sample.token, sample.clause); // oxlint-disable-line no-await-in-loop
  });

  const cases = readCases("tokens.json") as readonly TokenCase[] | null;
  it.skipIf(cases === null)("no case from the field leaves a trace", { timeout: 120_000 }, async () => {
    for (const one of sampled(cases ?? [])) await expectNoTrace(one.paste, one.id); // oxlint-disable-line no-await-in-loop
  });
});
