import { jsonSeals } from "../envelope/json-seals.ts";
import { parseToken } from "../envelope/parse.ts";
import { selectiveTexts } from "../envelope/selective.ts";
import { placesIn } from "../envelope/places.ts";
import type { KeyReading } from "../keys/types.ts";
import { headersIn } from "./headers.ts";
import { spellingsOf } from "./spellings.ts";
import type { ReportInput } from "./types.ts";

/** What stands for a text that a report leaves out. */
export const HIDDEN = "[hidden]";

/** A longer text is cut: people read reports. In UTF-16 units. */
const MOST = 1000;

/** Anything shorter occurs by chance in too many texts; on its own it is hidden all the same. */
const LEAST_WITHIN = 4;

/** From this length on, an excerpt of a secret can be told from a common word; also an excerpt of a personal text that is cut off, or long. */
const LEAST_EXCERPT = 12;
const LEAST_PERSONAL_EXCERPT = 40;

/** Anything longer is not a key but a token's ciphertext or a bulky opaque token: a piece of it opens nothing. */
const MOST_QUOTED = 20_000;

/** A signed or encrypted token within a text, including the start of its first run: each run is scanned once. */
const TOKEN = /(?<![\w-])(?=([\w-]*?)(?:ey[AIJ]|ew[0o]))\1[\w-]*\.[\w-]*\.[\w-]+(?:\.[\w-]*)*/g;

/**
 * Makes a function that removes whatever must not be in a report: each of the given texts, whole or in excerpts, and
 * every token. A text of more than `most` characters is then cut. Linear in the text and the list.
 */
export function createScrubber(
  secrets: Iterable<string>,
  personal: Iterable<string> = [],
  most = MOST,
): (text: string) => string {
  const opening = new Set(secrets);
  const all = new Set([...opening, ...personal]);
  const starts = startsOf(all);
  const long = [...all].filter(({ length }) => length >= LEAST_EXCERPT && length <= MOST_QUOTED);
  const isExcerpt = (text: string): boolean => {
    const excerpt = text.replace(/^…|…$/g, "");
    if (excerpt.length < LEAST_EXCERPT) return false;
    const isOfPersons = excerpt !== text || excerpt.length >= LEAST_PERSONAL_EXCERPT;
    return long.some((one) => (isOfPersons || opening.has(one)) && one.includes(excerpt));
  };
  return (text) => {
    if (text === "") return text;
    if (all.has(text) || isExcerpt(text)) return HIDDEN;
    // Tokens first: with its signature hidden a token is no longer recognised, and would keep its claims.
    const clean = text.replace(
      TOKEN,
      (token, before: string) => `${before}[hidden: a token of ${token.length - before.length} characters]`,
    );
    return cut(withoutAny(clean, starts), most);
  };
}

/** The texts by their first characters, longest first: where none starts, nothing is compared. */
function startsOf(texts: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const starts = new Map<string, string[]>();
  for (const text of texts) {
    if (text.length < LEAST_WITHIN) continue;
    const start = text.slice(0, LEAST_WITHIN);
    const list = starts.get(start);
    if (list === undefined) starts.set(start, [text]);
    else list.push(text);
  }
  for (const list of starts.values()) list.sort(longestFirst);
  return starts;
}

function withoutAny(text: string, starts: ReadonlyMap<string, readonly string[]>): string {
  if (starts.size === 0) return text;
  let clean = "";
  let kept = 0;
  for (let at = 0; at + LEAST_WITHIN <= text.length;) {
    const found = starts.get(text.slice(at, at + LEAST_WITHIN))?.find((one) => text.startsWith(one, at));
    if (found === undefined) at += 1;
    else {
      clean += text.slice(kept, at) + HIDDEN;
      at += found.length;
      kept = at;
    }
  }
  return clean + text.slice(kept);
}

const longestFirst = (a: string, b: string): number => b.length - a.length;

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length - most} more characters)`;
}

/** Every text of an input that is secret: secrets, private keys, passphrases, signatures, tokens in the policy. */
export function secretsOf({
  keys,
  otherKeys = [],
  readings,
  token,
  base,
  header,
  payload,
  policy,
  solution,
}: ReportInput): readonly string[] {
  const { publicKey, privateKey } = keys;
  const fields = [
    privateKey.text,
    ...(readings.some(holdsPrivate) ? [publicKey.text] : []),
    ...otherKeys.map((other) => other.privateKey.text),
  ];
  const expected = policy.kind === "policy" ? [policy.policy.accessToken, policy.policy.code] : [];
  return [
    ...[keys, ...otherKeys].flatMap((given) => [
      ...spellingsOf(given.secret),
      given.privateKey.passphrase ?? "",
      given.publicKey.passphrase ?? "",
    ]),
    solution?.discovery?.secret?.text ?? "",
    // A quotation is seldom longer than a line.
    ...fields.flatMap((text) => [text, ...text.split(/\\n|\s+/).filter((line) => line.length >= LEAST_EXCERPT)]),
    ...readings.flatMap(privateMembers),
    ...[token, base].flatMap(signaturesOf),
    // Claims may contain a JSON form as it is.
    ...[placesIn(header.json, payload.json), ...headersIn(token).map(({ json }) => placesIn(null, json))]
      .flat()
      .flatMap(({ form, text }) => (form.endsWith("-json") ? signaturesOf(parseToken(text)) : [])),
    ...expected.filter((text) => text !== undefined),
  ];
}

/** What a JSON form contains besides its headers and a signed payload: each signature, and everything encrypted. */
function sealedTexts(token: ReportInput["token"]): readonly string[] {
  const { seals, envelope } = jsonSeals(token);
  if (seals.length === 0) return [token.text];
  const isSealed = (name: string): boolean => !["between", "header", "payload"].includes(name);
  return [
    ...seals.flatMap(({ token: one }) => one.segments.flatMap(({ name, text }) => (isSealed(name) ? [text] : []))),
    // Disclosures are left out as for a compact SD-JWT, where they are segments.
    ...selectiveTexts(token),
    // Those beyond the limit, as they are spelled.
    ...envelope.parts.flatMap(({ name, range }) => (isSealed(name) ? [token.text.slice(range.start, range.end)] : [])),
  ];
}

function signaturesOf(token: ReportInput["token"]): readonly string[] {
  const { text, form, segments } = token;
  switch (form) {
    case "jws":
    case "sd-jwt":
      return segments.slice(2).map((segment) => segment.text);
    case "jwe":
      return [text, ...segments.slice(1).map((segment) => segment.text)];
    case "jws-json":
    case "jwe-json":
      return sealedTexts(token);
    case "empty":
    case "text":
      return [text];
  }
}

function holdsPrivate(reading: KeyReading | null): boolean {
  return reading?.kind === "keys" && reading.keys.some(({ isPrivate }) => isPrivate);
}

function privateMembers(reading: KeyReading | null): readonly string[] {
  if (reading?.kind !== "keys") return [];
  return reading.keys.flatMap(({ jwk }) =>
    [jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi, jwk.k, jwk.priv].filter((member) => typeof member === "string"),
  );
}
