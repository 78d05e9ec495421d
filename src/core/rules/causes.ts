import type { Explains, Finding, Fix, RuleContext, Rule, Severity } from "./types.ts";

const GRAVITY: Readonly<Record<Severity, number>> = { error: 0, security: 1, warn: 2, info: 3, ok: 4 };

/** Findings that say which text is judged come right after errors: every other finding is about that text. */
const LEADING = 0.5;

/**
 * The findings as a reader needs them: findings of one rule that say the same about several places become one, with one
 * fix for all, and consequences are listed under their cause. Most severe first, otherwise in their original order; a
 * cause is as severe as its consequences. Nothing is lost: a finding that is not an entry is a consequence of one.
 */
export function byCause(
  findings: readonly Finding[],
  rules: readonly Rule[],
  token: RuleContext["token"],
): readonly Finding[] {
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const groups = putTogether(findings, (id) => ruleOf.get(id)?.each === true);
  const partOf = (finding: Finding): string => partName(finding, token);
  const causes = groups.map((one) => {
    const explains = ruleOf.get(one.rule)?.explains ?? [];
    return explains.filter(({ as }) => as === undefined || as.includes(one.variant));
  });
  const links = groups.map((one, index) => linkOf(one, index));
  /** For each group, the group that explains it; itself if none does. */
  const parents = links.map((link, index) => link?.at ?? index);
  const roots = groups.map((_, index) => rootOf(index, parents));
  return groups
    .flatMap((cause, index) => {
      if (roots[index] !== index) return [];
      const following = groups.flatMap((one, at) =>
        at === index || roots[at] !== index ? [] : [links[at]?.keepsFix === true ? one : withoutFix(one)],
      );
      const finding = following.length === 0 ? cause : withConsequences(cause, following);
      // A cause is listed where its first consequence would be.
      const place = roots.indexOf(index);
      const isLeading = ruleOf.get(finding.rule)?.leads?.includes(finding.variant) === true;
      return [{ finding, place, gravity: isLeading ? LEADING : GRAVITY[finding.severity] }];
    })
    .toSorted((a, b) => a.gravity - b.gravity || a.place - b.place)
    .map(({ finding }) => finding);

  function linkOf(one: Finding, index: number): { readonly at: number; readonly keepsFix: boolean } | null {
    for (const [at, cause] of groups.entries()) {
      const found = at === index ? undefined : causes[at]?.find((explains) => accounts(explains, cause, one, partOf));
      if (found) return { at, keepsFix: found.keepsFix === true };
    }
    return null;
  }
}

/** A consequence has no fix of its own. */
function withoutFix(one: Finding): Finding {
  const { fix: _, consequences, ...finding } = one;
  return consequences === undefined ? finding : { ...finding, consequences: consequences.map(withoutFix) };
}

function byGravity(a: Finding, b: Finding): number {
  return GRAVITY[a.severity] - GRAVITY[b.severity];
}

function accounts(
  { rules, where }: Explains,
  cause: Finding,
  other: Finding,
  partOf: (finding: Finding) => string,
): boolean {
  if (!rules.includes(other.rule) && !rules.includes(`${other.rule}/${other.variant}`)) return false;
  return where !== "part" || partOf(cause) === partOf(other);
}

/** The root cause; in a cycle, the first cause seen twice. */
function rootOf(index: number, parents: readonly number[]): number {
  const seen = new Set<number>();
  let at = index;
  while (!seen.has(at)) {
    seen.add(at);
    const next = parents[at] ?? at;
    if (next === at) return at;
    at = next;
  }
  return Math.min(...[...seen].filter((one) => isInCircle(one, parents)));
}

function isInCircle(index: number, parents: readonly number[]): boolean {
  let at = parents[index] ?? index;
  for (let steps = 0; steps < parents.length && at !== index; steps += 1) at = parents[at] ?? at;
  return at === index;
}

function withConsequences(cause: Finding, following: readonly Finding[]): Finding {
  const severity = [cause, ...following].toSorted(byGravity)[0]?.severity ?? cause.severity;
  const consequences = [...(cause.consequences ?? []), ...following.flatMap(flat).toSorted(byGravity)];
  return { ...cause, severity, consequences };
}

/** A finding and its consequences, flattened: the list is one level deep. */
function flat({ consequences = [], ...finding }: Finding): readonly Finding[] {
  return [finding, ...consequences];
}

/** Findings that say the same about several places, merged into the first. */
function putTogether(findings: readonly Finding[], isEach: (rule: string) => boolean): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const [index, finding] of findings.entries()) {
    const key = isEach(finding.rule) ? String(index) : `${finding.rule}/${finding.variant}/${finding.severity}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].map(([first, ...others]) => {
    if (first === undefined) throw new Error("a group has a first finding");
    return others.length === 0 ? first : oneOf(first, others);
  });
}

function oneOf(first: Finding, others: readonly Finding[]): Finding {
  const unlisted = [first, ...others].reduce((sum, { args }) => sum + Number(args["more"] ?? 0), 0);
  const { fix: own, ...rest } = first;
  const fix = fixOfAll([first, ...others]) ?? own;
  return {
    ...rest,
    args: { ...first.args, more: others.length + unlisted },
    consequences: others.map(({ args, ...other }) => {
      const { more: _, ...own } = args;
      return { ...other, args: own };
    }),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** One fix for all: the edits of one pane combined, or the fix they share; null if they have neither. */
function fixOfAll(findings: readonly Finding[]): Fix | null {
  const fixes = findings.flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
  const [first] = fixes;
  if (first === undefined || fixes.length < findings.length) return null;
  if (fixes.every((fix) => JSON.stringify(fix) === JSON.stringify(first))) return first;
  const edits = fixes
    .flatMap((fix) => (fix.kind === "replace" ? [{ range: fix.place.range, insert: fix.insert }] : []))
    .toSorted((a, b) => a.range.start - b.range.start);
  const panes = new Set(fixes.map((fix) => (fix.kind === "replace" ? fix.place.pane : "")));
  const overlap = edits.some(({ range }, at) => at > 0 && range.start < (edits[at - 1]?.range.end ?? 0));
  const [pane] = panes;
  if (edits.length < fixes.length || panes.size > 1 || overlap || pane === undefined || pane === "") return null;
  return { kind: "replace-many", pane, edits };
}

/** The part a finding is about: a segment or its pane (under one name), or a field. */
function partName({ place }: Finding, { segments }: RuleContext["token"]): string {
  if (place === undefined) return "";
  if (place.pane !== "token") return place.pane;
  const { start } = place.range;
  return segments.find(({ range }) => start >= range.start && start <= range.end)?.name ?? "token";
}
