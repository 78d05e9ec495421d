import { execFileSync } from "node:child_process";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { calculateJwkThumbprint, type JWK } from "jose";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../text/utf8.ts";
import { type CopyContext, type KeyCopy, keyCopies, secretCopies, shellWord } from "./copies.ts";
import { generateKey } from "./generate.ts";
import { readKeys } from "./read.ts";
import { isQuick, rounds } from "../../testing/rounds.ts";

const NO_TOKEN: CopyContext = { alg: null, headerKid: null };
const ids = (copies: readonly KeyCopy[]): readonly string[] => copies.map(({ id }) => id);
const textOf = (copies: readonly KeyCopy[], id: KeyCopy["id"]): string => {
  const copy = copies.find((one) => one.id === id);
  if (copy === undefined) throw new Error(`no ${id} among ${ids(copies).join(" ")}`);
  return copy.text();
};

async function pairFor(alg: string) {
  const made = await generateKey(alg);
  if ("secret" in made) throw new Error(alg);
  return made;
}

describe("a pair of keys", () => {
  it("is copied as PEM, JWK, JWK Set and shell text, the private half separately", async () => {
    const { privateKey } = await pairFor("ES256");
    const copies = keyCopies(await readKeys(privateKey), "private", NO_TOKEN);
    expect(copies.filter(({ half }) => half === "private").map(({ id }) => id)).toEqual([
      "pkcs8",
      "private-jwk",
      "pkcs8-env",
      "pkcs8-base64",
    ]);
    expect(copies.filter(({ half }) => half === "public").map(({ id }) => id)).toEqual([
      "spki",
      "jwk",
      "jwks",
      "spki-env",
      "spki-base64",
      "thumbprint",
    ]);
    expect(createPrivateKey(textOf(copies, "pkcs8")).asymmetricKeyType).toBe("ec");
  });

  it("gives nothing private from the public key's field, even if a private key is there", async () => {
    const { privateKey, jwk } = await pairFor("RS256");
    const copies = keyCopies(await readKeys(privateKey), "public", NO_TOKEN);
    expect(copies.map(({ half }) => half)).not.toContain("private");
    for (const { text } of copies) expect(text()).not.toContain(jwk.d);
  });

  it("has the thumbprint of RFC 7638 section 3.1, whatever other members it has", async () => {
    const n =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    const key = { kty: "RSA", n, e: "AQAB", alg: "RS256", kid: "2011-04-29" };
    const copies = keyCopies(await readKeys(JSON.stringify(key)), "public", NO_TOKEN);
    expect(textOf(copies, "thumbprint")).toBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  });

  it("is named by its thumbprint if it has no name of its own", async () => {
    const { publicKey } = await pairFor("ES384");
    const copies = keyCopies(await readKeys(publicKey), "public", { alg: "ES384", headerKid: null });
    const jwk = JSON.parse(textOf(copies, "jwk")) as JWK;
    expect(jwk).toMatchObject({ kid: await calculateJwkThumbprint(jwk), alg: "ES384", use: "sig" });
    expect(JSON.parse(textOf(copies, "jwks"))).toEqual({ keys: [jwk] });
    expect(copies.find(({ id }) => id === "jwk")?.kid).toEqual({ value: jwk.kid, from: "thumbprint" });
  });

  it("keeps its own name and members, and gets no algorithm that it does not fit", async () => {
    const { jwk } = await pairFor("ES256");
    const own = { ...jwk, kid: "mine", alg: undefined, use: "enc" };
    const copies = keyCopies(await readKeys(JSON.stringify(own)), "public", { alg: "RS256", headerKid: "mine" });
    const copied = JSON.parse(textOf(copies, "jwk")) as JWK;
    expect(copied).toMatchObject({ kid: "mine", use: "enc" });
    expect(copied).not.toHaveProperty("alg");
    expect(ids(copies)).not.toContain("jwks-header-kid");
  });

  it("is offered under the token's kid too, if that differs", async () => {
    const { publicKey } = await pairFor("Ed25519");
    const copies = keyCopies(await readKeys(publicKey), "public", { alg: "EdDSA", headerKid: "2026-11" });
    expect((JSON.parse(textOf(copies, "jwks-header-kid")) as { keys: JWK[] }).keys[0]?.kid).toBe("2026-11");
    expect((JSON.parse(textOf(copies, "jwks")) as { keys: JWK[] }).keys[0]?.kid).not.toBe("2026-11");
  });

  it("of ML-DSA, secp256k1 or Ed448 is copied like others", async () => {
    for (const alg of ["ES256K", "Ed448", "ML-DSA-44"]) {
      const { privateKey } = await pairFor(alg);
      const copies = keyCopies(await readKeys(privateKey), "private", { alg, headerKid: null });
      expect(ids(copies)).toEqual(expect.arrayContaining(["spki", "pkcs8", "jwk", "private-jwk", "jwks"]));
    }
  });

  it("reads back from every form as the same key", async () => {
    for (const alg of ["RS256", "ES512", "Ed25519"]) {
      const made = await pairFor(alg);
      for (const { id, text } of keyCopies(await readKeys(made.privateKey), "private", NO_TOKEN)) {
        if (id === "thumbprint") {
          expect(text()).toBe(made.kid);
          continue;
        }
        const again = await readKeys(text());
        expect(again.kind === "keys" && again.keys[0]?.thumbprint, `${alg} ${id}`).toBe(made.kid);
      }
    }
  });
});

describe("several keys", () => {
  it("are copied as the set of their public halves, and in no form for a single key", async () => {
    const [one, two] = [await pairFor("ES256"), await pairFor("RS256")];
    const set = JSON.stringify({ keys: [one.jwk, two.jwk] });
    const copies = keyCopies(await readKeys(set), "private", { alg: "ES256", headerKid: "x" });
    expect(ids(copies)).toEqual(["jwks"]);
    const { keys } = JSON.parse(textOf(copies, "jwks")) as { keys: JWK[] };
    expect(keys.map(({ kid }) => kid)).toEqual([one.kid, two.kid]);
    expect(textOf(copies, "jwks")).not.toContain(one.jwk.d);
    expect(createPublicKey({ key: keys[1] as never, format: "jwk" }).asymmetricKeyType).toBe("rsa");
  });

  it("are none in a field without a key", async () => {
    expect(keyCopies(await readKeys(""), "public", NO_TOKEN)).toEqual([]);
    expect(keyCopies(await readKeys("no key"), "public", NO_TOKEN)).toEqual([]);
  });
});

describe("a secret", () => {
  it("is copied in every encoding, and as a JWK without a thumbprint", () => {
    const copies = secretCopies(encodeUtf8("s3cr>t?"), { alg: "HS256", headerKid: "a" });
    expect(textOf(copies, "base64")).toBe("czNjcj50Pw==");
    expect(textOf(copies, "base64url")).toBe("czNjcj50Pw");
    expect(textOf(copies, "hex")).toBe("73336372 3e743f".replace(" ", ""));
    expect(JSON.parse(textOf(copies, "oct-jwk"))).toEqual({ kty: "oct", k: "czNjcj50Pw", alg: "HS256", use: "sig" });
  });

  it("is not a shell word if it is not text", () => {
    expect(ids(secretCopies(Uint8Array.of(0xff), NO_TOKEN))).not.toContain("shell");
    expect(ids(secretCopies(Uint8Array.of(0x41, 0), NO_TOKEN))).not.toContain("shell");
  });

  it.skipIf(isQuick)("survives a round trip through a shell", () => {
    const text = fc.stringMatching(/^[ -~\n\t'"$`\\]{0,40}$/);
    fc.assert(
      fc.property(text, (secret) => {
        const said = execFileSync("sh", ["-c", `printf %s ${shellWord(secret)}`], { encoding: "utf8" });
        expect(said).toBe(secret);
      }),
      { numRuns: rounds(25) },
    );
  });
});
