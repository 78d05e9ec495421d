import { aboutMember } from "../claims/explain.ts";
import { CLAIMS } from "../registry/claims.ts";
import { HEADER_PARAMETERS } from "../registry/header-parameters.ts";
import { innerMembers } from "../registry/inner-members.ts";
import { memberValues } from "../registry/member-values.ts";
import type { ValueKind } from "../registry/value-kind.ts";
import type { TextEdit } from "../text/range.ts";
import { type FieldPlace, placeAt } from "./place-at.ts";
import type { Suggestion, Surroundings } from "./types.ts";
import { fittingValues } from "./values.ts";

/** A member that may be inserted. */
interface Offered {
  readonly name: string;
  readonly kind: ValueKind | null;
  readonly about: string | null;
  readonly spec: string | null;
  readonly need?: string;
}

/** What most claims sets have, if nothing tells what the token is (RFC 7519 section 4.1). */
const USUAL = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "scope", "client_id"];

/** The kinds in one word. */
const SHORT: Readonly<Record<ValueKind, string>> = {
  string: "string",
  number: "number",
  epoch: "time",
  boolean: "true or false",
  object: "object",
  strings: "array",
  objects: "array",
  "string|strings": "string",
  base64url: "base64url",
  url: "URL",
};

/**
 * Suggests what fits at an offset of a pane's text, finished or not: names by the kind of token, required ones first
 * and those already present last; values from the specifications, the key set or the clock. Only suggests what begins
 * with, or contains, what is typed. Applying a suggestion changes its `range` and the commas around it, nothing else.
 */
export function suggest(text: string, offset: number, at: Surroundings): readonly Suggestion[] {
  const place = placeAt(text, offset);
  if (place === null) return [];
  if (place.kind === "name") return ranked(names(text, place, at), place.typed);
  const fitting = values(text, place, at);
  if (fitting.length > 0 || !isWhole(text, place, offset)) return ranked(fitting, place.typed);
  // After a complete value comes the next member.
  const range = { start: offset, end: offset };
  return names(text, { ...place, kind: "name", of: null, range, typed: "", commaAt: offset }, at);
}

const WHOLE = /^(?:"(?:[^"\\]|\\.)*"|true|false|null|-?\d[\d.eE+-]*)$/;

/** Whether the caret is after a member's complete value. */
function isWhole(text: string, { of, range }: FieldPlace, offset: number): boolean {
  return typeof of === "string" && range.end === offset && WHOLE.test(text.slice(range.start, range.end));
}

/** The edits that a suggestion makes. */
export function editsOf({ range, inserts, also }: Suggestion): readonly TextEdit[] {
  return [...also, { range, insert: inserts }];
}

function ranked(all: readonly Suggestion[], typed: string): readonly Suggestion[] {
  const wanted = typed.toLowerCase();
  if (wanted === "") return all;
  const begins = all.filter(({ label }) => label.toLowerCase().startsWith(wanted));
  const has = all.filter(
    ({ label }) => !begins.some((one) => one.label === label) && label.toLowerCase().includes(wanted),
  );
  return [...begins, ...has];
}

/** The missing commas: before the value, right there or elsewhere, and after it. */
function commas({ commaAt, range, needsComma }: FieldPlace): {
  readonly lead: string;
  readonly also: readonly TextEdit[];
  readonly end: string;
} {
  const isHere = commaAt === range.start;
  return {
    lead: isHere ? "," : "",
    also: commaAt === null || isHere ? [] : [{ range: { start: commaAt, end: commaAt }, insert: "," }],
    end: needsComma ? "," : "",
  };
}

/** The white space before a new member, like its neighbours': a new line, or a space. */
function spaceBefore(text: string, { opened, range: { start, end } }: FieldPlace): string {
  if (start !== end) return "";
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  if (line.trim() === "") return "";
  const behind = /^[ \t]*\n([ \t]*)/.exec(text.slice(start, start + 1000));
  if (text.slice(opened + 1, start).trim() === "") return behind === null ? "" : `\n${behind[1]}`;
  if (text.slice(opened, start).includes("\n")) return `\n${/^[ \t]*/.exec(line)?.[0]}`;
  return /\s$/.test(line) ? "" : " ";
}

function names(text: string, place: FieldPlace, at: Surroundings): readonly Suggestion[] {
  const { lead: comma, also, end } = commas(place);
  const space = comma + spaceBefore(text, place);
  const offered = offeredNames(place, at);
  const isThere = ({ name }: Offered): boolean => place.siblings.has(name);
  return [...offered.filter((one) => !isThere(one)), ...offered.filter(isThere)].map((one): Suggestion => {
    const { name, kind, about, spec, need } = one;
    const written = JSON.stringify(name);
    const value = place.hasColon ? { json: "", select: { start: 0, end: 0 } } : placeholder(one, place, at);
    const lead = place.hasColon ? written : `${space}${written}: `;
    return {
      kind: "name",
      label: name,
      detail: isThere(one) ? "present" : (need ?? (kind === null ? "" : SHORT[kind])),
      about,
      spec,
      range: place.range,
      inserts: lead + value.json + (place.hasColon ? "" : end),
      also,
      select: { start: lead.length + value.select.start, end: lead.length + value.select.end },
    };
  });
}

function offeredNames({ inside }: FieldPlace, at: Surroundings): readonly Offered[] {
  if (inside.length > 0) {
    const around = inside.findLast((part) => typeof part === "string");
    return innerMembers(around ?? "").map(({ name, kind, meaning, spec }) => ({ name, kind, about: meaning, spec }));
  }
  const { pane, profile, isEncrypted } = at;
  const table = pane === "header" ? HEADER_PARAMETERS : CLAIMS;
  const ofProfile = (pane === "header" ? profile?.header : profile?.claims) ?? [];
  const registered =
    pane === "header"
      ? [...HEADER_PARAMETERS.values()].filter(({ use }) => use === "both" || (use === "JWE") === isEncrypted)
      : [...USUAL.flatMap((name) => CLAIMS.get(name) ?? []), ...CLAIMS.values()];
  const order = [...ofProfile, ...registered].map(({ name }) => name);
  return [...new Set(order)].map((name) => {
    const row = table.get(name);
    const member = ofProfile.find((one) => one.name === name);
    return {
      name,
      kind: row?.kind ?? null,
      about: aboutMember(pane, name, profile) ?? (row ? `${row.title}.` : null),
      spec: member?.spec ?? row?.spec ?? null,
      ...(member === undefined || member.need === "optional" ? {} : { need: member.need }),
    };
  });
}

/** The value that a name comes with: a likely one if there is one, else an empty one of its kind to type in. */
function placeholder(
  { name, kind }: Offered,
  place: FieldPlace,
  at: Surroundings,
): { readonly json: string; readonly select: { readonly start: number; readonly end: number } } {
  const [first, second] = fittingValues(name, place, at);
  const whole = (json: string) => ({ json, select: { start: json.length, end: json.length } });
  const inside = (json: string) => ({ json, select: { start: 1, end: 1 } });
  if (kind === "strings" || kind === "objects") return inside("[]");
  if (kind === "object") return inside("{}");
  // A single value, a time or an id is meant; of several there is no telling which.
  const isMeant = kind === "epoch" || kind === "boolean" || name === "jti" || second === undefined;
  const isUsual = name === "typ" || memberValues(name).some(({ value }) => typeof value === "boolean");
  if (first !== undefined && (isMeant || isUsual)) return whole(first.json);
  if (kind === "number") return { json: "0", select: { start: 0, end: 1 } };
  return inside('""');
}

function values(text: string, place: FieldPlace, at: Surroundings): readonly Suggestion[] {
  const { lead, also, end } = commas(place);
  const name = typeof place.of === "string" ? place.of : place.inside.findLast((part) => typeof part === "string");
  const current = text.slice(place.range.start, place.range.end);
  return fittingValues(name ?? "", place, at).map(({ json, about, spec, detail = "" }): Suggestion => {
    const label = json.startsWith('"') ? String(JSON.parse(json)) : json;
    const inserts = lead + (isList(name, place, at) ? `[${json}]` : json);
    return {
      kind: "value",
      label,
      detail: json === current ? "present" : detail,
      about,
      spec,
      range: place.range,
      inserts: inserts + end,
      also,
      select: { start: inserts.length, end: inserts.length },
    };
  });
}

/** Whether a member's values are in an array, and the caret is not inside one yet. */
function isList(name: string | number | undefined, { of, inside }: FieldPlace, { pane }: Surroundings): boolean {
  if (typeof of === "number" || typeof name !== "string") return false;
  const row =
    inside.length > 0
      ? innerMembers(String(inside.at(-1))).find((member) => member.name === name)
      : (pane === "header" ? HEADER_PARAMETERS : CLAIMS).get(name);
  return row?.kind === "strings";
}
