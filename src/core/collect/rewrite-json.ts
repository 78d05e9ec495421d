import { createJsonReader } from "./json-reader.ts";

/** What an object calls a part of what its own name says: `{"token":{"value":"…"}}`, `{"tokens":{"access":"…"}}`. */
const PART = /^(?:value|raw|current|previous|access|refresh)$/i;

/**
 * Rewrites the values of a JSON text: `value` returns the replacement for a string, given the name of the member that
 * it is or is in, with that of the object if its own says too little; `number` does the same for a number, `true`,
 * `false` or `null`, as JSON; `name` for a member's name. Everything else stays as it is. Null if the JSON is incomplete.
 */
export function rewriteJson(
  text: string,
  value: (name: string, value: string) => string,
  name: (name: string) => string,
  number: (name: string, raw: string) => string,
): string | null {
  const out: string[] = [];
  const names: string[] = [""];
  /** What an object calls itself, for its `value`: `{"name":"otp","value":"402817"}`. */
  const labels: string[] = [""];
  let parts = "";
  const nameOf = (): string => {
    const own = names.at(-1) ?? "";
    const label = /^value$/i.test(own) ? labels.at(-1) : "";
    const around = names.at(-2) ?? "";
    return label || (PART.test(own) || (/^id$/i.test(own) && /session/i.test(around)) ? `${around}_${own}` : own);
  };
  const reader = createJsonReader({
    open() {
      names.push(names.at(-1) ?? "");
      labels.push("");
    },
    close() {
      names.pop();
      labels.pop();
    },
    name(text) {
      names[names.length - 1] = text;
      out.push(inString(name(text)));
    },
    text(piece, isLast) {
      parts += piece;
      if (!isLast) return;
      out.push(inString(value(nameOf(), parts)));
      if (/^(?:name|key|field)$/i.test(names.at(-1) ?? "")) labels[labels.length - 1] = parts.slice(0, 200);
      parts = "";
    },
    value: (raw) => out.push(number(nameOf(), raw)),
    between: (raw) => out.push(raw),
  });
  return reader.push(text) === null && reader.end() ? out.join("") : null;
}

/** A text as written between the quotes of a JSON string. */
export function inString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
