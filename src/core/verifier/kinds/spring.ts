import { quoted, quotedList } from "../../policy/write/quote.ts";
import { claimOneOf } from "../compare.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import { each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  conditionAt,
  memberAt,
  notUnderstood,
  othersOf,
  rootAt,
  wantedOf,
  wayTo,
  widenList,
  type At,
} from "../tree.ts";
import type { Condition, Verifier } from "../types.ts";

/**
 * A Spring Boot resource server. `issuer-uri` is compared with `iss` as text; the clock may be off by 60 s.
 * As known on 2026-11-30, not yet compared with the text of: Spring Security reference, "OAuth 2.0 Resource Server JWT"; Spring Boot, spring.security.oauth2.
 */
export const spring: Verifier = {
  kind: "spring",
  title: "Spring resource server",
  read({ text, roots }) {
    const jwt = roots
      .map(rootAt)
      .map((at) => wayTo(at, "spring", "security", "oauth2", "resourceserver", "jwt"))
      .find((at) => at !== null);
    if (!jwt) return null;
    const group = "resourceserver.jwt";
    const member = (kebab: string): At | null =>
      memberAt(jwt, kebab) ??
      memberAt(
        jwt,
        kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      );
    const [issuer, audiences, algorithms] = [member("issuer-uri"), member("audiences"), member("jws-algorithms")];
    const ofFile: readonly Condition[] = [
      ...(issuer ? [filledIn(issuer, group, "iss")] : []),
      ...(audiences ? [{ ...filledIn(audiences, group, "aud"), widen: widenList(audiences, text) }] : []),
      ...othersOf(jwt, group, KNOWN),
    ];
    const checks = tokenChecks({
      algorithms: algorithms ? listed(algorithms).map(({ text }) => text) : ["RS256"],
      skew: 60,
      needsExpiry: false,
    });
    const missing = audiences === null;
    return {
      conditions: [...ofFile, ...checks],
      logic: each([...ofFile, ...checks]),
      dangers: [
        ...(missing ? [noAudience(group, jwt.node.range)] : []),
        ...strangersIn(group, issuer ? listed(issuer).map(({ text }) => text) : [], [], "is let in", jwt.node.range),
      ],
      notes: [],
    };
  },
  write: {
    comment: "#",
    abilities: {
      algorithms: /^(?:RS|PS|ES)(?:256|384|512)$/,
      checks: ["algorithms", "iss", "aud"],
      single: ["iss"],
      needs: ["iss"],
      // A comma parts values, and a placeholder is filled in.
      cannot: (_, value) => /[,]|[$#]\{/.test(value) || value !== value.trim(),
      remarks: ["A token without exp passes."],
    },
    text: ({ issuer, audiences, algorithms }) => `spring:
  security:
    oauth2:
      resourceserver:
        jwt:
          issuer-uri: ${quoted(issuer)}
          jws-algorithms: [${algorithms.join(", ")}]
${audiences.length > 0 ? `          audiences: [${quotedList(audiences)}]\n` : ""}`,
  },
};

/** A member's values; a placeholder is filled in by the running service alone. */
function filledIn(at: At, group: string, claim: string): Condition {
  const wanted = listed(at);
  return wanted.some(({ text }) => text.includes("${"))
    ? notUnderstood(at, group, "A placeholder, which only the running service fills in")
    : conditionAt(at, group, claimOneOf(claim, wanted));
}

/** A list, or one text with commas. */
const listed = (at: At) =>
  wantedOf(at).flatMap(({ text, range }) => text.split(",").map((part) => ({ text: part.trim(), range })));

const KNOWN = [
  "issuer-uri",
  "issuerUri",
  "audiences",
  "jws-algorithms",
  "jwsAlgorithms",
  "jwk-set-uri",
  "jwkSetUri",
  "public-key-location",
  "publicKeyLocation",
  "authority-prefix",
  "authorityPrefix",
  "authorities-claim-name",
  "authoritiesClaimName",
  "authorities-claim-delimiter",
  "principal-claim-name",
  "principalClaimName",
];
