import { durationWords } from "../../claims/describe.ts";
import { defineRule } from "../support/define.ts";
import { at, claimNumber, claimPlace, claimText, excerpt, type Facts, whole } from "../support/facts.ts";
import type { Args, Words } from "../support/words.ts";

/** A limit as its maker writes it, where durations in words would round it away. */
const SIX_MONTHS = 15_777_000;
const limitWords = (limit: number): string => (limit === SIX_MONTHS ? "6 months" : durationWords(limit));

/** How long a lifetime is, to the second if it would read like the limit otherwise. */
function overWords(lifetime: number, limit: number): string {
  const words = durationWords(lifetime);
  const isPlain = words !== limitWords(limit) && lifetime - limit > 60;
  // Days, where months would hide them.
  if (!isPlain && lifetime > 172_800) return `${Math.floor(lifetime / 86_400)} days`;
  return isPlain ? words : `${lifetime.toLocaleString("en")} s, ${(lifetime - limit).toLocaleString("en")} s too many,`;
}

/** The lifetime of an assertion that lives longer than its consumer allows, in seconds; null where it does not. */
function longer(facts: Facts, limit: number) {
  const [iat, exp] = [claimNumber(facts, "iat"), claimNumber(facts, "exp")];
  if (iat === null || exp === null || exp - iat <= limit) return null;
  return { args: { lifetime: exp - iat, limit }, place: claimPlace(facts, "exp") };
}

function tooLong(who: string): (a: Args<"lifetime" | "limit">) => Words {
  return ({ lifetime, limit }) => [
    `${who} accepts at most ${limitWords(Number(limit))}`,
    `exp is ${overWords(Number(lifetime), Number(limit))} after iat. Create a new assertion for each request instead of a long-lived one.`,
  ];
}

/** The assertion a Google service account exchanges for an access token. */
export const googleAssertion = defineRule({
  id: "PRV-05",
  spec: "Google, Using OAuth 2.0 for Server to Server Applications",
  words: { lifetime: tooLong("Google's token endpoint") },
  look: (facts, say) => {
    const isOne =
      claimText(facts, "iss").endsWith(".iam.gserviceaccount.com") && /googleapis\.com/.test(claimText(facts, "aud"));
    const over = isOne && longer(facts, 3600);
    if (over) say("warn", "lifetime", over);
  },
});

/** The JWT with which a GitHub App authenticates. */
export const githubAssertion = defineRule({
  id: "PRV-08",
  spec: "GitHub Docs, Generating a JSON Web Token for a GitHub App",
  words: {
    lifetime: ({ lifetime }: Args<"lifetime" | "limit">) => [
      "GitHub accepts at most 10 min from now",
      `exp is ${overWords(Number(lifetime), 660)} after iat; with iat set a minute back to allow for clock skew, the maximum is 11 min. Create a new one for each request.`,
    ],
  },
  look: (facts, say) => {
    const isApp = /^(?:\d{1,9}|Iv\w{10,})$/.test(claimText(facts, "iss")) || claimNumber(facts, "iss") !== null;
    const over = facts.alg === "RS256" && isApp && longer(facts, 660);
    if (over) say("warn", "lifetime", over);
  },
});

/** Apple names teams and keys by ten capitals and digits. */
const APPLE_ID = /^[A-Z\d]{10}$/;

/** APNs accepts tokens without exp up to this age, in seconds. */
const APNS_AGE = 3600;

/** Whether it is made with a key of an Apple team, for APNs or MusicKit: both require `iat`, and neither has an audience. */
function isOfAppleTeam(facts: Facts): boolean {
  const kid = facts.headerValue("kid");
  return (
    kid?.type === "string" &&
    APPLE_ID.test(kid.value) &&
    APPLE_ID.test(claimText(facts, "iss")) &&
    ["aud", "sub"].every((name) => facts.lacks("payload", name))
  );
}

/** Tokens for Apple's services, each with its own limit in seconds. */
export const appleAssertion = defineRule({
  id: "PRV-16",
  ticks: true,
  spec: "Apple developer documentation: Creating a client secret; Generating tokens for API requests; Establishing a token-based connection to APNs",
  words: {
    lifetime: tooLong("Apple"),
    apns: ({ age }: Args<"age">) => [
      `Apple's push service accepts tokens up to an hour old; this one is ${age} old`,
      "It answers ExpiredProviderToken. Create a new one every 20 to 60 minutes, with iat from an accurate clock.",
    ],
    algorithm: ({ alg }: Args<"alg">) => [
      `Apple accepts ES256 only, and alg is ${alg}`,
      "kid and iss look like an Apple team's. Sign with the key of the .p8 file: it is an EC key on P-256, not a secret.",
    ],
    issued: [
      "iat is missing, and Apple requires it",
      "kid and iss look like an Apple team's, for its push service or Apple Music: both refuse a token without the time at which it was made.",
    ],
  },
  look: (facts, say, { clock, panes }) => {
    const aud = claimText(facts, "aud");
    if (facts.alg !== "ES256") {
      const alg = facts.headerValue("alg");
      if (alg?.type === "string" && (isOfAppleTeam(facts) || aud === "https://appleid.apple.com"))
        say("error", "algorithm", { args: { alg: excerpt(alg.value, 20) }, place: at("header", alg.range) });
      return;
    }
    const limit = aud === "appstoreconnect-v1" ? 1200 : aud === "https://appleid.apple.com" ? SIX_MONTHS : null;
    const over = limit !== null && longer(facts, limit);
    if (over) say("warn", "lifetime", over);
    const iat = claimNumber(facts, "iat");
    if (!isOfAppleTeam(facts)) return;
    if (facts.lacks("payload", "iat")) say("warn", "issued", { place: whole("payload", panes.payload) });
    if (iat !== null && facts.lacks("payload", "exp") && clock.now - iat > APNS_AGE)
      say("warn", "apns", { args: { age: durationWords(clock.now - iat) }, place: claimPlace(facts, "iat") });
  },
});

/** Where browsers' push services take messages. */
const PUSH_SERVICE =
  /^https:\/\/(?:fcm\.googleapis\.com|updates\.push\.services\.mozilla\.com|(?:web|[\w.-]{1,60})\.push\.apple\.com|[\w.-]{1,60}\.notify\.windows\.com)(?<rest>\/.*)?$/;

/** How long before its end a push service may be shown a token, in seconds. */
const PUSH_LIFETIME = 86_400;

/** What an application server shows a push service (VAPID). */
export const webPushAssertion = defineRule({
  id: "PRV-18",
  ticks: true,
  spec: "RFC 8292 section 2",
  words: {
    lifetime: ({ ahead }: Args<"ahead">) => [
      "Push services accept at most 24 h from now",
      `exp is ${durationWords(Number(ahead))} ahead, and they refuse it (401 or 403). Set it 12 hours ahead, and make a new token for each batch.`,
    ],
    contact: ({ sub }: Args<"sub">) => [
      "sub must be an address that starts with mailto: or https:",
      `It is ${sub}. Push services reach the sender there (RFC 8292 section 2.1), and some refuse a token without: Apple answers BadJwtToken.`,
    ],
    path: ({ aud }: Args<"aud">) => [
      "aud must be the origin of the push service alone",
      `${aud} has the path of an endpoint as well: RFC 8292 section 2 takes its scheme, host and port.`,
    ],
  },
  look: (facts, say, { clock }) => {
    const service = facts.alg === "ES256" ? PUSH_SERVICE.exec(claimText(facts, "aud")) : null;
    if (service === null) return;
    const exp = claimNumber(facts, "exp");
    if (exp !== null && exp - clock.now > PUSH_LIFETIME)
      say("warn", "lifetime", { args: { ahead: exp - clock.now }, place: claimPlace(facts, "exp") });
    const sub = claimText(facts, "sub");
    if (sub !== "" && !/^(?:mailto:|https:\/\/)\S/i.test(sub))
      say("warn", "contact", { args: { sub: excerpt(sub, 60) }, place: claimPlace(facts, "sub") });
    const rest = service.groups?.["rest"] ?? "";
    if (rest.length > 1)
      say("warn", "path", { args: { aud: excerpt(service[0], 60) }, place: claimPlace(facts, "aud") });
  },
});
