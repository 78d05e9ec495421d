import { statusListClaim } from "../../content/status-list.ts";
import { isW3c } from "../provider/w3c-credential.ts";
import { idTokenSign } from "../../claims/id-token.ts";
import { hasCheckDigit } from "../../base/check-digit.ts";
import { durationWords } from "../../claims/describe.ts";
import { hiddenIn } from "../../envelope/disclosures.ts";
import type { JsonNode, JsonNumber, JsonObject } from "../../json/types.ts";
import type { Range } from "../../text/range.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, claimNumber, excerpt, type Facts } from "../support/facts.ts";
import { when } from "../support/when.ts";
import {
  sensitiveWords,
  noEndWords,
  longLivedWords,
  unboundWords,
  noTypWords,
  replayableWords,
} from "./practice.words.ts";

/** Member names that no token should contain: anyone who has the token can read its payload. */
const SECRET_NAMES =
  /^(?:.*_)?(?:password|passwd|pwd|passphrase|secret|client_?secret|api_?key|private_?key|access_?key|credit_?card|card_?number|cvv|cvc|pin)$/i;

const SECRET_VALUES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "a private key"],
  [/\b(?:AKIA|ASIA)[A-Z\d]{16}\b/, "an AWS access key id"],
  [/\bAIza[\w-]{35}\b/, "a Google API key"],
  [/\bgh[opsur]_[A-Za-z\d]{36,}\b|\bgithub_pat_\w{60,}\b/, "a GitHub token"],
  [/\b[rs]k_live_[A-Za-z\d]{16,}\b/, "a Stripe secret key"],
  [/\bglpat-[\w-]{20,}/, "a GitLab token"],
  [/\bnpm_[A-Za-z\d]{36}\b/, "an npm token"],
  [/\bhv[sbr]\.[\w-]{24,}/, "a Vault token"],
  [/\bSG\.[\w-]{16,}\.[\w-]{16,}/, "a SendGrid key"],
  [/\bsk-(?:proj|svcacct|ant)-[\w-]{20,}/, "an API key of a language model"],
  [/\bAccountKey=[A-Za-z\d+/]{80,}/, "the key of an Azure storage account"],
  [/\bdop_v1_[\da-f]{64}\b/, "a DigitalOcean token"],
  [/\$argon2(?:id|i|d)\$v=\d+\$|\$scrypt\$/, "a hash of a password"],
  [/\bxox[abprs]-[\w-]{10,}\b/, "a Slack token"],
  [/\$2[aby]\$\d\d\$[./A-Za-z\d]{53}/, "a bcrypt hash of a password"],
  [
    /^(?:mongodb(?:\+srv)?|postgres(?:ql)?|mysql|redis|amqp):\/\/[^/\s:]+:[^@\s]+@/,
    "a connection string with a password",
  ],
];

const IDENTITY_NAMES =
  /^(?:ssn|social_?security_?number|national_?id(?:entifier)?|passport(?:_?(?:number|no))?|tax_?id|nin|cpf|nino|personnummer|nhs_?number|aadhaar|bsn|pesel|codice_?fiscale|steuer_?id|dni)$/i;
const PERSONAL_NAMES = /^(?:email|phone_number|phone|birthdate|date_of_birth|address|street_address)$/;
/** Listed together with those, but not reported on their own. */
const PERSON_NAMES = /^(?:name|given_name|family_name|preferred_username)$/;

/** ISO/IEC 7812: thirteen to nineteen digits of a known network whose check digit is right. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, "");
  const network = /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d)\d{12})$/;
  return network.test(digits) && hasCheckDigit(digits);
}

/** ISO 13616: an IBAN whose check digits are right, spaces left aside. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(" ", "");
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(plain)) return false;
  let rest = 0;
  for (const character of plain.slice(4) + plain.slice(0, 4)) {
    // Letters stand for two digits, A for 10.
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Whether an object is a JWK with its private members (RFC 7518 section 6). */
function isPrivateJwk(node: JsonNode): boolean {
  if (node.type !== "object" || !node.members.some(({ name }) => name === "kty")) return false;
  return node.members.some(({ name, value }) => (name === "d" || name === "k") && value.type === "string");
}

/** How deep to look, and at how many members: a token's own claims are few. */
const MAX_LOOKS = 500;

/** Data that does not belong in a token: its payload is encoded, not encrypted. */
export const sensitive = defineRule({
  id: "sensitive",
  spec: "RFC 7519 section 12",
  words: sensitiveWords,
  look: (facts, say) => {
    const { payload } = facts;
    let looks = 0;
    const personal: string[] = [];
    const persons: string[] = [];
    let first: Range | null = null;
    const visit = (name: string, node: JsonNode, depth: number): void => {
      looks += 1;
      if (looks > MAX_LOOKS || depth > 4) return;
      if (isPrivateJwk(node)) {
        say("security", "credential", {
          args: { name: excerpt(name, 40), what: "a private JWK" },
          place: at("payload", node.range),
        });
      } else if (node.type === "object") for (const member of node.members) visit(member.name, member.value, depth + 1);
      else if (node.type === "array") for (const item of node.items) visit(name, item, depth + 1);
      else if (node.type === "string" || node.type === "number") {
        if (judge(name, node, say)) return;
        if (node.type === "string" && node.value === "") return;
        if (PERSONAL_NAMES.test(name)) {
          personal.push(name);
          first ??= node.range;
        } else if (PERSON_NAMES.test(name)) persons.push(name);
      }
    };
    for (const { name, value } of payload.object?.members ?? []) visit(name, value, 0);
    // ID Tokens are meant to carry such data; access tokens do not need it.
    if (personal.length > 0 && first && !isIdToken(facts)) {
      say("info", "personal", {
        args: { names: [...new Set([...personal, ...persons])].join(", ") },
        place: at("payload", first),
        class: "ok",
      });
    }
  },
});

function judge(
  name: string,
  node: Extract<JsonNode, { type: "string" | "number" }>,
  say: Say<typeof sensitiveWords>,
): boolean {
  const place = at("payload", node.range);
  const text = node.type === "string" ? node.value : node.raw;
  if (node.type === "string") {
    const kind = SECRET_VALUES.find(([pattern]) => pattern.test(text));
    if (kind) {
      say("security", "credential", { args: { name, what: kind[1] }, place });
      return true;
    }
  }
  // Firebase lists under "password" the addresses that sign in by one.
  if (SECRET_NAMES.test(name) && text !== "" && !/^[^\s@]+@[^\s@][^\s@.]*\.[^\s@]+$/.test(text)) {
    say("security", "secret", { args: { name: excerpt(name, 40) }, place });
    return true;
  }
  if (isCardNumber(text)) {
    say("security", "card", { args: { name: excerpt(name, 40) }, place });
    return true;
  }
  if (isIban(text)) {
    say("warn", "iban", { args: { name: excerpt(name, 40) }, place });
    return true;
  }
  if (IDENTITY_NAMES.test(name)) {
    say("warn", "identity", { args: { name: excerpt(name, 40) }, place });
    return true;
  }
  return false;
}

function isIdToken(facts: Facts): boolean {
  if (idTokenSign(facts.payloadValue, facts.headerValue) !== null) return true;
  const iss = facts.payloadValue("iss");
  // ID Tokens are the only JWTs that these issue to the public.
  return (
    iss?.type === "string" &&
    /^(?:https:\/\/)?(?:accounts\.google\.com|securetoken\.google\.com\/.*|appleid\.apple\.com|access\.line\.me|kauth\.kakao\.com|www\.linkedin\.com\/oauth)$/.test(
      iss.value,
    )
  );
}

/** Whether the payload says that it is an access token: by its type, or by what it allows. */
function isAccessToken({ headerValue, payloadValue, lacks }: Facts): boolean {
  const typ = headerValue("typ");
  if (typ?.type === "string" && /^(?:application\/)?at\+jwt$/i.test(typ.value)) return true;
  return ["scope", "scp"].some((name) => payloadValue(name) !== null) && lacks("payload", "nonce");
}

/** Names that people and library options use for an expiry, none of which verifiers read. */
const NOT_EXP =
  /^(?:expires?(?:_?(?:in|at|on))?|expiry|expiration(?:_?time)?|exp|exp_?time|ttl|valid_?(?:until|to)|not_?after)$/i;

/** Whether a specification defines the member: `validUntil` of a W3C credential, `ttl` of a status list (Token Status List section 5.1). */
function isOwn(name: string, object: JsonObject): boolean {
  return (name === "validUntil" && isW3c(object)) || (name === "ttl" && statusListClaim(object) !== null);
}

/** `exp` inside an object of the payload, and the way there; null if there is none. */
function nestedExp({ payload }: Facts): { readonly path: string; readonly value: JsonNumber } | null {
  const look = (object: JsonObject, path: string, depth: number): ReturnType<typeof nestedExp> => {
    for (const { name, value } of object.members.slice(0, 200)) {
      if (path !== "" && name === "exp" && value.type === "number" && value.value > 1e8 && value.value < 1e13)
        return { path, value };
      if (value.type !== "object" || depth === 3) continue;
      const found = look(value, path === "" ? name : `${path}.${name}`, depth + 1);
      if (found) return found;
    }
    return null;
  };
  return payload.object && look(payload.object, "", 0);
}

/** No expiry where a verifier looks for it: it has another name, is in an object, or is missing. */
export const noEnd = defineRule({
  id: "TIM-08",
  ticks: true,
  spec: "RFC 7519 section 4.1.4, RFC 6750 section 5.2",
  words: noEndWords,
  look: (facts, say, { judgement, clock, timeStyle }) => {
    const { object, document } = facts.payload;
    if (!object || document.problems.length > 0 || !facts.lacks("payload", "exp")) return;
    const misplaced = facts.headerValue("exp");
    if (misplaced?.type === "number" && !facts.token.form.startsWith("jwe")) {
      say("warn", "header", {
        args: {
          when: when(misplaced.value, { timeStyle }),
          span: durationWords(misplaced.value - clock.now),
          past: misplaced.value <= clock.now ? 1 : 0,
        },
        place: at("header", misplaced.range),
        class: "ok",
      });
      return;
    }
    if (object.members.length === 0) return;
    const named = object.members.find(
      ({ name, value }) => NOT_EXP.test(name) && ["string", "number"].includes(value.type) && !isOwn(name, object),
    );
    if (named) {
      const { start, end } = named.value.range;
      say("warn", "named", {
        args: { name: excerpt(named.name, 40), value: excerpt(document.text.slice(start, end), 40) },
        place: at("payload", named.nameRange),
        class: "ok",
      });
      return;
    }
    const nested = nestedExp(facts);
    if (nested) {
      const { path, value } = nested;
      say("warn", "nested", {
        args: {
          path: excerpt(path, 40),
          when: when(value.value, { timeStyle }),
          span: durationWords(value.value - clock.now),
          past: value.value <= clock.now ? 1 : 0,
        },
        place: at("payload", value.range),
        class: "ok",
      });
      return;
    }
    if (judgement?.state !== "verified") return;
    const typ = facts.headerValue("typ");
    // Proofs are held to the age of iat, and events state what has happened: neither ends (RFC 9449 section 4.3, RFC 8417 section 2.2).
    if (
      typ?.type === "string" &&
      /^(?:application\/)?(?:dpop|kb|secevent|token-introspection|openid4vci-proof|oauth-client-attestation-pop)\+jwt$/i.test(
        typ.value,
      )
    )
      return;
    // Disclosures that could not be inserted may hold any claim.
    const disclosures = facts.envelope?.selective?.disclosures ?? [];
    if (disclosures.length > 0 && facts.claims === facts.payload.document) return;
    const hidden = facts.claims.root?.type === "object" ? hiddenIn(facts.claims.root) : 0;
    if (hidden > 0) say("info", "hidden", { args: { hidden }, class: "ok" });
    else say("info", "none", { class: "ok" });
  },
});

/** An access token that lives for more than an hour. */
export const longLived = defineRule({
  id: "long-lived",
  spec: "RFC 6750 section 5.3",
  words: longLivedWords,
  look: (facts, say, { judgement }) => {
    const [iat, exp] = [claimNumber(facts, "iat"), claimNumber(facts, "exp")];
    if (judgement?.state !== "verified" || iat === null || exp === null || !isAccessToken(facts)) return;
    const range = facts.payloadValue("exp")?.range;
    // Issuers round up by some seconds.
    if (exp - iat > 3660 && range)
      say("info", "hours", {
        args: { span: durationWords(exp - iat) },
        place: at("payload", range),
        class: "ok",
      });
  },
});

/** A token for an API that does not say who it is for. */
export const unbound = defineRule({
  id: "unbound",
  spec: "RFC 9068 section 2.2, RFC 8725 section 3.9",
  words: unboundWords,
  look: (facts, say, { judgement }) => {
    if (judgement?.state !== "verified" || !isAccessToken(facts)) return;
    if (["aud", "client_id", "token_use"].every((name) => facts.lacks("payload", name)))
      say("info", "aud", { class: "ok" });
  },
});

/** `typ` is optional, but where an issuer makes several kinds of tokens only `typ` tells them apart. */
export const noTyp = defineRule({
  id: "HDR-11",
  spec: "RFC 7515 section 4.1.9, RFC 9068 section 2.1, RFC 8725 section 3.11",
  words: noTypWords,
  look: (facts, say, { judgement }) => {
    if (judgement?.state !== "verified" || !facts.lacks("header", "typ") || !isAccessToken(facts)) return;
    if (facts.payload.document.problems.length > 0) return;
    // Cognito and Keycloak tell the kinds of their tokens apart by a claim.
    if (["token_use", "typ"].some((name) => facts.payloadValue(name)?.type === "string")) return;
    const { range } = facts.header.object ?? {};
    say("info", "typ", { class: "ok", place: range ? at("header", range) : null });
  },
});

/** Single-use tokens: without an id nobody can detect a replay. */
export const replayable = defineRule({
  id: "replayable",
  spec: "RFC 9449 section 4.2, OpenID Connect Back-Channel Logout section 2.4",
  words: replayableWords,
  look: (facts, say, { judgement }) => {
    if (judgement?.state !== "verified" || !facts.lacks("payload", "jti")) return;
    const typ = facts.headerValue("typ");
    if (
      typ?.type !== "string" ||
      !/^(?:application\/)?(?:dpop|logout|secevent|client-authentication|oauth-client-attestation-pop)\+jwt$/i.test(
        typ.value,
      )
    )
      return;
    say("warn", "jti", { args: { typ: typ.value }, place: at("header", typ.range) });
  },
});
