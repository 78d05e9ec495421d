import type { KeyReading } from "../keys/types.ts";
import type { Range } from "../text/range.ts";
import { trimEndOf } from "../text/trim-end.ts";
import { keyThing } from "./keys.ts";
import type { Thing } from "./types.ts";

/** A value that a text gives a name to. */
interface NamedValue {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}

type ReadKeys = (text: string) => Promise<KeyReading>;

/** At most this many values of a text are looked at, among those whose names may be of a key or secret. */
const MOST = 50;
const MAY_NAME = /secret|key|pub|priv|^k$|^p256ecdsa$/i;

/** A line of `.env`, YAML, properties, or of a table as Vault prints it. */
const ENTRY =
  /^[ \t]{0,40}(?:(?:export|set|ENV|-)[ \t]{1,9})?["']?([A-Za-z_][\w.-]{0,80})["']?(?:[ \t]{0,9}=[ \t]{0,9}|:[ \t]{1,40}|[ \t]{2,80})(\S.{0,2000})$/gm;

/** A title with its value on the next line, as web-push prints its pair. */
const BELOW = /^[ \t]{0,9}([A-Za-z][A-Za-z ]{0,40}):[ \t]{0,9}\r?\n[ \t]{0,9}([\w+/=-]{40,200})[ \t]{0,9}$/gm;

/** A variable of a container, as Kubernetes writes it. */
const OF_CONTAINER =
  /^[ \t]{0,40}-[ \t]{1,9}name:[ \t]{1,9}["']?([A-Za-z_][\w.-]{0,80})["']?[ \t]{0,9}\r?\n[ \t]{1,40}value:[ \t]{1,9}(\S.{0,2000})$/gm;

/** The public key beside a Web Push token (RFC 8292 section 3; `p256ecdsa` in older drafts): an uncompressed point of P-256. */
const VAPID = /(?<![\w-])(k|p256ecdsa)=(B[\w-]{86})(?![\w-])/g;

/** Names of variables, as `.env` files and shells have them. */
const VARIABLE = /^[ \t]{0,40}(?:(?:export|set|ENV)[ \t]{1,9})?[A-Z][A-Z\d_]{0,80}[ \t]?=.*$/gm;

/** What stands for a value that is not there. */
const PLACEHOLDER =
  /^(?:\$\{.*\}|\$\w+|<.*>|\{\{.*\}\}|%.*%|(?:process\.env|os\.environ)\W.*|[*x.]{3,}|undefined|null|none|true|false|missing|required|invalid|redacted)$/i;

/** A value that a command gives, that is encrypted (SOPS), or that is kept elsewhere: AWS, 1Password, Vault. */
const ELSEWHERE = /^(?:\$\(|ENC\[|arn:|op:\/\/|vault:)/;

/** What tells the secret of tokens from that of something else, and from a setting beside it. */
const OF_TOKENS = /\b(?:jwt|jws|jose|token|hmac|hs256|hs384|hs512|signing|nextauth|auth)\b/;
const OF_OTHERS =
  /\b(?:client|aws|cookie|session|webhook|csrf|public|private|api|file|path|name|id|arn|ttl|in|expires|expiration|length|alg|algorithm|encoded|base64)\b/;
const LEAST_SECRET = 6;

function valuesIn(text: string, pattern: RegExp): readonly NamedValue[] {
  const values: NamedValue[] = [];
  for (const match of text.matchAll(pattern)) {
    const [whole, name = "", raw = ""] = match;
    if (!MAY_NAME.test(name)) continue;
    if (
      values.push({ name, value: unquoted(raw), range: { start: match.index, end: match.index + whole.length } }) ===
      MOST
    )
      break;
  }
  return values;
}

/** A value without its quotes, or without the comment after it. */
function unquoted(raw: string): string {
  const quote = raw.charAt(0);
  const close = /["'`]/.test(quote) ? raw.indexOf(quote, 1) : -1;
  if (close > 0 && /^[ \t\r,;]{0,20}(?:#|$)/.test(raw.slice(close + 1))) return raw.slice(1, close);
  const comment = raw.search(/[ \t]#/);
  return trimEndOf(comment < 0 ? raw : raw.slice(0, comment), /[\s,;]/);
}

/** `JWT_SECRET`, `jwtSecret` and `jwt.secret` as words. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, " ")
    .replaceAll(/[_.-]+/g, " ")
    .toLowerCase();
}

/** Whether a name is that of a secret that signs tokens. Beside a token a plain `SECRET_KEY` is enough, too. */
function isSecret({ name, value }: NamedValue, isBesideToken: boolean): boolean {
  const words = wordsOf(name);
  if (!/\b(?:secret|signing key|hmac key)\b/.test(words) || OF_OTHERS.test(words)) return false;
  if (value.length < LEAST_SECRET || PLACEHOLDER.test(value) || ELSEWHERE.test(value) || /\s/.test(value)) return false;
  return OF_TOKENS.test(words) || (isBesideToken && /^(?:app )?secret(?: key)?$/.test(words));
}

/**
 * The secrets and bare keys that a text gives a name to: in `settings`, its part that may be `.env`, YAML, properties or a
 * table, and in a Web Push header anywhere. The secret of refresh tokens comes last. A value without a telling name is
 * nobody's key.
 */
export async function namedThings(
  text: string,
  settings: string,
  isBesideToken: boolean,
  readKeys: ReadKeys,
): Promise<readonly Thing[]> {
  const entries = [ENTRY, BELOW, OF_CONTAINER].flatMap((pattern) => valuesIn(settings, pattern));
  const thing = ({ value, range }: NamedValue, kind: Thing["kind"]): Thing => ({ kind, text: value, range, count: 1 });
  const secrets = entries
    .filter((entry) => isSecret(entry, isBesideToken))
    .toSorted((one, other) => Number(/refresh/i.test(one.name)) - Number(/refresh/i.test(other.name)));
  const keys: Thing[] = [];
  for (const entry of [...entries, ...valuesIn(text, VAPID)].filter(isKeyLike)) {
    const reading = await readKeys(entry.value);
    const found = keyThing(reading, entry.value);
    if (found) keys.push({ ...thing(entry, found.kind), ...found });
    else if (/private/i.test(entry.name) && "byAlgorithm" in reading) keys.push(thing(entry, "private-key"));
  }
  // Any 32 bytes may be a private key: it is one beside its public key.
  const isPair = keys.some(({ kind }) => kind === "public-key");
  return [...secrets.map((entry) => thing(entry, "shared-key")), ...(isPair ? keys : [])];
}

const isKeyLike = ({ name, value }: NamedValue): boolean =>
  /^(?:k|p256ecdsa)$|key|pub|priv/i.test(name) && /^[\w+/-]{42,90}={0,2}$/.test(value);

/** A text without its lines `NAME=value`: settings say nothing about what went wrong. */
export function withoutVariables(text: string): string {
  return text.replaceAll(VARIABLE, (line) => " ".repeat(line.length));
}
