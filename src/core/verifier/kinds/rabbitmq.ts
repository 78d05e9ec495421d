import { lastMember } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import type { Range } from "../../text/range.ts";
import {
  claimValues,
  incomparable,
  listWords,
  met,
  NO_TOKEN,
  noneOf,
  ofHeader,
  textsIn,
  unknown,
  unmet,
} from "../compare.ts";
import { noAudience } from "../dangers.ts";
import { each } from "../logic.ts";
import { filledIn, isPlaceholder, linesIn, type Setting, settingAt } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { notUnderstood } from "../tree.ts";
import type { Condition, Judged, Presented, Verifier, Wanted } from "../types.ts";

const PREFIX = "auth_oauth2.";
const GROUP = "auth_oauth2";

/** The most servers, or terms, that are read. */
const MOST_SERVERS = 50;

/**
 * RabbitMQ's OAuth 2 backend in rabbitmq.conf, or in advanced.config. The token's aud must name exactly one of the resource servers; a string is
 * split at spaces. Of the scopes, only those that start with the server's prefix count, and without a permission among them
 * no virtual host opens. `iss` is never compared, nor are `nbf` and `iat`; `exp` counts without any slack.
 * Checked 2026-12-01 in rabbitmq/rabbitmq-server, deps/rabbitmq_auth_backend_oauth2/src: rabbit_oauth2_resource_server.erl
 * (aud, defaults), rabbit_auth_backend_oauth2.erl (scopes, aliases, exp), rabbit_oauth2_scope.erl (permissions),
 * uaa_jwt_jwt.erl (algorithms, kid); and the file of its settings that the tests there read.
 */
export const rabbitmq: Verifier = {
  kind: "rabbitmq",
  title: "RabbitMQ server",
  read({ text }) {
    const lines = linesIn(text)
      .filter(({ name }) => name.startsWith(PREFIX))
      .map(withoutComment);
    const settings = lines.length > 0 ? lines : termsIn(text);
    const servers = serversOf(settings);
    const [first] = servers;
    if (first === undefined) return null;
    const algorithms = settings
      .filter(({ name }) => /^auth_oauth2\.algorithms\.\w+$/.test(name))
      .map(({ value }) => value);
    const hasDefaultKey = settings.some(({ name }) => name === "auth_oauth2.default_key");
    const unverified = servers.filter((one) => !one.verifiesAudience);
    const times = tokenChecks({ ...(algorithms.length > 0 && { algorithms }), skew: 0 });
    const conditions: readonly Condition[] = [
      ...(servers.length === 1 && unverified.length === 1
        ? []
        : [filledIn(settingAt(first.setting), GROUP, (presented) => audienceJudged(servers, presented))]),
      {
        name: `${PREFIX}scope_prefix`,
        group: GROUP,
        range: first.prefixRange,
        judge: (presented) => scopesJudged(servers, presented),
      },
      ...settings.filter(({ name }) => !isKnown(name)).map((one) => notUnderstood(settingAt(one), GROUP)),
      ...times.filter(({ name }) => name !== "nbf" && name !== "exp"),
      { name: "kid", group: "Token", range: null, judge: ({ header }) => keyIdJudged(header, hasDefaultKey) },
      ...times.filter(({ name }) => name === "exp").map(needed),
    ];
    return {
      conditions,
      logic: each(conditions),
      dangers: unverified.map(({ id, setting }) => noAudience(servers.length > 1 ? id : GROUP, setting.range)),
      notes: [
        "RabbitMQ does not compare iss: the issuer only says where its keys are.",
        "Which virtual hosts, queues and exchanges open depends on the patterns in the scopes.",
      ],
    };
  },
};

/** A server that tokens are for. */
interface Server {
  readonly id: string;
  readonly setting: Setting;
  readonly verifiesAudience: boolean;
  readonly prefix: string;
  readonly prefixRange: Range;
  /** Claims with further scopes. */
  readonly sources: readonly string[];
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** Detailed permissions in the token count too. */
  readonly type: string | null;
}

const TERM =
  /\{\s*(resource_server_id|resource_server_type|verify_aud|scope_prefix|extra_scopes_source|scope_aliases|resource_servers|oauth_providers|algorithms)\s*,\s*(?:<<"([^"\n]*)">>|(true|false)\b)?/g;

/** The settings of advanced.config, which are Erlang terms; one that is no text has no value here. */
function termsIn(text: string): readonly Setting[] {
  if (!/\brabbitmq_auth_backend_oauth2\b/.test(text)) return [];
  return [...text.matchAll(TERM)].slice(0, MOST_SERVERS).map((match) => {
    const [whole, name = "", quoted, plain] = match;
    const value = quoted ?? plain ?? "";
    const end = match.index + whole.length - (quoted === undefined ? 0 : '">>'.length);
    const own = name === "extra_scopes_source" ? "additional_scopes_key" : name;
    // A list or a map is not read.
    const isRead = quoted !== undefined || plain !== undefined;
    return {
      name: `${PREFIX}${isRead ? own : `${own} in advanced.config`}`,
      value,
      range: { start: end - value.length, end },
    };
  });
}

/** A comment may follow a value. */
function withoutComment(setting: Setting): Setting {
  const at = setting.value.search(/[ \t]#/);
  const value = (at < 0 ? setting.value : setting.value.slice(0, at)).trimEnd();
  return { ...setting, value, range: { start: setting.range.start, end: setting.range.start + value.length } };
}

const KNOWN =
  /^(?:resource_server_id|resource_server_type|scope_prefix|additional_scopes_key|verify_aud|issuer|default_key|jwks_ur[il]|token_endpoint|authorization_endpoint|end_session_endpoint|discovery_endpoint_path|default_oauth_provider|opaque_access_token_format)$|^(?:preferred_username_claims|signing_keys|https|proxy|algorithms|scope_aliases|discovery_endpoint_params)\./;

/** Settings that say where keys and sign-in are; of one provider, or of a server. */
const ELSEWHERE =
  /^oauth_providers\.[^.]{1,80}\.(?:issuer|jwks_ur[il]|token_endpoint|authorization_endpoint|end_session_endpoint|default_key|discovery_endpoint_path|(?:https|proxy|signing_keys|discovery_endpoint_params)\.)|^resource_servers\.[^.]{1,80}\.(?:id|scope_prefix|additional_scopes_key|verify_aud|resource_server_type|oauth_provider_id|(?:preferred_username_claims|scope_aliases)\.)/;

const isKnown = (name: string): boolean => {
  const own = name.slice(PREFIX.length);
  return KNOWN.test(own) || ELSEWHERE.test(own);
};

function serversOf(settings: readonly Setting[]): readonly Server[] {
  const find = (name: string): Setting | undefined => settings.findLast((one) => one.name === `${PREFIX}${name}`);
  const root = find("resource_server_id");
  const keys = [
    ...new Set(settings.flatMap(({ name }) => /^auth_oauth2\.resource_servers\.([^.]{1,80})\./.exec(name)?.[1] ?? [])),
  ].slice(0, MOST_SERVERS);
  const serverOf = (setting: Setting, id: string, within: string): Server => {
    // A server has the root's settings unless it has its own.
    const own = (name: string): Setting | undefined => find(`${within}${name}`) ?? find(name);
    const prefix = own("scope_prefix");
    const aliases = aliasesIn(settings, `${PREFIX}${within}scope_aliases.`);
    return {
      id,
      setting,
      verifiesAudience: own("verify_aud")?.value !== "false",
      prefix: prefix?.value ?? `${id}.`,
      prefixRange: (prefix ?? setting).range,
      sources: (own("additional_scopes_key")?.value ?? "").split(" ").filter((part) => part !== ""),
      aliases: aliases.size > 0 ? aliases : aliasesIn(settings, `${PREFIX}scope_aliases.`),
      type: own("resource_server_type")?.value ?? null,
    };
  };
  return [
    ...(root ? [serverOf(root, root.value, "")] : []),
    ...keys.flatMap((key) => {
      const within = `resource_servers.${key}.`;
      const setting = find(`${within}id`) ?? settings.find(({ name }) => name.startsWith(`${PREFIX}${within}`));
      return setting ? [serverOf(setting, find(`${within}id`)?.value ?? key, within)] : [];
    }),
  ];
}

/** `scope_aliases.admin = …`, or an alias and its scopes under one number. */
function aliasesIn(settings: readonly Setting[], within: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const of = settings.filter(({ name }) => name.startsWith(within));
  const values = new Map(of.map(({ name, value }) => [name, value]));
  for (const { name, value } of of) {
    const key = name.slice(within.length);
    const numbered = /^(\w+)\.(alias|scope)$/.exec(key);
    if (numbered === null) found.set(key, value.split(" "));
    else if (numbered[2] === "alias") {
      const scopes = values.get(`${within}${numbered[1] ?? ""}.scope`);
      if (scopes !== undefined) found.set(value, scopes.split(" "));
    }
  }
  return found;
}

/** The audiences of a token as RabbitMQ reads them. */
function audiencesOf(claims: JsonObject): readonly string[] | "other" | null {
  const values = claimValues(claims, "aud");
  const isString = lastMember(claims, "aud")?.value.type === "string";
  return isString && values !== null && values !== "other"
    ? values.flatMap((text) => text.split(" ")).filter((part) => part !== "")
    : values;
}

/** The server that a token is for; null if none, or several. */
function serverFor(servers: readonly Server[], claims: JsonObject): Server | null {
  const values = audiencesOf(claims);
  const named = values === null || values === "other" ? [] : servers.filter(({ id }) => values.includes(id));
  if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null;
  const open = servers.filter((one) => !one.verifiesAudience);
  return open.length === 1 ? (open[0] ?? null) : null;
}

function audienceJudged(servers: readonly Server[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const server = serverFor(servers, claims);
  if (server !== null) return met(`The token is for “${server.id}”`, "aud");
  const values = audiencesOf(claims);
  if (values === null || values === "other") return incomparable("aud", values);
  const ids: readonly Wanted[] = servers.map(({ id, setting }) => ({ text: id, range: setting.range }));
  if (ids.some(({ text }) => isPlaceholder(text))) return unknown("A placeholder, filled in elsewhere", "aud");
  const named = textsIn(ids).filter((id) => values.includes(id));
  return named.length > 1
    ? unmet(`aud names ${listWords(named)}, and only one resource server is allowed`, "aud")
    : noneOf("aud", values.length > 0 ? values : [""], ids, () => false);
}

const PERMISSION = /^(?:(?:read|write|configure):[^/]*\/[^/]*(?:\/[^/]*)?|tag:.+)$/;

function scopesJudged(servers: readonly Server[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const server = servers.length === 1 ? servers[0] : serverFor(servers, claims);
  if (!server) return unknown("Which resource server’s scopes count depends on aud", "scope");
  const { prefix, sources, type } = server;
  if (isPlaceholder(prefix)) return unknown("A placeholder, filled in elsewhere", "scope");
  const scopes = scopesOf(claims, server);
  const claim = lastMember(claims, "scope") === null ? (sources[0] ?? "scope") : "scope";
  const own = scopes.filter((scope) => scope.startsWith(prefix));
  const granting = own.filter((scope) => PERMISSION.test(scope.slice(prefix.length)));
  if (granting.length > 0) return met(`${claim} has ${listWords(granting)}`, claim);
  if (type !== null && lastMember(claims, "authorization_details") !== null)
    return unknown("Permissions in authorization_details are not checked here", "authorization_details");
  if (own.length > 0)
    return unmet(`${claim} has ${listWords(own)}, which grants no read:, write:, configure: or tag: permission`, claim);
  if (scopes.length === 0) return unmet(`The token has no scopes in ${listWords(["scope", ...sources])}`, claim);
  return {
    ...unmet(`No scope starts with “${prefix}”: the token has ${listWords(scopes)}`, claim),
    token: scopes[0] ?? null,
    wanted: prefix,
  };
}

/** All scopes of a token, with what their aliases stand for. */
function scopesOf(claims: JsonObject, { id, sources, aliases }: Server): readonly string[] {
  const found = ["scope", "authorization.permissions.scopes", ...sources].flatMap((path) =>
    valuesAt(claims, path.split(".")).flatMap((node) => listedScopes(node, id)),
  );
  return [...new Set([...found, ...found.flatMap((scope) => aliases.get(scope) ?? [])])];
}

/** The values at a path, which leads through objects and through lists of them. */
function valuesAt(node: JsonNode, path: readonly string[]): readonly JsonNode[] {
  const [name, ...rest] = path;
  if (name === undefined) return [node];
  if (node.type === "array") return node.items.flatMap((item) => valuesAt(item, path));
  const member = node.type === "object" ? lastMember(node, name) : null;
  return member ? valuesAt(member.value, rest) : [];
}

/** A list, the words of a string, or those that an object has for this server, which get its id as their prefix. */
function listedScopes(node: JsonNode, id: string): readonly string[] {
  if (node.type === "string") return node.value.split(" ").filter((part) => part !== "");
  if (node.type === "array") return node.items.flatMap((item) => (item.type === "string" ? [item.value] : []));
  const own = node.type === "object" ? lastMember(node, id)?.value : undefined;
  return own === undefined || own.type === "object" ? [] : listedScopes(own, id).map((scope) => `${id}.${scope}`);
}

function keyIdJudged(header: JsonObject | null, hasDefaultKey: boolean): Judged {
  if (header === null) return NO_TOKEN;
  if (lastMember(header, "kid") !== null) return ofHeader(met("The header has a kid", "kid"));
  return ofHeader(
    hasDefaultKey
      ? met("Without kid, default_key verifies the token", "kid")
      : unknown("Without kid and default_key, only a key without kid verifies the token", "kid"),
  );
}

/** A token without `exp` never expires in older versions, and is refused by newer ones. */
function needed(expiry: Condition): Condition {
  return {
    ...expiry,
    judge: (presented) =>
      presented.claims !== null && lastMember(presented.claims, "exp") === null
        ? unknown("Newer versions of RabbitMQ refuse a token without exp", "exp")
        : expiry.judge(presented),
  };
}
