import type { JsonNode, JsonObject } from "../json/types.ts";
import { trimEndOf } from "../text/trim-end.ts";
import { scalarText } from "./read-policy.ts";

/** Where something is in a token. `path` is the path of its claim or header parameter; for the header, it says so. */
export interface Place {
  readonly pane: "payload" | "header";
  readonly path: string;
  readonly node: JsonNode;
}

/** How many members are searched, and how deep. */
const MOST_MEMBERS = 500;
const MOST_DEPTH = 4;

/** Every member of the claims, those nearest to the top first, then every member of the header. */
export function places(payload: JsonObject, header: JsonObject): readonly Place[] {
  return [...membersOf(payload, "payload"), ...membersOf(header, "header")];
}

function membersOf(root: JsonObject, pane: Place["pane"]): readonly Place[] {
  const found: Place[] = [];
  let level: readonly (readonly [path: string, object: JsonObject])[] = [["", root]];
  for (let depth = 0; depth <= MOST_DEPTH && level.length > 0; depth += 1) {
    const next: [string, JsonObject][] = [];
    for (const [path, { members }] of level) {
      for (const { name, value } of members) {
        if (found.length >= MOST_MEMBERS) return found;
        const here = path === "" ? name : `${path}.${name}`;
        found.push({ pane, path: here, node: value });
        if (value.type === "object") next.push([here, value]);
      }
    }
    level = next;
  }
  return found;
}

/** Members with a grant's name, for issuers that write grants as objects: Spring, ASP.NET, GitLab, Keycloak. */
const NAMES: ReadonlySet<string> = new Set([
  "name",
  "authority",
  "role",
  "value",
  "id",
  "displayName",
  "scope",
  "rsname",
]);

/**
 * The grants that a claim may contain, however the issuer writes them: items, words, parts between commas, the names of objects in
 * a list, and the names of members that are true or an object (Firebase, Zitadel).
 */
export function grantsIn(node: JsonNode): readonly string[] {
  switch (node.type) {
    case "string":
      return node.value.split(/[\s,;|]+/).filter((word) => word !== "");
    case "array":
      return node.items.flatMap((item) =>
        item.type === "object"
          ? item.members.flatMap(({ name, value }) => (NAMES.has(name) ? (scalarText(value) ?? []) : []))
          : (scalarText(item) ?? []),
      );
    case "object":
      return node.members.flatMap(({ name, value }) =>
        value.type === "object" || (value.type === "boolean" && value.value === true) ? [name] : [],
      );
    default:
      return [];
  }
}

/** A grant's name without case, framework prefixes, URLs and outer slashes. */
function plain(grant: string): string {
  const bare = grant.replace(/^(?:SCOPE|ROLE|GROUP)_/i, "").toLowerCase();
  return trimEndOf(bare, /\//).replace(/^\/+/, "");
}

/**
 * The last part of a scope that is an address: `read` of `api://orders/read` and of `https://api.example/auth/read`.
 */
function lastPart(grant: string): string {
  const text = plain(grant);
  return /^(?:https?|api):\/\/.+\//.test(text) ? text.slice(text.lastIndexOf("/") + 1) : text;
}

/** The words of a grant, in any order: `read:items`, `items.read` and `ReadItems` are the same. */
function wordsOf(grant: string): string {
  return plain(grant.replace(/([a-z])([A-Z])/g, "$1_$2"))
    .split(/[:./_\s-]+/)
    .toSorted()
    .join(" ");
}

/** How a grant can nearly match, closest first. */
const NEAR: readonly ((grant: string) => string)[] = [(grant) => grant.toLowerCase(), plain, lastPart, wordsOf];

/** The item of `has` that nearly matches `wanted`; null if there is none. */
export function nearGrant(wanted: string, has: readonly string[]): string | null {
  for (const look of NEAR) {
    const found = has.find((one) => look(one) === look(wanted));
    if (found !== undefined) return found;
  }
  return null;
}

/** A name that is an address, as in namespaced claims: one name, dots included. */
const isAddress = (path: string): boolean => /^(?:https?|urn):/i.test(path);

/** The last name of a path, or the last part of a namespaced name. */
function lastName(path: string): string {
  const ends = isAddress(path) ? ["/", ":", "#"] : ["."];
  return path.slice(Math.max(...ends.map((end) => path.lastIndexOf(end))) + 1);
}

/** A name without case and separators. */
const plainName = (name: string): string => name.toLowerCase().replace(/[_-]/g, "");

/**
 * Where a claim is that is not in its expected place: deeper in the claims, under a namespace, in another spelling,
 * or in the header. Prefers the same name to a similar one; null if there is none.
 */
export function placeOfClaim(payload: JsonObject, header: JsonObject, wanted: string): Place | null {
  const all = places(payload, header).filter(
    ({ pane, path, node }) => node.type !== "null" && (pane === "header" || path !== wanted),
  );
  const name = lastName(wanted);
  return (
    all.find(({ path }) => path === name || path.endsWith(`.${name}`)) ??
    all.find(({ path }) => isAddress(path) && lastName(path) === name) ??
    all.find(({ path }) => plainName(lastName(path)) === plainName(name)) ??
    null
  );
}

/** A path in words, for a sentence. */
export const placeWords = ({ pane, path }: Place): string => (pane === "header" ? `${path} of the header` : path);
