import { valueAt, valuesOf } from "../claim-path.ts";
import { grantsIn, nearGrant, type Place, places, placeWords } from "../elsewhere.ts";
import type { Check, Mismatches } from "../types.ts";
import { type CheckedToken, compared, type PolicyCheck } from "./check.ts";

const SCOPES = ["scope", "scp", "scopes", "permissions"];
const ROLES = ["roles", "role", "groups", "realm_access.roles", "cognito:groups"];

/** The required scopes. */
export const scopes: PolicyCheck = ({ policy, ...token }) =>
  policy.scopes ? [granted(token, "scope", policy.scopes, policy.scopesClaim ? [policy.scopesClaim] : SCOPES)] : [];

/** The required roles. */
export const roles: PolicyCheck = ({ policy, ...token }) =>
  policy.roles ? [granted(token, "role", policy.roles, policy.rolesClaim ? [policy.rolesClaim] : ROLES)] : [];

function granted(
  token: CheckedToken,
  subject: "scope" | "role",
  wanted: readonly string[],
  names: readonly string[],
): Check {
  const { payload } = token;
  const name = names.find((one) => valueAt(payload, one) !== null) ?? names[0] ?? subject;
  const node = valueAt(payload, name);
  const has = valuesOf(node, true);
  const missing = wanted.filter((one) => !has.includes(one));
  const { variant, ...found } = missing.length === 0 ? NOWHERE(subject) : whereElse(token, subject, missing, has, name);
  return compared(subject, name, node, wanted, missing.length === 0 ? null : { rule: "CLM-18", variant }, {
    actual: node && has.join(" "),
    args: {
      missing: missing.join(", "),
      has: has.join(", "),
      subject,
      bare: missing.map((one) => one.replace(PREFIX, "")).join(", "),
      empty: node !== null && has.length === 0 ? 1 : 0,
      ...found,
    },
  });
}

/** The prefixes that Spring Security puts before scopes and roles. */
const PREFIX = /^(?:SCOPE|ROLE)_/;

/** Where missing grants were found instead: in which claim (`path`, if a policy can name it), or under which name. */
interface Found {
  readonly variant: Mismatches["CLM-18"];
  readonly place: string;
  readonly path: string;
  readonly near: string;
}

const NOWHERE = (variant: "scope" | "role"): Found => ({ variant, place: "", path: "", near: "" });

/**
 * Where grants are that are not in the expected claim: with Spring's prefix in the same claim; together in one other
 * claim or header parameter; in several claims; and, before they are called missing, in a similar spelling.
 */
function whereElse(
  { payload, header }: CheckedToken,
  subject: "scope" | "role",
  missing: readonly string[],
  has: readonly string[],
  name: string,
): Found {
  const isPrefixed = missing.every((one) => PREFIX.test(one) && has.includes(one.replace(PREFIX, "")));
  if (isPrefixed) return { ...NOWHERE(subject), variant: "prefix" };
  const all = places(payload, header).map((place) => ({ place, grants: grantsIn(place.node) }));
  // All there, in a text that is not split where the issuer separated them.
  const own = all.find(({ place }) => place.pane === "payload" && place.path === name);
  if (own?.place.node.type === "string" && missing.every((one) => own.grants.includes(one)))
    return { ...NOWHERE(subject), variant: "separated" };
  const [whole] = all.filter(({ grants }) => missing.every((one) => grants.includes(one)));
  if (whole)
    return { ...NOWHERE(subject), variant: "elsewhere", place: placeWords(whole.place), path: pathOf(whole.place) };
  const each = missing.map((one) => all.find(({ grants }) => grants.includes(one))?.place);
  if (each.every((place) => place !== undefined))
    return { ...NOWHERE(subject), variant: "elsewhere", place: [...new Set(each.map(placeWords))].join(" and ") };
  // Similar ones in the expected claim come before those in other claims.
  const sources = [{ at: name, grants: has }, ...all.map(({ place, grants }) => ({ at: placeWords(place), grants }))];
  const near = missing.map((one) =>
    sources.flatMap(({ at, grants }) => {
      const grant = nearGrant(one, grants);
      return grant === null ? [] : [{ grant, at }];
    }),
  );
  if (!near.every((found) => found.length > 0)) return NOWHERE(subject);
  const firsts = near.flatMap((found) => found.slice(0, 1));
  return {
    ...NOWHERE(subject),
    variant: "near",
    near: firsts.map(({ grant }) => grant).join(", "),
    place: [...new Set(firsts.map(({ at }) => at))].join(" and "),
  };
}

/** The path for a policy to look there; "" for the header, where no verifier looks for grants. */
const pathOf = ({ pane, path }: Place): string => (pane === "payload" ? path : "");
