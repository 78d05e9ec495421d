/** A word of a message, or something in it that stands for a value. */
export type Item =
  | { readonly kind: "word"; readonly text: string }
  /**
   * `isSure`: it was in quotes or brackets, or is an address; otherwise only the words before it suggest a value.
   * `of`: the member or label directly before it, followed by a colon or an equals sign.
   */
  | {
      readonly kind: "value";
      readonly values: readonly string[];
      readonly isSure: boolean;
      readonly of: string | null;
    };

/** Longer runs are tokens, keys or stack traces. In UTF-16 units. */
const MAX_VALUE = 300;

/** A quoted text of more words than this is a message of its own, not a value. */
const MOST_WORDS = 3;

/** Words that never occur in values: text with them is a message. */
const SPEAKING = /\b(?:audience|issuer|token|invalid|error|not|failed|jwt|signature|claim)\b/i;

const PIECES = new RegExp(
  [
    // A quote opens after a non-letter and closes after a non-space; otherwise it ends another.
    /(?<![\p{L}\p{N}.!?\])}])"(?<double>[^"\s][^"\n]{0,300})(?<!\s)"(?![\p{L}\p{N}])/u,
    /(?<![\p{L}\p{N}.!?\])}])'(?<single>[^'\s][^'\n]{0,300})(?<!\s)'(?![\p{L}\p{N}])/u,
    /`(?<tick>[^`\s][^`\n]{0,300})`/u,
    /\u201c(?<curly>[^\u201d\n]{1,300})\u201d/u,
    /\[(?<list>[^[\]\n]{0,300})\]/u,
    /(?<!\p{L})\((?<round>[^()\s]{1,300})\)/u,
    /(?<date>\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)?|\b\d{1,2}\/\d{1,2}\/\d{4} \d\d:\d\d:\d\d)/u,
    /(?<url>\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s"'`<>()[\]{},;]{1,300})/u,
    /(?<bare>[\p{L}\p{N}_][\p{L}\p{N}_.@/:=|+~-]{0,300})/u,
  ]
    .map((part) => part.source)
    .join("|"),
  "giu",
);

/**
 * The words and values of a message, in order. Quotes, brackets and addresses make values; quoted sentences are
 * searched too. Linear time.
 */
export function itemsOf(text: string): readonly Item[] {
  const items: Item[] = [];
  let of: string | null = null;
  const add = (values: readonly string[], isSure: boolean): void => {
    items.push({ kind: "value", values, isSure, of });
    of = null;
  };
  const label = (name: string, hasValue: boolean): void => {
    const words = wordsOfName(name);
    items.push(...words.map((word): Item => ({ kind: "word", text: word })));
    of = hasValue ? (words.at(-1) ?? null) : null;
  };
  PIECES.lastIndex = 0;
  for (let match = PIECES.exec(text); match !== null; match = PIECES.exec(text)) {
    const { double, single, tick, curly, list, round, date, url, bare } = match.groups ?? {};
    const quoted = double ?? single ?? tick ?? curly;
    const enclosed = quoted ?? list ?? round;
    if (quoted !== undefined && text.charAt(PIECES.lastIndex) === ":" && /^[\w .-]{1,40}$/.test(quoted)) {
      label(quoted, true);
    } else if (enclosed !== undefined) {
      // Of a sentence, only its opening quote is skipped.
      if (isSentence(enclosed, quoted === undefined)) PIECES.lastIndex = match.index + 1;
      else add(split(enclosed), true);
    } else if (date !== undefined) add([date], true);
    else if (url !== undefined) add([trimmed(url)], true);
    else if (bare !== undefined) {
      const [, name, value = ""] = /^([a-z_]{2,20})[:=]([^:=/\s].{0,300})$/i.exec(bare) ?? [];
      if (name !== undefined) {
        label(name, true);
        add([trimmed(value)], true);
      } else if (!isName(trimmed(bare))) add([trimmed(bare)], false);
      else if (isCuedWord(items, text, PIECES.lastIndex, bare)) {
        const others = alternativesAt(text, PIECES.lastIndex);
        add([trimmed(bare), ...others.words], false);
        PIECES.lastIndex = others.end;
      } else label(bare, /[:=]$/.test(bare));
    }
  }
  return items;
}

const CUES: ReadonlySet<string> = new Set(["expected", "expects", "received", "got"]);
const NO_VALUE = /^(?:values?|claims?|audiences?|issuers?|subject|token|type|one|string|number|the|that|this|to|be)$/i;
/** What may follow a one-word value: the end, a sign, or a word that starts something else. */
const AFTER_VALUE =
  /^(?:[.]?\s{0,3}(?:$|[\n\u2026]|[.]{3})|[,;"')\]}]|[.] | (?:or|but|got|received|and got|as an?) | \()/;

const ALTERNATIVE = / or ([\p{L}\p{N}_.-]{1,100})/uy;

/** The other words of a list such as jsonwebtoken's audiences ("web or mobile"), and where it ends. */
function alternativesAt(text: string, at: number): { readonly words: readonly string[]; readonly end: number } {
  const words: string[] = [];
  let end = at;
  for (ALTERNATIVE.lastIndex = at; ;) {
    const [, word] = ALTERNATIVE.exec(text) ?? [];
    if (word === undefined) return { words, end };
    words.push(trimmed(word));
    end = ALTERNATIVE.lastIndex;
  }
}

/** Whether a word is in the position of a value: "expected: orders", "Expected orders, received billing". */
function isCuedWord(items: readonly Item[], text: string, end: number, bare: string): boolean {
  const last = items.at(-1);
  const isCued = last?.kind === "word" && CUES.has(last.text);
  return (
    isCued &&
    /^[\p{L}_]{3,40}[.,]?$/u.test(bare) &&
    !CUES.has(bare.toLowerCase()) &&
    !NO_VALUE.test(bare) &&
    AFTER_VALUE.test(text.slice(end, end + 14))
  );
}

function isSentence(text: string, isBracketed: boolean): boolean {
  // A set as Go prints it: map[orders:{} billing:{}].
  if (isBracketed && /^\S{1,200}:\{\}/.test(text)) return false;
  if (isBracketed && /^[a-z_]{1,20}[:=][^/]|[{=]/i.test(text)) return true;
  const words = text.trim().split(/\s+/).length;
  return words > 1 && (SPEAKING.test(text) || (!text.includes(",") && words > MOST_WORDS));
}

function split(text: string): readonly string[] {
  return text
    .split(/,\s{0,3}|(?<=["}])\s(?=\S)/)
    .map((part) => trimmed(part.replace(/^["'\s]{1,4}|["'\s]{1,4}$/g, "").replace(/:\{\}$/, "")))
    .filter((part) => part !== "" && part.length <= MAX_VALUE);
}

const trimmed = (text: string): string => text.replace(/[.:,=]{1,3}$/, "");

/** Words and class names (`validationParameters.ValidIssuer`), and no host or id (`api.example.com`, `pw9td`). */
function isName(text: string): boolean {
  if (/^(?:\p{Lu}[\p{L}\d]{0,60}\.){1,8}[\p{L}\d]{1,60}$/u.test(text)) return true;
  const isHost = /^\p{Ll}[\p{Ll}\d-]{0,60}\.\p{Ll}/u.test(text) && !/(?:Error|Exception)$/.test(text);
  return /^[\p{L}_.:=]+$/u.test(text) && !isHost;
}

function wordsOfName(name: string): readonly string[] {
  return name
    .replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")
    .split(/[\s.:=/|@+~-]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}
