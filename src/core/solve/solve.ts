import { readKeys } from "../keys/read.ts";
import { decodeSecret } from "../keys/secret.ts";
import { chooseKeys } from "../keys/fit/choose.ts";
import type { KeyMaterial, KeyReading } from "../keys/types.ts";
import { stringMember } from "../json/query.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { withDetached } from "../envelope/detached.ts";
import { withSegments } from "../envelope/json-project.ts";
import { openSeal, sealedToken } from "../envelope/json-seals.ts";
import { parseToken } from "../envelope/parse.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { searchAsymmetric } from "./asymmetric.ts";
import { searchDecryption } from "./decryption.ts";
import { searchHmac } from "./hmac.ts";
import { sha256 } from "./secret/octets.ts";
import { searchMisread } from "./misread.ts";
import { signatureForms } from "./signature-forms.ts";
import { signingInputs } from "./signing-inputs.ts";
import type { Discovery, Solution, SolveQuestion, SolveStep } from "./types.ts";
import { toHex } from "../text/hex.ts";

/**
 * Tries common mistakes for a token whose signature does not verify: other readings of the secret, other hash sizes,
 * another key of the set, another padding, other spellings of the signature, other signing inputs; for an encrypted
 * token that does not decrypt, other readings of the secret. Returns the simplest reading that verifies or decrypts,
 * as an offer: nothing is changed, and no verdict follows from it. `clock` returns milliseconds. Never rejects
 * because of what a token or key contains; needs a secure context.
 */
export async function solve(
  { token, detached = "", seal, keys }: SolveQuestion,
  clock: () => number,
): Promise<Solution> {
  const start = clock();
  const whole = parseToken(token);
  const opened = seal === undefined ? whole : openSeal(whole, seal);
  const parsed = withDetached(sealedToken(opened), detached);
  const alg = headerString(parsed, "alg") ?? "";
  const kid = headerString(parsed, "kid");
  const signature = parsed.segments[2];
  const secretBytes = decodeSecret(keys.secret);
  const answer = async (
    discovery: Discovery | null,
    tried: number,
    kinds: readonly SolveStep[],
  ): Promise<Solution> => ({
    discovery,
    tried,
    kinds: discovery === null ? [...new Set(kinds)] : [],
    milliseconds: clock() - start,
    fingerprint:
      "bytes" in secretBytes && secretBytes.bytes.length > 0
        ? { bytes: secretBytes.bytes.length, sha256: toHex(await sha256(secretBytes.bytes)).slice(0, 8) }
        : null,
  });
  if (parsed.form === "jwe") {
    const { discovery, tried, kinds, readings: made } = await searchDecryption(parsed, keys);
    return { ...(await answer(discovery, tried, kinds)), readings: made };
  }
  if (parsed.form !== "jws" || parsed.segmentCount !== 3 || !signature || signature.bytes.length === 0)
    return answer(null, 0, []);

  // The protected parts were signed, whatever else there is.
  const inputs =
    opened.seal === undefined
      ? await signingInputs(parsed)
      : await signingInputs({ ...parsed, header: opened.header }, (...own) => withSegments(opened, own));
  const signatures = signatureForms(signature.bytes, signature.text);
  const readings = await Promise.all([
    readKeys(keys.publicKey.text, keys.publicKey.passphrase),
    readKeys(keys.privateKey.text, keys.privateKey.passphrase),
    readKeys(/-----BEGIN |^\s*[{[]/.test(keys.secret.text) ? keys.secret.text : ""),
  ]);
  const materials = readings.flatMap((reading) => (reading.kind === "keys" ? reading.keys : []));
  const certified = await leavesOf(materials);
  const isHmac = algorithmRow(alg)?.family === "HMAC";
  const respell = (bytes: Uint8Array): string =>
    token.slice(0, signature.range.start) + encodeBase64Url(bytes) + token.slice(signature.range.end);

  const hmac = () =>
    searchHmac({
      secret: keys.secret,
      keyTexts: [keys.publicKey.text, keys.privateKey.text].filter((text) => text.trim() !== ""),
      keys: materials.filter(({ jwk }) => jwk.kty !== "oct"),
      inputs,
      signatures,
      alg,
      respell,
    });
  const asymmetric = () =>
    searchAsymmetric({
      keys: [...keysToTry(readings, alg, kid), ...certified],
      inputs,
      signatures,
      alg,
      kid,
      respell,
    });

  const first = await (isHmac ? hmac() : asymmetric());
  if (first.discovery) return answer(first.discovery, first.tried, []);
  const second = await (isHmac ? asymmetric() : hmac());
  const tried = first.tried + second.tried;
  const kinds = [...first.kinds, ...second.kinds];
  if (second.discovery || opened.seal !== undefined || detached !== "") return answer(second.discovery, tried, kinds);
  const third = await searchMisread({
    token: parsed,
    alg,
    secret: "bytes" in secretBytes ? secretBytes.bytes : null,
    keys: keysToTry(readings, alg, kid).flatMap(({ material, isJudging }) => (isJudging ? [material] : [])),
  });
  return answer(third.discovery, tried + third.tried, [...kinds, ...third.kinds]);
}

/** For how many keys certificates are read. */
const MOST_LEAVES = 20;

/** The keys of the first certificates in `x5c` (RFC 7517 section 4.7), if they differ from the keys that carry them. */
async function leavesOf(materials: readonly KeyMaterial[]) {
  const known = new Set(materials.map(({ thumbprint }) => thumbprint));
  const leaves = await Promise.all(
    materials.slice(0, MOST_LEAVES).map(async ({ jwk }) => {
      const [leaf] = jwk.x5c ?? [];
      if (typeof leaf !== "string") return [];
      const reading = await readKeys(`-----BEGIN CERTIFICATE-----\n${leaf}\n-----END CERTIFICATE-----\n`);
      return reading.kind === "keys" ? reading.keys.filter(({ thumbprint }) => !known.has(thumbprint)) : [];
    }),
  );
  return leaves.flat().map((material) => ({ material, isJudging: false, field: "Public key", isLeaf: true }));
}

/** The keys in the fields, each once; those that the page verified with are marked. */
function keysToTry(readings: readonly KeyReading[], alg: string, kid: string | null) {
  const fields = ["Public key", "Private key", "Secret"] as const;
  const judging = readings.findIndex(({ kind }) => kind === "keys");
  const seen = new Set<string>();
  return readings.flatMap((reading, index) => {
    if (reading.kind !== "keys") return [];
    const choice =
      index === judging ? chooseKeys(reading, { alg, kid, operation: "verify", judgeAnyway: false }) : null;
    const judged = new Set<KeyMaterial>(
      choice?.kind === "candidates" ? choice.candidates.map(({ material }) => material) : [],
    );
    return reading.keys.flatMap((material) => {
      if (material.jwk.kty === "oct" || seen.has(material.thumbprint)) return [];
      seen.add(material.thumbprint);
      // A single key in the field is used even if it does not support the header's algorithm; not so in a set, where
      // `kid` binds.
      const isOnly = index === judging && index < 2 && reading.keys.length === 1 && choice?.kind !== "kid-not-in-set";
      const isJudging = judged.has(material) || isOnly;
      return [{ material, isJudging, field: fields[index] ?? "" }];
    });
  });
}

function headerString({ header }: ParsedToken, name: string): string | null {
  return header && stringMember(header.json, name);
}
