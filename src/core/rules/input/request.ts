import type { RuleContext } from "../types.ts";
import { defineRule } from "../support/define.ts";

/** How much of a paste is looked at: a request's fields stand at its beginning. */
const LOOKED_AT = 20_000;

/** A field of that name in raw HTTP, in a command's `-H '…'`, or as a member of an object in code, with its value and where it begins. */
function fieldsIn(text: string, name: string): readonly { readonly at: number; readonly value: string }[] {
  const field = new RegExp(
    `(?:^|[\\n\\r'"\`{,;(])[ \\t]*${name}['"\`]?[ \\t]*[:=][ \\t]*['"\`]?([^\\n\\r'"\`]*)`,
    "gi",
  );
  return Array.from(text.matchAll(field), (match) => ({ at: match.index, value: (match[1] ?? "").trim() }));
}

/** One request as it was pasted; null where several were, or none that has an Authorization field. */
function requestIn({ arrival }: RuleContext): string | null {
  const text = arrival?.pasted.slice(0, LOOKED_AT) ?? "";
  if (!/authorization/i.test(text)) return null;
  const starts = text.match(/(?:^|[\n\r])[>\s]*(?:curl\s|(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+\S+\s+HTTP\/)/g);
  return (starts?.length ?? 0) > 1 ? null : text;
}

const TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/;
const PARAMETER = /[?&\s'"](access_token|id_token|jwt|token)=eyJ[\w-]+\.[\w-]+\.[\w-]*/i;

/** A token twice in one request: clients must not send it in more than one way, and servers refuse what they can not tell apart. */
export const severalTokens = defineRule(
  "IN-21",
  ["arrival"],
  "RFC 6750 sections 2 and 3.1, RFC 9110 section 5.3",
  (_, say, context) => {
    const text = requestIn(context);
    if (text === null) return;
    const headers = fieldsIn(text, "authorization").filter(({ value }) => TOKEN.test(value));
    const [first, second] = headers;
    if (first === undefined) return;
    if (second !== undefined) {
      // What a blank line or a closed brace parts is of two requests, as a log or a program has them.
      const between = text.slice(first.at + first.value.length, second.at + 1);
      if (!/\n\s*\n|[}]/.test(between)) say("warn", "headers", { args: { count: headers.length } });
      return;
    }
    const cookies = fieldsIn(text, "cookie").flatMap(({ value }) => (TOKEN.test(value) ? [value] : []));
    const bare = cookies.reduce((rest, cookie) => rest.replace(cookie, ""), text);
    const parameter = PARAMETER.exec(bare)?.[1];
    if (parameter !== undefined) say("warn", "parameter", { args: { name: parameter } });
    const cookie = /([\w.-]{1,60})=["']?eyJ/.exec(cookies[0] ?? "")?.[1];
    if (cookie !== undefined) say("info", "cookie", { args: { name: cookie } });
  },
);

/** `Authorization: eyJ…`: the field's first word is the scheme, and this one is a token. */
export const noScheme = defineRule(
  "IN-22",
  ["arrival"],
  "RFC 9110 section 11.6.2, RFC 6750 section 2.1",
  (_, say, context) => {
    const text = requestIn(context);
    if (text === null) return;
    if (fieldsIn(text, "authorization").some(({ value }) => /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(value))) {
      say("warn", "scheme");
    }
  },
);
