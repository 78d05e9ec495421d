import { lastMember, stringMember, wholeObject } from "../json/query.ts";
import { mediaType } from "../registry/media-types.ts";
import { parseToken } from "./parse.ts";
import type { JsonPart, ParsedToken, Selective } from "./types.ts";

/** What a JWT is in OAuth's attestation-based client authentication. */
type AttestationRole = "attestation" | "pop";

const ROLES: Readonly<Record<string, AttestationRole>> = {
  "a client attestation": "attestation",
  "a client attestation PoP": "pop",
};

/** Which of the two JWTs a header says that it is of (Attestation-Based Client Authentication sections 4 and 5.1); null if neither. */
export function attestationRole(header: JsonPart | null): AttestationRole | null {
  const typ = header && stringMember(header.json, "typ");
  return ROLES[(typ && mediaType(typ)?.kind) ?? ""] ?? null;
}

/** Claims that only an SD-JWT, or the key binding of one, has. */
const OF_SD_JWT: readonly string[] = ["_sd", "_sd_alg", "vct"];

/**
 * Whether what looks like an SD-JWT without disclosures is a client attestation and its PoP, joined by a tilde (Attestation-Based Client
 * Authentication, draft 05, section 7.1): by `typ` or, as the first drafts had none, by a key in `cnf` for a JWT that names its client
 * and audience.
 */
export function isConcatenated(
  { header, payload }: ParsedToken,
  { disclosures, binding }: Pick<Selective, "disclosures" | "binding">,
): boolean {
  if (disclosures.length > 0) return false;
  if (attestationRole(header) === "attestation") return true;
  const claims = payload && wholeObject(payload.json);
  if (binding === null || !claims || OF_SD_JWT.some((name) => lastMember(claims, name))) return false;
  const pop = parseToken(binding.text);
  if (attestationRole(pop.header) === "pop") return true;
  const isUntyped = [header, pop.header].every(
    (one) => one !== null && /^(?:jwt)?$/i.test(stringMember(one.json, "typ") ?? ""),
  );
  const said = pop.payload && wholeObject(pop.payload.json);
  if (pop.form !== "jws" || !isUntyped || !said) return false;
  return (
    lastMember(claims, "cnf")?.value.type === "object" &&
    ["iss", "aud", "jti"].every((name) => lastMember(said, name)) &&
    lastMember(said, "sd_hash") === null
  );
}
