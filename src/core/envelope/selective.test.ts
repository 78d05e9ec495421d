import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  COMPACT,
  DISCLOSURES,
  FLATTENED,
  FLATTENED_ISSUED,
  GENERAL,
  HOLDER,
  ISSUER,
  SECOND_ISSUER,
} from "../../testing/rfc9901.ts";
import { judgeToken } from "../crypto/judge.ts";
import { parseJson } from "../json/parse.ts";
import { convert, type Serialisation, serialisationOf, type Unconvertible } from "./convert.ts";
import { digestOf, disclosureOf, hiddenIn, openDisclosures, processedPayload } from "./disclosures.ts";
import { envelopeOf } from "./envelope.ts";
import { openSeal } from "./json-seals.ts";
import { parseToken } from "./parse.ts";
import { compactSdJwt, selectiveOf } from "./selective.ts";

const folder = process.env["JOTSCOPE_VECTORS"] ?? "";
const isThere = existsSync(`${folder}/sd-jwt.json`);
const suffix = isThere ? "" : " (skipped: JOTSCOPE_VECTORS names no folder with vectors)";

const encode = (text: string): string => Buffer.from(text).toString("base64url");
const opened = (text: string) => openSeal(parseToken(text), null);
const to = (text: string, form: Serialisation) => convert(opened(text), form);
const textOf = (text: string, form: Serialisation): string => {
  const made = to(text, form);
  if ("refused" in made) throw new Error(made.refused);
  return made.text;
};
const publicKey = (jwk: object) => ({
  secret: { text: "", encoding: "UTF-8" as const },
  publicKey: { text: JSON.stringify(jwk) },
  privateKey: { text: "" },
});
const verdict = async (text: string, jwk: object) => (await judgeToken(opened(text), publicKey(jwk))).state;
const claimsOf = (text: string): unknown => {
  const token = opened(text);
  const { claims } = openDisclosures(token.payload!.json, selectiveOf(token)!);
  return claims === null ? null : JSON.parse(claims);
};
const statesOf = (text: string) => {
  const token = opened(text);
  return openDisclosures(token.payload!.json, selectiveOf(token)!).disclosures.map(({ state }) => state);
};

describe("the examples of RFC 9901 section 8", () => {
  test.each([
    ["flattened, issued", FLATTENED_ISSUED, [...DISCLOSURES], false],
    ["flattened", FLATTENED, [DISCLOSURES[2], DISCLOSURES[1]], true],
    ["general", GENERAL, [DISCLOSURES[2], DISCLOSURES[1]], true],
  ])("%s: disclosures and key binding are found in their places", (_, text, disclosures, isBound) => {
    const selective = selectiveOf(opened(text))!;
    expect(selective.disclosures.map((one) => one.text)).toEqual(disclosures);
    for (const { range, text: said } of selective.disclosures) expect(text.slice(range.start, range.end)).toBe(said);
    expect(selective.binding !== null).toBe(isBound);
    expect(envelopeOf(opened(text))?.places.map(({ name }) => name)).toEqual(isBound ? ["key-binding"] : []);
  });

  test.each([
    ["flattened", FLATTENED],
    ["general, over the first signature", GENERAL],
    ["compact", COMPACT],
  ])("%s: sd_hash is the digest of the compact form", (_, text) => {
    const token = opened(text);
    const binding = parseToken(selectiveOf(token)!.binding!.text);
    const said = JSON.parse(binding.payload!.text) as { sd_hash: string };
    expect(digestOf(compactSdJwt(token)!, "sha-256")).toBe(said.sd_hash);
  });

  test("they verify, and so do their key bindings", async () => {
    expect(await verdict(FLATTENED_ISSUED, ISSUER)).toBe("verified");
    expect(await verdict(FLATTENED, ISSUER)).toBe("verified");
    expect(await verdict(COMPACT, ISSUER)).toBe("verified");
    expect(await verdict(COMPACT, HOLDER)).toBe("invalid");
    for (const text of [FLATTENED, GENERAL])
      expect(await verdict(selectiveOf(opened(text))!.binding!.text, HOLDER)).toBe("verified");
  });

  test("both signatures of the general one verify, each with its own key", async () => {
    const keys = { keys: [ISSUER, SECOND_ISSUER].map((jwk, index) => ({ ...jwk, kid: `issuer-key-${index + 1}` })) };
    const states = async (set: object) =>
      (await judgeToken(opened(GENERAL), publicKey(set))).seals?.each.map((one) => one?.state);
    expect(await states(keys)).toEqual(["verified", "verified"]);
    const swapped = { keys: [ISSUER, SECOND_ISSUER].map((jwk, index) => ({ ...jwk, kid: `issuer-key-${2 - index}` })) };
    expect(await states(swapped)).toEqual(["invalid", "invalid"]);
  });

  test("their disclosed values are put into the claims", () => {
    const claims = { iss: "https://issuer.example.com", iat: 1683000000, exp: 1883000000, cnf: { jwk: HOLDER } };
    const named = { family_name: "Doe", given_name: "John" };
    for (const text of [FLATTENED, GENERAL, COMPACT]) expect(claimsOf(text)).toEqual({ ...claims, ...named });
    expect(claimsOf(FLATTENED_ISSUED)).toEqual({
      ...claims,
      ...named,
      sub: "john_doe_42",
      birthdate: "1940-01-01",
    });
  });

  test("the flattened one converts to the compact one, and back", () => {
    expect(textOf(FLATTENED, "compact")).toBe(COMPACT);
    expect(JSON.parse(textOf(COMPACT, "flattened"))).toEqual(JSON.parse(FLATTENED));
  });
});

interface Vector {
  readonly id: string;
  readonly issuerPublicKey: object;
  readonly sd_jwt_presentation?: string;
  readonly sd_jwt_issuance?: string;
  readonly user_claims?: object;
  readonly verified_contents?: object;
}

describe.skipIf(!isThere)(`the published vectors${suffix}`, () => {
  const vectors = isThere ? (JSON.parse(readFileSync(`${folder}/sd-jwt.json`, "utf8")) as Vector[]) : [];
  const presented = vectors.filter(({ sd_jwt_presentation }) => sd_jwt_presentation !== undefined);
  const inBoth = (text: string) =>
    serialisationOf(opened(text)) === "compact"
      ? [text, textOf(text, "flattened"), textOf(text, "general")]
      : [text, textOf(text, "compact")];

  it("exist", () => expect(presented.length).toBeGreaterThanOrEqual(20));

  it.each(presented.map((vector) => [vector.id, vector] as const))("%s", async (_, vector) => {
    for (const text of inBoth(vector.sd_jwt_presentation!)) {
      expect(await verdict(text, vector.issuerPublicKey)).toBe("verified");
      expect(claimsOf(text)).toEqual(vector.verified_contents);
      expect(new Set(statesOf(text)).size).toBeLessThanOrEqual(1);
      const token = opened(text);
      const binding = selectiveOf(token)!.binding;
      if (binding === null) continue;
      const { sd_hash } = JSON.parse(parseToken(binding.text).payload!.text) as { sd_hash: string };
      expect(digestOf(compactSdJwt(token)!, "sha-256")).toBe(sd_hash);
    }
    for (const text of inBoth(vector.sd_jwt_issuance!)) expect(claimsOf(text)).toMatchObject(vector.user_claims!);
  });
});

const JWS = `${encode('{"alg":"HS256"}')}.${encode('{"_sd":[]}')}.c2ln`;
const [H, P, S] = JWS.split(".");

describe("any SD-JWT", () => {
  const part = fc.oneof(
    fc.string({ unit: "binary" }).map((text) => text.replaceAll("~", "")),
    fc.constantFrom(...DISCLOSURES, "", "a.b", '"', "\\"),
  );

  it("comes back from each form with the same characters, its disclosures in order", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), part, (parts, binding) => {
        const token = [JWS, ...parts, binding].join("~");
        const [flat, general] = [textOf(token, "flattened"), textOf(token, "general")];
        for (const text of [flat, general, textOf(flat, "general"), textOf(general, "flattened")]) {
          expect(textOf(text, "compact")).toBe(token);
          expect(selectiveOf(opened(text))!.disclosures.map((one) => one.text)).toEqual(parts);
        }
      }),
    );
  });

  it("without disclosures is still one in JSON", () => {
    expect(JSON.parse(textOf(`${JWS}~`, "flattened"))).toHaveProperty("header", { disclosures: [] });
    expect(textOf(`{"payload":"${P}","protected":"${H}","signature":"${S}"}`, "compact")).toBe(JWS);
  });
});

const flat = (header: object, more: object = {}) =>
  JSON.stringify({ payload: P, protected: H, header, signature: S, ...more });

it.each<readonly [string, string, Serialisation, Unconvertible]>([
  ["another unprotected parameter", flat({ disclosures: [], kid: "1" }), "compact", "unprotected"],
  ["disclosures that are not an array", flat({ disclosures: "WyJ" }), "compact", "disclosures"],
  ["a disclosure that is not a string", flat({ disclosures: [1] }), "compact", "disclosures"],
  ["a disclosure with a ~", flat({ disclosures: ["a~b"] }), "compact", "disclosures"],
  ["a key binding that is not a string", flat({ disclosures: [], kb_jwt: {} }), "compact", "disclosures"],
  ["an empty key binding", flat({ disclosures: [], kb_jwt: "" }), "compact", "disclosures"],
  ["two signatures", GENERAL, "compact", "several"],
  ["two signatures", GENERAL, "flattened", "several"],
  ["two segments before the first ~", `${H}.${P}~`, "flattened", "broken"],
])("%s: refused, with the reason", (_, token, form, refused) => {
  expect(to(token, form)).toEqual({ refused });
});

describe("disclosures in the claims", () => {
  const disclosure = (...items: unknown[]) => encode(JSON.stringify(items));
  const hash = (text: string) => digestOf(text, "sha-256")!;
  const open = (payload: string, ...texts: string[]) => {
    const disclosures = texts.map((text) => ({ text, range: { start: 0, end: text.length } }));
    return openDisclosures(parseJson(payload), { disclosures, binding: null });
  };
  const [name, again] = [disclosure("s", "name", "Ada"), disclosure("t", "name", "Eve")];
  const item = disclosure("s", { n: 1 });

  it("keep the spelling of numbers and names, and omit what was not disclosed", () => {
    const one = encode('["s", "n\\u0061", {"x": 1.0e0}]');
    const { claims } = open(
      `{"a":1.50,"_sd":["${hash(one)}","decoy"],"l":[{"...":"decoy"},2],"_sd_alg":"sha-256"}`,
      one,
    );
    expect(claims).toBe('{"a":1.50,"l":[2],"na":{"x":1.0e0}}');
  });

  it("are found inside disclosures", () => {
    const outer = disclosure("s", "address", { _sd: [hash(name)], list: [{ "...": hash(item) }] });
    const { claims, disclosures } = open(`{"_sd":["${hash(outer)}"]}`, item, name, outer);
    expect(JSON.parse(claims!)).toEqual({ address: { name: "Ada", list: [{ n: 1 }] } });
    expect(disclosures.map(({ state }) => state)).toEqual(["matched", "matched", "matched"]);
  });

  it.each(["sha-256", "sha-384", "sha-512", "sha3-256", "sha3-384", "sha3-512"])(
    "are found by digests of %s",
    (hash) => {
      const named = createHash(hash.replace("sha-", "sha")).update(name).digest("base64url");
      const { disclosures, claims } = open(`{"_sd":["${named}"],"_sd_alg":"${hash}"}`, name);
      expect([disclosures[0]?.state, claims]).toEqual(["matched", '{"name":"Ada"}']);
    },
  );

  it("are a document with their places, and count what may be hidden beside them", () => {
    const outer = disclosure("s", "address", { _sd: [hash(name)], n: 1.5 });
    const payload = `{"a":[1],"_sd":["${hash(outer)}","decoy"],"_sd_alg":"sha-256","o":{"_sd":["x"]}}`;
    const document = parseJson(payload);
    const disclosures = [name, outer].map((text, index) => ({
      text,
      range: { start: 100 * index, end: 100 * index + 1 },
    }));
    const { text, root, problems } = processedPayload(document, { disclosures, binding: null });
    if (root?.type !== "object") throw new Error("no object");
    expect(problems).toEqual([]);
    expect(root.members.map((member) => member.name)).toEqual(["a", "o", "address"]);
    expect(hiddenIn(root)).toBe(1);
    const [a, , address] = root.members.map(({ value }) => value);
    expect([disclosureOf(a!.range), text.slice(a!.range.start, a!.range.end)]).toEqual([null, "[1]"]);
    if (address?.type !== "object") throw new Error("no address");
    const [n, own] = address.members.map(({ value }) => value);
    expect([disclosureOf(n!.range)?.start, text.slice(n!.range.start, n!.range.end)]).toEqual([100, "1.5"]);
    expect([disclosureOf(own!.range)?.start, text.slice(own!.range.start, own!.range.end)]).toEqual([0, '"Ada"']);
    expect(processedPayload(document, null)).toBe(document);
  });

  it("that nothing names, or only one that is not placed, are unmatched", () => {
    const outer = disclosure("s", "address", { _sd: [hash(name)] });
    expect(open('{"_sd":[]}', name, outer).disclosures.map(({ state }) => state)).toEqual(["unmatched", "unmatched"]);
  });

  it("that occur twice, replace a claim, or do not fit are distinguished", () => {
    const [first, second] = open(`{"_sd":["${hash(name)}"]}`, name, name).disclosures;
    expect([first?.state, second?.state]).toEqual(["matched", "duplicate"]);
    const taken = open(`{"name":1,"_sd":["${hash(name)}"]}`, name);
    expect([taken.disclosures[0]?.isTaken, taken.claims]).toEqual([true, '{"name":1}']);
    const two = open(`{"_sd":["${hash(name)}","${hash(again)}"]}`, name, again);
    expect(two.disclosures.map(({ isTaken }) => isTaken)).toEqual([false, true]);
    expect(open(`{"_sd":["${hash(item)}"]}`, item).disclosures[0]?.isMisplaced).toBe(true);
    expect(open(`{"l":[{"...":"${hash(name)}"}]}`, name).disclosures[0]?.isMisplaced).toBe(true);
  });

  it("whose digest occurs twice are inserted once, and both places reported", () => {
    const payload = `{"_sd":["${hash(name)}"],"a":{"_sd":["${hash(name)}"]}}`;
    const { claims, repeated } = open(payload, name);
    expect(claims).toBe('{"a":{"name":"Ada"}}');
    expect(repeated.map(({ range }) => range && payload.slice(range.start, range.end))).toEqual([`"${hash(name)}"`]);
  });

  it("are not judged if the hash is unknown, or the claims cannot be read", () => {
    expect(open('{"_sd_alg":"sha-256-128","_sd":[]}', name)).toMatchObject({
      claims: null,
      disclosures: [{ state: "unknown" }],
    });
    expect(open('{"_sd":[', name)).toMatchObject({ claims: null, disclosures: [{ state: "unknown" }] });
  });

  it("nested deeper than anyone issues come to an end and are not called unmatched", () => {
    const texts = [name];
    for (let depth = 0; depth < 3000; depth += 1) texts.push(disclosure("s", "a", { _sd: [hash(texts.at(-1) ?? "")] }));
    const { disclosures } = open(`{"_sd":["${hash(texts.at(-1) ?? "")}"]}`, ...texts);
    expect(new Set(disclosures.map(({ state }) => state))).toEqual(new Set(["unknown", "matched"]));
  });

  it("named __proto__ are claims like any other", () => {
    const one = encode('["s","__proto__",{"x":1}]');
    expect(open(`{"_sd":["${hash(one)}"]}`, one).claims).toBe('{"__proto__":{"x":1}}');
  });
});

test("a JWS in JSON without these parameters is not an SD-JWT, and one with them only in a later header is", () => {
  expect(selectiveOf(opened(flat({ kid: "1" })))).toBeNull();
  const entry = (header: object) => ({ protected: H, header, signature: S });
  const later = JSON.stringify({ payload: P, signatures: [entry({}), entry({ disclosures: ["x"] })] });
  expect(selectiveOf(opened(later))).toEqual({ disclosures: [], binding: null });
});

describe("a client attestation and its PoP, joined by a tilde", () => {
  const jwt = (header: object, claims: object): string =>
    `${encode(JSON.stringify({ alg: "ES256", ...header }))}.${encode(JSON.stringify(claims))}.AAAA`;
  const attested = { sub: "c", cnf: { jwk: HOLDER } };
  const said = { iss: "c", aud: "https://as.example", jti: "1" };
  const isAttestation = (...parts: readonly string[]) =>
    selectiveOf(parseToken(parts.join("~")))?.isAttestation === true;
  const typed = jwt({ typ: "oauth-client-attestation+jwt" }, attested);

  it("is told from an SD-JWT by the types of both, and without types by what they say", () => {
    expect(isAttestation(typed, jwt({ typ: "oauth-client-attestation-pop+jwt" }, said))).toBe(true);
    expect(isAttestation(jwt({}, attested), jwt({ typ: "application/oauth-client-attestation-pop+jwt" }, said))).toBe(
      true,
    );
    expect(isAttestation(jwt({}, attested), jwt({ typ: "JWT" }, said))).toBe(true);
    expect(isAttestation(typed, "")).toBe(true);
  });

  it("is not what has disclosures, a key binding, or the claims of an SD-JWT", () => {
    expect(isAttestation(typed, encode('["s","a",1]'), "")).toBe(false);
    expect(isAttestation(jwt({}, attested), jwt({ typ: "kb+jwt" }, { ...said, sd_hash: "x" }))).toBe(false);
    expect(isAttestation(jwt({}, attested), jwt({}, { ...said, sd_hash: "x" }))).toBe(false);
    expect(isAttestation(jwt({}, { ...attested, vct: "v" }), jwt({}, said))).toBe(false);
    expect(isAttestation(jwt({}, { sub: "c" }), jwt({}, said))).toBe(false);
    expect(isAttestation(jwt({}, attested), "x")).toBe(false);
    for (const text of [COMPACT, FLATTENED]) expect(selectiveOf(opened(text))?.isAttestation).toBeUndefined();
  });

  it("has the PoP as a place, which is verified with the key in cnf", () => {
    const pop = jwt({ typ: "oauth-client-attestation-pop+jwt" }, said);
    expect(envelopeOf(parseToken(`${typed}~${pop}`))?.places).toMatchObject([
      { name: "key-binding", form: "kb-jwt", text: pop },
    ]);
  });
});
