import type { Policy } from "../policy/members.ts";
import type { Check } from "../policy/types.ts";
import { checkPolicy } from "../policy/checks.ts";
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

/** The signature is that of the key. */
export function signature({ judgement, header }: WalkContext): Finding {
  const passed = judgement?.state === "verified";
  return {
    passed,
    summary: passed ? "good" : "does not verify",
    comparisons: [
      line("signature", `${textOf(header, "alg")} over header and payload`, passed ? "the same" : "different", passed),
    ],
  };
}
