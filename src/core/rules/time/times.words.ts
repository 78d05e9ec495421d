import { type Args, type Vocabulary, type Words } from "../support/words.ts";

export const expiredWords = {
  expired: (a: Args<"span" | "when">) => [
    a.span === "0 s" ? "Expired just now" : `Expired ${a.span} ago`,
    `exp is ${a.when}. From then on the token must not be accepted (RFC 7519 section 4.1.4), even with a valid signature. Get a new one.`,
    "Move the clock to before it",
  ],
  allowed: (a: Args<"span" | "when" | "leeway">) => [
    a.span === "0 s"
      ? "Expired just now, within the policy's leeway"
      : `Expired ${a.span} ago, within the policy's leeway`,
    `exp is ${a.when}. The policy's leeway of ${a.leeway} s lets it pass (RFC 7519 section 4.1.4); a verifier without one refuses it.`,
    "Move the clock to before it",
  ],
} satisfies Vocabulary;

export const notYetWords = {
  allowed: (a: Args<"span" | "when" | "leeway">) => [
    `Not valid for another ${a.span}, within the policy's leeway`,
    `nbf is ${a.when}. The policy's leeway of ${a.leeway} s lets it pass (RFC 7519 section 4.1.5); a verifier without one refuses it.`,
    "Move the clock to it",
  ],
  "not-yet": (a: Args<"span" | "when">) => [
    `Not valid for another ${a.span}`,
    `nbf is ${a.when}. Until then the token must not be accepted (RFC 7519 section 4.1.5).`,
    "Move the clock to it",
  ],
  skew: (a: Args<"span" | "when">) => [
    `Not valid for another ${a.span}`,
    `nbf is ${a.when}. A wait this short usually means that two clocks differ: verifiers allow a leeway of a minute or so (RFC 7519 section 4.1.5).`,
    "Move the clock to it",
  ],
} satisfies Vocabulary;

export const issuedLaterWords = {
  future: (a: Args<"span" | "when">) => [
    `Issued ${a.span} from now`,
    `iat is ${a.when}. The issuer's clock may be ahead; some verifiers reject such a token.`,
  ],
} satisfies Vocabulary;

export const millisecondsWords = {
  milliseconds: (a: Args<"claim" | "raw" | "when" | "asSeconds">) => [
    `${a.claim} is in milliseconds`,
    `${a.raw} means ${a.when} in milliseconds, but a NumericDate counts seconds (RFC 7519 section 2), which makes it ${a.asSeconds}.`,
    "Write it in seconds",
  ],
  added: (a: Args<"lifetime" | "raw" | "when">) => [
    `exp is in milliseconds, plus a lifetime of ${a.lifetime} that was meant in seconds`,
    `iat is in milliseconds and exp is iat plus ${a.lifetime}: the lifetime was added in seconds to a number of milliseconds. A NumericDate counts seconds (RFC 7519 section 2); ${a.raw} would mean ${a.when}.`,
    "Write both in seconds",
  ],
  unit: (a: Args<"claim" | "unit" | "raw" | "when">) => [
    `${a.claim} is in ${a.unit}`,
    `${a.raw} means ${a.when} in ${String(a.unit).replace(/ \(.*/, "")}. A NumericDate counts seconds since 1970 (RFC 7519 section 2), so a verifier reads another time.`,
    "Write it in seconds",
  ],
  digits: (a: Args<"claim" | "raw" | "when">) => [
    `${a.claim} is a date written as digits`,
    `${a.raw} means ${a.when}, taken as UTC. A NumericDate counts seconds since 1970 (RFC 7519 section 2), so a verifier reads another time.`,
    "Write it in seconds",
  ],
  thousandfold: (a: Args<"lifetime" | "span" | "long">) => [
    `exp looks like iat plus ${a.span} in milliseconds`,
    `exp is ${a.lifetime} after iat, ${a.long}: a lifetime of ${a.span} counted in milliseconds, added to seconds. If ${a.long} is intended, ignore this.`,
    `End it ${a.span} after iat`,
  ],
  never: (a: Args<"claim">) =>
    a.claim === "exp"
      ? [
          "exp is the end of the year 9999",
          "It is meant as “never”. A token that never expires cannot be revoked by waiting.",
        ]
      : a.claim === "nbf"
        ? [
            "nbf is the end of the year 9999: the token never becomes valid",
            "It is the latest date on some platforms, used for a date that was not set. Leave nbf out, or set it to when the token becomes valid.",
          ]
        : [
            `${a.claim} is the end of the year 9999, in the far future`,
            "It is the latest date on some platforms, used for a date that was not set. Verifiers that check it refuse a token from the future.",
          ],
  greatest: (a: Args<"claim">) => [
    `${a.claim} is the largest number of a programming language`,
    "It is meant as “never”. Readers that add a leeway to it or turn it into a date fail, and such a token never expires.",
  ],
  beyond: (a: Args<"claim" | "raw">) => [
    `${a.claim} is beyond any plausible date`,
    `${a.raw} seconds is thousands of years away. A NumericDate counts seconds since 1970 (RFC 7519 section 2).`,
  ],
} satisfies Vocabulary;

export const wrongTypeWords = {
  string: (a: Args<"claim" | "raw" | "date" | "as">) => [
    `${a.claim} is a string, not a number`,
    `${a.raw} must be a JSON number of seconds (RFC 7519 section 2). Many verifiers refuse the token.${a.date ? ` ${a.as === "a number in text" ? "As a number" : `As ${a.as}`} it is ${a.date}.` : ""}`,
    "Write it as a number",
  ],
  date: (a: Args<"claim" | "raw" | "date" | "as" | "zone">) => [
    `${a.claim} is ${a.as}`,
    `${a.raw} is ${a.date}.${a.zone} It must be a JSON number of seconds since 1970 (RFC 7519 section 2). Many verifiers refuse the token.`,
    "Write it in seconds",
  ],
  duration: (a: Args<"claim" | "raw" | "span">) => [
    `${a.claim} is a lifetime in text, not a date`,
    `${a.raw} is ${a.span}. Libraries take such text as an option; in the token ${a.claim} is a JSON number: a time in seconds since 1970 (RFC 7519 section 2).`,
    "Write iat plus that",
  ],
  structure: (a: Args<"claim" | "raw" | "date" | "as" | "zone">) => [
    `${a.claim} is ${a.as}, not a number`,
    `${a.raw} is ${a.date}, as a database or serialiser writes it.${a.zone} It must be a JSON number of seconds since 1970 (RFC 7519 section 2). Many verifiers refuse the token.`,
    "Write it in seconds",
  ],
  type: (a: Args<"claim" | "raw">) => [
    `${a.claim} is not a number`,
    `${a.raw} must be a JSON number of seconds (RFC 7519 section 2). Many verifiers refuse the token.`,
  ],
  negative: (a: Args<"claim" | "raw">) => [
    `${a.claim} is before 1970`,
    `${a.raw} is a negative number of seconds. A calculation may have gone wrong.`,
  ],
  fraction: (a: Args<"claim" | "raw">) => [
    `${a.claim} has a fraction`,
    `${a.raw} is allowed (RFC 7519 section 2), but some verifiers, GitHub among them, accept only whole seconds.`,
    "Write whole seconds",
  ],
} satisfies Vocabulary;

export const relativeWords = {
  zero: (a: Args<"claim">) =>
    a.claim === "exp"
      ? [
          "exp is 0",
          "It is meant as “never”, or was never set. To a verifier the token expired in 1970 (RFC 7519 section 4.1.4). Leave exp out or, better, set an expiry.",
        ]
      : [
          `${a.claim} is 0`,
          "It was never set: older versions of Keycloak write 0 for that. Verifiers read 1970. Leave it out.",
        ],
  lifetime: (a: Args<"span" | "raw" | "date">) => [
    `exp looks like a lifetime of ${a.span}`,
    `${a.raw} is read as a date, ${a.date}, so the token is long expired. A NumericDate is now plus the lifetime, in seconds.`,
    "Write now plus that",
  ],
  old: (a: Args<"claim" | "raw" | "date">) => [
    `${a.claim} is implausibly early`,
    `${a.raw} means ${a.date}. It may be a duration, or a date written as digits.`,
  ],
} satisfies Vocabulary;

const beforeStart = (a: Args<"claim" | "span" | "title">): Words => [
  `exp is not after ${a.claim}`,
  `The token ends ${a.span === "0 s" ? "at" : `${a.span} before`} its ${a.title}, so it is never valid. The issuer's arithmetic or time zone may be wrong.`,
];

export const inconsistentWords = { iat: beforeStart, nbf: beforeStart } satisfies Vocabulary;
