import { grantsSaid } from "./grants-said.ts";
import { type Item, itemsOf } from "./value-items.ts";
import { printedText, READ_LIMIT } from "./words.ts";

/** The things for which a message can give values. */
export type ValueName =
  | "aud"
  | "iss"
  | "sub"
  | "alg"
  | "kid"
  | "typ"
  | "nonce"
  | "client"
  | "scope"
  | "role"
  | "exp"
  | "nbf"
  | "iat"
  | "now"
  | "bits"
  | "bytes"
  | "parts";

/** What a message says about one claim, parameter or measure: what the verifier expects, and what it found. */
export interface SaidValue {
  readonly name: ValueName;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

/** The values of a message. */
export interface MessageValues {
  readonly said: readonly SaidValue[];
  /** Claims and parameters it calls missing. */
  readonly missing: readonly string[];
}

/** Maps, since the words of a message may be names that every object has ("constructor"). */
const NAMES: ReadonlyMap<string, ValueName> = new Map([
  ...names("aud", "aud audience audiences"),
  ...names("iss", "iss issuer issuers"),
  ...names("sub", "sub subject"),
  ...names("alg", "alg algorithm algorithms method methods"),
  ...names("kid", "kid keyid"),
  ...names("typ", "typ"),
  ...names("nonce", "nonce"),
  ...names("client", "azp clientid client_id appid"),
  ...names("scope", "scope scopes"),
  ...names("exp", "exp expired expires expiry expiration expiredat validto"),
  ...names("nbf", "nbf notbefore validfrom"),
  ...names("iat", "iat"),
  ...names("now", "now"),
  ...names("bits", "size"),
]);

function names(name: ValueName, words: string): readonly (readonly [string, ValueName])[] {
  return words.split(" ").map((word) => [word, name] as const);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

/** Two words that are one name. */
const PAIRS: ReadonlyMap<string, ValueName> = new Map([
  ["key id", "kid"],
  ["signing key", "kid"],
  ["client id", "client"],
  ["not before", "nbf"],
  ["valid from", "nbf"],
  ["valid to", "exp"],
  ["issued at", "iat"],
  ["issued by", "iss"],
  ["different provider", "iss"],
  ["current time", "now"],
  ["time now", "now"],
]);

const EXPECTS = words(
  "expected expects expecting expect allowed allows required requires configured target trusted accepted accepts acceptable permitted bound wanted one should must than least tried match matches matching",
);
const FINDS = words("got received was found actual presented has have with from but instead only is");
/** What may separate a name or cue from its value. */
const BETWEEN = words(
  "a an the to be of or and at in id are is one any list set map value values claim claims token not does",
);
const ARTICLES = words("a an the required");
const MISSING = words("missing lacks without");
const TIMES = new Set<ValueName>(["exp", "nbf", "iat", "now"]);
const MEASURES: ReadonlyMap<string, ValueName> = new Map([
  ["bits", "bits"],
  ["bit", "bits"],
  ["bytes", "bytes"],
  ["byte", "bytes"],
  ["parts", "parts"],
  ["segments", "parts"],
  ["sections", "parts"],
]);
/** What libraries print for a missing value. */
const PLACEHOLDER =
  /^(?:type|undefined|null|nil|none|system\.[\w.]+|ey[JKI].*|\[?pii\b.*|string|map|true|false|x|y|n)$/i;
/** Addresses of documentation, files and places in sources: never what was compared. */
const REFERENCE =
  /^\/|\.\w{1,4}:\d|^https?:\/\/(?:[\w-]+\.)*(?:docs|learn|developers?|help|support|errors|aka)\.|\/docs?\/|^https?:\/\/(?:tools|datatracker)\.ietf\.org/i;
/** A challenge or an error of RFC 6750 section 3.1: its scope is the required one. */
const CHALLENGE = /\b(?:Bearer|DPoP) [^\n]{0,300}error=|insufficient_scope/;
/** The most words between a name and its value. */
const REACH = 24;

type Role = "expected" | "actual";

interface Reader {
  readonly found: Map<ValueName, Record<Role, string[]>>;
  readonly missing: Set<string>;
  /** The current subject, and since which item. */
  name: ValueName | null;
  named: number;
  /** Whose value is expected next, and since which item. */
  role: Role | null;
  cued: number;
  /** The cue word, and whether it has taken a value. */
  cue: string;
  isTaken: boolean;
  /** Only words that lead to a value have followed so far. */
  isClear: boolean;
  last: string;
  readonly isChallenge: boolean;
}

/**
 * What an error message says about the values that were compared: `Expected "orders" but got "billing"` of an audience has
 * both. Reads words in their order: a name (audience), a cue (expected, got, did not match), a value. Nothing is
 * added or guessed from a value's form. Never throws. Linear time.
 */
export function readValues(text: string): MessageValues {
  const reader: Reader = {
    found: new Map(),
    missing: new Set(),
    name: null,
    named: -REACH,
    role: null,
    cued: -REACH,
    cue: "",
    isTaken: false,
    isClear: false,
    last: "",
    isChallenge: CHALLENGE.test(text.slice(0, READ_LIMIT)),
  };
  const printed = printedText(text.slice(0, READ_LIMIT));
  const items = itemsOf(printed);
  for (const [at, item] of items.entries()) {
    if (item.kind === "word") readWord(reader, item.text, at);
    else readValue(reader, item, at, items[at + 1]);
  }
  const grants = grantsSaid(printed);
  for (const name of ["scope", "role"] as const) {
    if (grants[name].length === 0) continue;
    reader.found.set(name, { expected: [...grants[name]], actual: [] });
    reader.missing.delete(name);
  }
  const said = [...reader.found].map(([name, { expected, actual }]) => ({
    name,
    expected,
    actual: actual.filter((value) => !expected.includes(value)),
  }));
  return { said, missing: [...reader.missing] };
}

function readWord(reader: Reader, word: string, at: number): void {
  const name = PAIRS.get(`${reader.last} ${word}`) ?? NAMES.get(word);
  if (name !== undefined) {
    if (MISSING.has(reader.last)) call(reader, word);
    else speakOf(reader, name, at);
    if (reader.last === "valid") cue(reader, "expected", at);
  } else if (EXPECTS.has(word)) cue(reader, "expected", at, word);
  // "is" alone means little: "does not match what is expected". "Signed with" belongs to the word before it.
  else if (FINDS.has(word) && (word !== "is" || at - reader.cued > 4) && reader.last !== "signed") {
    cue(reader, "actual", at);
  } else if (!BETWEEN.has(word)) reader.isClear = false;
  if (!ARTICLES.has(word)) reader.last = word;
}

/** Something is called missing: the text after it is not its value. */
function call(reader: Reader, name: string): void {
  reader.missing.add(name);
  reader.name = null;
}

function speakOf(reader: Reader, name: ValueName, at: number): void {
  // A cue followed by something else does not count.
  const isSame = reader.isClear && reader.name === name && !reader.isTaken;
  if (at - reader.cued > 2 && !isSame) reader.role = null;
  reader.name = name;
  reader.named = at;
  reader.isClear = true;
}

function cue(reader: Reader, role: Role, at: number, word = ""): void {
  reader.role = role;
  reader.cued = at;
  reader.cue = word;
  reader.isTaken = false;
  reader.isClear = true;
}

function readValue(reader: Reader, item: Extract<Item, { kind: "value" }>, at: number, next: Item | undefined): void {
  const { values, isSure, of } = item;
  const [first = ""] = values;
  const after = next?.kind === "word" ? next.text : "";
  const measure = MEASURES.get(after);
  const name = NAMES.get(first.toLowerCase());
  if (measure !== undefined && /^\d{1,6}$/.test(first)) add(reader, measure, reader.role ?? "expected", values);
  // A claim's name in quotes is the subject.
  else if (name !== undefined && values.length === 1) {
    if (MISSING.has(reader.last) || reader.last === "no" || after === "missing") call(reader, first);
    else speakOf(reader, name, at);
  } else if (of !== null && !NAMES.has(of) && !EXPECTS.has(of) && !FINDS.has(of) && reader.named !== at - 1) {
    reader.isClear = false;
  } else if (reader.name === "scope" && of === "scope" && reader.isChallenge) take(reader, "scope", "expected", item);
  else if (reader.name !== null && at - reader.named <= REACH) {
    const isCued = at - reader.cued <= (isSure ? (reader.name === "alg" ? 10 : 6) : 4) && (isSure || reader.isClear);
    const isNear = at - reader.named <= 2 || (reader.isClear && at - reader.named <= 6);
    if (isCued || isNear) take(reader, reader.name, isCued ? roleOf(reader) : "actual", item);
    // A list of algorithms may be long.
    if (isCued && reader.name === "alg") reader.cued = at;
    reader.isTaken ||= isCued;
  }
  reader.last = "";
}

/** The owner of the value. A value used to look up a key is the token's. */
function roleOf({ role, name, cue }: Reader): Role {
  return name === "kid" && /^(?:match|tried)/.test(cue) ? "actual" : (role ?? "actual");
}

const LOOKS: Readonly<Partial<Record<ValueName, RegExp>>> = {
  alg: /^(?:none|dir|EdDSA|Ed\d+|[HREP]S\d{3}K?|ML-DSA-\d+|(?:RSA|A\d{3}|ECDH|PBES)[\w+-]*)$/i,
  kid: /^[^\s/]{1,200}$/,
  sub: /^[^\s]{1,200}$/,
  bits: /^\d{1,6}$/,
  exp: /^\d{4}-\d\d-\d\d|^\d{1,2}\/\d{1,2}\/\d{4}|^\d{10,13}$/,
};

function take(reader: Reader, name: ValueName, role: Role, { values, isSure }: Extract<Item, { kind: "value" }>): void {
  const isTime = TIMES.has(name);
  const looks = LOOKS[isTime ? "exp" : name];
  const isOne = (value: string): boolean =>
    !PLACEHOLDER.test(value) &&
    !REFERENCE.test(value) &&
    (looks === undefined || looks.test(value)) &&
    // An unquoted subject is an id, not a word with a hyphen.
    (isSure || name !== "sub" || /[\d|@:]/.test(value));
  const said = values.filter(isOne).flatMap((value) => (name === "scope" ? value.split(" ") : value));
  add(reader, name, isTime ? "actual" : role, said);
}

function add({ found }: Reader, name: ValueName, role: Role, values: readonly string[]): void {
  if (values.length === 0) return;
  const said = found.get(name) ?? { expected: [], actual: [] };
  said[role].push(...values.filter((value) => !said[role].includes(value)));
  found.set(name, said);
}
