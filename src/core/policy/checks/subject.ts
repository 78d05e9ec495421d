import { subjectMismatch } from "../compare.ts";
import { nearest } from "../difference.ts";
import type { Mismatch } from "../types.ts";
import { compared, type PolicyCheck, textIn, valueIn } from "./check.ts";

/** `sub` is one of those expected, in which `*` may stand for any characters. */
export const subject: PolicyCheck = ({ policy, payload }) => {
  if (!policy.sub) return [];
  const sub = valueIn(payload, "sub");
  const actual = textIn(payload, "sub");
  const closest = nearest(actual, policy.sub) ?? "";
  const isWanted = policy.sub.some((wanted) =>
    wanted.includes("*") ? matchesWildcard(actual, wanted) : wanted === actual,
  );
  const mismatch: Mismatch | null = isWanted
    ? null
    : sub
      ? subjectMismatch(actual, closest, textIn(payload, "iss"))
      : { rule: "CLM-19", variant: "missing" };
  return [compared("sub", "sub", sub, policy.sub, mismatch, { args: { closest } })];
};

/** Whether a text fits a pattern in which `*` stands for any characters. Matching each piece as early as possible leaves the most for the rest. */
function matchesWildcard(text: string, pattern: string): boolean {
  const [first = "", ...inner] = pattern.split("*");
  const last = inner.pop() ?? "";
  let at = first.length;
  for (const part of inner) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.startsWith(first) && text.endsWith(last) && at + last.length <= text.length;
}
