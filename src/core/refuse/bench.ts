import type { JWK } from "jose";
import { parseToken } from "../envelope/parse.ts";
import { headerString } from "../crypto/pre-judge.ts";
import { judgeToken } from "../crypto/judge.ts";
import { signToken } from "../crypto/sign.ts";
import type { Judgement } from "../crypto/types.ts";
import { lastMember, wholeObject } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { generateKey } from "../keys/generate.ts";
import type { KeyInputs, KeyMaterial } from "../keys/types.ts";
import { readKeys } from "../keys/read.ts";
import { withSecret } from "../lab/toolkit/signers.ts";
import { signCompact } from "../lab/toolkit/compact.ts";
import { createKeyShop, type KeyPair, type KeyShop } from "../lab/toolkit/key-shop.ts";
import type { Policy } from "../policy/members.ts";
import { readPolicy } from "../policy/read-policy.ts";
import { algorithmRow, type SignatureAlgorithm } from "../registry/algorithms.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { toHex } from "../text/hex.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { expectationsOf } from "./expectations.ts";
import { type Changes, changed } from "./json-edits.ts";
import type { Expectations, KitRequest, NoKit, Part } from "./types.ts";

const HOUR = 3600;
/** The lifetime of the good token made here, unless the policy requires less: long enough for a day's tests. */
const LIFETIME = 24 * HOUR;
/** The largest token, in characters, that a kit is made from: no service accepts one this large in a header. */
const MOST = 32_768;
/** Header members that bring or point to a key, or change how the token is read: a good token has none. */
const STRANGE = ["crit", "b64", "jwk", "jku", "x5u", "x5c"] as const;

/** The attacker's own key pair. `pair` is set if a certificate can be made for it. */
interface OwnKey {
  readonly keys: KeyInputs;
  readonly publicJwk: JWK;
  readonly pair: KeyPair | null;
}

/** The tools for making kinds of tokens. */
export interface Bench {
  readonly row: SignatureAlgorithm;
  readonly alg: string;
  readonly expects: Expectations;
  readonly policy: Policy;
  readonly now: number;
  /** The good token, its JSON texts, and their values. */
  readonly good: string;
  readonly header: string;
  readonly payload: string;
  readonly params: JsonObject;
  readonly claims: JsonObject;
  readonly isMadeHere: boolean;
  /** Seconds from `iat` to `exp` of tokens signed here. */
  readonly lifetime: number;
  readonly judgement: Judgement;
  /** Whether the good token's own times are valid for some more minutes. */
  readonly timesHold: boolean;
  /** The public key for the good token, if available. */
  readonly publicKey: KeyMaterial | null;
  /** The public key's text as in its field. */
  readonly publicText: string;
  /** The claims that a forger writes: the good token's, with a fresh `jti` if it has one, and currently valid times. */
  readonly forged: string;
  /** Claims for the signing key to sign. */
  claimsWith(changes: Changes): string;
  /** That many random bytes in hex. */
  fresh(length: number): string;
  random(length: number): Uint8Array;
  own(): Promise<OwnKey>;
  /** Signed with the signing key, by `alg` of the header; null if that is impossible. */
  signedRight(header: string, payload: string): Promise<readonly Part[] | null>;
  /** Signed with the attacker's own key. */
  signedOwn(header: string, payload: string): Promise<readonly Part[] | null>;
  /** An HMAC under these bytes, by `alg` of the header. */
  signedWith(octets: Uint8Array, header: string, payload: string): Promise<readonly Part[]>;
}

/** Reads the request and makes the good token if its signing key is available; otherwise says why there is no kit. */
export async function openBench(request: KitRequest): Promise<Bench | NoKit> {
  const { now, random } = request;
  if (request.token.length > MOST) return "large";
  // A key from the token is not used.
  const { tokenKey: _, ...keys } = request.keys;
  const token = parseToken(request.token.trim());
  if (token.form === "empty") return "empty";
  if (token.form !== "jws" || token.segmentCount !== 3) return "not-signed-compact";
  const alg = headerString(token, "alg") ?? "";
  const row = algorithmRow(alg);
  if (row?.family === "none") return "unsigned";
  if (row === null) return "algorithm";
  if (token.segments[1]?.text === "" || token.unencodedPayload === true) return "detached";
  const params = token.header && wholeObject(token.header.json);
  const claims = token.payload && wholeObject(token.payload.json);
  if (!params || !claims || !token.header || !token.payload) return "not-claims";

  const reading = readPolicy(request.policy);
  const policy = reading.kind === "policy" ? reading.policy : {};
  const kid = headerString(token, "kid");
  const sign = async (header: string, payload: string, signing: KeyInputs, named: string | null) => {
    const text = `${encode(header)}.${encode(payload)}`;
    const name = headerString(parseToken(`${text}.`), "alg") ?? "";
    const outcome = await signToken({ alg: name, signingInput: text, kid: named }, signing);
    return outcome.kind === "signed" && outcome.signature !== "" ? `${text}.${outcome.signature}` : null;
  };
  // A deliberate request for another algorithm gets no warning that the key names its own.
  const anyway: KeyInputs = { ...keys, privateKey: { ...keys.privateKey, judgeAnyway: true } };
  const lifetime = policy.maxLifetime ?? LIFETIME;
  const jti = lastMember(claims, "jti") ? { jti: toHex(random(8)) } : {};
  const goodHeader = changed(token.header.text, Object.fromEntries(STRANGE.map((name) => [name, undefined])));
  const goodPayload = changed(token.payload.text, {
    ...jti,
    ...(lastMember(claims, "nbf") ? { nbf: now } : {}),
    ...(lastMember(claims, "iat") || policy.maxAge !== undefined || policy.maxLifetime !== undefined
      ? { iat: now }
      : {}),
    exp: now + lifetime,
  });
  const made = await sign(goodHeader, goodPayload, keys, kid);
  const good = made ?? token.text;
  const parsed = made === null ? token : parseToken(made);
  const [header, payload] = [parsed.header?.text ?? "", parsed.payload?.text ?? ""];
  const judgement = await judgeToken(parsed, keys);
  const own = once(() => ownKey(row, request.shop ?? createKeyShop()));
  const goodClaims = (parsed.payload && wholeObject(parsed.payload.json)) ?? claims;
  const goodParams = (parsed.header && wholeObject(parsed.header.json)) ?? params;
  const claimsWith = (changes: Changes): string =>
    changed(payload, { ...(lastMember(goodClaims, "jti") ? { jti: toHex(random(8)) } : {}), ...changes });
  return {
    row,
    alg,
    policy,
    now,
    good,
    header,
    payload,
    lifetime,
    params: goodParams,
    claims: goodClaims,
    judgement,
    expects: expectationsOf(policy, alg, goodParams, goodClaims),
    isMadeHere: made !== null,
    timesHold: Object.keys(timesThatHold(goodClaims, now)).length === 0,
    publicKey: judgement.key?.material ?? (await firstKey(keys.publicKey.text)),
    publicText: keys.publicKey.text,
    forged: claimsWith(timesThatHold(goodClaims, now)),
    claimsWith,
    fresh: (length) => toHex(random(length)),
    random,
    own,
    signedRight: async (head, body) => asParts(await sign(head, body, anyway, kid)),
    signedOwn: async (head, body) => asParts(await sign(head, body, (await own()).keys, null)),
    signedWith: async (octets, head, body) => {
      const name = headerString(parseToken(`${encode(head)}.e30.`), "alg") ?? "";
      return [await signCompact(head, body, withSecret(octets, name))];
    },
  };
}

const encode = (text: string): string => encodeBase64Url(encodeUtf8(text));
const asParts = (token: string | null): readonly Part[] | null => (token === null ? null : [token]);

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** Replacements for the good token's times if they have passed, are not reached yet, or are about to end. */
function timesThatHold(claims: JsonObject, now: number): Changes {
  const time = (name: string): number | null => {
    const node = lastMember(claims, name)?.value;
    return node?.type === "number" ? node.value : null;
  };
  const [exp, nbf] = [time("exp"), time("nbf")];
  return {
    ...(exp !== null && exp <= now + 300 ? { exp: now + HOUR } : {}),
    ...(nbf !== null && nbf > now ? { nbf: now } : {}),
  };
}

async function firstKey(text: string): Promise<KeyMaterial | null> {
  const reading = await readKeys(text);
  return reading.kind === "keys" ? (reading.keys.find(({ jwk }) => jwk.kty !== "oct") ?? null) : null;
}

async function ownKey(row: SignatureAlgorithm, shop: KeyShop): Promise<OwnKey> {
  const pair = row.kty === "RSA" ? await shop.rsa("own") : row.alg === "ES256" ? await shop.p256("own") : null;
  if (pair) return { keys: fields(JSON.stringify(pair.privateJwk)), publicJwk: pair.publicJwk, pair };
  const made = await generateKey(row.alg);
  if ("secret" in made) {
    const { text } = made.secret;
    return { keys: { ...fields(""), secret: made.secret }, publicJwk: { kty: "oct", k: text }, pair: null };
  }
  const { d: _d, priv: _priv, ...publicJwk } = made.jwk;
  return { keys: fields(made.privateKey), publicJwk, pair: null };
}

function fields(privateKey: string): KeyInputs {
  return { secret: { text: "", encoding: "UTF-8" }, publicKey: { text: "" }, privateKey: { text: privateKey } };
}
