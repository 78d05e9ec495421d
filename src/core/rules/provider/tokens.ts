import { cameAsBearer } from "../support/bearer.ts";
import { defineRule } from "../support/define.ts";
import { at, whole, type Facts } from "../support/facts.ts";

const UUID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/i;

function text({ payloadValue }: Facts, name: string): string {
  const node = payloadValue(name);
  return node?.type === "string" ? node.value : "";
}

function number({ payloadValue }: Facts, name: string): number | null {
  const node = payloadValue(name);
  return node?.type === "number" ? node.value : null;
}

function placeOf(facts: Facts, name: string) {
  const range = facts.payloadValue(name)?.range;
  return range ? at("payload", range) : null;
}

/** Supabase's API keys are tokens without a user. */
export const supabaseKey = defineRule("CLM-11", ["token"], "Supabase documentation, API keys", (facts, say) => {
  const role = text(facts, "role");
  if (
    !/^supabase(?:-demo)?$/.test(text(facts, "iss")) ||
    (role !== "anon" && role !== "service_role") ||
    facts.payloadValue("sub")
  )
    return;
  say(role === "service_role" ? "security" : "info", role, { args: { role }, place: placeOf(facts, "role") });
});

/** Supabase looks users up by UUID. */
export const supabaseSubject = defineRule(
  "CLM-15",
  ["token"],
  "Supabase documentation, JWT claims reference",
  (facts, say) => {
    const sub = text(facts, "sub");
    if (!/\.supabase\.(?:co|in)\/auth\/v1$/.test(text(facts, "iss")) || sub === "" || UUID.test(sub)) return;
    say("warn", "uuid", { args: { sub: sub.slice(0, 60) }, place: placeOf(facts, "sub") });
  },
);

/** Supabase's newer keys are no tokens. */
export const supabaseOpaque = defineRule("PRV-14", ["token"], "Supabase documentation, API keys", ({ token }, say) => {
  const kind = /^sb_(publishable|secret)_[\w-]+$/.exec(token.text.trim())?.[1];
  if (kind !== undefined)
    say(kind === "secret" ? "security" : "info", "key", { args: { kind }, place: whole("token", token.text) });
});

/** A token that is bound to a key of its bearer (RFC 7800). */
export const bound = defineRule(
  "CLM-23",
  ["token", "arrival"],
  "RFC 9449 section 7, RFC 8705 section 3",
  (facts, say, context) => {
    const cnf = facts.payloadValue("cnf");
    if (cnf?.type !== "object") return;
    const names = cnf.members.map(({ name }) => name);
    const kind = names.includes("jkt") ? "dpop" : names.includes("x5t#S256") ? "mtls" : null;
    const place = at("payload", cnf.range);
    if (kind === "dpop" && cameAsBearer(context)) say("warn", "dpop-bearer", { place });
    else if (kind !== null) say("info", kind, { place, class: "ok" });
  },
);

const OTHER_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^refresh$/i, "a refresh token"],
  [/^offline$/i, "an offline (refresh) token"],
  [/^logout(?:\+jwt)?$/i, "a logout token"],
];

/** Tokens that no API takes: for the token endpoint, or for logging out. */
export const otherKind = defineRule(
  "CLM-24",
  ["token", "arrival"],
  "RFC 6749 section 1.5, OpenID Connect Back-Channel Logout section 2.4",
  (facts, say, context) => {
    const header = facts.headerValue("typ");
    for (const [name, value, place] of [
      ["typ", header?.type === "string" ? header.value : "", header ? at("header", header.range) : null],
      ["typ", text(facts, "typ"), placeOf(facts, "typ")],
      ["token_use", text(facts, "token_use"), placeOf(facts, "token_use")],
    ] as const) {
      const kind = OTHER_KINDS.find(([pattern]) => pattern.test(value));
      if (!kind) continue;
      say(cameAsBearer(context) ? "warn" : "info", "kind", { args: { kind: kind[1], name, value }, place });
      return;
    }
  },
);

/** Firebase's custom tokens are exchanged for ID tokens, and sent nowhere else. */
export const firebaseCustom = defineRule(
  "PRV-02",
  ["token"],
  "Firebase documentation, Create Custom Tokens",
  (facts, say) => {
    if (!/identitytoolkit\.googleapis\.com\/google\.identity\.identitytoolkit/.test(text(facts, "aud"))) return;
    say("warn", "custom", { place: placeOf(facts, "aud") });
  },
);

/** A token whose payload is a token. */
export const nested = defineRule(
  "HDR-10",
  ["token"],
  "RFC 7519 sections 5.2 and 7.2 step 10",
  (facts, say, { panes }) => {
    const cty = facts.headerValue("cty");
    const inner = facts.token.form === "jws" && /^"?eyJ[\w-]+\.[\w-]+\.[\w-]*"?\s*$/.test(panes.payload);
    if (!inner && !(cty?.type === "string" && /^(?:application\/)?jwt$/i.test(cty.value))) return;
    if (facts.token.form !== "jws") return;
    say("info", "nested", { place: cty ? at("header", cty.range) : whole("payload", panes.payload) });
  },
);

/** A key id that names an asymmetric key beside a shared secret. */
export const kidOnSecret = defineRule(
  "SEC-15",
  ["token", "judgement"],
  "RFC 7515 section 4.1.4",
  (facts, say, context) => {
    const kid = facts.headerValue("kid");
    const { judgement, keys, solution } = context;
    if (kid?.type !== "string" || judgement?.key?.source !== "secret" || judgement.state !== "invalid") return;
    // Where another reading of the secret verifies, that is the cause.
    if (!solution || solution.discovery) return;
    if (keys.secret.jwk?.kid === kid.value) return;
    say("info", "kid", { args: { kid: kid.value.slice(0, 60) }, place: at("header", kid.range) });
  },
);

/** Texts of secrets that HMAC takes for one and the same key. */
export const equivalentSecret = defineRule(
  "SEC-18",
  ["keys", "judgement"],
  "RFC 2104 section 2",
  (facts, say, { keys, judgement }) => {
    if (judgement?.key?.source !== "secret" || judgement.state === "key-error") return;
    const block = facts.alg === "HS256" ? 64 : 128;
    const bytes = judgement.key.secretBytes ?? 0;
    if (keys.secret.encoding === "Hex" && keys.secret.text.endsWith("00") && bytes <= block) {
      say("info", "zeros", { place: whole("secret", keys.secret.text) });
    }
  },
);

/** Text that a reader without UTF-8 would garble. */
export const mojibake = defineRule("IN-25", ["token"], "RFC 8259 section 8.1", (facts, say) => {
  const { object } = facts.payload;
  for (const { value } of object?.members ?? []) {
    if (value.type !== "string" || !/[\u00c2-\u00c5\u00c3][\u0080-\u00bf]|\u00e2\u20ac/.test(value.value)) continue;
    const bytes = Uint8Array.from(value.value, (character) => character.charCodeAt(0) & 0xff);
    if (/[^\u0000-\u00ff]/.test(value.value)) continue;
    try {
      const right = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      say("info", "garbled", { args: { right: right.slice(0, 60) }, place: at("payload", value.range) });
    } catch {
      // Not what UTF-8 looks like when it is read as Latin-1: the letters are meant.
    }
  }
});

/** What was issued hours ahead of the clock, to the minute, was written in local time. */
export const wholeHours = defineRule(
  "TIM-10",
  ["clock"],
  "RFC 7519 section 2: seconds since 1970 in UTC",
  (facts, say, { clock }) => {
    const iat = number(facts, "iat");
    if (iat === null) return;
    const ahead = iat - clock.now;
    const halves = Math.round(ahead / 1800);
    if (halves < 2 || halves > 28 || Math.abs(ahead - halves * 1800) > 90) return;
    say("warn", "hours", { args: { hours: halves / 2 }, place: placeOf(facts, "iat") });
  },
);
