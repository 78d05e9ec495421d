import { createLocalJWKSet, importJWK, jwtVerify, type JWTVerifyOptions } from "jose";
import { judgeToken } from "../../core/crypto/judge.ts";
import type { Judgement } from "../../core/crypto/types.ts";
import { parseToken } from "../../core/envelope/parse.ts";
import { walkGateway } from "../../core/gateway/walk.ts";
import { parseJson } from "../../core/json/parse.ts";
import { wholeObject } from "../../core/json/query.ts";
import { readKeys } from "../../core/keys/read.ts";
import { decodeSecret } from "../../core/keys/secret.ts";
import type { KeyInputs } from "../../core/keys/types.ts";
import { publicJwk } from "../../core/keys/export.ts";
import { readPolicy } from "../../core/policy/read-policy.ts";
import type { Expectations } from "../../core/refuse/types.ts";
import { allFindings } from "../../core/rules/flatten.ts";
import { runRules } from "../../core/rules/run.ts";
import { solve } from "../../core/solve/solve.ts";
import type { Solution } from "../../core/solve/types.ts";
import { contextOf } from "../rules/context.ts";

/**
 * What the project's own verifier says about a token: the step that refuses it (null: accepted), its judgement, and the
 * rules that fire. If `rule` is not among those, other readings of its keys are tried, as on the page.
 */
export async function ownVerdict(
  text: string,
  keys: KeyInputs,
  expects: Expectations,
  now: number,
  rule?: string,
): Promise<{ readonly stopped: string | null; readonly judgement: Judgement; readonly rules: readonly string[] }> {
  const clock = { now, leeway: 0 };
  const token = parseToken(text);
  const judgement = await judgeToken(token, keys);
  const root = (of: string | undefined) => wholeObject(parseJson(of ?? ""));
  const policy = JSON.stringify(expects);
  const { stopped } = walkGateway({
    token,
    arrival: null,
    header: root(token.header?.text),
    payload: root(token.payload?.text),
    judgement,
    policy: readPolicy(policy),
    clock,
    mapping: [],
    realm: "",
  });
  const publicKey = await readKeys(keys.publicKey.text);
  const rulesWith = (solution: Solution | null) =>
    allFindings(
      runRules(contextOf(text, { keys, judgement, original: judgement, publicKey, policy, solution }, clock)),
    );
  const plain = rulesWith(null);
  const isKnown = rule === undefined || plain.some((finding) => finding.rule === rule);
  const findings = isKnown ? plain : rulesWith(await solve({ token: text, keys }, () => 0));
  // The gateway leaves a negative age to the diagnosis, which calls it an error.
  const isTooYoung = expects.maxAge !== undefined && findings.some((finding) => finding.rule === "TIM-06");
  return { stopped: stopped ?? (isTooYoung ? "age" : null), judgement, rules: findings.map((finding) => finding.rule) };
}

/**
 * jose as a correct service uses it: one key, and everything pinned. Returns the error's message, or null if it
 * accepts.
 */
export async function joseRefusal(
  token: string,
  keys: KeyInputs,
  expects: Expectations,
  now: number,
): Promise<string | null> {
  const options: JWTVerifyOptions = {
    algorithms: [...expects.algorithms],
    currentDate: new Date(now * 1000),
    ...(expects.iss && { issuer: [...expects.iss] }),
    ...(expects.aud && { audience: [...expects.aud] }),
    ...(expects.typ?.[0] !== undefined && { typ: expects.typ[0] }),
    ...(expects.sub?.[0] !== undefined && { subject: expects.sub[0] }),
    ...(expects.requiredClaims && { requiredClaims: [...expects.requiredClaims] }),
    ...(expects.maxAge !== undefined && { maxTokenAge: expects.maxAge }),
  };
  try {
    const key = await joseKey(keys, expects.algorithms[0] ?? "");
    await (typeof key === "function" ? jwtVerify(token, key, options) : jwtVerify(token, key, options));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function joseKey(keys: KeyInputs, alg: string) {
  const text = keys.publicKey.text === "" ? keys.privateKey.text : keys.publicKey.text;
  if (text === "") {
    const secret = decodeSecret(keys.secret);
    return "bytes" in secret ? secret.bytes : new Uint8Array();
  }
  const reading = await readKeys(text);
  if (reading.kind !== "keys") throw new Error("no key");
  const jwks = reading.keys.map(({ jwk }) => publicJwk(jwk));
  const [jwk] = jwks;
  return jwks.length > 1 ? createLocalJWKSet({ keys: jwks }) : importJWK(jwk!, alg);
}
