import { plural } from "../../base/words.ts";
import { lastMember } from "../../json/query.ts";
import { scalarText } from "../../policy/read-policy.ts";
import { type IdMatch, WAY_WORDS } from "../compare-ids.ts";
import { compareTokens, routeOf, samePersonBy } from "../compare-tokens.ts";
import { changedSince } from "./times.ts";
import type { Show, SuspectFacts, Told } from "./types.ts";

const text = ({ claims }: SuspectFacts, name: string): string | null => {
  const node = lastMember(claims.payload, name)?.value;
  return node === undefined ? null : scalarText(node);
};

/** Whether the working token has the same `sub`, in every character and in its type. */
function isSameSub({ claims, working }: SuspectFacts): boolean {
  const one = lastMember(claims.payload, "sub")?.value;
  const other = working === null ? undefined : lastMember(working.claims.payload, "sub")?.value;
  return one !== undefined && one.type === other?.type && scalarText(one) === scalarText(other);
}

/** The known id that equals the subject, by the strictest way that finds one. */
function foundIn({ matches }: SuspectFacts): (IdMatch & { readonly id: string }) | null {
  for (const match of matches ?? []) if (match.id !== null) return { ...match, id: match.id };
  return null;
}

/** The service spells the id differently: case, white space, normal form, prefix. */
export function spelling(facts: SuspectFacts, show: Show): Told {
  const { matches, sub, subject } = facts;
  if (isSameSub(facts))
    return { outcome: "ruled-out", why: "The other token has the same sub, and its user is found." };
  if (matches === null)
    return subject.notes.length > 0
      ? {
          outcome: "possible",
          why: `${subject.notes.join(" ")} To find out, enter the service’s ids in “Known user ids”.`,
        }
      : { outcome: "open", why: "To find out, enter the service’s ids in “Known user ids”." };
  const found = foundIn(facts);
  if (found === null) return { outcome: "ruled-out", why: "No known id matches or comes close." };
  if (found.way === "exact") return { outcome: "ruled-out", why: "The service has exactly this id." };
  if (found.way === "nearest")
    return {
      outcome: "possible",
      why: `${show(found.id)} comes close, ${found.distance === undefined ? "few characters" : plural(found.distance, "character")} apart.`,
    };
  if (found.way === "numeric") return { outcome: "ruled-out", why: "No known id is a variant of this one." };
  return {
    outcome: "likely",
    why: `The service has ${show(found.id)}, the token ${show(sub)}: equal only when compared ${WAY_WORDS[found.way]}.`,
  };
}

/** A number here, text there. */
export function type(facts: SuspectFacts, show: Show): Told {
  const { claims, working } = facts;
  const isNumber = lastMember(claims.payload, "sub")?.value.type === "number";
  const other = working === null ? undefined : lastMember(working.claims.payload, "sub")?.value.type;
  if (other !== undefined && (other === "number") !== isNumber)
    return {
      outcome: "likely",
      why: `sub is ${isNumber ? "a number" : "text"} here, and ${isNumber ? "text" : "a number"} in the other token.`,
    };
  if (isNumber)
    return {
      outcome: "likely",
      why: "sub is a JSON number; RFC 7519 requires a string, and a lookup by string does not find a number.",
    };
  const numeric = foundIn(facts);
  if (numeric?.way === "numeric")
    return {
      outcome: "likely",
      why: `${show(numeric.id)} is equal only as a number: something on the way reads the id as one.`,
    };
  return {
    outcome: "ruled-out",
    why: other === undefined ? "sub is text, as RFC 7519 requires." : "sub is text in both tokens.",
  };
}

/** Deleted, merged, or recreated with another id. */
export function gone(facts: SuspectFacts): Told {
  const { claims, working, matches } = facts;
  if (isSameSub(facts))
    return { outcome: "ruled-out", why: "The other token has the same sub, and its user is found." };
  const by = working && samePersonBy(claims, working.claims);
  if (by !== null) {
    const isOtherClient = String(routeOf(claims, "azp")) !== String(working && routeOf(working.claims, "azp"));
    return {
      outcome: "likely",
      why: isOtherClient
        ? `Both tokens have the same ${by} but a different sub. They are for two clients, each of which may get its own sub (OpenID Connect Core section 8.1); otherwise the account was recreated.`
        : `Both tokens have the same ${by} but a different sub: the account was deleted and recreated.`,
    };
  }
  const told = changedSince(facts);
  if (told !== null) return told;
  const found = foundIn(facts);
  if (found?.way === "exact") return { outcome: "ruled-out", why: "The service has exactly this id." };
  if (matches !== null && found === null)
    return {
      outcome: "possible",
      why: "This id is not among the known ones. “Account changed” can show whether the account was deleted or recreated.",
    };
  return { outcome: "open", why: "To find out, enter when the account changed in “Account changed”." };
}

const PLACES = { iss: "the issuer (iss)", tid: "the tenant", aud: "the audience (aud)", azp: "the client" } as const;

/** The token comes from another issuer, tenant or environment than that of a user who is found. */
export function elsewhere(facts: SuspectFacts, show: Show): Told {
  const { claims, working } = facts;
  if (working === null)
    return { outcome: "open", why: "To find out, paste the token of a user who is found into “Working user's token”." };
  const routes = (Object.keys(PLACES) as (keyof typeof PLACES)[]).filter((route) => {
    const [one, other] = [routeOf(claims, route), routeOf(working.claims, route)];
    return String(one?.toSorted()) !== String(other?.toSorted());
  });
  const first = routes.find((route) => route !== "azp") ?? routes[0];
  if (first !== undefined) {
    const value = (token: SuspectFacts["claims"]): string => {
      const values = routeOf(token, first);
      return values === null ? "none" : show(values.join(", "));
    };
    const others = routes.filter((route) => route !== first).map((route) => PLACES[route]);
    const more =
      others.length === 0
        ? ""
        : ` ${capital(new Intl.ListFormat("en-GB").format(others))} ${others.length === 1 ? "differs" : "differ"} too.`;
    return {
      outcome: first === "azp" ? "possible" : "likely",
      why: `${capital(PLACES[first])} is ${value(claims)} here and ${value(working.claims)} in the other token.${more}`,
    };
  }
  const form = compareTokens(claims, working.claims).find(({ name, differs }) => name === "sub" && differs === "form");
  if (form !== undefined)
    return {
      outcome: "likely",
      why: `The form of sub is ${show(form.here ?? "none")} here and ${show(form.there ?? "none")} in the other token: a different kind of sign-in, or a different claim.`,
    };
  return working.verified
    ? {
        outcome: "ruled-out",
        why: "Issuer, tenant, audience and client are those of the other token, which verifies here.",
      }
    : {
        outcome: "open",
        why: "Issuer, tenant, audience and client are those of the other token. That one is not verified here, so it settles nothing.",
      };
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** This token was revoked, by its `jti` or its session. */
export function revoked(facts: SuspectFacts, show: Show): Told {
  const { denied } = facts;
  const [jti, session] = [text(facts, "jti"), text(facts, "sid") ?? text(facts, "session_id")];
  if (jti === null && session === null)
    return { outcome: "ruled-out", why: "It has no jti or session id, so it cannot be revoked individually." };
  if (jti !== null && denied?.includes(jti) === true)
    return { outcome: "likely", why: `Its jti, ${show(jti)}, is in the policy’s deny list.` };
  if (jti !== null && denied !== null && session === null)
    return { outcome: "ruled-out", why: `Its jti, ${show(jti)}, is not in the policy’s deny list.` };
  const by = [jti === null ? "" : `jti ${show(jti)}`, session === null ? "" : `session ${show(session)}`].filter(
    (one) => one !== "",
  );
  return {
    outcome: "open",
    why: `Look for ${by.join(" and ")} in the service’s revocation list, or add that list to the policy as jtiDenyList.`,
  };
}

/** Someone changed the claims after the issuer signed them. */
export function changed({ signature }: SuspectFacts): Told {
  switch (signature) {
    case "verified":
      return { outcome: "ruled-out", why: "Its signature verifies here." };
    case "invalid":
      return {
        outcome: "likely",
        why: "Its signature does not verify with the key here: the claims may not be the issuer’s.",
      };
    case "edited":
      return { outcome: "likely", why: "It was edited on this page." };
    case "unknown":
      return { outcome: "open", why: "The signature is not verified here: that takes the issuer’s key." };
  }
}

/** A client's own token has no user. */
export function service(facts: SuspectFacts): Told {
  const { sub, subject } = facts;
  const client = ["azp", "client_id", "appid", "cid"].find((name) => text(facts, name) === sub);
  const grant = text(facts, "gty");
  if (grant === "client-credentials" || text(facts, "idtyp") === "app" || sub.endsWith("@clients"))
    return { outcome: "likely", why: "It was issued to a client (client credentials): sub does not name a user." };
  if (client !== undefined)
    return { outcome: "likely", why: `sub is the client itself (${client}): it was issued without a user.` };
  if (subject.kind === "service-account") return { outcome: "likely", why: "sub is a service account." };
  return { outcome: "ruled-out", why: "sub is not the client the token was issued to." };
}
