import { durationWords } from "../claims/describe.ts";
import { lastMember } from "../json/query.ts";
import type { Policy } from "../policy/members.ts";
import { valueAt, valuesOf } from "../policy/claim-path.ts";
import { hiddenIn } from "../envelope/disclosures.ts";
import type { JsonObject } from "../json/types.ts";
import type { Check } from "../policy/types.ts";
import { comparisonOf, type Finding, holderWords, line, notAsked, ofStep } from "./comparisons.ts";
import type { Comparison, StepId, WalkContext } from "./types.ts";

/** `nbf`, `exp` and the policy's limits of age (RFC 7519 sections 4.1.4 and 4.1.5). */
export function time({ payload, clock }: WalkContext, policy: Policy, checks: readonly Check[]): Finding {
  const leeway = policy.leeway ?? clock.leeway;
  const comparisons: Comparison[] = [];
  let summary = "in force";
  for (const name of ["nbf", "exp"] as const) {
    const node = payload && lastMember(payload, name)?.value;
    if (!node) {
      comparisons.push(notAsked(name, payload && hiddenIn(payload) > 0 ? "not disclosed" : "absent", "optional"));
      continue;
    }
    const value = node.type === "number" ? node.value : Number.NaN;
    const passed = name === "exp" ? clock.now < value + leeway : clock.now >= value - leeway;
    if (!passed)
      summary = Number.isNaN(value) ? `${name} is not a number` : name === "exp" ? "expired" : "not yet valid";
    const distance = Number.isNaN(value)
      ? ""
      : `${durationWords(Math.abs(clock.now - value))} ${name === "exp" ? "too late" : "too early"}`;
    comparisons.push(
      line(
        name,
        Number.isNaN(value) ? "not a number" : String(value),
        `now ${clock.now}`,
        passed,
        [passed ? "" : distance, holderWords(node.range)].filter((note) => note !== "").join(", "),
      ),
    );
  }
  comparisons.push(notAsked("leeway", "", `${leeway} s`));
  const limits = checks.filter(({ subject }) => subject === "age" || subject === "lifetime");
  comparisons.push(...limits.map(comparisonOf));
  if (limits.some(({ mismatch }) => mismatch)) summary = "too old";
  else if (comparisons.every(({ result }) => result === "not-asked")) summary = "no exp, no nbf";
  return { passed: comparisons.every(({ result }) => result !== "failed"), summary, comparisons };
}

/** A step that consists of comparisons with the policy; if the policy asks for none, nothing is compared. */
export function fromChecks(
  id: StepId,
  checks: readonly Check[],
  claim: string | null,
  { payload }: WalkContext,
): Finding {
  const own = ofStep(id, checks);
  if (own.length === 0) {
    const node = claim === null || payload === null ? null : (lastMember(payload, claim)?.value ?? null);
    const token = claim === null ? "" : node ? valuesOf(node).join(", ") : "absent";
    const what = claim ?? "scope, roles";
    return {
      passed: true,
      summary: "not compared",
      comparisons: [notAsked(what, token, "not in the policy")],
    };
  }
  const failed = own.filter(({ mismatch }) => mismatch);
  const names = [...new Set((failed.length > 0 ? failed : own).map(({ name }) => name))].join(", ");
  return {
    passed: failed.length === 0,
    summary: failed.length > 0 ? `${names} refused` : names,
    comparisons: own.map(comparisonOf),
  };
}

/**
 * The fields that the service gets: each mapped claim that is present. Lists are joined with commas, and characters
 * that a field cannot carry are encoded.
 */
export function mapped(
  payload: JsonObject,
  { mapping }: WalkContext,
): readonly { readonly name: string; readonly value: string }[] {
  return mapping.flatMap(({ claim, header }) => {
    const node = valueAt(payload, claim);
    if (node === null || header === "") return [];
    const value = valuesOf(node, claim === "scope" || claim === "scp").join(",");
    return [
      {
        name: header,
        value: value.replace(/[^\x21-\x7e ]|%/gu, (character) => encodeURIComponent(wellFormed(character))),
      },
    ];
  });
}

/** Half a surrogate pair has no encoding in a URL. */
function wellFormed(character: string): string {
  return /\p{Surrogate}/u.test(character) ? "\ufffd" : character;
}
