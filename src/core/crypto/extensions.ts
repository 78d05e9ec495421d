import { lastMember } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { EXTENSIONS } from "../registry/extensions.ts";
import type { JudgementReason } from "./types.ts";

/**
 * What in `crit` is not supported or breaks its rules. It must be a non-empty list of distinct names, each in the
 * header (RFC 7515 section 4.1.11) and each an extension of the registry whose value has the form of its
 * specification. A `b64` that is not true must be a boolean and be listed (RFC 7797 section 6): otherwise a verifier
 * that knows `b64` and one that does not would read different payloads, so the token cannot be judged. Null if
 * nothing is wrong.
 */
export function extensionReason(root: JsonObject): JudgementReason | null {
  const malformed: JudgementReason = { code: "crit-malformed" };
  const crit = lastMember(root, "crit")?.value;
  const b64 = lastMember(root, "b64")?.value;
  if (b64 !== undefined && b64.type !== "boolean") return malformed;
  if (crit === undefined) return b64?.value === false ? malformed : null;
  if (crit.type !== "array" || crit.items.length === 0) return malformed;
  const names = crit.items.flatMap((item) => (item.type === "string" ? [item.value] : []));
  if (names.length < crit.items.length || new Set(names).size < names.length) return malformed;
  const strange = names.filter((name) => !EXTENSIONS.has(name));
  if (strange.length > 0) return { code: "crit", names: strange };
  const values = names.map((name) => lastMember(root, name)?.value ?? null);
  if (values.includes(null)) return malformed;
  const wrong = names.find((name, index) => !EXTENSIONS.get(name)?.fits(values[index]!));
  return wrong === undefined ? null : { code: "crit-value", name: wrong };
}
