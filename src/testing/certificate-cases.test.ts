import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { CHAIN } from "./keys/chain.ts";
import { outline, startCase } from "./token-cases.ts";
import { sampled } from "./rounds.ts";

const octetsOf = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----[^-]*-----|\s/g, ""), "base64");
const [leaf, issuer, root] = [CHAIN.leaf, CHAIN.issuer, CHAIN.root].map(octetsOf) as [Buffer, Buffer, Buffer];
const x5c = [leaf, issuer, root].map((octets) => octets.toString("base64"));
const key = createPrivateKey(CHAIN.leafKey);
const jwk = createPublicKey(key).export({ format: "jwk" });
const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
const spki = (one: KeyObject): string => String(one.export({ format: "pem", type: "spki" }));
const x5t = (octets: Buffer, encoding: "base64url" | "base64" = "base64url"): string =>
  createHash("sha1").update(octets).digest(encoding);
const x5tS256 = (octets: Buffer): string => createHash("sha256").update(octets).digest("base64url");

function token(header: object, signer = key): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${part({ alg: "ES256", ...header })}.${part({ sub: "a", exp: 4_102_444_800 })}`;
  return `${input}.${sign("sha256", Buffer.from(input), { key: signer, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

const jwks = (more: object, own: object = jwk): string => JSON.stringify({ keys: [{ ...own, kid: "k", ...more }] });
const view = (paste: string, publicKey: string) =>
  startCase({ id: "x", about: "", now: 1_800_000_000, paste, publicKey, expect: { state: [] } }).settled();

describe("a certificate next to a token is explained", () => {
  test.concurrent.each([
    ["a thumbprint of the issuer's certificate", { x5t: x5t(issuer) }, CHAIN.leaf, "x5t/other", x5t(leaf)],
    ["the same, with the chain in the token", { x5c, x5t: x5t(issuer) }, CHAIN.leaf, "x5t/chain", x5t(leaf)],
    ["SHA-256 where SHA-1 belongs", { x5t: x5tS256(leaf) }, CHAIN.leaf, "x5t/hash", x5t(leaf)],
    ["SHA-1 where SHA-256 belongs", { "x5t#S256": x5t(leaf) }, CHAIN.leaf, "x5t/hash", x5tS256(leaf)],
    ["Base64 with padding", { x5t: x5t(leaf, "base64") }, CHAIN.leaf, "x5t/spelled", x5t(leaf)],
    ["a thumbprint of the PEM's text", { x5t: x5t(Buffer.from(CHAIN.leaf)) }, CHAIN.leaf, "x5t/other", x5t(leaf)],
    ["a key of a set that has the certificate", { kid: "k", x5t: x5t(issuer) }, jwks({ x5c }), "x5t/other", x5t(leaf)],
  ])("%s: the fix writes the right one", async (_, header, publicKey, id, expected) => {
    const found = await view(token(header), publicKey);
    expect(found.verdict.state, outline(found)).toBe("verified");
    const finding = found.findings.find(({ rule, variant }) => `${rule}/${variant}` === id);
    expect(finding?.severity, outline(found)).toBe("warn");
    expect(finding?.fix).toMatchObject({ kind: "replace", insert: JSON.stringify(expected) });
  });

  test.concurrent.each(
    sampled([
      ["the root", CHAIN.root, "key-error", /the root, certificate 3 of x5c/],
      ["the issuer", CHAIN.issuer, "invalid", /an issuer, certificate 2 of x5c/],
    ] as const),
  )("%s was pasted in place of the leaf: it is named, and the leaf offered", async (_, pasted, state, says) => {
    const found = await view(token({ x5c }), pasted);
    expect(found.verdict.state).toBe(state);
    const [first] = found.findings;
    expect(first, outline(found)).toMatchObject({
      rule: "HDR-07",
      variant: "authority",
      severity: "error",
      fix: { kind: "use-token-key" },
    });
    expect(outline(found)).toMatch(says);
  });

  test.concurrent("a key other than the chain's was pasted, or signed", async () => {
    const wrong = await view(token({ x5c }), spki(other.publicKey));
    expect(wrong.findings[0], outline(wrong)).toMatchObject({ variant: "other-key", fix: { kind: "use-token-key" } });
    const foreign = await view(token({ x5c }, other.privateKey), spki(other.publicKey));
    expect(foreign.verdict.state).toBe("verified");
    expect(foreign.findings.map(({ variant }) => variant)).toContain("not-own");
  });

  test.concurrent("a key of a set and its certificate are two keys", async () => {
    const { findings, verdict } = await view(
      token({ kid: "k" }, other.privateKey),
      jwks({ x5c }, other.publicKey.export({ format: "jwk" })),
    );
    expect(verdict.state).toBe("verified");
    expect(findings.map(({ rule, variant, severity }) => [rule, variant, severity])).toContainEqual([
      "KEY-24",
      "differs",
      "warn",
    ]);
  });
});

test.concurrent("a matching chain, thumbprint and key have no findings against them", async () => {
  const right = { x5t: x5t(leaf), "x5t#S256": x5tS256(leaf) };
  for (const [header, publicKey] of [
    [right, CHAIN.leaf],
    [{ kid: "k", ...right }, jwks({ x5c, ...right })],
    [{ x5c, ...right }, spki(createPublicKey(key))],
    [{ x5c }, CHAIN.leaf],
  ] as const) {
    const found = await view(token(header), publicKey);
    expect(found.verdict.state).toBe("verified");
    const against = found.findings.filter(
      ({ rule, severity }) => severity === "error" || severity === "warn" || rule === "x5t",
    );
    expect(against, outline(found)).toEqual([]);
  }
});
