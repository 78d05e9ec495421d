import { copyIsBehind, notCreatedYet } from "./times.ts";
import { changed, elsewhere, gone, revoked, service, spelling, type } from "./token.ts";
import type { Show, Suspect, SuspectFacts, SuspectId, SuspectOutcome, Told } from "./types.ts";

/** The causes, in the order to list those that are equally likely: what the token itself shows comes first. */
const SUSPECTS: readonly (readonly [SuspectId, string, (facts: SuspectFacts, show: Show) => Told])[] = [
  ["changed", "The token was changed", changed],
  ["service", "The token is a client’s, not a user’s", service],
  ["elsewhere", "The token is from another issuer, tenant or environment", elsewhere],
  ["type", "The id is a number in one place, and text in another", type],
  ["spelling", "The id is spelled differently", spelling],
  ["synced", "The service’s copy of the users is behind", copyIsBehind],
  ["created", "The account did not exist yet", notCreatedYet],
  ["gone", "The account was deleted, or recreated with a different id", gone],
  ["revoked", "This token was revoked", revoked],
];

const ORDER: readonly SuspectOutcome[] = ["likely", "possible", "open", "ruled-out"];

/**
 * Possible reasons why a user is not found although the token names one, each with what is known about it: likely ones
 * first, excluded ones last. `show` formats values that come from the token, the ids or the policy.
 */
export function suspectsOf(facts: SuspectFacts, show: Show = (value) => value): readonly Suspect[] {
  return SUSPECTS.map(([id, title, tell]) => ({ id, title, ...tell(facts, show) })).toSorted(
    (one, other) => ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome),
  );
}

/** The conclusion in one sentence: the likeliest cause, or what is left. */
export function conclusionOf(suspects: readonly Suspect[]): string {
  const named = (outcome: SuspectOutcome): readonly Suspect[] => suspects.filter((one) => one.outcome === outcome);
  const [likely] = named("likely");
  if (likely !== undefined) return `${likely.title}.`;
  const possible = named("possible");
  if (possible.length > 0)
    return `Not settled: ${possible.length === 1 ? "one cause is" : `${possible.length} causes are`} possible.`;
  const open = named("open");
  return open.length > 0
    ? `Not settled: ${open.length === 1 ? "one cause" : `${open.length} causes`} cannot be checked without more information.`
    : "Nothing here explains it: look at the query that the service sends to its database.";
}

/** The outcomes in words. */
export const OUTCOME_WORDS: Readonly<Record<SuspectOutcome, string>> = {
  likely: "likely",
  possible: "possible",
  open: "not known",
  "ruled-out": "ruled out",
};
