import type { Policy } from "../policy/members.ts";
import type { Check } from "../policy/types.ts";
import { checkPolicy } from "../policy/checks.ts";
import { bindingClaims, digestOf, hashName } from "../envelope/disclosures.ts";
import { compactSdJwt, isKeyBinding, selectiveOf } from "../envelope/selective.ts";
import type { ParsedToken } from "../envelope/types.ts";
import type { Judgement } from "../crypto/types.ts";
import { lastMember } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { confirmationOf, isKeyOf } from "../keys/confirmation.ts";
import { comparisonOf, type Finding, line, NOT_SIGNED, notAsked, ofStep, textOf } from "./comparisons.ts";
import type { WalkLayer } from "./layers.ts";
import type { Comparison, WalkContext } from "./types.ts";

/** What the policy says about the algorithm of a layer whose content is another token: everything else is asked of the claims. */
export function algOf({ header, payload, clock }: WalkLayer, { algorithms }: Policy): readonly Check[] {
  return algorithms && header && payload
    ? checkPolicy({ algorithms }, { header, payload, signatureBytes: 0 }, clock)
    : [];
}

/** What the policy says about the algorithm of an unsigned token. */
export function unsignedAlgorithm({ header }: WalkContext, { algorithms }: Policy, checks: readonly Check[]): Finding {
  const comparisons = algorithms ? ofStep("algorithm", checks).map(comparisonOf) : NOT_SIGNED.comparisons;
  const passed = comparisons.every(({ result }) => result !== "failed");
  return { passed, summary: passed ? "not signed" : `${textOf(header, "alg")} refused`, comparisons };
}

/** The algorithm is one that the policy allows; without a list, any that signs. */
export function algorithm({ judgement, header }: WalkContext, policy: Policy, checks: readonly Check[]): Finding {
  const alg = textOf(header, "alg");
  const own = ofStep("algorithm", checks).map(comparisonOf);
  const isNone = alg.toLowerCase() === "none";
  const isUnknown = judgement?.state === "unsupported";
  const comparisons: readonly Comparison[] = [
    ...(policy.algorithms
      ? []
      : [
          line("alg", alg || "absent", "any signature algorithm", !isNone && alg !== ""),
          notAsked("algorithms", alg, "the policy has no list"),
        ]),
    ...own,
    ...(isUnknown
      ? [
          line(
            "crit, alg",
            alg,
            "supported by this page",
            false,
            "The token requires something that this page does not support.",
          ),
        ]
      : []),
  ];
  const failed = comparisons.find(({ result }) => result === "failed");
  return {
    passed: failed === undefined,
    summary: failed
      ? isNone
        ? "none is refused"
        : failed.what === "typ"
          ? "different typ"
          : `${alg || "no alg"} refused`
      : policy.algorithms
        ? `${alg} is allowed`
        : `${alg}, no list`,
    comparisons,
  };
}

/** There is a key for the token, and it is not from the token. */
export function key({ judgement, header }: WalkContext): Finding {
  const kid = textOf(header, "kid");
  const state = judgement?.state;
  const passed = state === "verified" || state === "invalid";
  const have = judgement?.key?.material;
  const name = have?.jwk.kid ?? have?.description ?? (judgement?.key?.source === "secret" ? "the shared secret" : "");
  const fromToken = judgement?.key?.source === "token";
  return {
    passed: passed && !fromToken,
    summary: fromToken
      ? "its own key"
      : passed
        ? kid && have?.jwk.kid === kid
          ? `kid ${kid} found`
          : "found"
        : state === "no-key"
          ? "no key"
          : "no matching key",
    comparisons: [
      line(
        "kid",
        kid || "absent",
        passed ? name || "a key" : state === "no-key" ? "no key in the fields" : "no matching key",
        passed && !fromToken,
        fromToken ? "A key from the token itself proves nothing." : "",
      ),
    ],
  };
}

/** The signature is that of the key, and the key binding of an SD-JWT that of the holder. */
export function signature(layer: WalkLayer): Finding {
  const { judgement, header } = layer;
  const isRight = judgement?.state === "verified";
  const comparisons = [
    line("signature", `${textOf(header, "alg")} over header and payload`, isRight ? "the same" : "different", isRight),
    ...holding(layer),
  ];
  const passed = comparisons.every(({ result }) => result !== "failed");
  return {
    passed,
    summary: passed ? "good" : isRight ? "key binding refused" : "does not verify",
    comparisons,
  };
}

/** Whether the key binding, or an attestation's proof, must be judged. */
export function needsBinding({ token }: Pick<WalkContext, "token">): boolean {
  return Boolean(selectiveOf(token)?.binding);
}

/** What a verifier asks of a key binding before it uses its claims (RFC 9901 section 7.3). */
function holding({ token, payload, binding, isOuter }: WalkLayer): readonly Comparison[] {
  const selective = selectiveOf(token);
  if (isOuter || !selective?.binding) return [];
  const what = selective.isAttestation ? "proof" : "key binding";
  const isRight = binding?.state === "verified";
  const signed = line(
    what,
    isRight ? "verifies" : binding?.state === "no-key" ? "no key to verify it with" : "does not verify",
    "signed with the key in cnf",
    isRight,
    isRight ? "" : "A verifier must reject what follows the last ~ if it does not verify.",
  );
  const isHolders = isRight ? isOfHolder(binding, payload) : true;
  const key = [`key of the ${what}`, "another field's key", "the key in cnf"] as const;
  return [
    signed,
    ...(isHolders === null ? [notAsked(...key)] : isHolders ? [] : [line(...key, false)]),
    ...(selective.isAttestation ? [] : boundTo(token)),
  ];
}

/** Whether the key that verified is the one that `cnf` names; null if the page cannot compare them. */
function isOfHolder({ key }: Judgement, payload: JsonObject | null): boolean | null {
  if (key?.source === "cnf") return true;
  const { by = null, methods = {} } = confirmationOf({ root: payload }) ?? {};
  const value = by === null ? undefined : methods[by];
  const material = key?.material ?? null;
  if (material === null) return null;
  if (by === "jwk" && value?.type === "object") return isKeyOf(value, { ...material.jwk });
  return by === "jkt" && value?.type === "string" ? value.value === material.thumbprint : null;
}

/** The key binding is one by its type, and belongs to these disclosures. */
function boundTo(token: ParsedToken): readonly Comparison[] {
  const selective = selectiveOf(token);
  if (!selective?.binding || token.payload === null) return [];
  const isOne = isKeyBinding(selective.binding.text);
  const claims = bindingClaims(selective);
  const said = claims && lastMember(claims, "sd_hash")?.value;
  const digest = digestOf(compactSdJwt(token) ?? "", hashName(token.payload.json));
  const isSame = said?.type === "string" && digest !== null && said.value === digest;
  return [
    line("typ of the key binding", isOne ? "kb+jwt" : "different", "kb+jwt", isOne),
    line("sd_hash", isSame ? "the same" : said ? "different" : "absent", "the digest of this SD-JWT", isSame),
  ];
}
