import { lastMember } from "../json/query.ts";
import type { JsonNode, JsonObject } from "../json/types.ts";

/**
 * A header parameter that `crit` may list and that is processed here (RFC 7515 section 4.1.11). Rules cover what a
 * profile requires beyond its form, and what nobody can check here.
 */
export interface ExtensionRow {
  readonly name: string;
  /** What the parameter says, to follow "is". */
  readonly says: string;
  readonly profile: "RFC 7797" | "PASSporT" | "Open Banking" | "JAdES";
  readonly spec: string;
  /** The form of its value in words, to follow "must be". */
  readonly form: string;
  readonly fits: (value: JsonNode) => boolean;
  /** It has to be compared with something that the token does not contain: a verifier has to do more than read it. */
  readonly beyond?: string;
}

const OPEN_BANKING = "Open Banking Read/Write API Profile 3.1.4, Message Signing step 2";
const ETSI = "ETSI TS 119 182-1 clause ";

const isText = (value: JsonNode | undefined): boolean => value?.type === "string" && value.value.trim() !== "";
const has = (value: JsonNode, ...names: readonly string[]): value is JsonObject =>
  value.type === "object" && names.every((name) => lastMember(value, name) !== null);
const isListOf = (value: JsonNode, least: number, fits: (item: JsonNode) => boolean): boolean =>
  value.type === "array" && value.items.length >= least && value.items.every(fits);
const isDigest = (value: JsonNode): boolean =>
  value.type === "object" && ["digAlg", "digVal"].every((name) => isText(lastMember(value, name)?.value));

/** How a payload outside the token is assembled (ETSI TS 119 182-1 clause 5.2.8). */
type DetachedMechanism = "HttpHeaders" | "ObjectIdByURI" | "ObjectIdByURIHash";
const MECHANISM = /^http:\/\/uri\.etsi\.org\/19182\/(HttpHeaders|ObjectIdByURI|ObjectIdByURIHash)$/;

/** The mechanism that `sigD` names, and the fields or objects it lists; null if the mechanism is unknown. */
export function detachedMechanism(
  sigD: JsonNode | undefined,
): { readonly mechanism: DetachedMechanism; readonly names: readonly string[] } | null {
  if (sigD === undefined || !has(sigD, "mId", "pars")) return null;
  const id = lastMember(sigD, "mId")?.value;
  const pars = lastMember(sigD, "pars")?.value;
  const mechanism = id?.type === "string" ? MECHANISM.exec(id.value)?.[1] : undefined;
  if (mechanism === undefined || pars?.type !== "array") return null;
  const names = pars.items.flatMap((item) => (item.type === "string" ? [item.value] : []));
  return names.length > 0 && names.length === pars.items.length
    ? { mechanism: mechanism as DetachedMechanism, names }
    : null;
}

/** The moment of an RFC 3339 time, in seconds; null if it is not one. */
export function dateTime(value: JsonNode): number | null {
  if (
    value.type !== "string" ||
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/i.test(value.value)
  )
    return null;
  const time = Date.parse(value.value);
  return Number.isNaN(time) ? null : Math.floor(time / 1000);
}

const ROWS: readonly ExtensionRow[] = [
  {
    name: "b64",
    says: "whether the payload is encoded",
    profile: "RFC 7797",
    spec: "RFC 7797 section 3",
    form: "true or false",
    fits: ({ type }) => type === "boolean",
  },
  {
    name: "http://openbanking.org.uk/iat",
    says: "when it was signed",
    profile: "Open Banking",
    spec: OPEN_BANKING,
    form: "a number of seconds since 1970",
    fits: ({ type }) => type === "number",
  },
  {
    name: "http://openbanking.org.uk/iss",
    says: "who signed it",
    profile: "Open Banking",
    spec: OPEN_BANKING,
    form: "a string that identifies the signer",
    fits: isText,
    beyond: "iss must be the owner of the signing key in the trust anchor's directory",
  },
  {
    name: "http://openbanking.org.uk/tan",
    says: "the trust anchor that has the key",
    profile: "Open Banking",
    spec: OPEN_BANKING,
    form: "the domain name of a trust anchor",
    fits: (value) => value.type === "string" && /^[^\s/]+$/.test(value.value),
    beyond: "tan must be a trust anchor that the verifier accepts",
  },
  {
    name: "ppt",
    says: "the PASSporT extension",
    profile: "PASSporT",
    spec: "RFC 8225 section 8.1",
    form: "the name of a registered extension (shaken, div, div-o, rph, rcd)",
    fits: (value) => value.type === "string" && PASSPORT_CLAIMS.has(value.value),
  },
  {
    name: "sigT",
    says: "when it was signed",
    profile: "JAdES",
    spec: `${ETSI}5.2.1`,
    form: "a time as RFC 3339 writes it, as in 2026-11-30T09:00:00Z",
    fits: (value) => dateTime(value) !== null,
  },
  {
    name: "x5t#o",
    says: "the digest of the signing certificate",
    profile: "JAdES",
    spec: `${ETSI}5.2.2.2`,
    form: "an object with digAlg and digVal",
    fits: isDigest,
    beyond: "x5t#o must be the digest of the signing certificate",
  },
  {
    name: "sigX5ts",
    says: "the digests of the certificates",
    profile: "JAdES",
    spec: `${ETSI}5.2.2.3`,
    form: "a list of two or more objects with digAlg and digVal",
    fits: (value) => isListOf(value, 2, isDigest),
    beyond: "sigX5ts must be the digests of the certificates",
  },
  {
    name: "srCms",
    says: "what the signer commits to",
    profile: "JAdES",
    spec: `${ETSI}5.2.3`,
    form: "a list of objects with commId",
    fits: (value) => isListOf(value, 1, (item) => has(item, "commId")),
    beyond: "srCms must be a commitment that the verifier accepts",
  },
  {
    name: "sigPl",
    says: "where it was signed",
    profile: "JAdES",
    spec: `${ETSI}5.2.4`,
    form: "an object",
    fits: ({ type }) => type === "object",
  },
  {
    name: "srAts",
    says: "what the signer is, by claim or certificate",
    profile: "JAdES",
    spec: `${ETSI}5.2.5`,
    form: "a list of objects",
    fits: (value) => isListOf(value, 1, ({ type }) => type === "object"),
    beyond: "the attributes in srAts must be validated",
  },
  {
    name: "adoTst",
    says: "a timestamp of the payload",
    profile: "JAdES",
    spec: `${ETSI}5.2.6`,
    form: "an object with tstTokens",
    fits: (value) => has(value, "tstTokens"),
    beyond: "the timestamps in adoTst must be validated",
  },
  {
    name: "sigPId",
    says: "the signature policy",
    profile: "JAdES",
    spec: `${ETSI}5.2.7`,
    form: "an object with id",
    fits: (value) => has(value, "id"),
    beyond: "the signature must follow the policy that sigPId names",
  },
  {
    name: "sigD",
    says: "what the payload is made of",
    profile: "JAdES",
    spec: `${ETSI}5.2.8`,
    form: "an object with pars, and the mId of HttpHeaders, ObjectIdByURI or ObjectIdByURIHash",
    fits: (value) => detachedMechanism(value) !== null,
  },
];

/**
 * The claims that each PASSporT extension requires (RFC 8588 section 5, RFC 8946 sections 4 and 6, RFC 8443, RFC 9795).
 */
export const PASSPORT_CLAIMS: ReadonlyMap<string, readonly string[]> = new Map([
  ["shaken", ["attest", "dest", "iat", "orig", "origid"]],
  ["div", ["dest", "div", "iat", "orig"]],
  ["div-o", ["dest", "div", "iat", "opt", "orig"]],
  ["rph", ["dest", "iat", "orig", "rph"]],
  ["rcd", ["dest", "iat", "orig", "rcd"]],
]);

/** By name. A Map, so `__proto__` is not a member of it. */
export const EXTENSIONS: ReadonlyMap<string, ExtensionRow> = new Map(ROWS.map((row) => [row.name, row]));
