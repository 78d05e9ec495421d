import { isTimeName, nameStays, numberStays, treatmentOf } from "../member-policy.ts";
import type { Mode } from "../replacer.ts";
import { type Marker, markerFrom } from "./marks.ts";

const SECRET_NAME =
  /token|secret|passw|pwd|key|auth|code|session|sid|csrf|xsrf|nonce|state|assertion|sig|cookie|credential|user|name|mail|phone|verifier|challenge$|otp|pin|login_hint|ticket/;

function valueMode(name: string, value: string): Mode | "keep" {
  const plain = name.toLowerCase();
  const treatment = treatmentOf(name, value);
  if (treatment === "keep" || (treatment === "time" && isTimeName(plain))) return "keep";
  if (/^[\d.+-]{1,20}$/.test(value) && numberStays(name, value)) return "keep";
  return treatment === "secret" || SECRET_NAME.test(plain) ? "secret" : "words";
}

/** Names of parameters, cookies and members are kept by the same rule as those of claims. */
export function nameMode(name: string): Mode | "keep" {
  return nameStays(name.trim(), "") ? "keep" : "words";
}

/** Names with values in logs, forms and pieces of JSON: `name=value`, `"name": "value"`. */
export function markPairs(text: string, marks: Marker): void {
  for (const match of text.matchAll(
    /(?<![\w.@-])([A-Za-z_][\w.@-]{0,60})=("[^"\n]{0,8000}"|'[^'\n]{0,8000}'|[^\s"'<>&;,)\]}]{1,8000})/g,
  )) {
    const [whole, name = "", value = ""] = match;
    const end = match.index + whole.length;
    marks.mark(match.index, match.index + name.length, nameMode(name));
    marks.mark(end - value.length, end, valueMode(name, value));
  }
  const members =
    /\\?["']([^"'\\\n]{1,80})\\?["']\s{0,9}:\s{0,9}(\\?["'](?:[^"'\\\n]|\\.){0,8000}|-?\d[\d.eE+-]{0,40})/g;
  for (const match of text.matchAll(members)) {
    const [whole, name = "", value = ""] = match;
    const end = match.index + whole.length;
    const start = match.index + whole.indexOf(name);
    marks.mark(start, start + name.length, nameMode(name));
    marks.mark(end - value.length, end, valueMode(name, value.replace(/^\\?["']/, "")));
  }
}

/** Names of members whose values are neither texts nor numbers. */
function markNames(text: string, marks: Marker): void {
  for (const match of text.matchAll(/["']([A-Za-z_][\w.-]{0,47})["']\s{0,9}:/g))
    marks.mark(match.index + 1, match.index + 1 + (match[1] ?? "").length, nameMode(match[1] ?? ""));
}

/** `name=value&name=value`. */
export function markForm(text: string, from: number, to: number, marks: Marker): void {
  let at = from;
  for (const pair of text.slice(from, to).split(/[&?#;]/)) {
    const equals = pair.indexOf("=");
    if (equals > 0) {
      const name = pair.slice(0, equals);
      marks.mark(at, at + equals, nameMode(name));
      marks.mark(at + equals + 1, at + pair.length, valueMode(name, pair.slice(equals + 1)));
    } else if (equals < 0) marks.mark(at, at + pair.length, "words");
    at += pair.length + 1;
  }
}

/** A body: JSON keeps its names, a form its common words, anything else only common words. */
export function markContent(text: string, start: number, end: number, marks: Marker): void {
  const body = text.slice(start, end);
  if (/^\s*\\?[[{]/.test(body)) {
    marks.mark(start, end, "words");
    const inner = markerFrom(marks, start);
    markNames(body, inner);
    markPairs(body, inner);
    return;
  }
  if (/^[^\s=&]{1,80}=/.test(body)) return markForm(text, start, end, marks);
  marks.mark(start, end, "words");
}
