import { durationWords } from "../../claims/describe.ts";
import { defineRule } from "../support/define.ts";
import { at, type Facts } from "../support/facts.ts";

function text({ payloadValue }: Facts, name: string): string {
  const node = payloadValue(name);
  return node?.type === "string" ? node.value : "";
}

function number({ payloadValue }: Facts, name: string): number | null {
  const node = payloadValue(name);
  return node?.type === "number" ? node.value : null;
}

function placeOf({ payloadValue }: Facts, name: string) {
  const range = payloadValue(name)?.range;
  return range ? at("payload", range) : null;
}

interface Assertion {
  readonly rule: string;
  readonly spec: string;
  readonly is: (facts: Facts) => boolean;
  /** Seconds from iat to exp at most. */
  readonly most: (facts: Facts) => number;
  readonly who: string;
  /** Tokens without an end that their consumer holds to the age of iat instead, in seconds. */
  readonly aged?: { readonly is: (facts: Facts) => boolean; readonly most: number };
}

/** Apple names teams and keys by ten capitals and digits. */
const APPLE_ID = /^[A-Z\d]{10}$/;

const ASSERTIONS: readonly Assertion[] = [
  {
    rule: "PRV-05",
    spec: "Google, Using OAuth 2.0 for Server to Server Applications",
    is: (facts) =>
      text(facts, "iss").endsWith(".iam.gserviceaccount.com") && /googleapis\.com/.test(text(facts, "aud")),
    most: () => 3600,
    who: "Google's token endpoint",
  },
  {
    rule: "PRV-08",
    spec: "GitHub Docs, Generating a JSON Web Token for a GitHub App",
    is: (facts) =>
      facts.alg === "RS256" && (/^(?:\d{1,9}|Iv\w{10,})$/.test(text(facts, "iss")) || number(facts, "iss") !== null),
    most: () => 660,
    who: "GitHub",
  },
  {
    rule: "PRV-16",
    spec: "Apple developer documentation: Creating a client secret; Generating tokens for API requests; Establishing a token-based connection to APNs",
    is: (facts) =>
      facts.alg === "ES256" && /^(?:https:\/\/appleid\.apple\.com|appstoreconnect-v1)$/.test(text(facts, "aud")),
    most: (facts) => (text(facts, "aud") === "appstoreconnect-v1" ? 1200 : 15_777_000),
    who: "Apple",
    aged: {
      is: (facts) => {
        const kid = facts.headerValue("kid");
        return (
          facts.alg === "ES256" &&
          kid?.type === "string" &&
          APPLE_ID.test(kid.value) &&
          APPLE_ID.test(text(facts, "iss")) &&
          ["exp", "aud", "sub"].every((name) => facts.payloadValue(name) === null)
        );
      },
      most: 3600,
    },
  },
];

/** Assertions that live longer, or are older, than their consumer allows. */
export const assertionRules = ASSERTIONS.map(({ rule, spec, is, most, who, aged }) =>
  defineRule(rule, aged ? ["token", "clock"] : ["token"], spec, (facts, say, { clock }) => {
    const [iat, exp] = [number(facts, "iat"), number(facts, "exp")];
    if (iat === null) return;
    if (is(facts)) {
      const limit = most(facts);
      if (exp === null || exp - iat <= limit) return;
      say("warn", "lifetime", { args: { who, lifetime: exp - iat, limit }, place: placeOf(facts, "exp") });
    } else if (aged?.is(facts) === true && clock.now - iat > aged.most) {
      say("warn", "apns", { args: { age: durationWords(clock.now - iat) }, place: placeOf(facts, "iat") });
    }
  }),
);
