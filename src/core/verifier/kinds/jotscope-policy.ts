import { checkPolicy } from "../../policy/checks.ts";
import { memberCalled } from "../../policy/members.ts";
import { readPolicy } from "../../policy/read-policy.ts";
import type { Check } from "../../policy/types.ts";
import { listWords, met, NO_TOKEN, ofHeader, unknown, unmet } from "../compare.ts";
import { differenceWords } from "../difference.ts";
import { each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, itemsOf, membersOf, notUnderstood, rootAt, textOf, type At } from "../tree.ts";
import type { Condition, Judged, Presented, Verifier } from "../types.ts";

/** The page's own policy; each member is judged by the policy field's checks. */
export const jotscopePolicy: Verifier = {
  kind: "jotscope-policy",
  title: "Jotscope policy",
  read({ roots: [root], text }) {
    const members = root?.type === "object" ? membersOf(rootAt(root)) : [];
    const own = members.filter(({ name }) => !/^(?:\$|\/\/)/.test(name));
    const isPolicy = own.length > 0 && own.every(({ name }) => memberCalled(name) !== null);
    // Members that both a policy and a token may have do not distinguish one from the other.
    if (!isPolicy || !own.some(({ name }) => !OF_A_TOKEN.has(name))) return null;
    const group = "Policy";
    const leeway = own.find(({ name }) => memberCalled(name)?.name === "leeway");
    const skew = Number(textOf(leeway ?? null) ?? Number.NaN);
    const conditions = own.flatMap((at) => memberConditions(at, text, group));
    const checks = tokenChecks({ needsExpiry: false, ...(Number.isFinite(skew) && { skew }) });
    return { conditions: [...conditions, ...checks], logic: each([...conditions, ...checks]), dangers: [], notes: [] };
  },
};

const OF_A_TOKEN: ReadonlySet<string> = new Set(
  "alg typ iss aud sub azp client_id nonce scope scopes role roles jti code access_token".split(" "),
);

/** Members that name a claim, or set the clock skew. */
const BESIDE = ["leeway", "rolesClaim", "scopesClaim"];

function memberConditions(at: At & { readonly name: string }, text: string, group: string): readonly Condition[] {
  const name = memberCalled(at.name)?.name ?? at.name;
  if (BESIDE.includes(name)) return [];
  const read = readPolicy(text);
  if (read.kind !== "policy" || read.problems.some(({ range }) => within(range, at))) return [notUnderstood(at, group)];
  const { policy } = read;
  if (!Object.hasOwn(policy, name)) return [];
  if (name === "verifier") return [notUnderstood(at, group, "Needs the whole token, so not checked here")];
  const only = Object.fromEntries(Object.entries(policy).filter(([key]) => key === name || BESIDE.includes(key)));
  const judgedOf = (presented: Presented): readonly Check[] | null => {
    const { header, claims, now, leeway } = presented;
    if (header === null || claims === null) return null;
    return checkPolicy(only, { header, payload: claims, signatureBytes: 0 }, { now, leeway: policy.leeway ?? leeway });
  };
  // Each item of a list that is required as a whole is a condition.
  const items = name === "requiredClaims" ? itemsOf(at) : [];
  if (items.length > 0)
    return items.map((item) => {
      const claim = textOf(item) ?? "";
      const judge = (presented: Presented): Judged => {
        const checks = judgedOf(presented);
        if (checks === null) return NO_TOKEN;
        return wordsFor(checks.find((check) => check.name === claim) ?? null);
      };
      return conditionAt(item, group, judge, {
        name: `${at.path}/${claim.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      });
    });
  return [
    conditionAt(at, group, (presented) => {
      const checks = judgedOf(presented);
      if (checks === null) return NO_TOKEN;
      return wordsFor(checks.find(({ mismatch }) => mismatch !== null) ?? checks[0] ?? null);
    }),
  ];
}

const within = (range: { readonly start: number }, { node }: At): boolean =>
  range.start >= node.range.start - 200 && range.start <= node.range.end;

function wordsFor(check: Check | null): Judged {
  if (check === null) return unknown("Not checked");
  return check.pane === "header" ? ofHeader(judgedBy(check)) : judgedBy(check);
}

function judgedBy(check: Check): Judged {
  const { name, actual, expected, mismatch } = check;
  if (mismatch === null) return met(actual === null ? `${name} is fine` : `${name} is “${actual}”`, name);
  if (actual === null) return unmet(`The token has no ${name}`, name);
  const [wanted] = expected;
  if (wanted === undefined) return unmet(`${name} is “${actual}”, which is refused`, name);
  const words =
    expected.length === 1
      ? differenceWords(name, actual, wanted, false)
      : `${name} is “${actual}”, but the policy requires ${listWords(expected)}`;
  return { ...unmet(words, name), token: actual, wanted };
}
