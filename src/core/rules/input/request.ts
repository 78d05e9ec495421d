import type { RuleContext } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { type Args } from "../support/words.ts";

/** How much of a paste is read: a request starts with its fields. */
const LOOKED_AT = 20_000;

const fieldOf = (name: string): RegExp =>
  new RegExp(`(?:^|[\\n\\r'"\`{,;(])[ \\t]*${name}['"\`]?[ \\t]*[:=][ \\t]*['"\`]?([^\\n\\r'"\`]*)`, "gi");
const FIELDS = { authorization: fieldOf("authorization"), cookie: fieldOf("cookie") };

/** A field of that name in raw HTTP, in a command's `-H '…'`, or as a member of an object in code, with its value and where it begins. */
function fieldsIn(text: string, name: keyof typeof FIELDS): readonly { readonly at: number; readonly value: string }[] {
  return Array.from(text.matchAll(FIELDS[name]), (match) => ({ at: match.index, value: (match[1] ?? "").trim() }));
}

/** One request as it was pasted; null where several were, or none that has an Authorization field. */
function requestIn({ arrival }: RuleContext): string | null {
  const text = arrival?.pasted.slice(0, LOOKED_AT) ?? "";
  if (!/authorization/i.test(text)) return null;
  const starts = text.match(
    /(?:^|[\n\r])(?:>|[^\S\n\r])*(?:curl\s|(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+\S+\s+HTTP\/)/g,
  );
  return (starts?.length ?? 0) > 1 ? null : text;
}

const TOKEN = /\beyJ(?:(?!\beyJ[\w-])[\w-])+\.[\w-]+\.[\w-]*/;
const PARAMETER = /[?&\s'"](access_token|id_token|jwt|token)=eyJ[\w-]+\.[\w-]+\.[\w-]*/i;

/** A request that sends two tokens: clients must use one way only, and servers refuse ambiguous requests. */
export const severalTokens = defineRule({
  id: "IN-21",
  spec: "RFC 6750 sections 2 and 3.1, RFC 9110 section 5.3",
  words: {
    headers: (a: Args<"count">) => [
      `The request has ${a.count} Authorization fields`,
      "Only one is allowed (RFC 9110 section 11.6.2). Gateways refuse several, or use one that you do not expect.",
    ],
    parameter: (a: Args<"name">) => [
      `The request sends a token twice: in Authorization and in ${a.name}`,
      "Use only one way (RFC 6750 section 2): servers answer 400, Kong “Multiple tokens provided”. Leave the parameter out; URLs end up in logs.",
    ],
    cookie: (a: Args<"name">) => [
      `The cookie ${a.name} also has a token`,
      "If the gateway also reads tokens from cookies, as Kong and Envoy can, it finds two and may reject the request.",
    ],
  },
  look: (_, say, context) => {
    const text = requestIn(context);
    if (text === null) return;
    const headers = fieldsIn(text, "authorization").filter(({ value }) => TOKEN.test(value));
    const [first, second] = headers;
    if (first === undefined) return;
    if (second !== undefined) {
      // A blank line or closing brace separates two requests, as in a log or a program.
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
});

/** `Authorization: eyJ…`: the field's first word is the scheme, and this one is a token. */
export const noScheme = defineRule({
  id: "IN-22",
  spec: "RFC 9110 section 11.6.2, RFC 6750 section 2.1",
  words: {
    scheme: [
      "The Authorization field has no scheme",
      "Its first word should be the scheme, but here it is the token. Write Authorization: Bearer, a space, the token (RFC 6750 section 2.1); most servers refuse it otherwise.",
    ],
  },
  look: (_, say, context) => {
    const text = requestIn(context);
    if (text === null) return;
    if (fieldsIn(text, "authorization").some(({ value }) => /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(value))) {
      say("warn", "scheme");
    }
  },
});
