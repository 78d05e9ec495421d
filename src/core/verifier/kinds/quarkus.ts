import { lastMember } from "../../json/query.ts";
import {
  claimIs,
  claimOneOf,
  claimValues,
  met,
  NO_TOKEN,
  ofHeader,
  oneOf,
  unknown,
  unmet,
  textsIn,
  claimIsThere,
} from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { all, anyOf, each } from "../logic.ts";
import { filledIn, linesIn, listed, type Setting, settingAt } from "../settings.ts";
import { issuerOf, TOKEN_GROUP, tokenChecks, NO_ISSUER } from "../token-checks.ts";
import { objectsIn, rootAt, textOf } from "../tree.ts";
import type { Condition, Judged, Presented, Source, Verifier, Wanted } from "../types.ts";
import { quarkusWriter } from "./quarkus-writer.ts";

/**
 * Quarkus and other implementations of MicroProfile JWT, by their properties, YAML or environment. MicroProfile
 * accepts RS256 unless another algorithm is set, and its times may be off by 60 s. A token must have `iat` unless
 * `smallrye.jwt.time-to-live` is not positive: that is how long it may live, and `mp.jwt.verify.token.age` how old it
 * may be.
 * Checked 2026-11-30 against smallrye/smallrye-jwt, JWTAuthContextInfoProvider.java (properties and defaults) and
 * DefaultJWTTokenParser.java (iat); quarkusio/quarkus, OidcProvider.java in two older versions (issuer, audience,
 * algorithms, required claims). As known on that day, not compared with the text of: Quarkus, "OpenID Connect (OIDC)
 * configuration properties".
 */
export const quarkus: Verifier = {
  kind: "quarkus",
  title: "Quarkus or MicroProfile JWT",
  read(source) {
    const settings = settingsIn(source);
    const ofMicroProfile = settings.filter(({ key }) => /^(?:mp|smallrye)\.jwt\./.test(key));
    const ofOidc = settings.filter(({ key }) => key.startsWith("quarkus.oidc."));
    if (![...ofMicroProfile, ...ofOidc].some(({ key }) => ASKS.test(key))) return null;
    const parts = [
      ...(ofMicroProfile.length > 0 ? [microProfile(ofMicroProfile)] : []),
      ...(ofOidc.length > 0 ? [openId(ofOidc)] : []),
    ];
    const first = [...ofMicroProfile, ...ofOidc][0];
    const asksAudience = settings.some(({ key }) => /audiences?$/.test(key));
    return {
      conditions: parts.flat(),
      // An application uses one of the two extensions for a token.
      logic: all(anyOf(parts.map(each))),
      dangers: asksAudience || first === undefined ? [] : [noAudience(first.group, first.setting.range)],
    };
  },
  write: quarkusWriter,
};

const ASKS =
  /^(?:mp\.jwt\.verify\.|smallrye\.jwt\.(?:verify|required|expiration|time-to-live|require)|quarkus\.oidc\.(?:[\w-]{1,60}\.)?(?:auth-server-url|token\.|client-id))/;

interface Property {
  /** Its name without a profile, as in the documentation. */
  readonly key: string;
  readonly setting: Setting;
  readonly group: string;
}

const ENVIRONMENT = /^(?:MP_JWT|SMALLRYE_JWT|QUARKUS_OIDC)_/;

function settingsIn({ text, roots }: Source): readonly Property[] {
  const found = roots.length > 0 ? roots.flatMap((root) => leavesOf(rootAt(root))) : linesIn(text);
  return found.map((setting) => {
    const profile = /^%([\w,-]{1,60})\./.exec(setting.name)?.[1];
    const bare = profile === undefined ? setting.name : setting.name.slice(profile.length + 2);
    const key = ENVIRONMENT.test(bare) ? ofEnvironment(bare) : bare.replaceAll('"', "");
    return { key, setting, group: profile === undefined ? "Properties" : `Profile ${profile}` };
  });
}

/** The environment's properties that restrict tokens; others keep their spelling. */
function ofEnvironment(name: string): string {
  const dotted = name.toLowerCase().replaceAll("_", ".");
  return dotted
    .replace("auth.server.url", "auth-server-url")
    .replace("client.id", "client-id")
    .replace("lifespan.grace", "lifespan-grace")
    .replace("role.claim.path", "role-claim-path")
    .replace("required.claims.", "required-claims.");
}

/** All scalars of a tree by their dotted names. */
function leavesOf(root: ReturnType<typeof rootAt>): readonly Setting[] {
  return objectsIn(root).flatMap((at) => {
    if (at.node.type !== "object") return [];
    const before = at.path
      .split("/")
      .slice(1)
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
    return at.node.members.flatMap(({ name, value }): readonly Setting[] => {
      const full = [...before, name].join(".");
      const items = value.type === "array" ? value.items : [value];
      const texts = items.map((node) => textOf({ node, path: "" }));
      return texts.every((text) => text !== null) && texts.length > 0
        ? [{ name: full, value: texts.join(","), range: value.range }]
        : [];
    });
  });
}

const last = (properties: readonly Property[], ...keys: readonly string[]): Property | null =>
  properties.findLast(({ key }) => keys.includes(key)) ?? null;

const conditionOf = ({ setting, group }: Property, judge: Condition["judge"]): Condition =>
  filledIn(settingAt(setting), group, judge);

const wantedIn = ({ setting }: Property): readonly Wanted[] => listed(setting);
const secondsIn = (property: Property | null): number | null => {
  const text = property?.setting.value ?? "";
  const match = /^(?:PT)?(\d{1,9})\s?([smhd])?$/i.exec(text);
  if (match === null) return null;
  return Number(match[1]) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[(match[2] ?? "s").toLowerCase()] ?? 1);
};

const MP_BESIDE =
  /^(?:mp\.jwt\.(?:verify\.publickey(?:\.(?:location))?|verify\.publickey|decrypt\..*|token\.(?:header|cookie))|smallrye\.jwt\.(?:sign|new-token|encrypt|decrypt|token|verify\.(?:key|secretkey|key-format|certificate-thumbprint)|keystore|client|http|keep|jwks|claims|path|groups-separator|always-check-authorization|blacklist|token-schemes|expiration\.grace|log).*)/;

function microProfile(properties: readonly Property[]): readonly Condition[] {
  const one = (keys: readonly string[], judge: (property: Property) => Condition["judge"]): readonly Condition[] => {
    const property = last(properties, ...keys);
    return property ? [conditionOf(property, judge(property))] : [];
  };
  const algorithm = last(properties, "mp.jwt.verify.publickey.algorithm", "smallrye.jwt.verify.algorithm");
  const skew = last(properties, "mp.jwt.verify.clock.skew", "smallrye.jwt.expiration.grace");
  const required = last(properties, "smallrye.jwt.required.claims");
  const known = [
    "mp.jwt.verify.issuer",
    "mp.jwt.verify.audiences",
    "smallrye.jwt.verify.aud",
    "mp.jwt.verify.publickey.algorithm",
    "smallrye.jwt.verify.algorithm",
    "mp.jwt.verify.clock.skew",
    "smallrye.jwt.expiration.grace",
    "mp.jwt.verify.token.age",
    "smallrye.jwt.time-to-live",
    "smallrye.jwt.required.claims",
    "smallrye.jwt.require.named-principal",
    "smallrye.jwt.token.kid",
    "smallrye.jwt.verify.certificateThumbprint",
  ];
  const valueOf = (key: string): string | null => last(properties, key)?.setting.value.trim() ?? null;
  const hasNamed =
    valueOf("smallrye.jwt.require.named-principal") !== "false" && valueOf("smallrye.jwt.claims.sub") === null;
  const thumbprint = last(properties, "smallrye.jwt.verify.certificateThumbprint");
  const longest = secondsIn(last(properties, "smallrye.jwt.time-to-live"));
  const isRelaxed = /^(?:0|-\d{1,9})$/.test(valueOf("smallrye.jwt.time-to-live") ?? "");
  const checks = tokenChecks({
    algorithms: algorithm ? textsIn(wantedIn(algorithm)) : ["RS256"],
    skew: secondsIn(skew) ?? 60,
  });
  return [
    ...one(["mp.jwt.verify.issuer"], (property) =>
      claimIs("iss", [{ text: property.setting.value, range: property.setting.range }]),
    ),
    ...one(["mp.jwt.verify.audiences", "smallrye.jwt.verify.aud"], (property) => claimOneOf("aud", wantedIn(property))),
    ...one(["mp.jwt.verify.token.age"], (property) => ageJudged(secondsIn(property), secondsIn(skew) ?? 60)),
    ...(isRelaxed ? [] : one(["smallrye.jwt.time-to-live"], () => lifetimeJudged(longest))),
    ...(isRelaxed
      ? []
      : [{ name: "iat", group: properties[0]?.group ?? "Properties", range: null, judge: claimIsThere("iat") }]),
    ...one(["smallrye.jwt.token.kid"], (property) => keyIdJudged(property)),
    ...(thumbprint && thumbprint.setting.value === "true"
      ? [conditionOf(thumbprint, () => unknown("A certificate thumbprint in the header is not checked here"))]
      : []),
    ...(required
      ? wantedIn(required).map(({ text, range }): Condition => ({
          name: `${required.setting.name}/${text}`,
          group: required.group,
          range,
          judge: claimIsThere(text),
        }))
      : []),
    ...(hasNamed
      ? [{ name: "sub", group: properties[0]?.group ?? "Properties", range: null, judge: principalJudged }]
      : []),
    ...othersIn(properties, known, MP_BESIDE),
    ...checks,
  ];
}

/** A token may live this long, whatever its age. */
const lifetimeJudged =
  (most: number | null) =>
  ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    if (most === null) return unknown("The time is not understood", "exp");
    const [exp, iat] = ["exp", "iat"].map((name) => lastMember(claims, name)?.value);
    if (exp?.type !== "number" || iat?.type !== "number") return unmet("exp or iat is missing or not a number", "exp");
    const life = Math.round(exp.value - iat.value);
    return life <= most
      ? met(`The token is valid for ${life} s`, "exp")
      : unmet(`The token is valid for ${life} s; the maximum is ${most} s`, "exp");
  };

/** If the header has a kid, it must be this one. */
const keyIdJudged =
  ({ setting }: Property) =>
  ({ header }: Presented): Judged => {
    if (header === null) return NO_TOKEN;
    const kid = lastMember(header, "kid")?.value;
    if (kid === undefined) return ofHeader(met("The header has no kid, which passes here", "kid"));
    if (kid.type !== "string") return ofHeader(unmet("kid is not a string", "kid"));
    return ofHeader(oneOf("kid", [kid.value], [{ text: setting.value, range: setting.range }], "exact"));
  };

/** The caller's name comes from `upn`, `preferred_username` or `sub`; without one the token is refused. */
function principalJudged({ claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const found = ["upn", "preferred_username", "sub"].find((name) => claimValues(claims, name) !== null);
  return found === undefined
    ? unmet("The token has none of upn, preferred_username and sub", "sub")
    : met(`The caller’s name is in ${found}`, found);
}

const OIDC_BESIDE =
  /^quarkus\.oidc\.(?:[\w-]{1,60}\.)?(?:enabled|tenant-enabled|application-type|credentials|discovery-enabled|jwks|jwks-path|public-key|client-name|authentication|logout|roles|introspection|introspection-path|user-info|connection|proxy|tls|cache|token-cache|provider|authorization-path|token-path|user-info-path|max-|end-session|tenant-paths|certificate-chain|code-grant|token\.(?:header|authorization-scheme|principal-claim|refresh|forced-jwk|decryption|allow-jwt|allow-opaque|customizer|lifespan-grace|signature-algorithm|binding|issued-at-required|audience|issuer|age|required-claims)|resource-metadata)/;

function openId(properties: readonly Property[]): readonly Condition[] {
  const one = (suffix: string, judge: (property: Property) => Condition["judge"]): readonly Condition[] => {
    const property = properties.findLast(({ key }) => key.endsWith(`.${suffix}`));
    return property ? [conditionOf(property, judge(property))] : [];
  };
  const issuer = properties.findLast(({ key }) => key.endsWith(".token.issuer"));
  const skew = secondsIn(properties.findLast(({ key }) => key.endsWith(".token.lifespan-grace")) ?? null) ?? 0;
  const isAny = (property: Property): boolean => property.setting.value.toLowerCase() === "any";
  const required = properties.filter(({ key }) => /\.token\.required-claims\./.test(key));
  return [
    ...(issuer
      ? one("token.issuer", (property) =>
          isAny(property) ? () => met("Any issuer is accepted", "iss") : claimIs("iss", wantedIn(property)),
        )
      : one("auth-server-url", (property) => (presented) => discovered(property, presented))),
    ...one("token.audience", (property) =>
      isAny(property) ? () => met("Any audience is accepted", "aud") : claimOneOf("aud", wantedIn(property)),
    ),
    ...one("token.age", (property) => ageJudged(secondsIn(property), skew)),
    ...one("token.signature-algorithm", (property) => algorithmJudged(property)),
    ...(properties.some(({ key }) => key.endsWith(".token.signature-algorithm"))
      ? []
      : [{ name: "alg", group: TOKEN_GROUP, range: null, judge: usualAlgorithm }]),
    ...(properties.findLast(({ key }) => key.endsWith(".token.issued-at-required"))?.setting.value === "false"
      ? []
      : [{ name: "iat", group: TOKEN_GROUP, range: null, judge: claimIsThere("iat") }]),
    ...required.map((property) =>
      conditionOf(property, claimOneOf(property.key.split(".token.required-claims.")[1] ?? "", wantedIn(property))),
    ),
    ...othersIn(properties, [], OIDC_BESIDE, /\.(?:auth-server-url|client-id)$/),
    ...tokenChecks({ skew }),
  ];
}

const algorithmJudged =
  (property: Property): Condition["judge"] =>
  (presented) =>
    tokenChecks({ algorithms: wantedIn(property).map(({ text }) => text.toUpperCase()) })
      .find(({ name }) => name === "alg")!
      .judge(presented);

/** All versions accept these; other algorithms, and a shared secret, depend on the version. */
function usualAlgorithm({ header }: Presented): Judged {
  if (header === null) return NO_TOKEN;
  const alg = lastMember(header, "alg")?.value;
  if (alg?.type !== "string") return ofHeader(unmet("The header has no alg", "alg"));
  return ofHeader(
    /^(?:RS|ES)(?:256|384|512)$/.test(alg.value)
      ? met(`alg is ${alg.value}`, "alg")
      : unknown(`alg is ${alg.value}, and whether Quarkus accepts it depends on its version and settings`, "alg"),
  );
}

/** The metadata names the issuer. Only an iss equal to the server's address is certain. */
function discovered({ setting }: Property, presented: Presented): Judged {
  if (presented.claims === null) return NO_TOKEN;
  const iss = issuerOf(presented);
  if (iss === null) return NO_ISSUER;
  return iss === setting.value
    ? met(`iss is “${iss}”`, "iss")
    : unknown("The issuer is in the server’s metadata, which this page does not fetch", "iss");
}

const ageJudged =
  (seconds: number | null, skew: number) =>
  ({ claims, now }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    if (seconds === null) return unknown("The age is not understood", "iat");
    const iat = lastMember(claims, "iat")?.value;
    if (iat?.type !== "number") return unmet("iat is missing or not a number", "iat");
    const age = Math.round(now - iat.value);
    return age <= seconds + skew
      ? met(`The token is ${age} s old`, "iat")
      : unmet(`The token is ${age} s old; the maximum is ${seconds} s`, "iat");
  };

function othersIn(
  properties: readonly Property[],
  known: readonly string[],
  ...beside: readonly RegExp[]
): readonly Condition[] {
  return properties
    .filter(({ key }) => !known.includes(key) && !beside.some((pattern) => pattern.test(key)))
    .map((property) => conditionOf(property, () => unknown("Not understood, so not checked")));
}
