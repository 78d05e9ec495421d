import { importJWK, type JWK } from "jose";
import { importCertificate } from "../toolkit/certificate.ts";
import type { Bench } from "./bench.ts";
import type { Flags } from "./flags.ts";
import { Failed, type Taken } from "./taken.ts";

/** The key that the verifier chose, and how. */
type ChosenKey =
  | { readonly kind: "secret"; readonly bytes: Uint8Array; readonly text: string }
  | { readonly kind: "public"; readonly key: CryptoKey; readonly text: string };

/** Chooses the key for an algorithm: from the header, from where the header points, by `kid`, or the service's own. */
export async function chooseKey(alg: string, taken: Taken, flags: Flags, bench: Bench): Promise<ChosenKey> {
  const brought = await broughtKey(alg, taken, flags, bench);
  if (brought) return { kind: "public", ...brought };
  return alg.startsWith("HS") ? secretFor(taken, flags, bench) : ownPublicKey(alg, bench);
}

function ownPublicKey(alg: string, { publicKey, alg: own }: Bench): ChosenKey {
  if (!publicKey || alg !== own) throw new Failed("algorithm", `no key for ${alg}`);
  return { kind: "public", key: publicKey, text: "its own public key" };
}

/** A key that the token carries or points to; null if there is none or the verifier ignores it. */
async function broughtKey(
  alg: string,
  { header }: Taken,
  flags: Flags,
  { network }: Bench,
): Promise<{ readonly key: CryptoKey; readonly text: string } | null> {
  const { jwk, x5c, jku, x5u } = header;
  if (flags.headerKey === "jwk" && jwk) return { key: await publicKeyOf(jwk, alg), text: "the jwk of the header" };
  if (flags.headerKey === "x5c" && Array.isArray(x5c))
    return { key: await importCertificate(String(x5c[0]), alg), text: "the certificate of the header" };
  const url = jku ?? x5u;
  if (flags.keyUrl === "ignored" || typeof url !== "string") return null;
  if (flags.keyUrl === "prefix" && !url.startsWith(ISSUER_PREFIX))
    throw new Failed("keyUrl", `${url} does not start with the issuer`);
  const body = network?.get(url) ?? "";
  if (x5u) return { key: await importCertificate(body, alg), text: `a certificate from ${url}` };
  const { keys } = JSON.parse(body) as { keys: JWK[] };
  const found = keys.find(({ kid }) => kid === header["kid"]) ?? keys[0];
  if (!found) throw new Failed("keyUrl", "an empty set");
  return { key: await publicKeyOf(found, alg), text: `a key from ${url}` };
}

const ISSUER_PREFIX = "https://id.example";

async function publicKeyOf(jwk: JWK, alg: string): Promise<CryptoKey> {
  const key = await importJWK(jwk, alg);
  if (key instanceof Uint8Array) throw new Failed("headerKey", "not a public key");
  return key;
}

function secretFor({ header }: Taken, flags: Flags, bench: Bench): ChosenKey {
  const byKid = secretByKid(header["kid"], flags, bench);
  if (byKid) return { kind: "secret", bytes: byKid, text: `${byKid.length} bytes, found by kid` };
  if (bench.secret) return { kind: "secret", bytes: bench.secret, text: "its own secret" };
  if (flags.otherKeys === "accepted" && bench.otherSecret)
    return { kind: "secret", bytes: bench.otherSecret, text: "a secret for another job" };
  return publicKeyAsSecret(flags, bench);
}

function publicKeyAsSecret(flags: Flags, { storedKey = new Uint8Array() }: Bench): ChosenKey {
  const isPem = new TextDecoder().decode(storedKey).startsWith("-----BEGIN");
  if (flags.key === "typed" || (flags.key === "guarded" && isPem))
    throw new Failed("key", "a public key is not a secret");
  return { kind: "secret", bytes: storedKey, text: `the ${storedKey.length} bytes of the public key` };
}

/** The result of the careless key look-ups; null if `kid` is looked up in a map. */
function secretByKid(kid: unknown, { kid: way }: Flags, bench: Bench): Uint8Array | null {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  switch (way) {
    case "map":
      return null;
    case "path":
      return bench.files?.read(`/app/keys/${String(kid)}`) ?? null;
    case "sql":
      return encode(bench.sql?.query(`SELECT secret FROM keys WHERE kid = '${String(kid)}'`)[0] ?? "");
    case "shell":
      return bench.shell ? encode(bench.shell.exec(`cat /app/keys/${String(kid)}`).trimEnd()) : null;
    case "query":
      return encode(bench.documents?.findOne({ kid })?.["key"] ?? "");
  }
}
