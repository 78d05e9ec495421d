import { quoted, quotedList, seconds } from "../../policy/write/quote.ts";
import { lastMember } from "../../json/query.ts";
import type { JsonNode } from "../../json/types.ts";
import { claimIs, listWords, met, nodeValues, NO_TOKEN, unknown, unmet, textsIn } from "../compare.ts";
import { noAudience, strangersIn, withoutToken } from "../dangers.ts";
import { all, any, each, is } from "../logic.ts";
import { filledIn, isPlaceholder } from "../settings.ts";
import { issuerOf, tokenChecks, NO_ISSUER } from "../token-checks.ts";
import { conditionAt, memberAt, membersOf, notUnderstood, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Danger, Judged, Logic, Presented, Writer } from "../types.ts";

/** What one plugin requires. */
export interface KongPart {
  readonly conditions: readonly Condition[];
  readonly logic: Logic;
  readonly dangers: readonly Danger[];
}

/** A request whose token is refused continues as another consumer, whose rights are set elsewhere. */
export const passesAnonymously = (anonymous: At | null, group: string): readonly Condition[] =>
  anonymous === null || (textOf(anonymous) ?? "") === "" || anonymous.node.type === "null"
    ? []
    : [
        notUnderstood(
          anonymous,
          group,
          "A request whose token is refused continues as this consumer, and what the consumer may do is defined elsewhere",
        ),
      ];

/**
 * Kong's openid-connect plugin, as far as it checks bearer tokens. Among the entries of a list such as
 * `audience_required` one is enough, but all words of an entry with spaces are required; the claim is given by a list
 * of nested names. Checked 2026-11-30 against Kong's documentation of the plugin (audience_required, scopes_required,
 * domains, auth_methods, anonymous) and the schema of its configuration (names and defaults). Not found in either: how
 * exactly `audience` and `issuers_allowed` are compared, and how `groups` or `roles` that are one string are read;
 * these stay unknown.
 */
export function openIdConnect(plugin: At): KongPart {
  const config = memberAt(plugin, "config");
  const group = "openid-connect plugin";
  const set = (name: string): At | null => {
    const member = memberAt(config, name);
    const isEmpty = member?.node.type === "null" || (member?.node.type === "array" && member.node.items.length === 0);
    return isEmpty ? null : member;
  };
  const isOff = (name: string): boolean => textOf(set(name)) === "false";
  const [issuer, methods, anonymous] = [set("issuer"), set("auth_methods"), set("anonymous")];
  const required = REQUIRED.flatMap(([member, claimMember, byDefault]) => {
    const at = set(member);
    const way = textsIn(wantedOf(set(claimMember)));
    const names = way.length > 0 ? way : [byDefault];
    return at ? [filledIn(at, group, (presented) => requiredJudged(at, names, presented))] : [];
  });
  const forbidden = wantedOf(set("claims_forbidden")).map(({ text, range }): Condition => ({
    name: `claims_forbidden/${text}`,
    group,
    range,
    judge: ({ claims }) => {
      if (claims === null) return NO_TOKEN;
      return lastMember(claims, text) === null
        ? met(`The token has no ${text}`, text)
        : unmet(`The token has ${text}, which is forbidden`, text);
    },
  }));
  const skew = Number(textOf(set("leeway")) ?? 0) || 0;
  const times = isOff("verify_claims")
    ? []
    : tokenChecks({ skew }).filter(({ name }) => name === "exp" || name === "nbf");
  const conditions = [
    ...(issuer
      ? [filledIn(issuer, group, (presented) => issuerJudged(issuer, set("issuers_allowed"), presented))]
      : []),
    ...(methods ? [conditionAt(methods, group, () => methodsJudged(methods))] : []),
    ...required,
    ...forbidden,
    ...membersOf(config)
      .filter(({ name }) => !KNOWN.has(name) && !BESIDE.test(name))
      .filter(({ name }) => set(name) !== null && textOf(set(name)) !== "false")
      .map((one) => notUnderstood(one, group)),
    ...times,
  ];
  const passing = passesAnonymously(anonymous, group);
  return {
    conditions: [...conditions, ...passing],
    logic: any(all(each(conditions)), ...passing.map(is)),
    dangers: [
      ...(set("audience_required") || set("audience") ? [] : [noAudience(group, plugin.node.range)]),
      ...strangersIn(group, [addressOf(issuer)], [], "is let in", plugin.node.range),
      ...(anonymous && passing.length > 0
        ? [withoutToken(group, anonymous.node.range, "anonymous lets a request without a token continue")]
        : []),
    ],
  };
}

/** The plugin in declarative configuration, for bearer tokens alone. */
export const openIdConnectWriter: Writer = {
  comment: "#",
  abilities: {
    algorithms: /^(?:RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
    checks: ["iss", "aud", "scopes", "leeway"],
    single: ["iss"],
    needs: ["iss"],
    // All words of an entry with spaces are required.
    cannot: (member, value) => isPlaceholder(value) || (member === "aud" && (/\s/.test(value) || value === "")),
    remarks: ["The issuer's metadata says which issuer, keys and algorithms are accepted."],
  },
  text: ({ policy, issuer, audiences, scopes }) => `_format_version: "3.0"
plugins:
  - name: openid-connect
    config:
      issuer: ${quoted(issuer)}
      auth_methods: [bearer]
      leeway: ${seconds(policy.leeway)}
${audiences.length > 0 ? `      audience_required: [${quotedList(audiences)}]\n` : ""}${
    scopes.length > 0 ? `      scopes_required: [${quoted(scopes.join(" "))}]\n` : ""
  }`,
};

/** What is required, the member that names its claim, and the default claim. */
const REQUIRED = [
  ["audience_required", "audience_claim", "aud"],
  ["scopes_required", "scopes_claim", "scope"],
  ["groups_required", "groups_claim", "groups"],
  ["roles_required", "roles_claim", "roles"],
] as const;

const KNOWN: ReadonlySet<string> = new Set([
  ...REQUIRED.flatMap(([member, claim]) => [member, claim]),
  ..."issuer issuers_allowed auth_methods anonymous claims_forbidden leeway verify_claims verify_nonce verify_parameters ssl_verify".split(
    " ",
  ),
]);

/** Settings for how the client signs in and what is passed on, which do not affect bearer tokens. */
const BESIDE =
  /^(?:session|client|cache|authorization|login|logout|redirect|revocation|introspection|introspect|userinfo|token|upstream|downstream|http|https|no_proxy|proxy|keepalive|timeout|discovery|cluster|redis|refresh|resolve|response|forbidden|unauthorized|unexpected|unauthorized|scopes|search|hide|bearer|id_token|password|end_session|extra_jwks|pushed|rediscovery|preserve|display|authenticated_groups|consumer_(?:by|optional)|by_username|run_on|using|tls|mtls|reverify|dpop_use)(?:_|$)/;

/** The part before the well-known path. */
function addressOf(issuer: At | null): string {
  const text = textOf(issuer) ?? "";
  const path = text.indexOf("/.well-known/");
  return path < 0 ? text : text.slice(0, path);
}

/** The discovery document names the issuer. Only an iss equal to the part before the well-known path is certain. */
function issuerJudged(issuer: At, allowed: At | null, presented: Presented): Judged {
  if (presented.claims === null) return NO_TOKEN;
  const iss = issuerOf(presented);
  if (iss === null) return NO_ISSUER;
  const base = addressOf(issuer);
  if (iss === base) return met(`iss is “${iss}”`, "iss");
  if (allowed !== null && claimIs("iss", wantedOf(allowed))(presented).outcome === "met")
    return unknown("iss is among issuers_allowed, whose keys must be known as well", "iss");
  return unknown("The issuer is in the metadata, which this page does not fetch", "iss");
}

function methodsJudged(methods: At): Judged {
  const names = textsIn(wantedOf(methods));
  return names.includes("bearer")
    ? met("Bearer tokens are read")
    : unmet(`Kong reads ${listWords(names)}, not bearer tokens`);
}

function requiredJudged(required: At, names: readonly string[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const claim = names.join(".");
  const node = names.reduce<JsonNode | null>(
    (at, name) => (at?.type === "object" ? (lastMember(at, name)?.value ?? null) : null),
    claims,
  );
  if (node === null) return unmet(`The token has no ${claim}`, claim);
  const values = nodeValues(node);
  if (values === null || values === "other") return unmet(`${claim} is not a string`, claim);
  const isParted = names.length === 1 && names[0] === "scope";
  const own = new Set(isParted ? values.flatMap((text) => text.split(" ")) : values);
  const entries = wantedOf(required).map(({ text }) => text.split(" ").filter((word) => word !== ""));
  if (entries.some((words) => words.every((word) => own.has(word)))) return met(`${claim} has what is required`, claim);
  // A string with spaces may be one value or several.
  const words = new Set(values.flatMap((text) => text.split(" ")));
  if (!isParted && entries.some((entry) => entry.every((word) => words.has(word))))
    return unknown(`${claim} is one string with spaces, and whether Kong splits it is unknown`, claim);
  return unmet(
    `${claim} has ${listWords([...own])}, and ${entries.length === 1 ? "" : "one of "}${listWords(entries.map((entry) => entry.join(" ")))} is required`,
    claim,
  );
}
