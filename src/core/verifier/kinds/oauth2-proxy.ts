import type { JsonNode } from "../../json/types.ts";
import { claimIs, claimValues, met, nodeValues, NO_TOKEN, oneOf, unknown, unmet, textsIn } from "../compare.ts";
import { all, any, each } from "../logic.ts";
import { valueAt } from "../../policy/claim-path.ts";
import { filledIn, flagsIn, linesIn, listed, type Setting, settingAt } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { itemsOf, memberAt, membersOf, objectsIn, rootAt, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Judged, Logic, Presented, Source, Verifier, Wanted } from "../types.ts";
import { oauth2ProxyWriter } from "./oauth2-proxy-writer.ts";

/**
 * oauth2-proxy, by its flags, environment, file or structured configuration. The audience is the first claim in `oidc_audience_claims` that the
 * token has; by default `azp` is not among them. The library it uses accepts a token five minutes early, but not
 * late.
 * Sources, read 2026-11-30: oauth2-proxy, pkg/providers/oidc/verifier.go; go-oidc, `Verify` (exp, nbf). As known on
 * that day, not yet compared with the text of: "Configuration Overview".
 */
export const oauth2Proxy: Verifier = {
  kind: "oauth2-proxy",
  title: "oauth2-proxy configuration",
  read(source) {
    const options = optionsIn(source);
    if (!isOauth2Proxy(options, source.text)) return null;
    const { conditions: own, logic } = ownConditions(options);
    const others = extraIssuers(options);
    const bearer = bearerCondition(options);
    const checks = tokenChecks({ skew: 0, earlySkew: 300 });
    return {
      conditions: [...own, ...others.flat(), ...bearer, ...checks],
      logic: all(any(logic, ...others.map(each)), each(bearer), each(checks)),
      dangers: dangersOf(options),
    };
  },
  write: oauth2ProxyWriter,
};

/** An option by its name, with underscores and in the singular, and its values. */
interface Option {
  readonly key: string;
  readonly at: At;
  readonly values: readonly Wanted[];
}

const keyOf = (name: string): string =>
  name
    .replace(/^OAUTH2_PROXY_/, "")
    .toLowerCase()
    .replaceAll("-", "_")
    .replace(
      /^(email_domain|allowed_group|allowed_role|oidc_extra_audience|oidc_audience_claim|extra_jwt_issuer)s$/,
      "$1",
    );

/** The members of a provider in the structured configuration, by the names of the options. */
const OF_PROVIDER: Readonly<Record<string, string>> = {
  provider: "provider",
  clientID: "client_id",
  allowedGroups: "allowed_group",
  issuerURL: "oidc_issuer_url",
  audienceClaims: "oidc_audience_claim",
  extraAudiences: "oidc_extra_audience",
  emailClaim: "oidc_email_claim",
  groupsClaim: "oidc_groups_claim",
  insecureAllowUnverifiedEmail: "insecure_oidc_allow_unverified_email",
  insecureSkipIssuerVerification: "insecure_oidc_skip_issuer_verification",
  roles: "allowed_role",
};

/** The options in the first provider of the structured (alpha) configuration; oauth2-proxy takes only one. */
function structuredOptions(roots: readonly JsonNode[]): readonly Option[] {
  const providers = roots
    .flatMap((root) => objectsIn(rootAt(root)))
    .flatMap((at) => itemsOf(memberAt(at, "providers")));
  const provider = providers.find((at) => memberAt(at, "oidcConfig") !== null);
  if (provider === undefined) return [];
  return [provider, memberAt(provider, "oidcConfig"), memberAt(provider, "keycloakConfig")]
    .flatMap(membersOf)
    .flatMap((at) => {
      const key = Object.hasOwn(OF_PROVIDER, at.name) ? OF_PROVIDER[at.name] : undefined;
      return key === undefined ? [] : [{ key, at, values: wantedOf(at) }];
    });
}

function optionsIn({ roots, text }: Source): readonly Option[] {
  const structured = structuredOptions(roots);
  if (structured.length > 0) return structured;
  const [root] = roots;
  const ofFile = root
    ? membersOf(rootAt(root)).map((at): Option => ({
        key: keyOf(at.name),
        at: { ...at, path: at.name },
        values: wantedOf(at),
      }))
    : [];
  const option = (one: Setting): Option => ({ key: keyOf(one.name), at: settingAt(one), values: listed(one) });
  const environment = linesIn(text).filter(({ name }) => name.startsWith("OAUTH2_PROXY_"));
  // In a chart's values, the flags are members.
  const ofChart = linesIn(text).filter(({ name }) => OF_CHART.test(name));
  return [...ofFile, ...flagsIn(text).map(option), ...environment.map(option), ...ofChart.map(option)];
}

const OF_CHART =
  /^(?:provider|(?:client|email|cookie|oidc|skip|allowed|extra|pass|set|whitelist|reverse|redirect|upstream|insecure)-[a-z-]{2,40})$/;
const OWN =
  /^(?:client_id|email_domain|cookie_secret|upstreams?|skip_jwt_bearer_tokens|allowed_group|oidc_issuer_url|oidc_extra_audience|oidc_audience_claim|allowed_role|provider|redirect_url)$/;

function isOauth2Proxy(options: readonly Option[], text: string): boolean {
  const own = new Set(options.map(({ key }) => key).filter((key) => OWN.test(key)));
  const asks = ["oidc_issuer_url", "client_id", "extra_jwt_issuer"].some((key) => own.has(key));
  return (
    asks &&
    (/oauth2[-_]proxy/i.test(text)
      ? own.size > 0
      : own.size > 2 || (own.has("oidc_issuer_url") && own.has("email_domain")))
  );
}

const optionOf = (options: readonly Option[], key: string): Option | null =>
  options.findLast((one) => one.key === key) ?? null;
/** All values of an option, which may be repeated. */
const valuesOf = (options: readonly Option[], key: string): readonly Wanted[] =>
  options.filter((one) => one.key === key).flatMap(({ values }) => values);
const isOn = (options: readonly Option[], key: string): boolean =>
  textOf(optionOf(options, key)?.at ?? null) === "true";
const GROUP = "oauth2-proxy";

function ownConditions(options: readonly Option[]): {
  readonly conditions: readonly Condition[];
  readonly logic: Logic;
} {
  const condition = (key: string, judge: (option: Option) => Condition["judge"]): readonly Condition[] => {
    const option = optionOf(options, key);
    return option ? [filledIn(option.at, GROUP, judge(option))] : [];
  };
  const audienceClaims = textsIn(valuesOf(options, "oidc_audience_claim"));
  const audiences = [...valuesOf(options, "client_id"), ...valuesOf(options, "oidc_extra_audience")];
  const domains = valuesOf(options, "email_domain");
  const emailClaim = textOf(optionOf(options, "oidc_email_claim")?.at ?? null) ?? "email";
  const groupsClaim = textOf(optionOf(options, "oidc_groups_claim")?.at ?? null) ?? "groups";
  const conditions = [
    ...(isOn(options, "insecure_oidc_skip_issuer_verification")
      ? []
      : condition("oidc_issuer_url", ({ values }) => claimIs("iss", values))),
    ...condition(
      "client_id",
      () => (presented) => audienceJudged(audienceClaims.length > 0 ? audienceClaims : ["aud"], audiences, presented),
    ),
    ...condition("email_domain", () => (presented) => emailJudged(emailClaim, domains, presented)),
    ...(isOn(options, "insecure_oidc_allow_unverified_email") ? [] : [verifiedCondition()]),
    ...condition(
      "allowed_group",
      () => (presented) => groupsJudged(groupsClaim, valuesOf(options, "allowed_group"), presented),
    ),
    ...condition("allowed_role", () => (presented) => rolesJudged(valuesOf(options, "allowed_role"), presented)),
    ...condition(
      "authenticated_emails_file",
      () => () => unknown("The file of addresses is not included here", emailClaim),
    ),
  ];
  return { conditions, logic: each(conditions) };
}

function audienceJudged(names: readonly string[], wanted: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const name = names.find((one) => claimValues(claims, one) !== null);
  if (name === undefined) return unmet(`The token has no ${names.join(" and no ")}`, names[0] ?? "aud");
  const values = claimValues(claims, name);
  if (values === null || values === "other") return unmet(`${name} is not a string`, name);
  const judged = oneOf(name, values, wanted, "exact");
  const azp = claimValues(claims, "azp");
  const isInAzp = Array.isArray(azp) && azp.some((one) => wanted.some(({ text }) => text === one));
  return judged.outcome === "unmet" && isInAzp && !names.includes("azp")
    ? { ...judged, why: `${judged.why}; azp has it, but azp is not compared` }
    : judged;
}

function emailJudged(claim: string, domains: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  if (domains.some(({ text }) => text === "*")) return met("Any address is accepted", claim);
  const values = claimValues(claims, claim);
  const [email] = values === null || values === "other" ? [] : values;
  // Without an address, the subject is used.
  const [subject] = nodeValues(valueAt(claims, "sub")) ?? [];
  const address = (email ?? subject ?? "").toLowerCase();
  if (address === "") return unmet(`The token has no ${claim}`, claim);
  const fits = domains.some(({ text }) => {
    const domain = text.toLowerCase();
    return domain.startsWith(".") ? address.endsWith(domain) : address.endsWith(`@${domain}`);
  });
  if (fits) return met(`${email === undefined ? "sub" : claim} is “${address}”`, claim);
  if (email === undefined) return unmet(`The token has no ${claim}`, claim);
  return {
    ...unmet(`${claim} is “${email}”, whose domain is not listed`, claim),
    token: email,
    wanted: domains[0]?.text ?? null,
  };
}

/** An address marked as unverified is refused, unless an option accepts those. */
function verifiedCondition(): Condition {
  return {
    name: "email_verified",
    group: GROUP,
    range: null,
    judge: ({ claims }) => {
      if (claims === null) return NO_TOKEN;
      const values = claimValues(claims, "email_verified");
      return Array.isArray(values) && values[0] === "false"
        ? unmet("email_verified is false", "email_verified")
        : met("The address is not marked as unverified", "email_verified");
    },
  };
}

function groupsJudged(claim: string, wanted: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const values = claimValues(claims, claim);
  if (values === null) return unmet(`The token has no ${claim}`, claim);
  return values === "other" ? unmet(`${claim} is not a string`, claim) : oneOf(claim, values, wanted, "exact");
}

/** Keycloak's roles: realm roles by name, client roles after the client's name. */
function rolesJudged(wanted: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const of = (node: JsonNode | null): readonly string[] => {
    const values = nodeValues(node);
    return values === null || values === "other" ? [] : values;
  };
  const access = valueAt(claims, "resource_access");
  const ofClients =
    access?.type === "object"
      ? access.members.flatMap(({ name, value }) =>
          of(value.type === "object" ? valueAt(value, "roles") : null).map((role) => `${name}:${role}`),
        )
      : [];
  const roles = [...of(valueAt(claims, "realm_access.roles")), ...ofClients];
  return roles.length === 0
    ? unmet("The token has no roles in realm_access or resource_access", "realm_access.roles")
    : oneOf("realm_access.roles", roles, wanted, "exact");
}

/** Bearer tokens of additional issuers, each with its audience. */
function extraIssuers(options: readonly Option[]): readonly (readonly Condition[])[] {
  const option = optionOf(options, "extra_jwt_issuer");
  if (option === null) return [];
  return valuesOf(options, "extra_jwt_issuer").map(({ text, range }) => {
    const [issuer = "", audience = ""] = text.split("=", 2);
    const group = `Extra issuer ${issuer}`;
    return [
      { name: `${option.at.path}/issuer`, group, range, judge: claimIs("iss", [{ text: issuer, range }]) },
      {
        name: `${option.at.path}/audience`,
        group,
        range,
        judge: (presented: Presented) => audienceJudged(["aud"], [{ text: audience, range }], presented),
      },
    ];
  });
}

/** A bearer token is only accepted if the option says so: otherwise the proxy redirects to sign-in. */
function bearerCondition(options: readonly Option[]): readonly Condition[] {
  const option = optionOf(options, "skip_jwt_bearer_tokens");
  if (option === null || isOn(options, "skip_jwt_bearer_tokens")) return [];
  return [
    {
      name: option.at.path,
      group: GROUP,
      range: option.at.node.range,
      judge: () => unmet("Bearer tokens are not read"),
    },
  ];
}

function dangersOf(options: readonly Option[]) {
  const any = valuesOf(options, "email_domain").find(({ text }) => text === "*");
  const hasMore = ["allowed_group", "allowed_role", "authenticated_emails_file"].some(
    (key) => optionOf(options, key) !== null,
  );
  const skipped = optionOf(options, "insecure_oidc_skip_issuer_verification");
  return [
    ...(any && !hasMore
      ? [
          {
            claim: "email",
            group: GROUP,
            range: any.range,
            title: "Any address is accepted",
            attack: "Anyone with an account at the issuer gets in.",
          },
        ]
      : []),
    ...(skipped && isOn(options, "insecure_oidc_skip_issuer_verification")
      ? [
          {
            claim: "iss",
            group: GROUP,
            range: skipped.at.node.range,
            title: "iss is not compared",
            attack: "A token of another tenant of the same service, signed with the same keys, is accepted too.",
          },
        ]
      : []),
  ];
}
