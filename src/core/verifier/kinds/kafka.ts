import { lastMember } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import {
  claimIs,
  claimOneOf,
  claimValues,
  incomparable,
  met,
  NO_TOKEN,
  ofHeader,
  oneOf,
  unknown,
  unmet,
} from "../compare.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import { conditionsOf, denial } from "../expression.ts";
import { all, each } from "../logic.ts";
import { onePart, type Part } from "../parts.ts";
import { filledIn, isPlaceholder, linesIn, listed, type Setting, settingAt } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  conditionAt,
  memberAt,
  membersOf,
  notUnderstood,
  objectsIn,
  rootAt,
  textOf,
  wantedOf,
  type At,
} from "../tree.ts";
import type { Condition, Judged, Logic, Presented, Verifier } from "../types.ts";
import { comparisonJudged, parseFilter } from "./json-path-filter.ts";

/**
 * Kafka listeners with OAUTHBEARER: Strimzi's, as a Kafka resource or as `oauth.…` of a JAAS configuration, and Kafka's own
 * validator (`sasl.oauthbearer.…`).
 * Strimzi requires `exp`, without slack, a claim typ (or token_type) of “Bearer” unless that is turned off, and sub or the
 * claim for the user's name; the audience is the listener's own clientId, and only if it is checked. It looks at neither nbf
 * nor iat. Kafka's own validator requires exp, iat and sub, and refuses a token with aud where no audience is expected.
 * Checked 2026-12-01: strimzi/strimzi-kafka-oauth, JWTSignatureValidator.java and JsonPathFilterQuery.java;
 * KafkaListenerAuthenticationOAuth in Red Hat's API reference; apache/kafka, BrokerJwtValidator.java. As known on that day:
 * jose4j's default for an unexpected audience.
 */
export const kafka: Verifier = {
  kind: "kafka",
  title: "Kafka listener",
  read({ text, roots }) {
    const resources = roots.flatMap((root) => objectsIn(rootAt(root))).flatMap(listenerOf);
    const parts = [...resources, ...jaasListeners(text), ...ownListeners(text)];
    return parts.length === 0 ? null : onePart(parts, LISTENER);
  },
};

const LISTENER = {
  name: "listener",
  group: "Request",
  why: "The listener that the client connects to decides which applies",
};

/** What Strimzi's validator reads, by its name without dots and in small letters, which both forms share. */
type Options = ReadonlyMap<string, At>;

const keyOf = (name: string): string => name.replaceAll(".", "").toLowerCase();

/** A listener of a Kafka resource. */
function listenerOf(at: At): readonly Part[] {
  const authentication = memberAt(at, "authentication");
  if (textOf(memberAt(authentication, "type")) !== "oauth") return [];
  const options = new Map(membersOf(authentication).map((one) => [keyOf(one.name), one]));
  return isValidator(options) ? [strimziPart(options, textOf(memberAt(at, "name")) ?? "listener")] : [];
}

/** A client's configuration has none of these. */
const isValidator = (options: Options): boolean =>
  ["jwksendpointuri", "introspectionendpointuri", "validissueruri", "checkaudience"].some((name) => options.has(name));

const JAAS = /OAuthBearerLoginModule\s+required\b([^;]*)/g;
const OPTION = /\boauth\.([a-z]+(?:\.[a-z]+){0,6})\s*=\s*(?:\\"([^"\\]*)\\"|"([^"]*)"|'([^']*)')/g;
const MOST_LISTENERS = 50;

/** The listener of a property, or of a variable of the environment, where an underscore stands for a dot. */
function listenerIn(name: string): string | undefined {
  const found =
    /\blistener\.name\.([\w-]{1,80})\./i.exec(name) ??
    /LISTENER_NAME_([A-Z0-9_]{1,80}?)_(?:OAUTHBEARER|SASL_OAUTHBEARER)_/.exec(name);
  return found?.[1]?.toLowerCase();
}

/** The listeners of a properties file, an environment, or the resource of another operator. */
function jaasListeners(text: string): readonly Part[] {
  return [...text.matchAll(JAAS)].slice(0, MOST_LISTENERS).flatMap((match, index) => {
    const [whole, inside = ""] = match;
    const from = match.index + whole.length - inside.length;
    const options = new Map(
      [...inside.matchAll(OPTION)].map((option): [string, At] => {
        const [all, name = "", escaped, double, single] = option;
        const value = escaped ?? double ?? single ?? "";
        const end = from + option.index + all.length - (escaped === undefined ? 1 : 2);
        const range = { start: end - value.length, end };
        return [keyOf(name), { path: `oauth.${name}`, node: { type: "string", range, value } }];
      }),
    );
    const before = text.slice(Math.max(0, match.index - 300), match.index);
    const name = listenerIn(before.slice(before.lastIndexOf("\n") + 1));
    return isValidator(options) ? [strimziPart(options, name ?? `listener ${index + 1}`)] : [];
  });
}

const BESIDE = new Set(
  "type accesstokenisjwt checkaccesstokentype checkaudience checkissuer clientid clientsecret clientscope clientaudience customclaimcheck usernameclaim usernameprefix fallbackusernameclaim fallbackusernameprefix fallbackusername groupsclaim groupsclaimdelimiter jwksendpointuri jwksrefreshseconds jwksexpiryseconds jwksminrefreshpauseseconds jwksignorekeyuse introspectionendpointuri userinfoendpointuri tokenendpointuri validissueruri validtokentype enableecdsa enablemetrics enableoauthbearer enableplain failfast httpretries httpretrypausems includeacceptheader maxsecondswithoutreauthentication tlstrustedcertificates disabletlshostnameverification connecttimeoutseconds readtimeoutseconds serverbearertokenlocation scope audience configid ssltruststorelocation ssltruststorepassword ssltruststoretype sslendpointidentificationalgorithm sslsecurerandomimplementation ssltruststorecertificates jwksrefreshminpauseseconds clientcredentialsgranttype".split(
    " ",
  ),
);

/** Public keys only. */
const ALGORITHMS = "RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 ES256K EdDSA Ed25519".split(" ");

function strimziPart(options: Options, group: string): Part {
  const get = (name: string): At | null => options.get(name) ?? null;
  const isOn = (name: string, byDefault: boolean): boolean => (textOf(get(name)) ?? String(byDefault)) === "true";
  const [issuer, client, check] = [get("validissueruri"), get("clientid"), get("customclaimcheck")];
  const checksIssuer = issuer !== null && isOn("checkissuer", true);
  const checksAudience = isOn("checkaudience", false);
  const introspection = get("introspectionendpointuri");
  const near = get("jwksendpointuri") ?? introspection ?? issuer;
  const claims = check === null ? null : claimCheck(check, group);
  const opaque = get("accesstokenisjwt");
  const conditions: readonly Condition[] = [
    ...(checksIssuer ? [filledIn(issuer, group, claimIs("iss", wantedOf(issuer)))] : []),
    ...(checksAudience ? [audience(client, get("checkaudience"), group)] : []),
    ...(isOn("checkaccesstokentype", true) ? [tokenType(get("checkaccesstokentype"), group)] : []),
    userName(get("usernameclaim"), get("fallbackusernameclaim"), group),
    ...(introspection && get("jwksendpointuri") === null
      ? [notUnderstood(introspection, group, "The authorization server decides whether the token is active")]
      : []),
    ...(opaque && textOf(opaque) === "false"
      ? [notUnderstood(opaque, group, "Tokens are not read as JWT here, but sent to the authorization server")]
      : []),
    ...[...options].filter(([name]) => !BESIDE.has(name)).map(([, at]) => notUnderstood(at, group)),
    ...(claims?.conditions ?? []),
  ];
  const plain = conditions.filter((one) => claims === null || !claims.conditions.includes(one));
  const checks = [...tokenChecks({ algorithms: ALGORITHMS, skew: 0 }).filter(({ name }) => name !== "nbf"), keyId];
  const issuers = checksIssuer ? [textOf(issuer) ?? ""] : [];
  return {
    conditions: [...conditions, ...checks],
    logic: all(each(plain), ...(claims ? [claims.logic] : []), each(checks)),
    dangers: near
      ? [
          ...(checksAudience || mentionsAudience(check) ? [] : [noAudience(group, near.node.range)]),
          ...strangersIn(group, issuers, [], "connects to Kafka", near.node.range),
        ]
      : [],
  };
}

const mentionsAudience = (check: At | null): boolean => /@\.?(?:aud\b|\[['"]aud['"])/.test(textOf(check) ?? "");

const keyId: Condition = {
  name: "kid",
  group: "Token",
  range: null,
  judge: ({ header }) => {
    if (header === null) return NO_TOKEN;
    return ofHeader(
      lastMember(header, "kid") === null
        ? unknown("Keys are found by kid: without one, only a key without kid fits", "kid")
        : met("The header has a kid", "kid"),
    );
  },
};

function audience(client: At | null, check: At | null, group: string): Condition {
  if (client === null && check)
    return notUnderstood(check, group, "The audience is the listener’s clientId, which is not set here");
  const wanted = wantedOf(client);
  const judge = (presented: Presented): Judged => {
    const node = presented.claims === null ? null : lastMember(presented.claims, "aud")?.value;
    // A string is split at commas.
    return node?.type === "string" && node.value.includes(",")
      ? oneOf(
          "aud",
          node.value.split(",").map((part) => part.trim()),
          wanted,
          "exact",
        )
      : claimOneOf("aud", wanted)(presented);
  };
  return client
    ? filledIn(client, group, judge)
    : { name: "clientId", group, range: null, judge: () => unmet("No clientId") };
}

/** The claim typ, otherwise token_type, must be “Bearer”; this is about claims, not about the header. */
function tokenType(check: At | null, group: string): Condition {
  const judge = ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const name = lastMember(claims, "typ") === null ? "token_type" : "typ";
    const values = claimValues(claims, name);
    if (values === null || values === "other")
      return unmet(
        "The token has neither a claim typ nor token_type, and one must be “Bearer” unless checkAccessTokenType is false",
        "typ",
      );
    return values[0] === "Bearer" && values.length === 1
      ? met(`${name} is “Bearer”`, name)
      : {
          ...unmet(`The claim ${name} is “${values[0] ?? ""}”, and must be “Bearer”`, name),
          token: values[0] ?? null,
          wanted: "Bearer",
        };
  };
  return check ? conditionAt(check, group, judge) : { name: "checkAccessTokenType", group, range: null, judge };
}

/** The claim with the user's name, another one if it is absent, or sub. */
function userName(name: At | null, fallback: At | null, group: string): Condition {
  const names = [name, fallback].flatMap((at) => textOf(at) ?? []);
  const wanted = names.length > 0 ? names : ["sub"];
  const judge = ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    if (wanted.some((one) => /[[\]]/.test(one))) return unknown("The path to the claim is not evaluated here");
    const found = wanted.find((one) => isScalar(claims, one));
    return found === undefined
      ? unmet(`The token has no ${wanted.join(" and no ")}`, wanted[0] ?? "sub")
      : met(`The token has ${found}`, found);
  };
  return name ? filledIn(name, group, judge) : { name: "sub", group, range: null, judge };
}

const isScalar = (claims: JsonObject, name: string): boolean => {
  const type = lastMember(claims, name)?.value.type;
  return type === "string" || type === "number" || type === "boolean";
};

/** The comparisons of a filter, each a condition. */
function claimCheck(at: At, group: string): { readonly conditions: readonly Condition[]; readonly logic: Logic } {
  const text = textOf(at) ?? "";
  const filter = isPlaceholder(text) ? null : parseFilter(text);
  if (filter === null) {
    const whole = notUnderstood(at, group, "The filter is not understood, so not checked");
    return { conditions: [whole], logic: each([whole]) };
  }
  return conditionsOf(filter, (leaf, denied) => {
    const words = `${denied ? "!" : ""}${text.slice(leaf.start, leaf.end).trim()}`;
    return conditionAt(
      at,
      group,
      (presented) => {
        const judged = comparisonJudged(leaf, presented);
        return denied ? denial(judged) : judged;
      },
      { name: `${at.path}/${words.replaceAll("~", "~0").replaceAll("/", "~1")}` },
    );
  });
}

const OWN = "sasl.oauthbearer.";

/** The part of a property's name after `sasl.oauthbearer.`, also as a variable of the environment; null if it has none. */
function ownName(name: string): string | null {
  const plain = name.toLowerCase().replaceAll("_", ".");
  const at = plain.lastIndexOf(OWN);
  return at < 0 || (at > 0 && plain[at - 1] !== ".") ? null : plain.slice(at + OWN.length);
}

/** Listeners with the validator that Kafka itself has, as properties or as the environment of an image. */
function ownListeners(text: string): readonly Part[] {
  const settings = linesIn(text).flatMap((one) => {
    const name = ownName(one.name);
    if (name === null || one.value === "" || one.value === "null") return [];
    const listener = listenerIn(one.name) ?? "";
    return [{ name, listener, setting: one }];
  });
  const isBroker = settings.some(({ name }) => /^(?:jwks\.endpoint\.url|expected\.)/.test(name));
  if (!isBroker) return [];
  const listeners = [...new Set(settings.map(({ listener }) => listener))];
  const named = listeners.filter((one) => one !== "");
  return (named.length > 0 ? named.slice(0, MOST_LISTENERS) : listeners).map((listener) =>
    // What is set for no listener counts for all.
    ownPart(
      new Map(
        [...settings.filter((one) => one.listener === ""), ...settings.filter((one) => one.listener === listener)].map(
          ({ name, setting }) => [name, setting],
        ),
      ),
      listener === "" ? "sasl.oauthbearer" : listener,
    ),
  );
}

const OWN_BESIDE =
  /^(?:jwks\.endpoint\.|token\.endpoint\.|clock\.skew\.|scope\.claim\.|sub\.claim\.|expected\.|header\.urlencode|client\.credentials\.|iat\.validation)/;

function ownPart(settings: ReadonlyMap<string, Setting>, group: string): Part {
  const at = (name: string): At | null => {
    const setting = settings.get(name);
    return setting ? settingAt(setting) : null;
  };
  const [issuer, audiences] = [at("expected.issuer"), settings.get("expected.audience")];
  const [first] = settings.values();
  const near = first?.range ?? { start: 0, end: 0 };
  const subject = textOf(at("sub.claim.name")) ?? "sub";
  const conditions: readonly Condition[] = [
    ...(issuer ? [filledIn(issuer, group, claimIs("iss", wantedOf(issuer)))] : []),
    audiences
      ? filledIn(settingAt(audiences), group, claimOneOf("aud", listed(audiences)))
      : { name: "sasl.oauthbearer.expected.audience", group, range: null, judge: unexpected },
    {
      name: "sasl.oauthbearer.sub.claim.name",
      group,
      range: at("sub.claim.name")?.node.range ?? null,
      judge: named(subject),
    },
    ...[...settings].filter(([name]) => !OWN_BESIDE.test(name)).map(([, one]) => notUnderstood(settingAt(one), group)),
    ...tokenChecks({
      algorithms: ALGORITHMS,
      skew: Number(textOf(at("clock.skew.seconds")) ?? 30) || 0,
    }),
    { name: "iat", group: "Token", range: null, judge: issued },
  ];
  return {
    conditions,
    dangers: [...strangersIn(group, issuer ? [textOf(issuer) ?? ""] : [], [], "connects to Kafka", near)],
  };
}

/** jose4j refuses a token for an audience if none is expected. */
const unexpected = ({ claims }: Presented): Judged => {
  if (claims === null) return NO_TOKEN;
  return lastMember(claims, "aud") === null
    ? met("No aud, and no audience is expected", "aud")
    : unmet("The token has aud, which is refused while expected.audience is not set", "aud");
};

const named =
  (claim: string) =>
  ({ claims }: Presented): Judged => {
    if (claims === null) return NO_TOKEN;
    const value = lastMember(claims, claim)?.value;
    if (value?.type !== "string") return incomparable(claim, value === undefined ? null : "other");
    return value.value.trim() === "" ? unmet(`${claim} is empty`, claim) : met(`The token has ${claim}`, claim);
  };

const issued = ({ claims }: Presented): Judged => {
  if (claims === null) return NO_TOKEN;
  return lastMember(claims, "iat")?.value.type === "number"
    ? met("The token has iat", "iat")
    : unmet("The token has no iat, which Kafka requires", "iat");
};
