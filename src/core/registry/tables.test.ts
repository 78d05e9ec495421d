import { p256, p384, p521 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { describe, expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { CLAIMS } from "./claims.ts";
import { HEADER_PARAMETERS } from "./header-parameters.ts";
import { issuerOf, knownIssuer } from "./issuers.ts";
import { EC_CURVES, keyKind } from "./key-kinds.ts";
import { mediaType } from "./media-types.ts";
import { MEANINGS } from "./meanings.ts";
import { PROFILES } from "./profiles.ts";
import { TIME_CLAIMS } from "./time-claims.ts";
import { hasKind, KIND_WORDS, typeWords, type ValueKind } from "./value-kind.ts";

const SPEC =
  /^(?:RFC \d{4}|OpenID |OpenID4VCI |OpenID4VP |Attestation-Based Client Authentication |IHE |SD-JWT VC |Token Status List|ETSI |W3C |3GPP |Fast and Readable|STIR )/;

test("every row cites its source", () => {
  for (const { name, spec } of [...CLAIMS.values(), ...HEADER_PARAMETERS.values()]) {
    expect(spec, name).toMatch(SPEC);
  }
});

test("every sentence is about a registered member, and ends as one", () => {
  for (const pane of ["header", "payload"] as const) {
    const table = pane === "header" ? HEADER_PARAMETERS : CLAIMS;
    for (const [name, meaning] of MEANINGS[pane]) {
      expect(table.has(name), name).toBe(true);
      expect(meaning, name).toMatch(/^[A-Za-z].*\.$/);
    }
  }
});

test("a profile has a kind recognised by media type or shape, and members that are known or explained", () => {
  for (const { kind, typ, header, claims } of PROFILES) {
    for (const name of typ.filter((name) => name !== "JWT")) expect(mediaType(name)?.kind, name).toBe(kind);
    for (const { name, spec } of [...header, ...claims]) expect(spec, `${kind}: ${name}`).toMatch(SPEC);
    for (const { name } of header) expect(HEADER_PARAMETERS.has(name), `${kind}: ${name}`).toBe(true);
    for (const { name, says } of claims) expect(says !== undefined || CLAIMS.has(name), `${kind}: ${name}`).toBe(true);
    const names = claims.map(({ name }) => name);
    expect(new Set(names).size, kind).toBe(names.length);
  }
});

test("the claims are the 163 of the registry, and vct, for which SD-JWT VC has requested registration", () => {
  expect(CLAIMS.size).toBe(164);
  expect(CLAIMS.get("vct")?.spec).toMatch(/^SD-JWT VC /);
});

test("every time claim is among the claims, as a number of seconds", () => {
  for (const { claim } of TIME_CLAIMS) expect(CLAIMS.get(claim)?.kind).toBe("epoch");
});

test("no member of Object.prototype is a name in a table", () => {
  for (const name of ["__proto__", "constructor", "toString"]) {
    expect(CLAIMS.has(name) || HEADER_PARAMETERS.has(name)).toBe(false);
  }
});

describe("hasKind", () => {
  const holds: readonly (readonly [kind: ValueKind, right: readonly string[], wrong: readonly string[]])[] = [
    ["string", [`"a"`, `""`], ["1", "null", "[]"]],
    ["number", ["1", "-1.5"], [`"1"`, "true"]],
    ["epoch", ["1"], [`"1"`, "[1]"]],
    ["boolean", ["true", "false"], [`"true"`, "1", "null"]],
    ["object", ["{}"], ["[]", "null"]],
    ["strings", ["[]", `["a"]`], [`"a"`, `["a",1]`, "[[]]"]],
    ["objects", ["[{}]"], ["{}", "[1]"]],
    ["string|strings", [`"a"`, `["a"]`], ["[1]", "{}"]],
    ["base64url", [`"aA-_"`], [`"a+"`, `""`, `"a="`, "1"]],
    ["url", [`"https://a.example"`], [`""`, "1"]],
  ];

  test.each(holds)("%s", (kind, right, wrong) => {
    const fits = (text: string) => {
      const { root } = parseJson(text);
      return root !== null && hasKind(root, kind);
    };
    expect(right.filter((text) => !fits(text))).toEqual([]);
    expect(wrong.filter(fits)).toEqual([]);
  });

  test("every kind has words", () => {
    for (const words of Object.values(KIND_WORDS)) expect(words).toMatch(/^(?:an? |true)/);
  });

  test("a value has its type's name", () => {
    const called = [`"a"`, `""`, "1", "null", "true", "[]", "[1]", "{}"].map((text) =>
      typeWords(parseJson(text).root!),
    );
    expect(called).toEqual([
      "a string",
      "an empty string",
      "a number",
      "null",
      "true",
      "an empty array",
      "an array",
      "an object",
    ]);
  });
});

test("an issuer is one row for all: its name, its preset and the shape of its iss agree", () => {
  const looked = (iss: string) => ({
    header: () => "",
    claim: (name: string) => (name === "iss" ? iss : ""),
    has: () => false,
  });
  for (const [iss, id] of [
    ["https://login.microsoftonline.com/t/v2.0", "entra-v2"],
    ["https://sts.windows.net/t/", "entra-v1"],
    ["https://sts.windows.net/t", "entra"],
    ["https://kubernetes.default.svc.cluster.local", "kubernetes"],
    ["https://kubernetes.default.svc.evil", "kubernetes"],
    ["https://kubernetes.defaults.example", null],
    ["https://id.example/auth/realms/r", "keycloak"],
    ["https://id.example/realms/r/", null],
    ["https://clerk.shop.example", "clerk"],
    ["https://evil.example/?https://x.clerk.accounts.dev", null],
  ] as const) {
    expect(issuerOf(looked(iss))?.id ?? null, iss).toBe(id);
    expect(knownIssuer(iss)?.id ?? null, iss).toBe(id);
  }
});

test("a media type is the same with and without application/, in any case", () => {
  expect(mediaType("application/AT+JWT")).toEqual(mediaType("at+jwt"));
  expect(mediaType("at+jwt")?.kind).toBe("an access token");
  expect(mediaType("__proto__")).toBeNull();
});

test("each EC curve has the numbers that another program has", () => {
  const others = { "P-256": p256, "P-384": p384, "P-521": p521, secp256k1 };
  expect(EC_CURVES).toEqual(Object.keys(others));
  for (const [name, { Point }] of Object.entries(others)) {
    const { p, a, b, n, Gx, Gy } = Point.CURVE();
    const { weierstrass } = keyKind(name) ?? {};
    expect(weierstrass && { ...weierstrass, a: weierstrass.a < 0n ? weierstrass.a + p : weierstrass.a }, name).toEqual({
      p,
      a,
      b,
      n,
      Gx,
      Gy,
    });
  }
});
