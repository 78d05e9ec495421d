import { trimEndOf } from "../../text/trim-end.ts";
import type { Change, Changed } from "./change.ts";

/** How many values of a settings file or object are tried. */
const MOST_VALUES = 40;
/** Nobody pastes a longer settings file as a secret. */
const MOST_CHARACTERS = 20_000;

/** Names that are usual for secrets come first. */
const IS_SECRET = /secret|key|hmac|token|sign|password|^k$/i;

function byName(values: readonly (readonly [name: string, text: string])[]): readonly Changed[] {
  const isLikely = ([name]: readonly [string, string]): boolean => IS_SECRET.test(name);
  return [...values.filter(isLikely), ...values.filter((one) => !isLikely(one))]
    .slice(0, MOST_VALUES)
    .map(([name, text]) => ({ text, args: { name: name.slice(0, 60) } }));
}

/**
 * The strings of a JSON text: Hasura's `{"type","key"}`, PostgREST's and Supabase's settings, appsettings.json, key
 * sets.
 */
function ofJson(text: string): readonly (readonly [string, string])[] | null {
  const from = text.search(/[{[]/);
  if (from < 0 || text.length > MOST_CHARACTERS) return null;
  const inner = text
    .slice(from)
    .trim()
    .replace(/['"`;]$/, "");
  for (const candidate of [text.trim(), inner]) {
    try {
      const values: (readonly [string, string])[] = [];
      collect(JSON.parse(candidate), "", values, 0);
      if (values.length > 0) return values;
    } catch {
      // Not JSON: it may be lines of a settings file.
    }
  }
  return null;
}

function collect(value: unknown, path: string, values: (readonly [string, string])[], depth: number): void {
  if (depth > 8 || values.length >= MOST_VALUES * 4) return;
  if (typeof value === "string" && path !== "") {
    values.push([path, value]);
    // Hasura's setting is JSON in a string of JSON.
    for (const [name, inner] of /^\s*\{/.test(value) ? (ofJson(value) ?? []) : [])
      values.push([`${path}.${name}`, inner]);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(item, `${path}[${index}]`, values, depth + 1);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value))
      collect(member, path === "" ? name : `${path}.${name}`, values, depth + 1);
  }
}

/** What commands and languages put before a name. */
const BEFORE =
  /^\s*(?:[-*]\s+)?(?:(?:export|setx?|env|arg|const|let|var|final|static|private|public|string|define|--env|-e|-d)(?![\w-])\s*)*/i;
/** A line `name = value`, `name: value`, `name => value`, `define('NAME', 'value')`. */
const LINE = /^["'$(]{0,3}([A-Za-z_$-][\w.$:-]{0,100})["')\]]{0,3}\s*(?:=>|:=|[:=,])\s*(\S[^\n]*)$/;
/** The same without a separator, as in Docker's ENV and setx: only after these words. */
const WORDS = /^([A-Za-z_][\w.]{0,100})\s+(\S[^\n]*)$/;

function nameAndValue(line: string): readonly [name: string, value: string] | null {
  const rest = line.replace(BEFORE, "");
  const [, name, value] = LINE.exec(rest) ?? (rest.length < line.trimStart().length ? WORDS.exec(rest) : null) ?? [];
  return name === undefined || value === undefined ? null : [name, valueOf(value)];
}

function valueOf(written: string): string {
  const value = trimEndOf(written.trim(), /[,;)]/);
  // YAML's tag of binary values.
  const untagged = value.replace(/^!!(?:binary|str)\s/, "");
  return /^(["'`])(.*)\1$/s.exec(untagged)?.[2] ?? untagged;
}

function ofLines(text: string): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  const lines = text.slice(0, MOST_CHARACTERS).split(/\r?\n/);
  for (const line of lines.slice(0, MOST_VALUES * 4)) {
    if (line.length > 2000) continue;
    const one = nameAndValue(line.trimEnd());
    if (one !== null) found.push(one);
  }
  return found;
}

/** Values of attributes, as in web.config and Spring's XML. */
function ofAttributes(text: string): readonly (readonly [string, string])[] {
  if (!text.includes("<") || text.length > MOST_CHARACTERS) return [];
  return [...text.matchAll(/\bvalue\s?=\s?(["'])([^"'<>]{1,2000})\1/gi)].map(
    ([, , value = ""]) => ["value", value] as const,
  );
}

/** The values in a settings object or file, each a possible secret. */
function settings(text: string): readonly Changed[] {
  const json = ofJson(text);
  if (json !== null) return byName(json);
  const attributes = ofAttributes(text);
  return byName(attributes.length > 0 ? attributes : /\n/.test(text.trim()) ? ofLines(text) : []);
}

/** The value in one line of a settings file, a command or a program. */
function assigned(text: string): readonly string[] {
  const bare = text.replace(/^\s*(?:export\s+)?[A-Za-z_][\w.-]*\s*[:=]\s*/, "");
  const named = bare === text ? [] : [bare.replace(/^(["'])(.*)\1$/s, "$2"), bare];
  const one = /\n/.test(text.trim()) || text.length > 2000 ? null : nameAndValue(text.trim());
  return one === null ? named : [...named, one[1]];
}

/** A prefix that names a value's encoding: Laravel's base64:, Spring's {noop}, a data URL. */
const PREFIX =
  /^\s*(?:whsec_|bearer\s|base64|base64url|b64|hex|raw|plain|text|utf-?8|0x|\{noop\}|\{plain\}|data:[\w/;]{0,60})[:,]?\s*/i;

/** The secret is only part of what was pasted. */
export const SETTING_CHANGES: readonly Change[] = [
  { step: "prefix", of: (text) => text.replace(PREFIX, ""), unwraps: true },
  { step: "prefix-added", of: (text) => (/^[\w+/-]{43}=$/.test(text) ? `base64:${text}` : []) },
  { step: "assignment", of: assigned, unwraps: true },
  { step: "setting", of: settings, unwraps: true },
];
