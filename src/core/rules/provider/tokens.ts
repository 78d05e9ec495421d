import { cameAsBearer } from "../support/bearer.ts";
import { isAuthorizationResponse, lookAt } from "../../registry/issuers.ts";
import { defineRule, type Say } from "../support/define.ts";
import { innerToken } from "../support/inner-token.ts";
import { at, claimNumber, claimPlace, claimText, excerpt, type Facts, whole } from "../support/facts.ts";
import type { Severity } from "../types.ts";
import { isLogoutEvent } from "./logout.ts";
import {
  supabaseKeyWords,
  supabaseSubjectWords,
  supabaseOpaqueWords,
  otherKindWords,
  firebaseCustomWords,
  nestedWords,
  signedAroundEncryptedWords,
  kidOnSecretWords,
  equivalentSecretWords,
  mojibakeWords,
  wholeHoursWords,
} from "./tokens.words.ts";
import { familyOf } from "../../registry/algorithms.ts";

const UUID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/i;

/** Supabase's API keys are tokens without a user. */
export const supabaseKey = defineRule({
  id: "CLM-11",
  spec: "Supabase documentation, API keys",
  words: supabaseKeyWords,
  look: (facts, say) => {
    const role = claimText(facts, "role");
    if (
      !/^supabase(?:-demo)?$/.test(claimText(facts, "iss")) ||
      (role !== "anon" && role !== "service_role") ||
      facts.payloadValue("sub")
    )
      return;
    say(role === "service_role" ? "security" : "info", role, { args: { role }, place: claimPlace(facts, "role") });
  },
});

/** Supabase looks users up by UUID. */
export const supabaseSubject = defineRule({
  id: "CLM-15",
  spec: "Supabase documentation, JWT claims reference",
  words: supabaseSubjectWords,
  look: (facts, say) => {
    const sub = claimText(facts, "sub");
    if (!/\.supabase\.(?:co|in)\/auth\/v1$/.test(claimText(facts, "iss")) || sub === "" || UUID.test(sub)) return;
    say("warn", "uuid", { args: { sub: sub.slice(0, 60) }, place: claimPlace(facts, "sub") });
  },
});

/** Supabase's newer keys are not tokens. */
export const supabaseOpaque = defineRule({
  id: "PRV-14",
  spec: "Supabase documentation, API keys",
  words: supabaseOpaqueWords,
  look: ({ token }, say) => {
    const kind = /^sb_(publishable|secret)_[\w-]+$/.exec(token.text.trim())?.[1];
    if (kind !== undefined)
      say(kind === "secret" ? "security" : "info", "key", { args: { kind }, place: whole("token", token.text) });
  },
});

const OTHER_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^refresh(?:[_ ]?token)?$/i, "a refresh token"],
  [/^offline$/i, "an offline (refresh) token"],
  [/^logout(?:\+jwt)?$/i, "a logout token"],
];

/** Tokens that no API accepts: for the token endpoint, or for logging out. */
export const otherKind = defineRule({
  id: "CLM-24",
  spec: "RFC 6749 section 1.5, OpenID Connect Back-Channel Logout section 2.4, JARM section 2.1",
  words: otherKindWords,
  look: (facts, say, context) => {
    const severity = cameAsBearer(context) ? "warn" : "info";
    const header = facts.headerValue("typ");
    for (const [name, value, place] of [
      ["typ", header?.type === "string" ? header.value : "", header ? at("header", header.range) : null],
      ["typ", claimText(facts, "typ"), claimPlace(facts, "typ")],
      // Of Cognito, of simplejwt, and of Flask-JWT-Extended and SuperTokens.
      ...["token_use", "token_type", "type"].map(
        (name) => [name, claimText(facts, name), claimPlace(facts, name)] as const,
      ),
    ] as const) {
      const kind = OTHER_KINDS.find(([pattern]) => pattern.test(value));
      // Other values of "type" are an application's own.
      if (!kind || (name === "type" && kind !== OTHER_KINDS[0])) continue;
      const isOwn = familyOf(facts.alg) === "HMAC" && context.judgement?.state !== "verified";
      say(severity, "kind", { args: { kind: kind[1], name, value, own: isOwn ? 1 : 0 }, place });
      return;
    }
    if (isLogoutEvent(facts)) say(severity, "logout", { place: claimPlace(facts, "events") });
    else if (isAuthorizationResponse(lookAt(facts.header.document, facts.claims))) sayResponse(facts, severity, say);
  },
  // Tokens that only the issuer reads are not signed with a published key.
  explains: [{ rules: ["key-other-kind", "KEY-07", "KEY-08", "key-none-fits"] }],
});

function sayResponse(facts: Facts, severity: Severity, say: Say<typeof otherKindWords>): void {
  const error = claimText(facts, "error");
  if (error === "") say(severity, "response", { args: { name: "code" }, place: claimPlace(facts, "code") });
  else
    say("warn", "refusal", {
      args: { error: excerpt(error, 40), description: excerpt(claimText(facts, "error_description"), 120) },
      place: claimPlace(facts, "error"),
    });
}

/** Firebase's custom tokens are exchanged for ID tokens, and its session cookies have keys of their own. */
export const firebaseCustom = defineRule({
  id: "PRV-02",
  spec: "Firebase documentation, Create Custom Tokens, Manage Session Cookies",
  words: firebaseCustomWords,
  look: (facts, say, { judgement }) => {
    if (claimText(facts, "iss").startsWith("https://session.firebase.google.com/")) {
      const isRefused = judgement?.state === "key-error" || judgement?.state === "invalid";
      if (isRefused) say("error", "session", { place: claimPlace(facts, "iss") });
      return;
    }
    if (!/identitytoolkit\.googleapis\.com\/google\.identity\.identitytoolkit/.test(claimText(facts, "aud"))) return;
    say("warn", "custom", { place: claimPlace(facts, "aud") });
  },
  explains: [{ as: ["session"], rules: ["KEY-07", "KEY-10", "signature", "key-none-fits", "KEY-26", "KEY-31"] }],
});

/**
 * Signed around what was encrypted: "normally producers should sign the message and then encrypt the result", since a signature
 * outside can be stripped, and shows everyone who signed (RFC 7519 section 11.2).
 */
export const signedAroundEncrypted = defineRule({
  id: "nested-order",
  spec: "RFC 7519 section 11.2",
  words: signedAroundEncryptedWords,
  look: (facts, say, { panes }) => {
    const inner = facts.envelope?.places.find(({ name }) => name === "content");
    if (facts.token.form.startsWith("jwe") || inner?.form.startsWith("jwe") !== true) return;
    say("warn", "order", { place: whole("payload", panes.payload) });
  },
});

/** A nested token; if the outer one is not signed, only the inner one counts. */
export const nested = defineRule({
  id: "HDR-10",
  spec: "RFC 7519 sections 5.2 and 7.2 step 10",
  words: nestedWords,
  look: (facts, say, { panes }) => {
    const cty = facts.headerValue("cty");
    const inner = innerToken(facts);
    const isEncrypted = facts.token.form.startsWith("jwe");
    if (!["jws", "jws-json", "jwe", "jwe-json"].includes(facts.token.form)) return;
    // Encrypted content is unknown until it is decrypted, and then it is shown as a layer already.
    if (isEncrypted && (facts.token.payload === null || inner !== null)) return;
    if (inner === null && !(cty?.type === "string" && /^(?:application\/)?jwt$/i.test(cty.value))) return;
    const isUnsecured = facts.alg?.toLowerCase() === "none";
    say("info", inner === null ? "announced" : isUnsecured ? "unsecured" : "nested", {
      place: cty ? at("header", cty.range) : whole("payload", panes.payload),
      fix: inner === null ? null : { kind: "take-out", inner: true },
    });
  },
  explains: [
    { as: ["unsecured"], rules: ["HDR-01"] },
    { as: ["announced"], rules: ["IN-16"] },
  ],
});

/** A key id that names an asymmetric key alongside a shared secret. */
export const kidOnSecret = defineRule({
  id: "SEC-15",
  spec: "RFC 7515 section 4.1.4",
  words: kidOnSecretWords,
  look: (facts, say, context) => {
    const kid = facts.headerValue("kid");
    const { judgement, keys, solution } = context;
    if (kid?.type !== "string" || judgement?.key?.source !== "secret" || judgement.state !== "invalid") return;
    // If another reading of the secret verifies, that is the cause.
    if (!solution || solution.discovery) return;
    if (keys.secret.jwk?.kid === kid.value) return;
    say("info", "kid", { args: { kid: kid.value.slice(0, 60) }, place: at("header", kid.range) });
  },
});

/** Secrets that HMAC treats as the same key. */
export const equivalentSecret = defineRule({
  id: "SEC-18",
  spec: "RFC 2104 section 2",
  words: equivalentSecretWords,
  look: (facts, say, { keys, judgement }) => {
    if (judgement?.key?.source !== "secret" || judgement.state === "key-error") return;
    const block = facts.alg === "HS256" ? 64 : 128;
    const bytes = judgement.key.secretBytes ?? 0;
    if (keys.secret.encoding === "Hex" && keys.secret.text.endsWith("00") && bytes <= block) {
      say("info", "zeros", { place: whole("secret", keys.secret.text) });
    }
  },
});

/** Text that a reader without UTF-8 would garble. */
export const mojibake = defineRule({
  id: "IN-25",
  spec: "RFC 8259 section 8.1",
  words: mojibakeWords,
  look: (facts, say) => {
    const { object } = facts.payload;
    for (const { value } of object?.members ?? []) {
      if (value.type !== "string" || !/[\u00c2-\u00c5\u00c3][\u0080-\u00bf]|\u00e2\u20ac/.test(value.value)) continue;
      const bytes = Uint8Array.from(value.value, (character) => character.charCodeAt(0) & 0xff);
      if (/[^\u0000-\u00ff]/.test(value.value)) continue;
      try {
        const right = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
        say("info", "garbled", { args: { right: right.slice(0, 60) }, place: at("payload", value.range) });
      } catch {
        // Not what UTF-8 looks like when read as Latin-1: the letters are intended.
      }
    }
  },
});

/** Issued a whole number of hours in the future: written in local time. */
export const wholeHours = defineRule({
  id: "TIM-10",
  ticks: true,
  spec: "RFC 7519 section 2: seconds since 1970 in UTC",
  words: wholeHoursWords,
  look: (facts, say, { clock }) => {
    const iat = claimNumber(facts, "iat");
    if (iat === null) return;
    const ahead = iat - clock.now;
    const halves = Math.round(ahead / 1800);
    if (halves < 2 || halves > 28 || Math.abs(ahead - halves * 1800) > 90) return;
    say("warn", "hours", { args: { hours: halves / 2 }, place: claimPlace(facts, "iat") });
  },
});
