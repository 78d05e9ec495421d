import { utcIso } from "../../claims/describe.ts";
import { credentialIn, type Foreign, foreignOf } from "../../content/foreign.ts";
import { parseJson } from "../../json/parse.ts";
import { firstMember } from "../../json/query.ts";
import { decodedToken, tokenOf } from "../../token/decoded.ts";
import { isDottedName } from "../../token/dotted-name.ts";
import type { ParsedToken } from "../../envelope/types.ts";
import type { RuleContext } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, whole } from "../support/facts.ts";
import { tearIn } from "../support/torn.ts";
import { type Session, sessionOf } from "../support/session.ts";
import {
  nothingWords,
  basicWords,
  percentEncodedWords,
  doubleEncodedWords,
  notATokenWords,
} from "./text-form.words.ts";
import {
  type Escaped,
  escapedInJson,
  escapedRest,
  innerText,
  PERCENT,
  percentDecoded,
  quotedPrintable,
  unescaped,
  unwrapped,
  type Wrapped,
} from "./unwrapped.ts";

const NOTHING = new Set([
  "null",
  "undefined",
  "nil",
  "none",
  "nan",
  "true",
  "false",
  "[object object]",
  "bearer",
  "jwt",
  "token",
  "dpop",
  "{}",
  "[]",
  '""',
  "''",
]);

/** What a text that is not a token looks like. Exactly one kind, the first that applies; null for tokens. */
type TextKind =
  | { readonly kind: "nothing" }
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "placeholder"; readonly text: string }
  | { readonly kind: "masked"; readonly text: string }
  | { readonly kind: "basic" }
  | { readonly kind: "percent"; readonly decoded: string }
  | { readonly kind: "quoted-printable"; readonly decoded: string }
  | Escaped
  | { readonly kind: "session"; readonly session: Session }
  | Wrapped
  | { readonly kind: "key"; readonly what: "pem" | "jwk" | "jwks" }
  | { readonly kind: "url" }
  | { readonly kind: "claims"; readonly header: string | null; readonly payload: string }
  | { readonly kind: "json" }
  | { readonly kind: "foreign"; readonly content: Foreign }
  | { readonly kind: "name" }
  | { readonly kind: "prose" }
  | { readonly kind: "opaque" };

/**
 * Text that starts like JSON in base64url, or has as many segments, but is not a JOSE token: PASETO, a Laravel cookie, keys of
 * services that are JSON in Base64, a bot's token.
 */
const FOREIGN =
  /^(?:[pst]k\.eyJ1|eyJ(?:rIjoi|hIjoi|fcmFpbHMi)[\w+/-]{20,}={0,2}(?:--[\da-f]{40,64})?$|[MNO][A-Za-z\d]{23,27}\.[\w-]{6}\.[\w-]{27,40}$|v[1-4]\.(?:local|public)\.|eyJpdiI6|(?:(?:set-)?cookie\s{0,9}:\s{0,9})?(?:[\w.~-]{1,100}=)?s(?::|%3A)(?!e[yw])[\w-]{16})/i;

/** What may precede a token: the field name, the scheme. */
const SCHEME = /^(?:authorization["']?\s*[:=]\s*)?["']?(?:(?:bearer|jwt|token|dpop)\s+)?/i;

/** What a program prints of an object or a function where it has no text. */
const PRINTED =
  /^(?:\[object [A-Z]\w{1,30}\]|(?:async )?function\b.{0,200}|<(?:bound method|function|coroutine object) [^<>]{1,200}>?)$/s;
/** What a log or a pipeline puts in the place of a secret. */
const MASKED = /^(?:\*{3,100}|\u2022{3,100}|[[<(](?:redacted|masked|hidden|secret|filtered)[\])>])$/i;

/** A placeholder that was not replaced: `$TOKEN`, `${token}`, `{{token}}`, `<token>`, `%TOKEN%`, `YOUR_TOKEN`. */
const PLACEHOLDER =
  /\$\{?[\w.]{1,60}\}?|\$?\{\{[^{}\n]{1,60}\}\}|\{[\w.-]{1,60}\}|<[\w -]{1,60}>|%\w{1,60}%|(?:process\.env|import\.meta\.env|os\.environ)[\w.["'\]]{1,60}|your[\w-]{0,40}(?:token|jwt)[\w-]{0,20}/i;
const PLACEHOLDER_ALONE = new RegExp(`^(?:${PLACEHOLDER.source})$`, "i");
const PLACEHOLDER_SENT = new RegExp(
  `(?:\\bbearer\\s+|token["']?\\s?[:=]\\s?["']?)(${PLACEHOLDER.source})(?=["'\\s]|$)`,
  "i",
);

/** Says what a non-token text is, so exactly one rule reports it. */
export function textKind(token: ParsedToken): TextKind | null {
  let kind = kinds.get(token);
  if (kind === undefined) {
    kind = kindOf(token);
    kinds.set(token, kind);
  }
  return kind;
}

const kinds = new WeakMap<ParsedToken, TextKind | null>();

function kindOf(token: ParsedToken): TextKind | null {
  if (token.form === "empty") return { kind: "nothing" };
  const text = token.text.trim();
  const decoded = percentDecoded(text);
  if (decoded !== null) return { kind: "percent", decoded };
  const mail = quotedPrintable(text);
  if (mail !== null) return { kind: "quoted-printable", decoded: mail };
  const escaped = unescaped(text) ?? (token.form === "text" ? escapedInJson(text) : null);
  if (escaped) return escaped;
  const foreign = token.form === "text" || FOREIGN.test(text) ? foreignOf(text) : null;
  if (foreign !== null && FOREIGN.test(text)) return { kind: "foreign", content: foreign };
  const session = sessionOf(token, text);
  if (session) return { kind: "session", session };
  const double = unwrapped(token);
  if (double) return double;
  if ((token.form === "jws" || token.form === "jwe") && text.includes(".") && isDottedName(text))
    return { kind: "name" };
  if (token.form !== "text") return null;
  const bare = text.slice(0, 400).replace(SCHEME, "").replace(/["']$/, "");
  if (NOTHING.has(text.toLowerCase())) return { kind: "literal", text };
  if (text.length < 400 && (NOTHING.has(bare.toLowerCase()) || PRINTED.test(bare)))
    return { kind: "literal", text: bare };
  if (MASKED.test(bare)) return { kind: "masked", text: bare };
  const placeholder = PLACEHOLDER_ALONE.test(bare) ? bare : PLACEHOLDER_SENT.exec(text.slice(0, 20_000))?.[1];
  if (placeholder !== undefined) return { kind: "placeholder", text: placeholder };
  if (/^(?:authorization:\s*)?basic\s/i.test(text) || /^[^\s:]+:[^\s:]+$/.test(innerText(text) ?? ""))
    return { kind: "basic" };
  if (text.includes("-----BEGIN ")) return { kind: "key", what: "pem" };
  if (foreign !== null) return { kind: "foreign", content: foreign };
  if (/^[[{"]/.test(text)) {
    const { root } = parseJson(text.length > 200_000 ? "" : text);
    if (root?.type === "object" && firstMember(root, "kty")) return { kind: "key", what: "jwk" };
    if (root?.type === "object" && firstMember(root, "keys")) return { kind: "key", what: "jwks" };
    const claims = text.startsWith("{") ? decodedToken(text) : null;
    if (claims) return { kind: "claims", ...claims };
    const credential = root && credentialIn(text);
    if (credential) return { kind: "foreign", content: credential };
    if (root && /^[[{]/.test(text)) return { kind: "json" };
  }
  const credential = credentialIn(text);
  if (credential !== null) return { kind: "foreign", content: credential };
  if (/^[a-z][a-z\d+.-]*:\/\/\S+$/i.test(text)) return { kind: "url" };
  return { kind: /\s/.test(text) ? "prose" : "opaque" };
}

/** Nothing, or a text that means nothing. */
export const nothing = defineRule({
  id: "IN-03",
  spec: "RFC 6750 section 2.1",
  words: nothingWords,
  look: ({ token }, say) => {
    const kind = textKind(token);
    if (kind?.kind === "nothing") say("info", "empty", { class: "empty" });
    if (kind?.kind === "literal") {
      say("error", "literal", { args: { text: kind.text }, place: whole("token", token.text), class: "not-a-token" });
    }
    if (kind?.kind === "masked")
      say("error", "masked", {
        args: { text: excerpt(kind.text, 40) },
        place: whole("token", token.text),
        class: "not-a-token",
      });
    if (kind?.kind === "placeholder") {
      const start = token.text.indexOf(kind.text);
      say("error", "placeholder", {
        args: { text: excerpt(kind.text, 40) },
        place: { pane: "token", range: { start, end: start + kind.text.length } },
        class: "not-a-token",
      });
    }
  },
});

/** HTTP Basic credentials. */
export const basic = defineRule({
  id: "IN-04",
  spec: "RFC 7617 section 2",
  words: basicWords,
  look: ({ token }, say) => {
    if (textKind(token)?.kind === "basic")
      say("error", "basic", { place: whole("token", token.text), class: "not-a-token" });
  },
});

/** A truncated text with a percent escape: decoded completely, if that gives a token. */
function decodedWhole(context: RuleContext): string | null {
  const pasted = tornPaste(context, 0x25);
  const decoded = pasted && percentDecoded(pasted.replace(/^[^=]{0,60}=(?=e[yw])|^bearer\s/i, ""));
  return decoded && /^e[yw][\w-]+(?:\.[\w-]*){2,4}$/.test(decoded) ? decoded : null;
}

/** The pasted text if its token ends at one of these characters and continues after it; otherwise null. */
function tornPaste(context: RuleContext, ...codePoints: readonly number[]): string | null {
  const tear = tearIn(context);
  const pasted = context.arrival?.pasted.trim() ?? "";
  return tear && codePoints.includes(tear.codePoint) && pasted.length <= 200_000 ? pasted : null;
}

/** Consequences of escapes that were read as part of a token or as its end. */
const OF_ESCAPES: readonly string[] = [
  "IN-06",
  "TIM-04",
  "TIM-08",
  "IN-12",
  "IN-13",
  "IN-11",
  "IN-14",
  "IN-16",
  "signature",
  "signature-length",
  "DBG-03",
  "SEC-14",
  "KEY-19",
  "KEY-20",
];

/** A token as it is in a query string or cookie, or in a mail's source. */
export const percentEncoded = defineRule({
  id: "IN-05",
  spec: "RFC 3986 section 2.1, RFC 2045 section 6.7",
  words: percentEncodedWords,
  look: ({ token }, say, context) => {
    const kind = textKind(token);
    const whole = decodedWhole(context);
    if (whole !== null && whole !== token.text) {
      const found = /%[\da-f]{2}/i.exec(context.arrival?.pasted ?? "")?.[0] ?? "%";
      say("error", "inside", {
        args: { text: found, space: found === "%20" || found.toLowerCase() === "%0a" ? 1 : 0 },
        place: at("token", { start: token.text.length, end: token.text.length }),
        class: "b64-char",
        fix: { kind: "replace-all", pane: "token", text: whole },
      });
      return;
    }
    if (kind?.kind === "quoted-printable") {
      const start = Math.max(0, token.text.search(/=\r?\n/));
      say("error", "quoted-printable", {
        place: at("token", { start, end: start + 1 }),
        class: "b64-char",
        fix: { kind: "replace-all", pane: "token", text: kind.decoded },
      });
      return;
    }
    if (kind?.kind !== "percent") return;
    const { index: start = 0, 0: text = "" } = PERCENT.exec(token.text) ?? {};
    say("error", "percent", {
      args: { text },
      place: { pane: "token", range: { start, end: start + text.length } },
      class: "b64-char",
      fix: { kind: "replace-all", pane: "token", text: kind.decoded },
    });
  },
  explains: [{ as: ["inside", "percent"], rules: OF_ESCAPES }],
});

/** A token within another layer of encoding. */
export const doubleEncoded = defineRule({
  id: "IN-07",
  spec: "RFC 7515 section 7.1",
  words: doubleEncodedWords,
  look: ({ token }, say, context) => {
    const kind = textKind(token);
    const torn = tornPaste(context, 0x26, 0x3c, 0x5c);
    const escaped = kind?.kind === "escaped" ? kind : ((torn && unescaped(torn)) ?? escapedRest(context));
    if (escaped && escaped.decoded !== token.text) {
      const start = token.text.indexOf(escaped.found);
      const { length } = token.text;
      say("error", "escaped", {
        args: { text: escaped.found },
        place: at("token", start < 0 ? { start: length, end: length } : { start, end: start + escaped.found.length }),
        class: "b64-char",
        fix: { kind: "replace-all", pane: "token", text: escaped.decoded },
      });
    }
    if (kind?.kind !== "double") return;
    say("error", kind.layer, {
      place: whole("token", token.text),
      class: kind.layer === "header" ? "header-json" : "not-a-token",
      fix: { kind: "replace-all", pane: "token", text: kind.inner },
    });
  },
  explains: [
    { as: ["escaped"], rules: OF_ESCAPES },
    { as: ["hex", "inside"], rules: ["IN-06", "IN-08", "IN-14", "IN-16", "HDR-03"] },
  ],
});

/** Findings about a token's parts. */
const OF_TOKENS: readonly string[] = [
  "IN-06",
  "IN-08",
  "IN-11",
  "IN-12",
  "IN-14",
  "IN-16",
  "HDR-03",
  "HDR-11",
  "header-type",
  "signature",
  "signature-length",
  "TIM-08",
];

/** A text that is not a JOSE object at all. */
export const notAToken = defineRule({
  id: "IN-10",
  spec: "RFC 7519 section 3",
  words: notATokenWords,
  look: ({ token }, say) => {
    const kind = textKind(token);
    if (!kind) return;
    switch (kind.kind) {
      case "nothing":
      case "literal":
      case "placeholder":
      case "masked":
      case "basic":
      case "percent":
      case "quoted-printable":
      case "escaped":
      case "double":
        return;
      case "session": {
        const { framework, compressed, content, signedAt } = kind.session;
        say("error", "session", {
          args: {
            framework,
            compressed: compressed ? "zlib" : "",
            content: excerpt(content ?? "", 80),
            when: signedAt === null ? "" : (utcIso(signedAt) ?? ""),
          },
          place: whole("token", token.text),
          class: "not-a-token",
        });
        return;
      }
      case "claims":
        say("error", kind.header === null ? "claims" : "decoded", {
          place: whole("token", token.text),
          class: "not-a-token",
          fix: { kind: "new-token", text: tokenOf(kind) },
        });
        return;
      case "foreign": {
        const { name, about, certain } = kind.content;
        say("error", certain ? "foreign" : "looks-foreign", {
          args: { name, about },
          place: whole("token", token.text),
          class: "not-a-token",
        });
        return;
      }
      case "key":
        say("error", kind.what, { place: whole("token", token.text), class: "not-a-token" });
        return;
      case "url":
      case "json":
      case "name":
      case "prose":
      case "opaque":
        say("error", kind.kind, {
          args: { text: excerpt(token.text.trim(), 30) },
          place: whole("token", token.text),
          class: "not-a-token",
        });
        return;
    }
  },
  // What would be wrong with a token is not wrong with something else.
  explains: [{ as: ["session", "foreign", "name"], rules: OF_TOKENS }],
});
