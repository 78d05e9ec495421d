import { checkPolicy } from "../../policy/checks.ts";
import { readPolicy } from "../../policy/read-policy.ts";
import type { Check, PolicyReading } from "../../policy/types.ts";
import { describeCodePoint } from "../../text/code-points.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, factsOf } from "../support/facts.ts";
import type { Finding, Rule, RuleContext } from "../types.ts";

let lastRead: { readonly text: string; readonly reading: PolicyReading } | null = null;

/** The policy of a context, read once for one text. */
export function policyOf(text: string): PolicyReading {
  if (lastRead?.text !== text) lastRead = { text, reading: readPolicy(text) };
  return lastRead.reading;
}

const kept = new WeakMap<RuleContext, readonly Check[]>();

/** The comparisons that the user's policy asks for; none where there is no policy or no claims set to hold against it. */
export function checksOf(context: RuleContext): readonly Check[] {
  const known = kept.get(context);
  if (known) return known;
  const { header, payload, segment } = factsOf(context);
  const reading = policyOf(context.policy ?? "");
  const checks =
    reading.kind === "policy" && header.object && payload.object
      ? checkPolicy(
          reading.policy,
          { header: header.object, payload: payload.object, signatureBytes: segment("signature")?.bytes.length ?? 0 },
          context.clock,
        )
      : [];
  kept.set(context, checks);
  return checks;
}

/** What a check found, as the words of its rule need it. */
function argsOf({ name, actual, expected, args }: Check): Readonly<Record<string, string | number>> {
  const closest = String(args["closest"] ?? "") || expected[0] || "";
  return {
    ...args,
    name,
    actual: actual === null ? "" : excerpt(actual, 80),
    expected: excerpt(expected.join(", "), 100),
    closest: excerpt(closest, 80),
    first: firstDifference(actual ?? "", closest),
  };
}

/** Where two texts part, as a sentence; nothing where one of them is empty. */
function firstDifference(actual: string, expected: string): string {
  const [a, b] = [Array.from(actual), Array.from(expected)];
  if (a.length === 0 || b.length === 0 || actual === expected) return "";
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  const what = (character: string | undefined): string => {
    if (character === undefined) return "nothing";
    if (character === " ") return "a space";
    // Beyond ASCII a letter can look like another, or like nothing.
    const point = /^[!-~]$/.test(character)
      ? ""
      : ` (${describeCodePoint(character.codePointAt(0) ?? 0).replace(` ${character}`, "")})`;
    return `“${excerpt(character, 2)}”${point}`;
  };
  return `They part at character ${index + 1}: ${what(a[index])} here, ${what(b[index])} expected.`;
}

/** Rules that the user's policy alone makes possible, with the clause that makes each a fact. */
const OWN: readonly (readonly [id: string, spec: string])[] = [
  ["HDR-02", "RFC 8725 section 3.1"],
  ["HDR-04", "RFC 7515 section 4.1.9, RFC 8725 section 3.11"],
  ["CLM-01", "RFC 7519 section 4.1.1"],
  ["CLM-02", "RFC 7519 section 4.1.1"],
  ["CLM-03", "Microsoft identity platform, access token claims"],
  ["CLM-04", "RFC 7519 section 4.1.1"],
  ["CLM-05", "RFC 7519 section 4.1.3"],
  ["CLM-07", "Microsoft identity platform, access token claims"],
  ["CLM-08", "RFC 7519 section 4.1.3"],
  ["CLM-10", "RFC 9068 section 4"],
  ["CLM-17", "OpenID Connect Core section 3.1.3.7, RFC 9068 section 2.2"],
  ["CLM-18", "RFC 6750 section 3.1, RFC 9068 section 2.2.3"],
  ["CLM-19", "RFC 7519 section 4"],
  ["CLM-20", "OpenID Connect Core section 3.1.3.7, RFC 7519 section 4.1.7"],
  ["CLM-21", "RFC 7519 section 4.1.1: compared letter by letter"],
  ["CLM-22", "Envoy jwt_authn, RFC 7519 section 4.1"],
  ["TIM-07", "RFC 8725 section 3.10"],
  ["TIM-12", "OpenID Connect Core section 3.1.3.7, RFC 9449 section 4.3"],
  ["PRV-01", "Amazon Cognito developer guide, using the access token"],
  ["PRV-03", "Firebase documentation, Verify ID Tokens"],
  ["PRV-04", "Google Identity, Verify the Google ID token"],
  ["PRV-06", "GitHub Docs, OpenID Connect reference"],
  ["PRV-07", "GitHub Docs, OpenID Connect reference"],
  ["PRV-09", "Kubernetes documentation, Managing Service Accounts"],
  ["PRV-11", "Kong documentation, JWT plugin"],
  ["PRV-12", "Apache APISIX documentation, jwt-auth"],
  ["PRV-13", "Envoy jwt_authn: issuer and audiences of a provider; Istio RequestAuthentication"],
  ["PRV-17", "Kong JWT plugin, source"],
];

function fromPolicy(id: string, spec: string): Rule {
  return defineRule(id, ["token", "clock"], spec, (_, say, context) => {
    for (const check of checksOf(context)) {
      if (check.passed || check.rule !== id) continue;
      say("error", check.variant, {
        args: argsOf(check),
        place: check.range && at(check.pane, check.range),
      });
    }
  });
}

/** Rules that say something without a policy, and more with one. */
const BESIDE: ReadonlySet<string> = new Set(["CLM-14", "TIM-08"]);

/** The rules with what the user's policy refuses: each mismatch speaks with the id of the rule that knows its cause. */
export function withPolicy(rules: readonly Rule[]): readonly Rule[] {
  const wrapped = rules.map((rule): Rule => {
    if (!BESIDE.has(rule.id)) return rule;
    const refused = fromPolicy(rule.id, rule.spec);
    const needs = [...new Set([...rule.needs, ...refused.needs])];
    const detect = (context: RuleContext): readonly Finding[] => {
      const said = refused.detect(context);
      return said.length > 0 ? said : rule.detect(context);
    };
    return { ...rule, needs, detect };
  });
  // A verifier compares claims once the signature holds: what is wrong with token, key and signature comes first.
  const first = Math.max(
    0,
    wrapped.findIndex(({ id }) => id === "TIM-01"),
  );
  return wrapped.toSpliced(first, 0, ...OWN.map(([id, spec]) => fromPolicy(id, spec)));
}
