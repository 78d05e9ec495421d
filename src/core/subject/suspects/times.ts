import { durationWords } from "../../claims/describe.ts";
import { lastMember } from "../../json/query.ts";
import type { Instant } from "../instant.ts";
import type { SuspectFacts, Told } from "./types.ts";

/** A replica or cache may lag, and a request may come too early, by this many seconds. */
const LAG = 600;

/** Which of two comes first; null if they overlap, since days or minutes do not tell. */
function order(one: Instant, other: Instant): "before" | "after" | null {
  if (one.to <= other.from) return "before";
  return one.from >= other.to ? "after" : null;
}

/** A time claim as an instant of one second; null if it is not one. */
function claimedAt({ claims }: SuspectFacts, name: string): Instant | null {
  const node = lastMember(claims.payload, name)?.value;
  if (node?.type !== "number" || !Number.isFinite(node.value)) return null;
  return { kind: "at", from: node.value, to: node.value + 1, zoneAssumed: false, happened: null };
}

/** When the token was issued: `iat`, else `auth_time`, with its wording. */
function madeAt(facts: SuspectFacts): { readonly at: Instant; readonly words: string } | null {
  const issued = claimedAt(facts, "iat");
  if (issued !== null) return { at: issued, words: "the token was issued" };
  const signedIn = claimedAt(facts, "auth_time");
  return signedIn && { at: signedIn, words: "the user signed in (auth_time)" };
}

/** The least time between two instants that do not overlap, in words. */
const gap = (earlier: Instant, later: Instant): string => durationWords(Math.max(0, later.from - earlier.to + 1));

const VERBS = { created: "was created", changed: "changed", deleted: "was deleted" } as const;

/** The account did not exist yet, or the database queried did not have it yet. */
export function notCreatedYet(facts: SuspectFacts): Told {
  const { accountChanged: changed } = facts;
  const made = madeAt(facts);
  if (changed === null)
    return { outcome: "open", why: "To find out, enter when the account was created or changed in “Account changed”." };
  if (changed.happened === "deleted")
    return { outcome: "ruled-out", why: "The account was there until it was deleted." };
  if (made === null)
    return {
      outcome: "open",
      why: "The token says neither when it was issued (iat) nor when the user signed in (auth_time).",
    };
  const verb = VERBS[changed.happened ?? "changed"];
  switch (order(changed, made.at)) {
    case "after":
      return changed.happened === "created"
        ? {
            outcome: "likely",
            why: `The account was created ${gap(made.at, changed)} after ${made.words}: earlier requests found no user. One that fails later has a different cause.`,
          }
        : {
            outcome: "possible",
            why: `If the account was created then, ${gap(made.at, changed)} after ${made.words}, earlier requests found no user.`,
          };
    case "before": {
      const isClose = made.at.from - changed.to < LAG;
      const span = gap(changed, made.at);
      return isClose
        ? {
            outcome: facts.lastSync === null ? "likely" : "possible",
            why: `The account ${verb} only ${span} before ${made.words}. A database that lags, or a cached “not found”, does not have it yet. Try again with the same token.`,
          }
        : {
            outcome: "ruled-out",
            why: `The account ${verb} ${span} before ${made.words}; no database lags that far behind.`,
          };
    }
    case null:
      return {
        outcome: "open",
        why: `Both were ${changed.to - changed.from > 3600 ? "on the same day" : "in the same minute"}: “Account changed” needs the exact time.`,
      };
  }
}

/** The service reads a replica, or a copy of the users that is synchronised now and then. */
export function copyIsBehind(facts: SuspectFacts): Told {
  const { accountChanged: changed, lastSync: sync } = facts;
  if (sync === null)
    return {
      outcome: "open",
      why: "To find out, enter when the service’s users were last synchronised in “Last sync”.",
    };
  if (changed !== null) {
    switch (order(sync, changed)) {
      case "before":
        return {
          outcome: "likely",
          why: `The last sync was ${gap(sync, changed)} before the account changed: the service does not have that change.`,
        };
      case "after":
        return {
          outcome: "ruled-out",
          why: `The last sync was ${gap(changed, sync)} after the account changed, unless it leaves this user out.`,
        };
      case null:
        return {
          outcome: "open",
          why: "The last sync and the account change overlap: give the exact time of each.",
        };
    }
  }
  const made = madeAt(facts);
  if (made === null)
    return { outcome: "open", why: "This needs “Account changed”, or a token that says when it was issued." };
  return order(sync, made.at) === "before"
    ? {
        outcome: "possible",
        why: `The last sync was ${gap(sync, made.at)} before ${made.words}: a user created since then is missing from it.`,
      }
    : {
        outcome: "ruled-out",
        why: `The users were synchronised after ${made.words}, unless the sync leaves this one out.`,
      };
}

/** The account was deleted, merged or recreated with another id after the token was issued or its session began. */
export function changedSince(facts: SuspectFacts): Told | null {
  const { accountChanged: changed } = facts;
  if (changed === null) return null;
  const made = madeAt(facts);
  const verb = VERBS[changed.happened ?? "changed"];
  if (changed.happened === "deleted") {
    const after = made !== null && order(changed, made.at) === "after";
    return {
      outcome: "likely",
      why: after
        ? `The account was deleted ${gap(made.at, changed)} after ${made.words}; the token works until it expires.`
        : "The account was deleted, but the issuer still issues tokens for it.",
    };
  }
  if (made === null) return null;
  const signedIn = claimedAt(facts, "auth_time");
  switch (order(changed, made.at)) {
    case "after":
      return {
        outcome: changed.happened === "created" ? "possible" : "likely",
        why: `The account ${verb} ${gap(made.at, changed)} after ${made.words}: the token may still have the old id. Sign in again and compare sub.`,
      };
    case "before":
      if (signedIn !== null && order(signedIn, changed) === "before")
        return {
          outcome: "likely",
          why: `The user signed in ${gap(signedIn, changed)} before the account ${verb}, and the token was renewed from that session: it may still have the old id. Sign in again.`,
        };
      return { outcome: "ruled-out", why: `The account has not changed since ${made.words}.` };
    case null:
      return { outcome: "open", why: "“Account changed” needs the exact time." };
  }
}
