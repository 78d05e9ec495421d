import { STRICT } from "./base64url.words.ts";
import { cookieSession, type CookieSession } from "../../token/cookie-session.ts";
import type { Removal } from "../../token/types.ts";
import type { RuleContext } from "../types.ts";
import { describeCodePoint } from "../../text/code-points.ts";
import { defineRule } from "../support/define.ts";
import { excerpt, segmentWord } from "../support/facts.ts";
import { plural, type Args } from "../support/words.ts";

/** What was removed around the token, with a fix that restores just that; null if nothing was. */
function removed({ arrival }: RuleContext, kinds: readonly Removal["kind"][]) {
  const removals = arrival?.removals.filter(({ kind }) => kinds.includes(kind)) ?? [];
  if (removals.length === 0) return null;
  const text = removals.map((removal) => removal.text).join("");
  return {
    // In a sentence, the lines of a document are words, not \u000a.
    args: { text: excerpt(text.slice(0, 400).replace(/[\t\n\r ]+/g, " "), 40), count: text.length },
    class:
      /[\u00ad\u034f\u061c\u115f\u180b-\u180f\u200b-\u200f\u2028-\u202e\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff]/.test(
        text,
      )
        ? "invisible"
        : kinds.includes("line-wrap")
          ? "b64-whitespace"
          : "ok",
    fix: { kind: "restore-pasted", removals } as const,
  };
}

/** `Bearer` and the like belong to the HTTP field, not to the token. */
export const scheme = defineRule({
  id: "IN-01",
  spec: "RFC 6750 section 2.1",
  words: {
    scheme: (a: Args<"text">) => [
      `Removed ${a.text} from the front`,
      "The scheme belongs to the Authorization field, not to the token. A verifier that is given the whole field refuses it.",
      "Put it back",
    ],
    twice: [
      "The scheme Bearer is there twice",
      "Whatever was pasted after Bearer began with it already. A server takes the second one for the token and refuses it: send Authorization: Bearer, a space, the token.",
    ],
    glued: [
      "There is no space between Bearer and the token",
      "Scheme and token are separated by one space (RFC 9110 section 11.4). Without it a server sees an unknown scheme and no token.",
    ],
    separator: (a: Args<"character">) => [
      `Between Bearer and the token is ${a.character}, not a space`,
      "It looks like a space and is none: word processors and web pages put it there. The scheme is followed by one ASCII space (RFC 9110 section 11.4); a server sees one unknown word and no token.",
    ],
    punctuated: (a: Args<"mark">) => [
      `A ${a.mark} follows Bearer, where a space should be`,
      "Only the field's name is followed by a colon: Authorization: Bearer, a space, the token (RFC 6750 section 2.1). A server finds no scheme that it knows.",
    ],
    bracketed: (a: Args<"open" | "close">) => [
      `The token was sent in ${a.open} ${a.close}`,
      `They are of the template or the documentation that it was put into. A server takes them for part of the token and refuses it: send Authorization: Bearer, a space, the token.`,
    ],
  },
  look: ({ token }, say, context) => {
    const sent = sentAs(context, token.text);
    if (sent?.is === "bracketed") say("warn", "bracketed", { args: { open: sent.open, close: sent.close } });
    else if (sent?.is === "separator") say("warn", "separator", { args: { character: sent.character } });
    else if (sent?.is === "punctuated") say("warn", "punctuated", { args: { mark: sent.mark } });
    else if (sent) say("warn", sent.is);
    const found = removed(context, ["scheme", "header-name"]);
    if (found) say("info", "scheme", found);
  },
  explains: [
    {
      as: ["twice", "glued", "separator", "punctuated", "bracketed"],
      rules: ["IN-01/scheme", "IN-13", "IN-02/quotes"],
    },
  ],
});

type Sent =
  | { readonly is: "twice" | "glued" }
  | { readonly is: "separator"; readonly character: string }
  | { readonly is: "punctuated"; readonly mark: string }
  | { readonly is: "bracketed"; readonly open: string; readonly close: string };

const CLOSING: Readonly<Record<string, string>> = { "<": ">", "{": "}", "${": "}", "{{": "}}", "[": "]", "(": ")" };

/** What is wrong between the scheme and the token in the paste; null if nothing is wrong or there is no scheme. */
function sentAs({ arrival }: RuleContext, token: string): Sent | null {
  const pasted = arrival?.pasted.slice(0, 200_000) ?? "";
  const at = token === "" ? -1 : pasted.indexOf(token);
  const before = pasted.slice(Math.max(0, at - 60), Math.max(0, at));
  if (/\bbearer\s{1,9}bearer\s{1,9}$/i.test(before)) return { is: "twice" };
  if (/(?:^|[^\w-])bearer$/i.test(before)) return { is: "glued" };
  const space = /\bbearer[ ]{0,9}([^\S \t\r\n])[^\S\r\n]{0,9}$/i.exec(before)?.[1];
  if (space !== undefined) return { is: "separator", character: describeCodePoint(space.codePointAt(0) ?? 0) };
  const mark = /authorization["']?\s{0,9}[:=]\s{0,9}["']?bearer\s?([:=])\s{0,9}$/i.exec(before)?.[1];
  if (mark !== undefined) return { is: "punctuated", mark };
  const open = /\bbearer\s{1,9}(\$\{|\{\{|[<{[(])\s{0,3}$/i.exec(before)?.[1];
  const close = CLOSING[open ?? ""];
  const isClosed =
    close !== undefined &&
    pasted
      .slice(at + token.length)
      .trimStart()
      .startsWith(close);
  return open !== undefined && isClosed ? { is: "bracketed", open, close } : null;
}

/** Quotes and white space around the token, line wraps in it. */
export const strayCharacters = defineRule({
  id: "IN-02",
  spec: "RFC 7515 section 2",
  words: {
    python: (a: Args<"text">) => [
      `Removed Python's ${a.text} around the token`,
      "b'…' is how Python prints bytes: decode them (.decode()) before using them as text, or the quotation marks and the b are sent too.",
      "Put them back",
    ],
    quotes: (a: Args<"count">) => [
      `Removed ${plural(a.count, "quotation mark")} around the token`,
      "They often come from JSON.stringify or a copied log line, and verifiers refuse them.",
      "Put them back",
    ],
    space: (a: Args<"count">) => [
      `Removed ${plural(a.count, "character")} of whitespace around the token`,
      "Some verifiers trim it, others refuse the token.",
      "Put it back",
    ],
    wraps: (a: Args<"count">) => [
      `Removed ${plural(a.count, "character")} of line wraps inside the token`,
      "A compact token is one line. Wraps come from mail, terminals and narrow columns.",
      "Put them back",
    ],
    inside: (a: Args<"segment" | "count" | "at">) => [
      `Whitespace inside the ${a.segment}`,
      `${plural(a.count, "character")} of it, the first after character ${a.at}. ${STRICT}`,
      "Remove the whitespace",
    ],
  },
  look: (facts, say, context) => {
    const isPython = context.arrival?.removals.some(({ kind, text }) => kind === "quotes" && /^b["']$/i.test(text));
    const [quotes, space, wraps] = [
      removed(context, ["quotes"]),
      removed(context, ["white-space"]),
      removed(context, ["line-wrap"]),
    ];
    if (quotes) say("info", isPython === true ? "python" : "quotes", quotes);
    if (space) say("info", "space", space);
    if (wraps) say("info", "wraps", wraps);
    if (facts.token.form === "text" || facts.token.form === "empty") return;
    if (facts.token.form.endsWith("json")) return;
    for (const segment of facts.token.segments) {
      const spaces = segment.problems.filter(({ code }) => code === "white-space");
      const [first] = spaces;
      if (!first || first.code !== "white-space") continue;
      say("error", "inside", {
        args: {
          segment: segmentWord(segment),
          count: spaces.length,
          at: first.range.start,
        },
        place: { pane: "token", range: first.range },
        class: "b64-whitespace",
        fix: {
          kind: "replace",
          place: { pane: "token", range: segment.range },
          insert: segment.text.replace(/[\t\n\v\f\r \u0085\u00a0\u2028\u2029]+/g, ""),
        },
      });
    }
  },
});

/** One character right next to a token that wraps nothing and ends no sentence. */
const STRAY = /^[|!#$%^*@\\<>?&]$/;

/** What surrounds the token. It is not said to be dropped: a key that stood there may have gone to its own field. */
const notOfIt = (count: string | number): string =>
  `${plural(count, "character")} around it ${Number(count) === 1 ? "is" : "are"} not part of it`;

/** A command, cookie, JSON document or URL that the token was extracted from. */
export const wrapping = defineRule({
  id: "IN-13",
  spec: "RFC 7515 section 7.1",
  words: {
    wrapping: (a: Args<"count" | "text">) => [
      "Found the token in your paste",
      `${notOfIt(a.count)}: ${a.text}`,
      "Put them back",
    ],
    sentence: (a: Args<"count" | "text">) => [
      "The punctuation after the token belongs to the sentence",
      `Found the token in a text: ${notOfIt(a.count)}, among them the full stop or comma after it: ${a.text}`,
      "Put them back",
    ],
    kubectl: (a: Args<"count" | "text">) => [
      "Found the token in the output of kubectl describe",
      `${notOfIt(a.count)}: ${a.text}. kubectl describe shows the token decoded; kubectl get -o yaml shows it in Base64.`,
      "Put them back",
    ],
    "cookie-parser": (a: Args<"text">) => [
      "The last part was the cookie's own signature, and was left out",
      `Express (cookie-parser) writes s:, the value, a dot and its own signature over the value. Only the application checks it; the token ends before it. Removed in total: ${a.text}`,
      "Put them back",
    ],
    chunks: (a: Args<"last" | "name" | "member">) => [
      `The token was put together from the chunks .0 to .${a.last} of a cookie`,
      `${a.name} was too long for one cookie and was split into numbered ones; .0 comes first and .${a.last} last, whatever order the browser sends them in.${a.member ? ` The session is JSON behind base64-; the token is its ${a.member}.` : ""}`,
    ],
    session: (a: Args<"member" | "name">) => [
      `The token was taken out of ${a.member} in the cookie`,
      `${a.name} contains a session as JSON behind base64-, as Supabase writes it. The token is its ${a.member}.`,
    ],
    stray: (a: Args<"character">) => [
      `A ${a.character} next to the token was left out`,
      "It is not part of base64url: if it was sent with the token, verifiers reject it.",
      "Put it back",
    ],
  },
  look: (_, say, context) => {
    const around = context.arrival?.removals.filter(({ kind }) => kind !== "line-wrap") ?? [];
    const [only] = around;
    if (only?.kind === "text" && around.length === 1 && STRAY.test(only.text)) {
      say("info", "stray", {
        args: { character: only.text },
        class: "b64-char",
        fix: { kind: "restore-pasted", removals: around },
      });
      return;
    }
    const session = sessionOf(context);
    if (session) {
      const { chunks, name, member } = session;
      const last = chunks - 1;
      say("info", chunks > 1 ? "chunks" : "session", {
        args: { name: excerpt(name, 40), last, member: member ?? "" },
        class: "ok",
      });
      return;
    }
    const found = removed(context, ["cookie", "command", "json", "url", "text"]);
    if (found) say("info", variantOf(context), found);
  },
  explains: [{ as: ["kubectl", "sentence", "cookie-parser"], rules: ["IN-02/space", "IN-02/quotes"] }],
  leads: ["chunks", "session", "cookie-parser"],
});

/** The session cookie that the token was extracted from, if the token was not there verbatim. */
function sessionOf({ arrival, token }: RuleContext): CookieSession | null {
  const isAll = arrival?.removals.some(
    ({ kind, range }) => kind === "cookie" && range.end - range.start === arrival.pasted.length,
  );
  const session = isAll === true && arrival ? cookieSession(arrival.pasted) : null;
  return session?.token === token.text ? session : null;
}

/** What the text around a token says about its origin. */
function variantOf({ arrival, token }: RuleContext) {
  const pasted = arrival?.pasted ?? "";
  const at = pasted.indexOf(token.text);
  const after = at < 0 ? "" : pasted.slice(at + token.text.length, at + token.text.length + 120);
  const before = at < 0 ? "" : pasted.slice(Math.max(0, at - 2000), at);
  if (/s(?::|%3A)$/i.test(before) && /^\.[\w%+/-]{40,}/.test(after)) return "cookie-parser";
  const isDescribed = /kubernetes\.io\/service-account-token|^ca\.crt:/m.test(before);
  // A Secret's own YAML has it in Base64.
  if (isDescribed && token.text.includes(".") && before.trimEnd().endsWith("token:")) return "kubectl";
  return /^[.,;:!?](?:\s|$)/.test(after) && /[\p{L}:]\s$/u.test(before) ? "sentence" : "wrapping";
}
