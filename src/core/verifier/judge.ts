import { isUnprotected } from "../envelope/json-seals.ts";
import { fold, leading, LIST_OUTCOMES, responsible } from "./logic.ts";
import { claimText } from "./kinds/subject-template.ts";
import { readConfiguration } from "./load-read.ts";
import { applyEdit } from "../text/edit.ts";
import type { TextEdit } from "../text/range.ts";
import type { Condition, Judged, ListOutcome, Presented, Reading } from "./types.ts";

/** A condition with its result. */
export interface JudgedCondition extends Judged {
  readonly condition: Condition;
}

/** A configuration judged against a token. */
export interface Verdict {
  readonly outcome: ListOutcome;
  /** By group, in the order of the file; within a group, those that refuse the token first. */
  readonly conditions: readonly JudgedCondition[];
  /** The verdict in one sentence. */
  readonly sentence: string;
  /** The unmet or unknown condition that the sentence is about; null if the token is accepted. */
  readonly about: JudgedCondition | null;
}

const ORDER = ["unmet", "unknown", "met"] as const;

/** Judges a configuration against a token. Pure. */
export function judge(reading: Reading, presented: Presented): Verdict {
  const judged = new Map(
    reading.conditions.map((condition) => [condition, { ...marked(condition.judge(presented), presented), condition }]),
  );
  // Conditions beyond the list's limit are not judged either.
  const outcomeOf = (condition: Condition) => judged.get(condition)?.outcome ?? "unknown";
  const outcome = LIST_OUTCOMES[fold(reading.logic, outcomeOf)];
  const groups = new Map([...new Set(reading.conditions.map(({ group }) => group))].map((group, at) => [group, at]));
  const place = (one: JudgedCondition): number =>
    3 * (groups.get(one.condition.group) ?? 0) + ORDER.indexOf(one.outcome);
  const conditions = [...judged.values()].toSorted((one, other) => place(one) - place(other));
  const about =
    outcome === "accepted"
      ? null
      : deciding(
          outcome,
          conditions,
          responsible(reading.logic, outcomeOf),
          outcome === "refused" ? leading(reading.logic, outcomeOf) : new Set(),
        );
  return { outcome, conditions, about, sentence: sentence(reading, outcome, about) };
}

/** The result for a header parameter; for an unprotected one it says so, whatever the result. */
function marked(judged: Judged, { header }: Presented): Judged {
  const { claim, ofHeader, why } = judged;
  if (!ofHeader || claim === null || header === null || !isUnprotected(header, claim)) return judged;
  return { ...judged, why: `${why} (it is in the unprotected header, so anyone can change it)` };
}

/**
 * The condition that the verifier refuses the token for first. Where the outcome is unknown, or only a Deny statement
 * refuses: among the groups that could accept the token, the closest one, and in it the first condition against it.
 */
function deciding(
  outcome: ListOutcome,
  conditions: readonly JudgedCondition[],
  responsible: ReadonlySet<Condition>,
  leading: ReadonlySet<Condition>,
): JudgedCondition | null {
  const against = outcome === "refused" ? "unmet" : "unknown";
  const counts = new Map<string, number>();
  for (const { outcome, condition } of conditions)
    if (outcome === against) counts.set(condition.group, (counts.get(condition.group) ?? 0) + 1);
  const candidates = conditions.filter(
    (one) => one.outcome === against && responsible.has(one.condition) && !one.condition.group.endsWith(", Deny"),
  );
  const first = candidates.find(({ condition }) => leading.has(condition));
  if (first !== undefined) return first;
  const best = candidates.toSorted(
    (one, other) => (counts.get(one.condition.group) ?? 0) - (counts.get(other.condition.group) ?? 0),
  )[0];
  return best ?? conditions.find((one) => one.condition.group.endsWith(", Deny") && one.outcome === "met") ?? null;
}

function sentence({ title }: Reading, outcome: ListOutcome, about: JudgedCondition | null): string {
  switch (outcome) {
    case "accepted":
      return "Nothing in this configuration refuses the token.";
    case "unknown":
      return about === null
        ? "It is unknown whether it accepts the token."
        : `Whether it accepts the token depends on ${shortName(about.condition)}: ${lowerFirst(about.why)}.`;
    case "refused":
      if (about === null) return `The ${title} refuses the token.`;
      return about.outcome === "met" ? `A Deny statement covers the token: ${lowerFirst(about.why)}.` : `${about.why}.`;
  }
}

/** Lowers the first letter only of common words: a claim, a name or a quotation is unchanged. */
const lowerFirst = (text: string): string =>
  text.replace(
    /^(?:The|A|An|No|Not|Neither|Nothing|Needs|Whether|Which|For|Flexible|Every|Includes|Only|This|There|Comes|Applies|Inside|Newer|More|Another|Without|Bearer)\b/,
    (word) => word.toLowerCase(),
  );

/** The last part of a condition's name; of a list's element with the name of its list, `issuers[0]`. */
export function shortName({ name }: Pick<Condition, "name">): string {
  const [last = name, list] = name.startsWith("/") ? name.split("/").toReversed() : [name];
  const short = /^\d+$/.test(last) && list ? `${list}[${last}]` : last;
  return short.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** A change to the configuration that makes it accept this token, and why not to make it. */
interface Change {
  /** The value to add. */
  readonly value: string;
  /** Where to add it. */
  readonly edit: TextEdit;
  /** The whole configuration with the change. */
  readonly text: string;
  /** When the refusal is right. */
  readonly caution: string;
}

/**
 * The smallest change that makes the configuration accept the token: it adds exactly the token's value, if the
 * condition lists values of a claim and nothing else refuses the token afterwards. Otherwise null, and also if the
 * signature is not known to verify: a verifier should not be changed for a token that anybody could have written.
 */
export function changeFor(text: string, about: JudgedCondition, presented: Presented): Change | null {
  const { condition, claim, token } = about;
  if (presented.signature !== "met" || about.outcome !== "unmet" || claim === null || token === null) return null;
  if (!WIDENED.has(claim)) return null;
  const edit = condition.widen?.(token) ?? null;
  if (edit === null) return null;
  const changed = applyEdit(text, edit);
  const read = readConfiguration(changed);
  if (read.is !== "read") return null;
  const after = judge(read.reading, presented);
  // Do not add a value that this verifier would read differently (a placeholder, a list).
  const isMet = after.conditions.some((one) => one.claim === claim && one.outcome === "met");
  if (after.outcome === "refused" || !isMet) return null;
  return { value: token, edit, text: changed, caution: cautionOf(claim, presented) };
}

/** Claims whose conditions list callers. Nothing is added to any other: it says how a caller signed in, or protects something. */
const WIDENED: ReadonlySet<string> = new Set(
  "sub aud azp client_id appid repository repository_id project_path project_id ref workflow_ref job_workflow_ref environment".split(
    " ",
  ),
);

function cautionOf(claim: string, { claims }: Presented): string {
  const event = claims === null ? null : claimText(claims, "event_name");
  const sub = claims === null ? null : claimText(claims, "sub");
  if (event === "pull_request" || sub?.endsWith(":pull_request"))
    return "this is a run for a pull request, which may run a stranger’s code.";
  if (claim === "aud") return "the token was issued for another audience, perhaps not this service.";
  if (claim !== "sub") return "everyone else who meets the other conditions gets this access too.";
  return `add it only if ${sub === null ? "its bearer" : `“${sub}”`} should have this access.`;
}
