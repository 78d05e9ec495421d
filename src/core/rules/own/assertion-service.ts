import { durationWords } from "../../claims/describe.ts";
import { defineRule } from "../support/define.ts";
import { claimNumber, claimPlace, claimText, excerpt, type Facts } from "../support/facts.ts";
import type { Args } from "../support/words.ts";

/** A service that takes a token which its client signed, and what it documents of `aud` and the lifetime. */
interface Service {
  readonly name: string;
  /** What it expects in place of such an `aud`; null if it takes it. */
  readonly audience?: (aud: string) => string | null;
  /** Whether a token is for it; absent: `aud` tells. */
  readonly takes?: (facts: Facts) => boolean;
  /** How far ahead `exp` may be at most, in seconds. */
  readonly ahead?: number;
  /** How far after `iat` the token must end at least, in seconds. */
  readonly least?: number;
}

const isForSmart = (facts: Facts): boolean =>
  /^(?:RS|ES)384$/.test(facts.alg ?? "") &&
  claimText(facts, "iss") !== "" &&
  claimText(facts, "iss") === claimText(facts, "sub") &&
  claimText(facts, "jti") !== "" &&
  /fhir|smart|epic|cerner/i.test(claimText(facts, "aud"));

const SERVICES: readonly Service[] = [
  {
    // developers.docusign.com, JSON Web Token (JWT) Grant: aud is the host, without https://.
    name: "DocuSign",
    audience: (aud) => /^(?:https?:\/\/)?(account(?:-d)?\.docusign\.com)(?:\/|$)/.exec(aud)?.[1] ?? null,
  },
  {
    // help.salesforce.com, OAuth 2.0 JWT Bearer Flow: aud is the address of the authorization server, not of its endpoint.
    name: "Salesforce",
    audience: (aud) => /^(https:\/\/[\w.-]{1,200}\.salesforce\.com)\/services\//.exec(aud)?.[1] ?? null,
  },
  {
    // developer.box.com, JWT without SDK.
    name: "Box",
    takes: (facts) => claimText(facts, "aud") === "https://api.box.com/oauth2/token",
    ahead: 60,
  },
  {
    // developer.apple.com, Creating a client secret: aud is the server's address alone.
    name: "Apple",
    audience: (aud) =>
      /^(?:https?:\/\/)?(?:www\.)?appleid\.apple\.com(?:\/.*)?$/.exec(aud) && "https://appleid.apple.com",
    takes: ({ alg, headerValue }) => alg === "ES256" && headerValue("kid") !== null,
  },
  {
    // developers.google.com, OAuth 2.0 for server to server applications: aud is the token endpoint.
    name: "Google",
    audience: (aud) =>
      /^(https:\/\/(?:oauth2|www)\.googleapis\.com\/(?:token|oauth2\/v[34]\/token))\/$/.exec(aud)?.[1] ?? null,
  },
  {
    // developers.zoom.us, Meeting SDK, Authorization: exp and tokenExp at least 1800 s after iat.
    name: "Zoom's Meeting SDK",
    takes: ({ alg, payloadValue }) =>
      alg === "HS256" &&
      ["mn", "role"].every((name) => payloadValue(name)) &&
      ["sdkKey", "appKey"].some((name) => payloadValue(name)),
    least: 1800,
  },
  // hl7.org/fhir/smart-app-launch, Client Authentication: Asymmetric.
  { name: "A SMART server", takes: isForSmart, ahead: 300 },
];

/** What a service documents of the token that its client signs: an address in `aud`, a lifetime. */
export const assertionService = defineRule({
  id: "assertion-service",
  ticks: true,
  spec: "DocuSign, JWT Grant; Salesforce, JWT Bearer Flow; Box, JWT without SDK; SMART App Launch 2.2, asymmetric client authentication; Apple, Creating a client secret; Google, OAuth 2.0 for server to server applications; Zoom, Meeting SDK authorization",
  words: {
    audience: (a: Args<"name" | "actual" | "expected">) => [
      `${a.name} expects ${a.expected} in aud`,
      `aud is ${a.actual}. It is compared character by character, with or without https:// and a path as documented.`,
      `Write ${a.expected}`,
    ],
    lifetime: (a: Args<"name" | "ahead" | "limit">) => [
      `${a.name} accepts at most ${a.limit} from now`,
      `exp is ${a.ahead} ahead. Make a new assertion for each request, just before it is sent.`,
    ],
    short: (a: Args<"name" | "lifetime" | "limit">) => [
      `${a.name} requires at least ${a.limit} between iat and exp`,
      `exp is ${a.lifetime} after iat, and the signature is refused as invalid.`,
    ],
  },
  look: (facts, say, { clock }) => {
    const aud = claimText(facts, "aud");
    const [iat, exp] = [claimNumber(facts, "iat"), claimNumber(facts, "exp")];
    for (const { name, audience, takes, ahead, least } of SERVICES) {
      if (takes?.(facts) === false) continue;
      const expected = audience?.(aud) ?? aud;
      const place = claimPlace(facts, "aud");
      if (expected !== aud && place)
        say("warn", "audience", {
          args: { name, actual: excerpt(aud, 80), expected },
          place,
          fix: { kind: "replace", place, insert: JSON.stringify(expected) },
        });
      if (ahead !== undefined && exp !== null && exp - clock.now > ahead)
        say("warn", "lifetime", {
          args: { name, ahead: durationWords(exp - clock.now), limit: durationWords(ahead) },
          place: claimPlace(facts, "exp"),
        });
      if (least !== undefined && iat !== null && exp !== null && exp - iat < least)
        say("warn", "short", {
          args: { name, lifetime: durationWords(exp - iat), limit: durationWords(least) },
          place: claimPlace(facts, "exp"),
        });
    }
  },
});
