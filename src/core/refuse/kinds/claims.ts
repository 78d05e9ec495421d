import { lastMember } from "../../json/query.ts";
import { scalarText } from "../../policy/read-policy.ts";
import type { Bench } from "../bench.ts";
import { type Changes, changed, withFirst } from "../json-edits.ts";
import type { Kind, KindFacts } from "../types.ts";

const HOUR = 3600;
/** Claims that other kinds cover. */
const APART = new Set(["exp", "nbf", "iat", "iss", "aud", "jti"]);

type Facts = Omit<KindFacts, "needs" | "change"> & { readonly change: string };

/** Tokens signed with the right key, with claims that the service must refuse. */
export function wrongClaims(bench: Bench): readonly Kind[] {
  const { expects, policy, claims, now } = bench;
  const [iss] = expects.iss ?? [];
  const [aud] = expects.aud ?? [];
  const kind = (facts: Facts, changes: Changes, unfit?: string | false): Kind => ({
    ...facts,
    needs: "signing-key",
    faults: { header: [], payload: Object.keys(changes), signature: "right" },
    ...(typeof unfit === "string" ? { unfit } : {}),
    make: () => bench.signedRight(bench.header, bench.claimsWith(changes)),
  });
  const isNeeded = (name: string): boolean => policy.requiredClaims?.includes(name) === true;
  const noIss = iss === undefined && "neither the token nor the policy has an issuer";
  const noAud = aud === undefined && "neither the token nor the policy has an audience";
  // It was valid once: no other time contradicts it, and the policy accepts its age.
  const past = {
    ...(lastMember(claims, "iat") && policy.maxAge === undefined ? { iat: now - 2 * HOUR } : {}),
    ...(lastMember(claims, "nbf") ? { nbf: now - 2 * HOUR } : {}),
  };
  const time = { clause: "RFC 7519 section 4.1.4", scenario: "time-type-juggling" } as const;
  const issuer = { clause: "RFC 8725 section 3.8", scenario: "issuer-partial-match" } as const;
  const audience = { clause: "RFC 8725 section 3.9", scenario: "audience-substitution" } as const;
  return [
    kind(
      {
        ...time,
        label: "expired",
        title: "Expired an hour ago",
        rule: "TIM-01",
        change: "exp in the past",
        accepted: "Expired tokens work: exp is not checked, or the leeway is too large.",
      },
      { ...past, exp: now - HOUR },
    ),
    kind(
      {
        ...time,
        label: "exp-text",
        title: "exp is a string",
        rule: "TIM-03",
        change: "exp as a string",
        accepted: "exp is compared without checking its type, so with a string a token may never expire.",
      },
      { exp: "never" },
    ),
    kind(
      {
        ...time,
        label: "no-exp",
        title: "Without exp",
        rule: "TIM-08",
        change: "exp left out",
        accepted: "A token without exp is valid forever.",
      },
      { exp: undefined },
      !isNeeded("exp") && "exp is optional (RFC 7519 section 4.1.4) unless the policy has it in requiredClaims",
    ),
    kind(
      {
        label: "not-yet-valid",
        title: "Not valid for another hour",
        rule: "TIM-05",
        clause: "RFC 7519 section 4.1.5",
        scenario: "time-type-juggling",
        change: "nbf in the future",
        accepted: "nbf is not checked.",
      },
      { nbf: now + HOUR },
    ),
    kind(
      {
        label: "issued-later",
        title: "Issued in the future",
        rule: "TIM-06",
        clause: "RFC 7519 section 4.1.6",
        scenario: null,
        change: "iat in the future",
        accepted: "The age is not checked: a token can pretend to be newer than it is.",
      },
      { iat: now + HOUR + 300, exp: now + HOUR + 300 + bench.lifetime },
      policy.maxAge === undefined &&
        "RFC 7519 section 4.1.6 lets iat be in the future; it is refused where the policy has maxAge",
    ),
    kind(
      {
        label: "too-old",
        title: "Older than maxAge",
        rule: "TIM-12",
        clause: "RFC 7519 section 4.1.6",
        scenario: null,
        change: "iat too far in the past",
        accepted: "The age is not checked.",
      },
      { iat: now - (policy.maxAge ?? 0) - HOUR },
      policy.maxAge === undefined && "the policy has no maxAge",
    ),
    kind(
      {
        ...issuer,
        label: "wrong-issuer",
        title: "Another issuer",
        rule: "CLM-02",
        change: "someone else's iss",
        accepted: "iss is not checked: keys shared by several issuers open the service to all of them.",
      },
      { iss: "https://issuer.invalid" },
      noIss,
    ),
    kind(
      {
        ...issuer,
        label: "issuer-prefix",
        title: "An issuer that starts with the right one",
        rule: "CLM-02",
        change: "iss with extra characters at the end",
        accepted: "Only the start of iss is compared: whoever owns a longer name gets in.",
      },
      { iss: `${iss ?? ""}.invalid` },
      noIss,
    ),
    kind(
      {
        ...issuer,
        label: "no-issuer",
        title: "Without iss",
        rule: "CLM-04",
        change: "iss left out",
        accepted: "iss is only checked if present.",
      },
      { iss: undefined },
      noIss,
    ),
    kind(
      {
        ...audience,
        label: "wrong-audience",
        title: "For another audience",
        rule: "CLM-05",
        change: "aud of another service",
        accepted: "aud is not checked: tokens for other services work here.",
      },
      { aud: "https://audience.invalid" },
      noAud,
    ),
    kind(
      {
        ...audience,
        label: "audience-prefix",
        title: "An audience that starts with the right one",
        rule: "CLM-05",
        change: "aud with extra characters at the end",
        accepted: "Only part of aud is compared.",
      },
      { aud: `${aud ?? ""}.invalid` },
      noAud,
    ),
    kind(
      {
        ...audience,
        label: "no-audience",
        title: "Without aud",
        rule: "CLM-08",
        change: "aud left out",
        accepted: "aud is only checked if present.",
      },
      { aud: undefined },
      noAud,
    ),
    kind(
      {
        label: "wrong-subject",
        title: "Another subject",
        rule: "CLM-14",
        clause: "RFC 8725 section 3.8",
        scenario: null,
        change: "someone else's sub",
        accepted: "sub is not checked.",
      },
      { sub: "must-refuse" },
      expects.sub === undefined && "the policy has no sub",
    ),
    ...(policy.requiredClaims ?? [])
      .filter((name) => !APART.has(name) && lastMember(claims, name) !== null)
      .map((name) =>
        kind(
          {
            label: `no-${name.toLowerCase().replaceAll(/[^a-z\d]+/g, "-")}`,
            title: `Without ${name}`,
            rule: "CLM-19",
            clause: "RFC 7519 section 4",
            scenario: null,
            change: `${name} left out`,
            accepted: `${name} is not required, though the policy says so.`,
          },
          { [name]: undefined },
        ),
      ),
    {
      label: "duplicate-exp",
      title: "exp twice: valid, then expired",
      rule: "IN-15",
      clause: "RFC 7519 section 4",
      needs: "signing-key",
      change: "a second exp, in the past",
      accepted: "The parser uses the first of two members: an earlier check may have read the other.",
      scenario: "duplicate-members",
      faults: { header: [], payload: [...Object.keys(past), "exp"], signature: "right" },
      make: () =>
        bench.signedRight(bench.header, withFirst(bench.claimsWith({ ...past, exp: now - HOUR }), "exp", now + HOUR)),
    },
    wrongType(bench),
  ];
}

/** The same claims as another type of token (RFC 8725 section 3.11). */
function wrongType(bench: Bench): Kind {
  const wanted = (bench.expects.typ ?? []).map((typ) => typ.toLowerCase().replace(/^application\//, ""));
  const other = wanted.includes("at+jwt") ? (wanted.includes("jwt") ? "logout+jwt" : "JWT") : "at+jwt";
  const own = lastMember(bench.params, "typ");
  return {
    label: "wrong-type",
    title: wanted.includes("at+jwt") ? "An ID token as access token" : "Another kind of token",
    rule: "HDR-04",
    clause: wanted.includes("at+jwt") ? "RFC 9068 section 4" : "RFC 8725 section 3.11",
    needs: "signing-key",
    change: `typ ${other} instead of ${(own && scalarText(own.value)) ?? "none"}`,
    accepted: "typ is not checked: tokens of one kind pass for another.",
    scenario: "cross-jwt-confusion",
    faults: { header: ["typ"], payload: [], signature: "right" },
    ...(wanted.length === 0 ? { unfit: "the policy has no typ" } : {}),
    make: () => bench.signedRight(changed(bench.header, { typ: other }), bench.claimsWith({})),
  };
}
