import { describe, expect, test } from "vitest";
import "../rules/solve/found-words.ts";
import { EXAMPLES, makeExample, makeToken } from "../crypto/example.ts";
import { signToken } from "../crypto/sign.ts";
import { parseJson } from "../json/parse.ts";
import { wholeObject } from "../json/query.ts";
import { parseToken } from "../envelope/parse.ts";
import { printJson } from "../json/print.ts";
import type { KeyInputs } from "../keys/types.ts";
import { SCENARIOS } from "../lab/scenarios.ts";
import { createKeyShop } from "../lab/toolkit/key-shop.ts";
import { RULES } from "../rules/index.ts";
import { decodeBase64Url, encodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";
import { isQuick } from "../../testing/rounds.ts";
import { joseRefusal, ownVerdict } from "../../testing/refuse/verifiers.ts";
import { makeKit } from "./kit.ts";
import { joinParts } from "./parts.ts";
import type { Kit, KitRequest, KitToken } from "./types.ts";

const now = 1_800_000_000;
const NONE: KeyInputs = { secret: { text: "", encoding: "UTF-8" }, publicKey: { text: "" }, privateKey: { text: "" } };
const shop = createKeyShop();
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

async function kitOf(request: Pick<KitRequest, "token" | "keys"> & Partial<KitRequest>): Promise<Kit> {
  const kit = await makeKit({ policy: "", now, random, shop, ...request });
  if (kit.kind !== "kit") throw new Error(`no kit: ${kit.why}`);
  return kit;
}

async function exampleOf(alg: string): Promise<{ readonly token: string; readonly keys: KeyInputs }> {
  const isListed = EXAMPLES.some(({ id }) => id === alg);
  const claims = { iss: "https://id.example", sub: "ada", aud: "orders", iat: now, exp: now + 600, jti: "1" };
  const { token, keys } = await (isListed ? makeExample(alg, now) : makeToken(alg, claims));
  return { token, keys: { ...NONE, ...keys } };
}

/** A policy that asks for all that a kit has kinds for, and that the good token of this one meets. */
function policyFor(token: string): string {
  const [header, claims] = [parseToken(token).header, parseToken(token).payload].map((part) =>
    JSON.parse(part?.text ?? "{}"),
  ) as [Record<string, unknown>, Record<string, unknown>];
  const { sub } = claims;
  return JSON.stringify({ typ: header["typ"], maxAge: 600, sub, requiredClaims: ["exp", ...Object.keys(claims)] });
}

/** The header and payload members of a token, each as its JSON text. */
function membersOf(token: string): readonly [header: Map<string, string>, payload: Map<string, string>] {
  const parsed = parseToken(token);
  const read = (text: string | undefined) =>
    new Map(
      (wholeObject(parseJson(text ?? ""))?.members ?? []).map(({ name, value }) => [name, JSON.stringify(value)]),
    );
  return [read(parsed.header?.text), read(parsed.payload?.text)];
}

/** Names of members that are not the same in both, where they stand and how often. */
function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  const values = (one: ReadonlyMap<string, string>, name: string) =>
    one.get(name)?.replaceAll(/"(?:range|nameRange)":\{[^}]*\}/g, "");
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => values(a, name) !== values(b, name)).toSorted();
}

/** Few of them in the quick run: each kit is judged in full. */
const ALGORITHMS = isQuick ? ["RS256", "ES256"] : ["RS256", "PS384", "ES256", "ES384", "EdDSA", "HS256", "ML-DSA-65"];

describe.each(ALGORITHMS)("with the signing key of %s", (alg) => {
  const built = (async () => {
    const example = await exampleOf(alg);
    return {
      example,
      kit: await kitOf(example),
      strictest: await kitOf({ ...example, policy: policyFor(example.token) }),
    };
  })();

  test("the good token is accepted, by the project's own verifier and by jose", async () => {
    const { example, kit, strictest } = await built;
    for (const { good, expects } of [kit, strictest]) {
      expect((await ownVerdict(good.token, example.keys, expects, now)).stopped).toBeNull();
      if (alg !== "ML-DSA-65") expect(await joseRefusal(good.token, example.keys, expects, now)).toBeNull();
    }
    expect(kit.isMadeHere).toBe(true);
    expect(kit.missing).toEqual([]);
    expect(kit.warnings).toEqual([]);
  });

  test("every other one is refused by the project's own verifier, for its labelled reason", async () => {
    const { example, strictest } = await built;
    const wrong: unknown[] = [];
    for (const { tokens, strict, expects } of [strictest]) {
      for (const { label, token, rule } of [...tokens, ...strict]) {
        const { stopped, rules } = await ownVerdict(token, example.keys, expects, now, rule);
        if (stopped === null || !rules.includes(rule)) wrong.push({ label, rule, stopped, rules });
      }
    }
    expect(wrong).toEqual([]);
  });

  test.skipIf(alg === "ML-DSA-65")("every other one is refused by jose, with everything pinned", async () => {
    const { example, kit, strictest } = await built;
    for (const { tokens, expects } of [kit, strictest]) {
      for (const { label, token } of tokens) {
        expect(await joseRefusal(token, example.keys, expects, now), label).not.toBeNull();
      }
    }
    // What is listed separately is accepted without the strict expectations.
    for (const { label, token } of kit.strict) {
      expect(await joseRefusal(token, example.keys, kit.expects, now), label).toBeNull();
    }
  });

  test("nothing differs but what the label says, and that is the only fault", async () => {
    const { example, strictest } = await built;
    for (const { good, tokens, strict, expects } of [strictest]) {
      const [header, payload] = membersOf(good.token);
      for (const made of [...tokens, ...strict]) {
        if (isAnotherForm(made)) continue;
        const [head, body] = membersOf(made.token);
        expect(differing(header, head), made.label).toEqual(
          made.label === "duplicate-alg" ? [] : made.faults.header.toSorted(),
        );
        if (made.label !== "b64-false")
          expect(
            differing(payload, body).filter((name) => name !== "jti"),
            made.label,
          ).toEqual(made.faults.payload.filter((name) => body.has(name) || payload.has(name)).toSorted());
        expect(await repaired(made, good, example.keys, expects), made.label).toBeNull();
        // One member is at fault; others that differ are there for its sake.
        const mends = made.faults.payload.map(async (name) =>
          repaired({ ...made, faults: { ...made.faults, payload: [name] } }, good, example.keys, expects),
        );
        if (mends.length > 0) expect(await Promise.all(mends), made.label).toContain(null);
      }
    }
  });

  test("a policy only adds tokens: all others are there without one", async () => {
    const { kit, strictest } = await built;
    const labels = new Set(strictest.tokens.map(({ label }) => label));
    expect(kit.tokens.map(({ label }) => label).filter((label) => !labels.has(label))).toEqual([]);
    expect(labels.size).toBeGreaterThan(kit.tokens.length);
  });

  test("labels are unique, rules and scenarios exist, and the pieces make the token", async () => {
    const { kit, strictest } = await built;
    const rules = new Set<string>(RULES.map(({ id }) => id));
    const scenarios = new Set(SCENARIOS.map(({ id }) => id));
    for (const { good, tokens, strict, unfit } of [kit, strictest]) {
      const all = [good, ...tokens, ...strict];
      const labels = [...all, ...unfit].map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
      for (const { label, token, parts, rule, scenario } of all) {
        expect(label).toMatch(/^[a-z\d]+(?:-[a-z\d]+)*$/);
        expect(joinParts(parts, good.token)).toBe(token);
        if (label !== "good") expect(rules, label).toContain(rule);
        if (scenario !== null) expect(scenarios, label).toContain(scenario);
      }
    }
  });
});

/** Not a compact JWS with claims: its repair is the good token itself. */
function isAnotherForm({ label }: KitToken): boolean {
  return label.startsWith("json-") || label === "encrypted-unsigned" || label === "nested-unsigned";
}

/**
 * Which step of the own verifier refuses the token once its declared fault is fixed and nothing else: members put back,
 * and signed with the right key, unless only the kept signature is at fault, which is then put back as well.
 */
async function repaired(
  made: KitToken,
  good: KitToken,
  keys: KeyInputs,
  expects: Kit["expects"],
): Promise<string | null> {
  const [goodHeader, goodPayload] = [parseToken(good.token).header, parseToken(good.token).payload];
  const parsed = parseToken(made.token);
  const text = (own: string, whole: string, faults: readonly string[]) => (faults.length > 0 ? whole : own);
  const header = text(parsed.header?.text ?? "", goodHeader?.text ?? "", made.faults.header);
  // Of a payload with a fault only the faulty members are put back, so the rest is judged too.
  const own = decodeUtf8(decodeBase64Url(parsed.segments[1]?.text ?? "").bytes).text;
  const payload = mended(
    parsed.unencodedPayload ? own : (parsed.payload?.text ?? ""),
    goodPayload?.text ?? "",
    made.faults.payload,
  );
  const input = `${encodeBase64Url(encodeUtf8(header))}.${encodeBase64Url(encodeUtf8(payload))}`;
  const signed = await signToken({ alg: expects.algorithms[0] ?? "", signingInput: input }, keys);
  if (signed.kind !== "signed") return "unsigned";
  return (await ownVerdict(`${input}.${signed.signature}`, keys, expects, now)).stopped;
}

function mended(text: string, good: string, faults: readonly string[]): string {
  if (faults.length === 0) return text;
  const [own, right] = [JSON.parse(text), JSON.parse(good)] as [Record<string, unknown>, Record<string, unknown>];
  const members = { ...own, ...Object.fromEntries(faults.map((name) => [name, right[name]])) };
  return printJson(JSON.stringify(members));
}

describe("without the signing key", () => {
  test.each([
    ["RS256", "public", 0],
    ["RS256", "nothing", 2],
    ["HS256", "nothing", 0],
  ] as const)("%s with %s: what can be forged, and what is missing", async (alg, have, publicKinds) => {
    const { token, keys } = await exampleOf(alg);
    const kit = await kitOf({ token, keys: have === "public" ? { ...keys, privateKey: { text: "" } } : NONE });
    expect(kit.isMadeHere).toBe(false);
    expect(kit.good.token).toBe(token);
    expect(kit.tokens.every(({ needs }) => needs !== "signing-key")).toBe(true);
    expect(kit.missing.filter(({ needs }) => needs === "public-key")).toHaveLength(publicKinds);
    expect(kit.missing.filter(({ needs }) => needs === "signing-key").map(({ label }) => label)).toEqual(
      expect.arrayContaining(["expired", "wrong-issuer", "wrong-audience", "unknown-crit", "duplicate-exp"]),
    );
    expect(kit.warnings).toEqual(have === "public" ? [] : ["unchecked"]);
    for (const made of kit.tokens) {
      const verdict = await ownVerdict(made.token, keys, kit.expects, now, made.rule);
      expect(verdict.stopped, made.label).not.toBeNull();
      expect(verdict.rules, made.label).toContain(made.rule);
      expect(await joseRefusal(made.token, keys, kit.expects, now), made.label).not.toBeNull();
    }
  });

  test("an expired token is called expired, and what is forged from it has current times", async () => {
    const { token, keys } = await exampleOf("expired");
    const kit = await kitOf({ token, keys: { ...keys, privateKey: { text: "" } } });
    expect(kit.warnings).toEqual(["expired"]);
    const forged = kit.tokens.find(({ label }) => label === "embedded-jwk");
    expect(JSON.parse(parseToken(forged?.token ?? "").payload?.text ?? "")).toMatchObject({ exp: now + 3600 });
    expect(kit.good.token).toBe(token);
  });
});

test("a policy that refuses the good token is named, and so are a failing signature and a published secret", async () => {
  const rs = await exampleOf("RS256");
  expect((await kitOf({ ...rs, policy: '{"aud":"another"}' })).warnings).toEqual(["policy"]);
  const other = await exampleOf("RS256");
  const keys = { ...NONE, publicKey: other.keys.publicKey };
  expect((await kitOf({ token: rs.token, keys })).warnings).toEqual(["not-verified"]);
  const hs = await exampleOf("HS256");
  const published: KeyInputs = { ...NONE, secret: { text: "your-256-bit-secret", encoding: "UTF-8" } };
  const kit = await kitOf({ token: hs.token, keys: published });
  expect(kit.warnings).toEqual(["published-secret"]);
  expect(kit.tokens.some(({ title }) => title.includes("your-256-bit-secret"))).toBe(false);
});

test("a good token made here leaves out keys and extensions of the token's own", async () => {
  const { keys } = await exampleOf("RS256");
  const header = { alg: "RS256", jku: "https://a.invalid", crit: ["x"], x: 1, typ: "JWT" };
  const segment = (value: unknown) => encodeBase64Url(encodeUtf8(JSON.stringify(value)));
  const kit = await kitOf({
    token: `${segment(header)}.${segment({ iss: "i", n: 12345678901234567890n.toString() })}.AAAA`,
    keys,
  });
  expect(parseToken(kit.good.token).header?.text).toBe('{"alg":"RS256","x":1,"typ":"JWT"}');
  expect(kit.isMadeHere).toBe(true);
});

test.each([
  ["", "empty"],
  ["opaque", "not-signed-compact"],
  ["eyJhbGciOiJub25lIn0.e30.", "unsigned"],
  ["eyJhbGciOiJ4In0.e30.AAAA", "algorithm"],
  ["eyJhbGciOiJIUzI1NiJ9.W10.AAAA", "not-claims"],
  ["eyJhbGciOiJIUzI1NiJ9..AAAA", "detached"],
  ['{"payload":"e30","protected":"eyJhbGciOiJIUzI1NiJ9","signature":"AAAA"}', "not-signed-compact"],
] as const)("there is no kit for %j", async (token, why) => {
  expect(await makeKit({ token, keys: NONE, policy: "", now, random })).toEqual({ kind: "none", why });
});

test("numbers, order and spelling of the claims survive", async () => {
  const { keys } = await exampleOf("HS256");
  const payload = '{"n": 12345678901234567890, "b":"\\u0041", "a":1.0}';
  const token = `eyJhbGciOiJIUzI1NiJ9.${encodeBase64Url(encodeUtf8(payload))}.AAAA`;
  const kit = await kitOf({ token, keys });
  expect(parseToken(kit.good.token).payload?.text).toBe(
    `{"exp": ${now + 86_400}, "n": 12345678901234567890, "b":"\\u0041", "a":1.0}`,
  );
});
