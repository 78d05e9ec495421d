import { itemsOf, memberAt, textOf, type At } from "./tree.ts";
import type { TokenPlace } from "./types.ts";

/** Where a request has a bearer token (RFC 6750 section 2.1). */
export const AUTHORIZATION: TokenPlace = { in: "header", name: "Authorization" };

/** The names that can be compared: no placeholder, variable or expression. */
const NAME = /^[\w.-]{1,200}$/;

/**
 * The places that a list of names gives; an item may be an object with its `name`. Takes null for an absent list, which
 * has none; gives undefined if a name is filled in elsewhere, or is none.
 */
export function placesNamed(where: TokenPlace["in"], list: At | null): readonly TokenPlace[] | undefined {
  const names = itemsOf(list).map((item) => textOf(item) ?? textOf(memberAt(item, "name")) ?? "");
  return names.every((name) => NAME.test(name)) ? names.map((name) => ({ in: where, name })) : undefined;
}

/** All places of several lists; undefined if those of one of them are unknown. */
export function allPlaces(lists: readonly (readonly TokenPlace[] | undefined)[]): readonly TokenPlace[] | undefined {
  const known = lists.filter((list) => list !== undefined);
  return known.length === lists.length ? known.flat() : undefined;
}

/**
 * Where Envoy looks for the token of a provider, as its members of these names say: without any of them in
 * Authorization and in the parameter access_token (envoyproxy/envoy, api/…/jwt_authn/v3/config.proto; read 2026-12-01).
 */
export function envoyPlaces(
  at: At,
  [headers, parameters, cookies]: readonly [string, string, string],
): readonly TokenPlace[] | undefined {
  const found = allPlaces([
    placesNamed("header", memberAt(at, headers)),
    placesNamed("parameter", memberAt(at, parameters)),
    placesNamed("cookie", memberAt(at, cookies)),
  ]);
  return found?.length === 0 ? [AUTHORIZATION, { in: "parameter", name: "access_token" }] : found;
}
