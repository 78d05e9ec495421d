import type { JWK } from "jose";
import type { VerdictState } from "../crypto/types.ts";
import { selectiveOf } from "../envelope/selective.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { parseJson } from "../json/parse.ts";
import type { KeyInputs, KeyMaterial, KeyReading } from "../keys/types.ts";
import { readPolicy } from "../policy/read-policy.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import { PRIVATE_MEMBERS } from "../registry/key-types.ts";
import { headersIn } from "../report/headers.ts";
import { personalTexts } from "../report/part.ts";
import { isPersonalName } from "../report/personal.ts";
import { spellingsOf } from "../report/spellings.ts";
import type { ReportFinding } from "../report/types.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import { createHider, hiddenText } from "./hide.ts";
import { shareToken } from "./token.ts";
import { type Claimed, type NoteName, plainView, publicHalf, type SharedView } from "./view.ts";

/** A layer of the token, as displayed. */
interface SharedLayer {
  readonly path: string;
  readonly token: ParsedToken;
  readonly state: VerdictState | "pending";
  /** The key that verified or refused it, if any. */
  readonly key: KeyMaterial | null;
}

/**
 * Everything that a view is made from. Secrets are passed in so that they can be kept out of the view, wherever they
 * are repeated.
 */
export interface ShareInput {
  /** All layers, the outermost first. */
  readonly layers: readonly SharedLayer[];
  /** The path of the displayed layer. */
  readonly layer: string;
  /** The outermost token as it arrived, before edits. */
  readonly arrived: string;
  readonly keys: Readonly<Record<string, KeyInputs>>;
  /** The content of the displayed layer's key fields. */
  readonly readings: readonly (KeyReading | null)[];
  /** Further texts that give access to something. */
  readonly secrets: readonly string[];
  readonly detached: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly clock: { readonly now: number; readonly leeway: number };
  readonly notes: Readonly<Record<NoteName, string>>;
  /** The findings in words, as in a report without secrets. */
  readonly findings: readonly ReportFinding[];
  /** The claims of a view that was opened and has not changed since. */
  readonly claimed: Claimed | null;
}

/** The user's choices. */
export interface ShareChoice {
  readonly keepSignature: boolean;
  readonly keepPersonal: boolean;
  readonly clock: boolean;
  readonly policy: boolean;
}

/** A view, with what to tell the user before anything is copied. */
export interface MadeView {
  readonly view: SharedView;
  /** The names of the personal members, hidden or not. */
  readonly personal: readonly string[];
  /** Non-empty notes that are left out. */
  readonly leftOut: readonly NoteName[];
}

/** A shorter secret may be a word in any text: it is hidden where it is a value, but not searched for. */
const LEAST_SEARCHED = 8;

/**
 * Makes the view of what is open: always without secrets and private keys; without signatures and personal values
 * unless the user keeps them. Searches the result for every secret once more, and leaves out what still contains one.
 * Never rejects because of user input.
 */
export async function makeView(input: ShareInput, choice: ShareChoice): Promise<MadeView> {
  const { layers, notes } = input;
  const secrets = [...new Set(secretsOf(input, choice.keepSignature))].filter((text) => text.trim() !== "");
  const persons = personsOf(input);
  const hider = createHider(secrets, choice.keepPersonal ? null : persons);
  const root = layers[0]?.token.text ?? "";
  const sharing = { hider, keepSignature: choice.keepSignature, keepPersonal: choice.keepPersonal };
  const known = new Map(layers.map(({ path, token }) => [path, token]));
  const shared = await shareToken(root, { ...sharing, known: (path) => known.get(path) });
  const hidden = hider.hasHidden();
  const entries = await Promise.all(
    Object.entries(notes).map(async ([name, text]): Promise<readonly [NoteName, string | null] | null> => {
      if (text.trim() === "") return null;
      if (name === "policy" && !choice.policy) return null;
      if (name === "knownIds") return [name, choice.keepPersonal ? hider.text(text) : null];
      // A token differs from one that works in just what is hidden in both.
      if (name === "workingToken" && !choice.keepPersonal) return [name, null];
      if (name === "workingToken" && layers.length > 0 && isTokenLike(text))
        return [name, (await shareToken(text.trim(), { ...sharing, known: () => undefined })).text];
      return [name as NoteName, hider.text(text)];
    }),
  );
  const given = entries.filter((entry) => entry !== null);
  const view: SharedView = {
    token: shared.text,
    // Encrypted parts may contain personal values, so they stay only if those do.
    signed: choice.keepSignature && (choice.keepPersonal || !layers.some(({ token }) => token.form.startsWith("jwe"))),
    hidden,
    layer: input.layer,
    content: shared.content,
    detached: Object.fromEntries(
      Object.entries(input.detached)
        .filter(([, text]) => text !== "")
        .map(([path, text]) => [path, detachedText(text, hider.text, choice.keepPersonal)]),
    ),
    keys: keysOf(input, hider.text),
    clock: choice.clock ? { at: Math.floor(input.clock.now), leeway: input.clock.leeway } : null,
    notes: Object.fromEntries(given.filter(([, text]) => text !== null)),
    claimed: input.claimed ?? {
      states: Object.fromEntries(layers.map(({ path, state }) => [path, state])),
      findings: input.findings.slice(0, 50).flatMap(({ rule, severity, title, consequences = [] }) => [
        { rule, severity, title: hider.words(title) },
        ...consequences.slice(0, 5).map((one) => ({
          rule: one.rule,
          severity: one.severity,
          title: hider.words(one.title),
        })),
      ]),
    },
  };
  return {
    view: withoutSecrets(view, secrets),
    personal: [...hider.personal].slice(0, 20),
    leftOut: given.filter(([, text]) => text === null).map(([name]) => name),
  };
}

const isTokenLike = (text: string): boolean => /^\s*e[wy][\w-]*\.[\w.~-]*\s*$/.test(text);

/** A detached payload can be anything: if it is not JSON, it is kept only together with personal values. */
function detachedText(text: string, hide: (text: string) => string, keepPersonal: boolean): string {
  return keepPersonal || parseJson(text).problems.length === 0
    ? hide(text)
    : hiddenText(`${text.length} characters that are not JSON`);
}

/** Every text that gives access to something, and its other spellings. */
function secretsOf({ layers, arrived, keys, readings, secrets, notes }: ShareInput, keepSignature: boolean): string[] {
  const policy = readPolicy(notes.policy);
  const expected = policy.kind === "policy" ? [policy.policy.accessToken, policy.policy.code] : [];
  const fields = Object.values(keys);
  const materials = [
    ...layers.map(({ key }) => key),
    ...readings.flatMap((reading) => (reading?.kind === "keys" ? reading.keys : [])),
  ];
  return [
    ...fields.flatMap(({ secret, publicKey, privateKey }) => [
      ...spellingsOf(secret),
      privateKey.passphrase ?? "",
      publicKey.passphrase ?? "",
      ...privateTexts(privateKey.text),
      ...(holdsPrivate(publicKey.text) ? privateTexts(publicKey.text) : []),
    ]),
    ...materials.flatMap((key) => (key === null ? [] : privateMembers(key.jwk))),
    ...(keepSignature ? [] : layers.flatMap(({ token }) => sealsOf(token))),
    ...(keepSignature || arrived === layers[0]?.token.text ? [] : arrivedSeals(arrived)),
    ...secrets,
    ...expected.filter((text) => text !== undefined),
  ];
}

const holdsPrivate = (text: string): boolean => /PRIVATE|"(?:d|priv|k|p|q)"/.test(text);

/** The private parts of a private key's text: the private members of JSON, else the text and each of its lines. */
function privateTexts(text: string): readonly string[] {
  if (text.trim() === "") return [];
  const { root, problems } = parseJson(text);
  if (problems.length === 0 && root !== null) return [text, text.trim(), ...privateStrings(text)];
  return [text, text.trim(), ...text.split(/\\n|\s+/).filter((line) => line.length >= 12)];
}

/** The private members anywhere in a JSON text. */
function privateStrings(text: string): readonly string[] {
  return Array.from(text.matchAll(/"(\w{1,4})"\s{0,20}:\s{0,20}"([\w-]{1,20000}={0,2})"/g)).flatMap(
    ([, name, value]) =>
      name !== undefined && value !== undefined && (name === "k" || PRIVATE_MEMBERS.has(name)) ? [value] : [],
  );
}

function privateMembers(jwk: JWK): readonly string[] {
  return Object.entries(jwk).flatMap(([name, value]) =>
    (name === "k" || PRIVATE_MEMBERS.has(name)) && typeof value === "string" && value.length > 3 ? [value] : [],
  );
}

/** The parts that make a token usable: its signature, or everything encrypted. */
function sealsOf({ text, form, segments }: ParsedToken): readonly string[] {
  switch (form) {
    case "jws":
      return segments.slice(2).map((segment) => segment.text);
    case "sd-jwt":
      return segments.slice(2, 3).map((segment) => segment.text);
    case "jwe":
      return [text, ...segments.slice(1).map((segment) => segment.text)];
    case "jws-json":
    case "jwe-json":
      return sealStrings(text);
    case "empty":
      return [];
    case "text":
      return [text];
  }
}

function sealStrings(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/"(?:signature|ciphertext|encrypted_key|tag|iv)"\s{0,20}:\s{0,20}"([\w-]{4,})/g),
  ).flatMap(([, value]) => value ?? []);
}

/** The seals of a token's text, in any form. */
function arrivedSeals(text: string): readonly string[] {
  const parts = text.split("~", 1)[0]?.split(".") ?? [];
  return parts.length === 5 ? parts.slice(1) : parts.length === 3 ? parts.slice(2) : sealStrings(text);
}

/** The values that identify a person, to be hidden wherever they occur. */
function personsOf({ layers, notes }: ShareInput): readonly string[] {
  const policy = parseJson(notes.policy);
  const documents = [
    ...layers.flatMap(({ token }) => [token.header?.json, token.payload?.json]),
    ...layers.flatMap(({ token }) => headersIn(token).map(({ json }) => json)),
    ...layers.flatMap(({ token }) => disclosed(token)),
    policy.problems.length === 0 ? policy : undefined,
  ];
  const ids = notes.knownIds.split(/[\s,;"]+/).filter((id) => id.length > 3);
  return [...documents.flatMap((document) => personalTexts(document?.root ?? null)), ...ids.slice(0, 10_000)];
}

/** What disclosures say, each as the member that it becomes. */
function disclosed(token: ParsedToken) {
  return (selectiveOf(token)?.disclosures ?? []).slice(0, 1000).map(({ text }) => {
    const { root } = parseJson(decodeUtf8(decodeBase64Url(text).bytes).text);
    const [, name, value] = root?.type === "array" ? root.items : [];
    return name?.type === "string" && isPersonalName(name.value) && value?.type === "string"
      ? parseJson(JSON.stringify({ [name.value]: value.value }))
      : undefined;
  });
}

/** The public keys of layers that may have been signed with an asymmetric key, made of known members only. */
function keysOf(
  { layers, layer, readings }: ShareInput,
  hide: (text: string) => string,
): Record<string, readonly JWK[]> {
  const keys: Record<string, readonly JWK[]> = {};
  for (const { path, token, key } of layers) {
    if (token.form.startsWith("jwe") || !isAsymmetric(token)) continue;
    const [publicKey, privateKey] = path === layer ? readings : [];
    const own = [publicKey, privateKey].flatMap((reading) => (reading?.kind === "keys" ? reading.keys : []));
    const first = publicKey?.kind === "keys" ? publicKey.keys : own;
    const all = (key === null ? first : [key, ...first.filter((one) => one.thumbprint !== key.thumbprint)]).slice(
      0,
      20,
    );
    const halves = all.flatMap(({ jwk }) => {
      const half = publicHalf(jwk);
      return half === null ? [] : [named(half, hide)];
    });
    if (halves.length > 0) keys[path] = halves;
  }
  return keys;
}

function isAsymmetric({ header }: ParsedToken): boolean {
  const alg =
    header?.json.root?.type === "object" ? header.json.root.members.findLast(({ name }) => name === "alg") : null;
  const row = alg?.value.type === "string" ? algorithmRow(alg.value.value) : null;
  return row !== null && row.family !== "HMAC" && row.family !== "none";
}

/** A key without its name, if the name would have to be hidden. */
function named(jwk: JWK, hide: (text: string) => string): JWK {
  const entries = Object.entries(jwk).filter(
    ([name, value]) => !["kid", "alg", "use"].includes(name) || (typeof value === "string" && hide(value) === value),
  );
  return Object.fromEntries(entries);
}

/** How many levels of nested base64url are decoded. */
const MOST_LEVELS = 4;

/** The view without anything that still contains a secret: the final check, on what is actually written. */
function withoutSecrets(view: SharedView, secrets: readonly string[]): SharedView {
  const searched = secrets.filter(({ length }) => length >= LEAST_SEARCHED);
  const clean = (value: unknown): unknown => {
    if (typeof value === "string") return holdsAny(value, searched) ? hiddenText(`${value.length} characters`) : value;
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [holdsAny(name, searched) ? "[hidden]" : name, clean(one)]),
    );
  };
  if (!holdsAny(JSON.stringify(plainView(view)), searched) && !stringsOf(view).some((one) => holdsAny(one, searched)))
    return view;
  return clean(view) as SharedView;
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

/** Whether a text, or what its base64url runs decode to, contains any of some texts. */
function holdsAny(text: string, secrets: readonly string[], level = 0): boolean {
  if (secrets.some((secret) => text.includes(secret))) return true;
  if (level >= MOST_LEVELS) return false;
  return Array.from(text.matchAll(/[\w-]{10,}/g)).some(([run]) => {
    const { text: said } = decodeUtf8(decodeBase64Url(run).bytes);
    return holdsAny(said, secrets, level + 1);
  });
}
