import type { Change } from "./change.ts";

/** A variable that a shell, Compose or a template fills in; a name that is not set becomes nothing. */
const NAMED = /\$(?:\{[^}]{0,200}\}|[A-Za-z_]\w*)/g;
const NAMED_OR_DIGIT = /\$(?:\{[^}]{0,200}\}|[A-Za-z_]\w*|\d)/g;

/** The variables that a shell always sets; some are numbers. */
function special(text: string): string {
  return text
    .replace(/\$[?#]/g, "0")
    .replace(/\$[@*!-]/g, "")
    .replace(NAMED_OR_DIGIT, "");
}

/** The fallback for an unset variable: `${NAME:-fallback}` in shells and Compose, `${NAME:fallback}` in Spring. */
function fallback(text: string): string {
  return text.replace(/\$\{[\w.-]{1,100}(?::-|:|-)([^}]{0,200})\}/g, (_, value: string) => value);
}

/**
 * As a shell reads it within double quotes: a backslash only counts before four characters, and variables are filled
 * in.
 */
function withinDoubleQuotes(text: string): string {
  return text.replace(
    /\\([$`"\\])|\$(?:\{[^}]{0,200}\}|[A-Za-z_]\w*|\d)/g,
    (_, sign: string | undefined) => sign ?? "",
  );
}

/** As a shell reads it without quotes, up to the end of the word or command. */
function unquotedWord(text: string): string {
  let word = "";
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\\" && quote !== "'") {
      at += 1;
      word += text.charAt(at);
    } else if (quote === "" ? character === "'" || character === '"' : character === quote) {
      quote = quote === "" ? character : "";
    } else if (quote === "" && /[\s;&|<>()]/.test(character)) return word;
    else word += character;
  }
  return word;
}

/** The text up to the first occurrence of each character that ends a value somewhere, with that character. */
function cutAt(signs: string): Change["of"] {
  return (text) =>
    [...signs].flatMap((sign) => {
      const at = text.indexOf(sign);
      return at > 0 ? [{ text: text.slice(0, at), args: { sign } }] : [];
    });
}

/** Lengths to which keys are truncated: AES and HMAC in bytes, bcrypt, database columns. */
const LENGTHS = [32, 64, 24, 16, 48, 72, 128, 255];

/** What shells, settings files, Compose and templates do to an improperly quoted value. */
export const SHELL_CHANGES: readonly Change[] = [
  { step: "cut-at-hash", of: (text) => text.replace(/(?<!\s)\s+#[^]*/, "") },
  { step: "cut-at-hash", of: (text) => (text.includes("#") ? text.slice(0, text.indexOf("#")).trim() : text) },
  { step: "cut-at-space", of: (text) => (/\S\s+\S/.test(text) ? text.trim().split(/\s/, 1).join("") : text) },
  { step: "fallback", of: fallback, unwraps: true },
  { step: "dollar-halved", of: (text) => text.replaceAll("$$", "$"), unwraps: true },
  { step: "dollar-expanded", of: (text) => text.replace(NAMED, ""), unwraps: true },
  { step: "dollar-expanded", of: (text) => text.replace(NAMED_OR_DIGIT, "") },
  { step: "dollar-expanded", of: special },
  { step: "dollar-expanded", of: withinDoubleQuotes },
  // make reads a single character as a variable's name.
  { step: "dollar-expanded", of: (text) => text.replace(/\$(?:[({][^)}]{0,200}[)}]|[^${(])/g, "") },
  { step: "dollar-expanded", of: (text) => text.replace(NAMED, "").replaceAll("$$", "$") },
  { step: "dollar-expanded", of: (text) => text.replaceAll("$$", "\0").replace(NAMED, "").replaceAll("\0", "$") },
  { step: "dollar-doubled", of: (text) => text.replaceAll("$", "$$$$") },
  { step: "dollar-dropped", of: (text) => text.replaceAll("$", "") },
  { step: "backslashes-dropped", of: (text) => text.replace(/\\(.)/gs, "$1"), unwraps: true },
  { step: "backslashes-dropped", of: (text) => text.replaceAll("\\", "") },
  { step: "percent-expanded", of: (text) => text.replace(/%[^%\s]{1,200}%/g, "") },
  { step: "percent-expanded", of: (text) => text.replaceAll("%", "") },
  { step: "carets-dropped", of: (text) => text.replace(/\^(.)/gs, "$1") },
  { step: "exclamation-expanded", of: (text) => [text.replace(/![^!\s]{1,200}!/g, ""), text.replaceAll("!", "")] },
  { step: "cut-at", of: cutAt(";=,\"'`&|$:%!\\@\0\n") },
  {
    step: "cut-at",
    of: (text) => (text.includes("=") ? { text: text.slice(0, text.lastIndexOf("=")), args: { sign: "=" } } : []),
  },
  // A text in quotes from end to end is a literal from some file.
  { step: "shell-word", of: (text) => (/^\s*(["']).*\1\s*$/s.test(text) ? [] : unquotedWord(text)) },
  {
    step: "cut-to-length",
    of: (text) =>
      LENGTHS.flatMap((length) => (text.length > length ? [{ text: text.slice(0, length), args: { length } }] : [])),
  },
];
