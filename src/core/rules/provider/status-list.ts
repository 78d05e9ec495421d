import {
  readStatusList,
  type StatusList,
  statusListClaim,
  type StatusReference,
  statusReference,
} from "../../content/status-list.ts";
import { lastMember, wholeObject } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import { MOST_INFLATED } from "../../text/inflate.ts";
import { tokensBeside } from "../support/beside.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, excerpt, type Facts } from "../support/facts.ts";
import { plural, type Args, type Vocabulary } from "../support/words.ts";
import type { Place, RuleContext } from "../types.ts";

/** Statuses that every list has in common (Token Status List section 7.1). */
const NAMES: Readonly<Record<number, string>> = { 0: "valid", 1: "invalid", 2: "suspended" };

/** A status with its name, to stand after "status". 3 and 12 to 15 are the application's own, the others are reserved. */
const named = (status: number): string =>
  `${status} (${NAMES[status] ?? (status === 3 || (status >= 12 && status <= 15) ? "of the application" : "not registered")})`;

const words = {
  list: (a: Args<"entries" | "bits" | "counts">) => [
    `A status list with room for ${entriesIn(a.entries)} of ${plural(a.bits, "bit")}`,
    `Unpacked: ${a.counts}. The last entries may be unused (Token Status List sections 4.1 and 7.1).`,
  ],
  bits: [
    "status_list.bits must be 1, 2, 4 or 8",
    "It says how many bits each entry has; without it the list cannot be read (Token Status List section 4.2).",
  ],
  lst: [
    "status_list has no lst",
    "lst is the list itself: compressed, and written in base64url (Token Status List section 4.2).",
  ],
  base64url: [
    "status_list.lst is not base64url",
    "It must be base64url without padding (Token Status List section 4.2).",
  ],
  zlib: [
    "status_list.lst does not unpack",
    "It must be complete DEFLATE data in the zlib format (Token Status List section 4.1, RFC 1950).",
  ],
  large: (a: Args<"most">) => [
    `The status list is larger than ${a.most} bytes unpacked, and is not read here`,
    "Compressed data can be made to fill a verifier's memory: a verifier needs such a limit too (Token Status List section 4.1).",
  ],
  "of-list": (a: Args<"idx" | "status">) => [
    `Entry ${a.idx}, which the token alongside names, has status ${a.status}`,
    "Its status.status_list.uri is the sub of this list (Token Status List section 8.3). Whether the list is genuine is shown by its signature.",
  ],
  "of-list-outside": (a: Args<"idx" | "entries">) => [
    `The token alongside names entry ${a.idx}, which this list does not have`,
    `It has ${entriesIn(a.entries)}. So nothing can be said of that token, and a verifier should reject it (Token Status List section 8.3).`,
  ],
  valid: (a: Args<"idx" | "late">) => [
    `Valid by the status list alongside (entry ${a.idx})`,
    `The list's own signature is not checked here: open it to check it.${late(a.late)}`,
  ],
  revoked: (a: Args<"idx" | "status" | "late">) => [
    `Not valid by the status list alongside: entry ${a.idx} has status ${a.status}`,
    `A verifier that trusts the list must not accept the token (Token Status List section 7.1). The list's own signature is not checked here: open it to check it.${late(a.late)}`,
  ],
  other: (a: Args<"idx" | "status" | "late">) => [
    `Entry ${a.idx} of the status list alongside has status ${a.status}`,
    `What it means is agreed between issuer and verifier (Token Status List section 7.1). The list's own signature is not checked here: open it to check it.${late(a.late)}`,
  ],
  outside: (a: Args<"idx" | "entries">) => [
    `The status list alongside has no entry ${a.idx}`,
    `It has ${entriesIn(a.entries)}. So nothing can be said of the token, and a verifier should reject it (Token Status List section 8.3).`,
  ],
  elsewhere: (a: Args<"uri" | "sub">) => [
    "The status list alongside is not the one that this token names",
    `The token names ${a.uri}, and the list's sub is ${a.sub}. They must be the same text, so the list says nothing of this token (Token Status List section 8.3).`,
  ],
} as const satisfies Vocabulary;

function entriesIn(count: string | number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "entry" : "entries"}`;
}

function late(isLate: string | number): string {
  return isLate ? " It has expired, so a verifier must fetch a new one." : "";
}

/** A status list, and what it says of a token that was pasted with it. */
export const statusList = defineRule({
  id: "status-list",
  ticks: true,
  spec: "Token Status List sections 4, 6.2, 7 and 8.3",
  words,
  look: (facts, say, context) => {
    const claims = wholeObject(facts.claims);
    if (claims === null) return;
    const list = statusListClaim(claims);
    if (list !== null) sayList(list, claims, facts, say, context);
    const reference = statusReference(claims);
    if (reference !== null) sayStatus(reference, say, context);
  },
});

function sayList(
  list: JsonObject,
  claims: JsonObject,
  { payload }: Facts,
  say: Say<typeof words>,
  context: RuleContext,
): void {
  const place = at(payload.pane, list.range);
  const read = readStatusList(list);
  if (typeof read === "string") {
    if (read === "large") say("warn", "large", { args: { most: MOST_INFLATED.toLocaleString("en") }, place });
    else say("error", read, { place });
    return;
  }
  const { entries, bits, counts } = read;
  const words = [...counts].map(([status, count]) => `${count.toLocaleString("en")} of status ${named(status)}`);
  const shown = words.length > 6 ? [...words.slice(0, 6), `and ${words.length - 6} other statuses`] : words;
  say("info", "list", { args: { entries, bits, counts: shown.join(", ") || "no entries" }, place, class: "ok" });
  const sub = textOf(claims, "sub");
  for (const { token } of tokensBeside(context)) {
    const other = token.payload && wholeObject(token.payload.json);
    const reference = other && statusReference(other);
    if (!reference || reference.uri !== sub) continue;
    const { idx } = reference;
    const status = read.at(idx);
    if (status === null) say("warn", "of-list-outside", { args: { idx, entries }, place });
    else say("info", "of-list", { args: { idx, status: named(status) }, place });
  }
}

/** What the lists alongside say of a token. */
function sayStatus({ idx, uri, node }: StatusReference, say: Say<typeof words>, context: RuleContext): void {
  const place = at("payload", node.range);
  const lists = tokensBeside(context).flatMap(({ token }) => {
    const claims = token.payload && wholeObject(token.payload.json);
    const list = claims && statusListClaim(claims);
    return list ? [{ list, claims, sub: textOf(claims, "sub") }] : [];
  });
  const own = lists.find(({ sub }) => sub === uri);
  if (own === undefined) {
    const sub = lists[0]?.sub ?? "";
    if (sub !== "") say("warn", "elsewhere", { args: { uri: excerpt(uri, 80), sub: excerpt(sub, 80) }, place });
    return;
  }
  const read = readStatusList(own.list);
  if (typeof read !== "string") sayEntry(read, idx, own.claims, say, place, context);
}

function sayEntry(
  list: StatusList,
  idx: number,
  claims: JsonObject,
  say: Say<typeof words>,
  place: Place,
  { clock }: RuleContext,
): void {
  const status = list.at(idx);
  const exp = lastMember(claims, "exp")?.value;
  const isLate = exp?.type === "number" && exp.value + clock.leeway <= clock.now ? 1 : 0;
  if (status === null) say("warn", "outside", { args: { idx, entries: list.entries }, place });
  else if (status === 0) say("info", "valid", { args: { idx, late: isLate }, place, class: "ok" });
  else if (status === 1 || status === 2)
    say("error", "revoked", { args: { idx, status: named(status), late: isLate }, place });
  else say("warn", "other", { args: { idx, status: named(status), late: isLate }, place });
}

function textOf(object: JsonObject, name: string): string | null {
  const value = lastMember(object, name)?.value;
  return value?.type === "string" ? value.value : null;
}
