import { joseHeader } from "../../envelope/json-seals.ts";
import { wholeObject } from "../../json/query.ts";
import { bindingClaims } from "../../envelope/disclosures.ts";
import { onForget } from "../../memory/forget.ts";
import { checkPolicy } from "../../policy/checks.ts";
import { readPolicy } from "../../policy/read-policy.ts";
import type { Check, Mismatches, PolicyReading } from "../../policy/types.ts";
import { describeCodePoint } from "../../text/code-points.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, factsOf } from "../support/facts.ts";
import type { Vocabulary } from "../support/words.ts";
import type { Finding, Fix, Place, Rule, RuleContext } from "../types.ts";
import { POLICY_RULES, type PolicyArgs } from "./policy.words.ts";

let lastRead: { readonly text: string; readonly reading: PolicyReading } | null = null;

onForget(() => {
  lastRead = null;
});

/** The policy of a context, read once for one text. */
export function policyOf(text: string): PolicyReading {
  if (lastRead?.text !== text) lastRead = { text, reading: readPolicy(text) };
  return lastRead.reading;
}

const kept = new WeakMap<RuleContext, readonly Check[]>();
const keptOfMessage = new WeakMap<RuleContext, readonly Check[]>();

/** The comparisons the user's policy requires; none without a policy or claims set. */
function checksOf(context: RuleContext): readonly Check[] {
  const known = kept.get(context);
  if (known) return known;
  const checks = checksAgainst(policyOf(context.policy ?? ""), context);
  kept.set(context, checks);
  return checks;
}

/** The comparisons the verifier's error message implies, in addition to the policy's. */
function checksOfMessage(context: RuleContext): readonly Check[] {
  if (context.expected === undefined) return [];
  const known = keptOfMessage.get(context);
  if (known) return known;
  const own = checksOf(context);
  const checks = checksAgainst(readPolicy(context.expected), context).filter(
    ({ name }) => !own.some((check) => check.name === name),
  );
  keptOfMessage.set(context, checks);
  return checks;
}

function checksAgainst(reading: PolicyReading, context: RuleContext): readonly Check[] {
  const { token, envelope, header: pane, claims, segment } = factsOf(context);
  const header = joseHeader(token, pane.document);
  // A verifier compares nothing with truncated JSON, and what seems missing may be in the rest.
  const payload = wholeObject(claims);
  return reading.kind === "policy" && header !== null && payload !== null
    ? checkPolicy(
        reading.policy,
        {
          header,
          payload,
          binding: bindingClaims(envelope?.selective),
          signatureBytes: segment("signature")?.bytes.length ?? 0,
        },
        context.clock,
      )
    : [];
}

/** What a check found, as the words of its rule need it. */
function argsOf({ name, actual, expected, args }: Check, who: string): PolicyArgs {
  const closest = String(args["closest"] ?? "") || expected[0] || "";
  return {
    ...args,
    who,
    name,
    actual: actual === null ? "" : excerpt(actual, 80),
    expected: excerpt(expected.join(", "), 100),
    closest: excerpt(closest, 80),
    // Of several values, the closest is compared with what was expected.
    first: firstDifference(String(args["near"] ?? "") || (actual ?? ""), closest),
  };
}

/** Where two texts first differ, as a sentence; empty if one of them is empty. */
function firstDifference(actual: string, expected: string): string {
  const [a, b] = [Array.from(actual), Array.from(expected)];
  if (a.length === 0 || b.length === 0 || actual === expected) return "";
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  const what = (character: string | undefined): string => {
    if (character === undefined) return "nothing";
    if (character === " ") return "a space";
    // Outside ASCII a letter can look like another one, or be invisible.
    const point = /^[!-~]$/.test(character)
      ? ""
      : ` (${describeCodePoint(character.codePointAt(0) ?? 0).replace(` ${character}`, "")})`;
    return `“${excerpt(character, 2)}”${point}`;
  };
  return `They differ from character ${index + 1}: ${what(a[index])} here, ${what(b[index])} expected.`;
}

/** Where a check's value is; null if no pane has it, as with an unprotected header parameter. */
function placeOf({ pane, range }: Check): Place | null {
  return range === null || range.end === 0 ? null : at(pane, range);
}

/** The rule for a policy's comparisons under one id. */
function fromPolicy(id: keyof Mismatches): Rule {
  const { spec, words } = POLICY_RULES[id];
  return defineRule<typeof id, Vocabulary<PolicyArgs>>({
    id,
    ticks: true,
    spec,
    words,
    look: (_, say, context) => {
      for (const check of checksOf(context)) {
        if (check.mismatch?.rule !== id) continue;
        say("error", check.mismatch.variant, {
          args: argsOf(check, "The policy"),
          place: placeOf(check),
          by: "policy",
          fix: fixOf(check, context.policy ?? ""),
        });
      }
      for (const check of checksOfMessage(context)) {
        if (check.mismatch?.rule !== id) continue;
        say("error", check.mismatch.variant, {
          args: argsOf(check, "The error message"),
          place: placeOf(check),
          by: "message",
        });
      }
    },
    each: true,
  });
}

/** Where the grants were found, for the policy to look there. */
function fixOf({ mismatch, name, args }: Check, policy: string): Fix | null {
  const variant = mismatch?.variant;
  if (variant !== "elsewhere" && variant !== "prefix" && variant !== "near") return null;
  // No verifier can be configured to look in the header or in several claims.
  if (variant === "elsewhere" && args["path"] === "") return null;
  try {
    const members = JSON.parse(policy) as Record<string, unknown>;
    if (mismatch?.rule === "CLM-19") return claimFix(members, name, String(args["path"]));
    const subject = args["subject"] === "role" ? "role" : "scope";
    const missing = String(args["missing"]).split(", ");
    const near = String(args["near"]).split(", ");
    const asWritten = (one: string): string =>
      variant === "near" ? (near[missing.indexOf(one)] ?? one) : one.replace(/^(?:SCOPE|ROLE)_/, "");
    const wanted = [members[`${subject}s`]].flat().map(String);
    const change =
      variant === "elsewhere" ? { [`${subject}sClaim`]: args["path"] } : { [`${subject}s`]: wanted.map(asWritten) };
    return { kind: "policy", text: JSON.stringify({ ...members, ...change }, null, 2) };
  } catch {
    return null;
  }
}

/** The policy, changed to look for a claim where it is; null if its text does not have it under that name. */
function claimFix(members: Record<string, unknown>, name: string, path: string): Fix | null {
  const { requiredClaims, claims } = members;
  const isRequired = Array.isArray(requiredClaims) && requiredClaims.includes(name);
  const isCompared = typeof claims === "object" && claims !== null && Object.hasOwn(claims, name);
  if (!isRequired && !isCompared) return null;
  const renamed = (one: unknown): unknown => (one === name ? path : one);
  const change = {
    ...(isRequired ? { requiredClaims: requiredClaims.map(renamed) } : {}),
    ...(isCompared
      ? { claims: Object.fromEntries(Object.entries(claims).map(([key, value]) => [key === name ? path : key, value])) }
      : {}),
  };
  return { kind: "policy", text: JSON.stringify({ ...members, ...change }, null, 2) };
}

/** The rules for what the user's policy refuses: each mismatch uses the id of the rule that knows its cause. */
export function withPolicy(rules: readonly Rule[]): readonly Rule[] {
  const ids = Object.keys(POLICY_RULES) as (keyof Mismatches)[];
  const ofPolicy = new Map<string, Rule>(ids.map((id) => [id, fromPolicy(id)]));
  // Some rules say more with a policy than without one.
  const wrapped = rules.map((rule): Rule => {
    const refused = ofPolicy.get(rule.id);
    if (!refused) return rule;
    ofPolicy.delete(rule.id);
    const detect = (context: RuleContext): readonly Finding[] => {
      const said = refused.detect(context);
      return said.length > 0 ? said : rule.detect(context);
    };
    return { ...rule, ticks: true, words: { ...rule.words, ...refused.words }, detect };
  });
  // A verifier compares claims only after the signature: problems of token, key and signature come first.
  const first = Math.max(
    0,
    wrapped.findIndex(({ id }) => id === "TIM-01"),
  );
  return wrapped.toSpliced(first, 0, ...ofPolicy.values());
}
