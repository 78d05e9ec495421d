import { algorithmRow } from "../registry/algorithms.ts";
import type { Policy } from "../policy/members.ts";
import { keySetOf } from "../policy/write/key-set.ts";
import { quoted, seconds } from "../policy/write/quote.ts";
import {
  namedAlgorithms,
  neededClaims,
  type Requirements,
  requirementsOf,
  type TokenFacts,
} from "../policy/write/requirements.ts";
import { isShared } from "./encryption.ts";
import type { Asked, CodeKey, Encryption, Situation, VerifyCode, VerifyTarget } from "./types.ts";

/**
 * Code for one target that verifies such a token under the policy. The algorithm is pinned and never read from the token, a
 * secret is read from the environment, and the text is well-formed whatever the values are. If the target cannot do it,
 * the text is a comment that says so. Pure.
 */
export function verifyCode(target: VerifyTarget, situation: Situation): VerifyCode {
  const cannot = whyNot(target, situation);
  if (cannot !== null)
    return { text: `${target.comment ?? "//"} ${cannot}\n`, isCode: false, checks: [], environment: [] };
  const asked = askedOf(target, situation);
  const remarks = [...asked.remarks, ...(target.remarks?.(asked) ?? [])];
  const comments = remarks.map((remark) => `${target.comment ?? "//"} ${commentText(remark)}\n`).join("");
  return {
    text: `${target.write(asked).trimEnd()}\n${comments === "" ? "" : `\n${comments}`}`,
    isCode: true,
    checks: checksOf(asked),
    environment: environmentOf(target, asked),
  };
}

/** A remark quotes the policy's values, and PHP ends its code at `?>` in a comment, too. */
const commentText = (remark: string): string => remark.replaceAll("?>", "? >");

/** Why the target has no code for this, as a sentence; null where it has. */
function whyNot({ title, algorithms, hasEd448, decrypts }: VerifyTarget, situation: Situation): string | null {
  const { policy, token, key, jwe } = situation;
  if (jwe !== null && decrypts === undefined) {
    return `${title} does not decrypt JWE: decrypt the token first, then verify the one inside.`;
  }
  if (jwe !== null && decrypts?.test(`${jwe.alg} ${jwe.enc}`) !== true) {
    return `This page has no code that decrypts ${namesOf(jwe)} with ${title}.`;
  }
  if (jwe !== null && !jwe.isNested) return null;
  if (token.alg === "none" && namedAlgorithms(policy, token).length === 0) {
    return "This token is unsigned (alg none): no code can verify it. Name an algorithm in the policy.";
  }
  const named = namedAlgorithms(policy, token);
  if (named.length > 0 && !named.some((name) => algorithms.test(name))) {
    return `${title} does not verify ${named.join(", ")}.`;
  }
  if (key?.jwk["crv"] === "Ed448" && named.includes("EdDSA") && hasEd448 !== true) {
    return `${title} supports EdDSA only on Ed25519, and this key is on Ed448.`;
  }
  return null;
}

/** Names from a token are untrusted: in a comment they are quoted. */
const namesOf = ({ alg, enc }: Encryption): string => quoted(`${alg} with ${enc}`);

function askedOf(target: VerifyTarget, { policy: given, token, key: atHand, secretEncoding, jwe }: Situation): Asked {
  const { policy, key, remarks: ofKey } = fitted(target, given, token, atHand);
  const isExactSub = policy.sub?.some((sub) => sub.includes("*")) === false;
  const scopesAreUsual = policy.scopesClaim === undefined || policy.scopesClaim === "scope";
  const isSigned = jwe === null || jwe.isNested;
  const isPlaceholder = namedAlgorithms(policy, token).length === 0;
  const { keys: _, ...wanted } = requirementsOf(
    isPlaceholder && isSigned ? { ...policy, algorithms: ["RS256"] } : policy,
    token,
    {
      algorithms: target.algorithms,
      checks: [
        "algorithms",
        "iss",
        "aud",
        "typ",
        "requiredClaims",
        "maxAge",
        "leeway",
        ...(isExactSub ? ["sub" as const] : []),
        ...(scopesAreUsual ? ["scopes" as const] : []),
      ],
    },
  );
  const { isShared } = wanted;
  const algorithms = [...new Set(wanted.algorithms)];
  const own = algorithms.includes(token.alg) ? token.alg : wanted.algorithms[0];
  const [codeKey, ofAddress] = keyOf(target, wanted, isShared ? null : key, secretEncoding);
  return {
    ...wanted,
    remarks: [
      ...(isPlaceholder && isSigned
        ? ["Neither policy nor token names a signature algorithm: RS256 is a placeholder."]
        : []),
      ...wanted.remarks,
      ...ofKey,
      ...(isSigned ? ofAddress : []),
    ],
    algorithms: [own, ...algorithms.filter((name) => name !== own)],
    algorithm: own,
    key: codeKey,
    typ: (policy.typ ?? []).map((name) => name.toLowerCase().replace(/^application\//, "")),
    required: neededClaims({ policy }),
    subs: isExactSub ? wanted.subjects : [],
    scopes: scopesAreUsual ? wanted.scopes : [],
    leeway: seconds(policy.leeway),
    maxAge: policy.maxAge === undefined ? null : seconds(policy.maxAge),
    jwe,
  };
}

/** The policy limited to the algorithms that the given key supports; without the key if it supports none of them. */
function fitted(target: VerifyTarget, policy: Policy, token: TokenFacts, key: Situation["key"]) {
  if (key === null) return { policy, key, remarks: [] };
  const named = namedAlgorithms(policy, token);
  const fits = named.filter((name) => {
    const row = algorithmRow(name);
    const { kty, crv } = key.jwk;
    if (row?.kty !== kty || !target.algorithms.test(name)) return false;
    return row?.curves.length === 0 ? kty !== "AKP" || key.jwk["alg"] === name : row?.curves.includes(crv ?? "");
  });
  if (fits.length === 0) return { policy, key: null, remarks: [] };
  const others = named.filter((name) => !fits.includes(name));
  if (others.length === 0) return { policy, key, remarks: [] };
  const remarks = [`Left out, because the key here does not fit: ${others.join(", ")}.`];
  return { policy: { ...policy, algorithms: fits }, key, remarks };
}

/** Where the code gets its key, with remarks. A documented key set takes precedence over a copy of a key. */
function keyOf(
  { fetchesNone, hasOwnKey }: VerifyTarget,
  { isShared, issuers, issuer }: Omit<Requirements, "keys">,
  key: Situation["key"],
  encoding: Situation["secretEncoding"],
): readonly [key: CodeKey, remarks: readonly string[]] {
  if (isShared) return [{ from: "secret", encoding }, []];
  const { url, is } = keySetOf(issuer);
  if (key?.pem && !hasOwnKey && (fetchesNone || is !== "documented")) {
    const remark = "The key is a copy: replace it when the issuer rotates its keys.";
    return [{ from: "code", pem: key.pem.trim(), jwk: key.jwk }, [remark]];
  }
  if (fetchesNone) return [{ from: "environment" }, []];
  if (hasOwnKey) return [{ from: "url", url }, []];
  const remarks = {
    documented: [],
    usual: ["The address of the key set is derived from iss: check that the issuer publishes its keys there."],
    placeholder: issuers.length > 0 ? [`No address can be derived from iss: ${url} is a placeholder.`] : [],
  }[is];
  const more = issuers.length > 1 ? ["Only the first issuer's keys are used."] : [];
  return [{ from: "url", url }, [...remarks, ...more]];
}

function checksOf(asked: Asked): readonly string[] {
  const { algorithms, issuers, audiences, subs, typ, maxAge, scopes, jwe } = asked;
  return [
    ...(jwe === null ? [] : [`encryption (${jwe.alg}, ${jwe.enc})`]),
    ...(jwe === null || jwe.isNested ? [`signature (${algorithms.join(", ")} only)`] : []),
    "crit",
    ...(typ.length > 0 ? ["typ"] : []),
    "exp",
    "nbf",
    ...(issuers.length > 0 ? ["iss"] : []),
    ...(audiences.length > 0 ? ["aud"] : []),
    ...(subs.length > 0 ? ["sub"] : []),
    ...(maxAge === null ? [] : ["age by iat"]),
    ...(scopes.length > 0 ? ["scope"] : []),
    ...presence(asked),
  ];
}

/** The claims that only need to be present. */
function presence({ required, issuers, audiences, subs, maxAge }: Asked): readonly string[] {
  const compared = new Set([
    "exp",
    ...(issuers.length > 0 ? ["iss"] : []),
    ...(audiences.length > 0 ? ["aud"] : []),
    ...(subs.length > 0 ? ["sub"] : []),
    ...(maxAge === null ? [] : ["iat"]),
  ]);
  const names = required.filter((name) => !compared.has(name));
  const [last = "", ...others] = names.toReversed();
  if (names.length === 0) return [];
  return [others.length === 0 ? `presence of ${last}` : `presence of ${others.toReversed().join(", ")} and ${last}`];
}

function environmentOf({ hasOwnKey }: VerifyTarget, { key, jwe }: Asked): readonly string[] {
  return [
    ...(jwe === null ? [] : [isShared(jwe.alg) ? "JWE_SECRET" : "JWE_PRIVATE_KEY"]),
    ...(hasOwnKey === true || (jwe !== null && !jwe.isNested)
      ? []
      : key.from === "secret"
        ? ["JWT_SECRET"]
        : key.from === "environment"
          ? ["JWT_PUBLIC_KEY"]
          : []),
  ];
}
