import { isUnprotected } from "../envelope/json-seals.ts";
import { lastMember } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { valueAt, valuesOf } from "../policy/claim-path.ts";
import type { PolicyReading } from "../policy/types.ts";
import type { Policy } from "../policy/members.ts";
import type { MessageValues, SaidValue, ValueName } from "./values.ts";

/** What an error message says about a claim or parameter, with the token's value. */
export interface ComparedValue {
  /** The claim or header parameter, as the token has it. */
  readonly name: string;
  /** The policy's member for it; null if there is none. */
  readonly member: keyof Policy | null;
  /** What the verifier expects, according to its message. */
  readonly expected: readonly string[];
  /** What it found, according to its message. */
  readonly found: readonly string[];
  /** The message calls it missing. */
  readonly isMissing: boolean;
  /** Null if the token has none, or no token is open. */
  readonly token: readonly string[] | null;
  /** The token's value is in an unprotected header, which the verifier reads and anyone can change. */
  readonly isUnprotected: boolean;
  /** Whether the token has the expected value; null if none is expected. */
  readonly fits: boolean | null;
  /** Whether the token has the value that the message found, so that the message may be about it. Null if unknown. */
  readonly isOfToken: boolean | null;
  /** The policy expects it already. */
  readonly isInPolicy: boolean;
}

/** Where a value is in a token, under all of its names, and in a policy. */
type Place = readonly [part: "header" | "payload", member: keyof Policy | null, ...names: string[]];

const PLACES: Readonly<Partial<Record<ValueName, Place>>> = {
  aud: ["payload", "aud", "aud"],
  iss: ["payload", "iss", "iss"],
  sub: ["payload", "sub", "sub"],
  nonce: ["payload", "nonce", "nonce"],
  client: ["payload", "client", "azp", "client_id", "appid", "cid"],
  scope: ["payload", "scopes", "scope", "scp", "scopes", "permissions"],
  role: ["payload", "roles", "roles", "role", "groups", "realm_access.roles", "cognito:groups"],
  exp: ["payload", null, "exp"],
  nbf: ["payload", null, "nbf"],
  iat: ["payload", null, "iat"],
  alg: ["header", "algorithms", "alg"],
  typ: ["header", "typ", "typ"],
  kid: ["header", null, "kid"],
};

const TIMES: ReadonlySet<string> = new Set(["exp", "nbf", "iat"]);

/**
 * The values an error message mentions, each with the token's: expected, found, missing. Takes the result of
 * `readValues`, and the JOSE header and the payload if they were read in full; anything the message does not say is
 * absent.
 */
export function compareValues(
  { said, missing }: MessageValues,
  token: { readonly header: JsonObject | null; readonly payload: JsonObject | null },
  policy: PolicyReading,
): readonly ComparedValue[] {
  const spoken = said.flatMap((value) => compared(value, token, policy));
  const absent = missing
    .filter((name) => !spoken.some((value) => value.name === name))
    .flatMap((name) => {
      const [known] = Object.entries(PLACES).find(([, [, , ...names]]) => names.includes(name)) ?? [];
      const [value] = compared({ name: (known ?? "") as ValueName, expected: [], actual: [] }, token, policy, true);
      return value === undefined ? [] : [{ ...value, isMissing: true }];
    });
  return [...spoken, ...absent];
}

function compared(
  { name: said, expected, actual }: SaidValue,
  token: { readonly header: JsonObject | null; readonly payload: JsonObject | null },
  policy: PolicyReading,
  isMissing = false,
): readonly ComparedValue[] {
  const place = PLACES[said];
  if (place === undefined || (expected.length === 0 && actual.length === 0 && !isMissing)) return [];
  const [part, member, ...names] = place;
  const object = token[part];
  const has = (name: string) => object && (lastMember(object, name)?.value ?? valueAt(object, name));
  const isGrants = said === "scope" || said === "role";
  const name = names.find(has) ?? names[0] ?? said;
  const node = has(name);
  const own = node && valuesOf(node, isGrants);
  const wanted = policy.kind === "policy" && member !== null ? policy.policy[member] : undefined;
  const isOne = (value: string): boolean => own?.some((mine) => isSameValue(said, value, mine)) === true;
  return [
    {
      name,
      member,
      expected,
      found: actual,
      isMissing,
      token: own,
      isUnprotected: part === "header" && object !== null && isUnprotected(object, name),
      // All grants are required.
      fits: expected.length === 0 ? null : isGrants ? expected.every(isOne) : expected.some(isOne),
      isOfToken: object === null || actual.length === 0 ? null : actual.some(isOne),
      isInPolicy: expected.length > 0 && expected.every((value) => [wanted].flat().includes(value)),
    },
  ];
}

function isSameValue(name: ValueName, a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = [secondsOf(a), secondsOf(b)];
  return TIMES.has(name) && first !== null && first === second;
}

/** A time of a message in seconds since 1970: a NumericDate (also in milliseconds), or a date with a zone. Null for others. */
function secondsOf(text: string): number | null {
  if (/^\d{9,10}$/.test(text)) return Number(text);
  if (/^\d{12,13}$/.test(text)) return Math.floor(Number(text) / 1000);
  // Without a zone the instant is unknown.
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const at = Date.parse(
    text
      .replace(" ", "T")
      .replace(/ ?(?:UTC|GMT)$/, "Z")
      .replace(/ (?=[+-]\d)/, ""),
  );
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}

/** The only difference between two similar values: a slash, letter case, white space, or scheme or host with the same path. */
export type Nearness = "case" | "slash" | "space" | "scheme" | "host" | null;

/** How two values differ; null if in more than one way. */
export function nearness(a: string, b: string): Nearness {
  if (a === b) return null;
  if (a.replace(/\s/g, "") === b.replace(/\s/g, "")) return "space";
  if (a.replace(/\/$/, "") === b.replace(/\/$/, "")) return "slash";
  if (a.toLowerCase() === b.toLowerCase()) return "case";
  const [first, second] = [a, b].map((text) =>
    /^(?:([a-z][a-z\d+.-]{0,20}):\/\/)?([^/]{1,300})(\/.{0,300})?$/i.exec(text),
  );
  if (!first || !second) return null;
  if (first[2] === second[2] && (first[3] ?? "") === (second[3] ?? "")) return "scheme";
  const isPath = first[3] !== undefined && first[3].length > 3 && first[3] === second[3];
  return isPath && first[1] === second[1] ? "host" : null;
}
