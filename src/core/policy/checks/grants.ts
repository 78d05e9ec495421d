import type { JsonObject } from "../../json/types.ts";
import { valueAt, valuesOf } from "../claim-path.ts";
import type { Check } from "../types.ts";
import { compared, type PolicyCheck } from "./check.ts";

const SCOPES = ["scope", "scp", "scopes", "permissions"];
const ROLES = ["roles", "role", "groups", "realm_access.roles", "cognito:groups"];

/** The scopes that are all wanted. */
export const scopes: PolicyCheck = ({ policy, payload }) =>
  policy.scopes ? [granted(payload, "scope", policy.scopes, policy.scopesClaim ? [policy.scopesClaim] : SCOPES)] : [];

/** The roles that are all wanted. */
export const roles: PolicyCheck = ({ policy, payload }) =>
  policy.roles ? [granted(payload, "role", policy.roles, policy.rolesClaim ? [policy.rolesClaim] : ROLES)] : [];

function granted(
  payload: JsonObject,
  subject: "scope" | "role",
  wanted: readonly string[],
  names: readonly string[],
): Check {
  const name = names.find((one) => valueAt(payload, one) !== null) ?? names[0] ?? subject;
  const node = valueAt(payload, name);
  const has = valuesOf(node, true);
  const missing = wanted.filter((one) => !has.includes(one));
  const bare = missing.map((one) => one.replace(/^(?:SCOPE|ROLE)_/, ""));
  const isPrefixed = missing.length > 0 && missing.every((one, at) => one !== bare[at] && has.includes(bare[at] ?? ""));
  const place = missing.length === 0 || isPrefixed ? null : placeOfGrants(payload, missing);
  const variant = isPrefixed ? "prefix" : place === null ? subject : "elsewhere";
  return compared(subject, name, node, wanted, missing.length === 0 ? null : { rule: "CLM-18", variant }, {
    actual: node && has.join(" "),
    args: {
      missing: missing.join(", "),
      has: has.join(", "),
      subject,
      bare: bare.join(", "),
      place: place ?? "",
      empty: node !== null && has.length === 0 ? 1 : 0,
    },
  });
}

/** How many members are looked through for grants, and how deep. */
const MOST_MEMBERS = 500;

/** The path of the claim, whatever its name, in which all of the grants stand; null where none has them. */
function placeOfGrants(payload: JsonObject, wanted: readonly string[]): string | null {
  let left = MOST_MEMBERS;
  const look = (object: JsonObject, path: string, depth: number): string | null => {
    for (const { name, value } of object.members) {
      left -= 1;
      if (left < 0) return null;
      const here = path === "" ? name : `${path}.${name}`;
      const has = valuesOf(value, true);
      if (wanted.every((one) => has.includes(one))) return here;
      const deeper = value.type === "object" && depth < 4 ? look(value, here, depth + 1) : null;
      if (deeper !== null) return deeper;
    }
    return null;
  };
  return look(payload, "", 0);
}
