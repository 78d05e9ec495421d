import type { Finding, Message } from "../types.ts";
import { claimsWordings } from "./claims.ts";
import { headerWordings } from "./header.ts";
import { inputWordings } from "./input.ts";
import { keyWordings } from "./key.ts";
import { ownWordings } from "./own.ts";
import { policyWordings } from "./policy.ts";
import { practiceWordings } from "./practice.ts";
import { secretWordings } from "./secret.ts";
import { solveWordings } from "./solve.ts";
import { standingWordings } from "./standing.ts";
import { timeWordings } from "./time.ts";
import type { Wordings } from "./wording.ts";

/** All wording, by `rule/variant` or `rule`. */
export const WORDINGS: Wordings = {
  ...inputWordings,
  ...headerWordings,
  ...timeWordings,
  ...claimsWordings,
  ...keyWordings,
  ...secretWordings,
  ...ownWordings,
  ...solveWordings,
  ...policyWordings,
  ...practiceWordings,
  ...standingWordings,
};

/** The key of a finding's wording in `WORDINGS`; null where nobody has written one, which a test forbids. */
export function wordingKey({ rule, variant }: Finding): string | null {
  const key = `${rule}/${variant}`;
  return Object.hasOwn(WORDINGS, key) ? key : Object.hasOwn(WORDINGS, rule) ? rule : null;
}

/**
 * The words of a finding, in plain text (never markup): what is, why and what to do, and the button's text where there is
 * a fix. Where a rule listed only its first findings, the rest is counted. A finding without words says its id. Never fails.
 */
export function messageOf(finding: Finding): Message {
  const wording = WORDINGS[wordingKey(finding) ?? ""];
  const words = typeof wording === "function" ? wording(finding.args, finding.variant) : wording;
  const [title, why, fix] = words ?? [finding.rule, finding.variant];
  const { more } = finding.args;
  return {
    title,
    why: more === undefined ? why : `${why} And ${more} more of this kind.`,
    ...(finding.fix && fix !== undefined ? { fix } : {}),
  };
}
