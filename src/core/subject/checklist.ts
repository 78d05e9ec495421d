import { utcIso } from "../claims/describe.ts";
import { escapeHidden } from "../text/hidden.ts";
import { type IdMatch, WAY_WORDS } from "./compare-ids.ts";
import type { SubjectFacts } from "./describe-subject.ts";
import { conclusionOf, OUTCOME_WORDS, suspectsOf } from "./suspects/suspects.ts";
import type { SuspectFacts } from "./suspects/types.ts";

/** What the token already answers in the search for a missing user. */
interface ChecklistFacts {
  readonly sub: string;
  readonly iss: string;
  readonly aud: string;
  readonly iat: number | null;
  readonly exp: number | null;
  readonly now: number;
  readonly verified: boolean;
  readonly session: string;
  readonly tenant: string;
  readonly subject: SubjectFacts;
  /** Null if no ids were given. */
  readonly matches: readonly IdMatch[] | null;
  readonly knownIds: number;
  /** Facts that narrow down the causes; null or absent if none were given. */
  readonly suspects?: SuspectFacts | null;
}

/** One of the eight places to look. */
interface ChecklistItem {
  readonly place: string;
  /** What the token, the page's verdict and the given ids already answer. */
  readonly settled: string;
  readonly todo: string;
}

/**
 * The eight places to look for "user from sub claim does not exist", filled in with what is known. `show` formats
 * values that come from the token or the ids.
 */
export function checklist(
  facts: ChecklistFacts,
  show: (value: string) => string = (value) => value,
): readonly ChecklistItem[] {
  const { sub, iss, aud, iat, exp, now, verified, session, tenant, subject, matches, knownIds } = facts;
  const found = matches?.find(({ id }) => id !== null) ?? null;
  const issued = iat === null ? "The token does not say when it was issued" : `It was issued ${utcIso(iat) ?? iat}`;
  const state = verified ? "Its signature verifies here" : "Its signature is not verified here";
  const time = exp === null ? "it never expires" : now >= exp ? "it has expired" : "it is valid now";
  return [
    {
      place: "Token",
      settled: `${state}, and ${time}. sub is ${show(JSON.stringify(sub))} (${subject.kindWords}).${subject.notes.length > 0 ? ` ${subject.notes.join(" ")}` : ""}`,
      todo: "Compare sub byte by byte with the id that the service looks for.",
    },
    {
      place: "Account state",
      settled: `${issued}: an account deleted, blocked or merged since then is gone, but the token still works.`,
      todo: "Check when the account last changed, and whether it was recreated with a different id.",
    },
    {
      place: "Synchronisation",
      settled: `The issuer is ${iss ? show(iss) : "not named"}; it knows the user, but the service may not yet.`,
      todo: "Check whether the user was synced from the issuer, and when the last sync succeeded.",
    },
    {
      place: "Database",
      settled:
        found === null
          ? matches === null
            ? "No known ids to compare with."
            : `None of the ${knownIds} given ids matches in any way.`
          : `${show(JSON.stringify(found.id))} of the ${knownIds} given ids matches, compared as: ${WAY_WORDS[found.way]}.`,
      todo: "Check the column's type, length, collation and padding, and which database and schema the service uses.",
    },
    {
      place: "Cache",
      settled: session ? `The token names a session, ${show(session)}.` : "The token names no session.",
      todo: "Look for a cached 'not found' from before the account existed.",
    },
    {
      place: "Gateway configuration",
      settled: `aud is ${aud ? show(aud) : "absent"}${tenant ? `, the tenant ${show(tenant)}` : ""}.`,
      todo: "Check which claim becomes X-User-ID, and whether it is changed on the way (case, encoding, prefix).",
    },
    {
      place: "Logs",
      settled: iat === null ? "The token does not say when it was issued." : `Start at ${utcIso(iat) ?? iat}.`,
      todo: "Find the id as the service logged it, with quotes around it, and compare it with sub.",
    },
    {
      place: "Code",
      settled:
        subject.kind === "integer" || subject.kind === "uuid"
          ? `sub is ${subject.kind === "integer" ? "an integer" : "a UUID"}: parsers may change it.`
          : "sub is text.",
      todo: "Look for a conversion to a number, trimming, or a different claim (email, oid, uid) in the lookup.",
    },
  ];
}

/**
 * The checklist as Markdown, to paste into a ticket. Values from the token or the ids are in code spans (CommonMark
 * section 6.1), so they cannot link, ping or break out of their line.
 */
export function checklistMarkdown(facts: ChecklistFacts): string {
  return [
    ...(facts.suspects
      ? ["## User from sub claim does not exist", "", ...causesMarkdown(facts.suspects), "### Eight places to look", ""]
      : ["## User from sub claim does not exist: eight places to look", ""]),
    ...checklist(facts, codeSpan).flatMap(({ place, settled, todo }, index) => [
      `${index + 1}. **${place}**`,
      `   - Known: ${settled}`,
      `   - [ ] ${todo}`,
    ]),
    "",
  ].join("\n");
}

function causesMarkdown(facts: SuspectFacts): readonly string[] {
  const suspects = suspectsOf(facts, codeSpan);
  return [
    `**${conclusionOf(suspects)}**`,
    "",
    ...suspects.map(({ title, outcome, why }) => `- ${title}: **${OUTCOME_WORDS[outcome]}**. ${why}`),
    "",
  ];
}

/** Longer values are cut: people read tickets. */
const MOST = 300;

function codeSpan(value: string): string {
  const cut = value.length > MOST ? `${value.slice(0, MOST)}…` : value;
  const text = escapeHidden(cut, (code) => `\\u${code.toString(16).padStart(4, "0")}`);
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = "`".repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(text) ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}
