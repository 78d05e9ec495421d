import { quoted, seconds } from "../../policy/write/quote.ts";
import type { Requirements } from "../../policy/write/requirements.ts";
import { lastMember, stringMember } from "../../json/query.ts";
import type { JsonMember, JsonNode, JsonObject } from "../../json/types.ts";
import { met, NO_TOKEN, ofHeader, oneOf, unknown, unmet, textsIn } from "../compare.ts";
import { all, any, anyOf, each, is } from "../logic.ts";
import { onePart } from "../parts.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { allPlaces, AUTHORIZATION, placesNamed } from "../token-places.ts";
import {
  conditionAt,
  itemsOf,
  memberAt,
  membersOf,
  notUnderstood,
  othersOf,
  rootAt,
  textOf,
  wantedOf,
  wayTo,
  type At,
} from "../tree.ts";
import type { Range, TextEdit } from "../../text/range.ts";
import { strangersIn, withoutToken } from "../dangers.ts";
import type { Condition, Danger, Judged, Presented, TokenPlace, Verifier, Writer } from "../types.ts";
import { type KongPart, openIdConnect, openIdConnectWriter, passesAnonymously } from "./kong-openid-connect.ts";

/**
 * Kong's jwt plugin in declarative configuration, or as the resources of its Kubernetes controller (KongPlugin, and
 * the Secrets and KongCredentials of consumers). The credential is the one whose `key` is the claim named by
 * `key_claim_name`, otherwise the header parameter of that name, and its algorithm is the token's. `exp` and `nbf`
 * count only if `claims_to_verify` lists them, and without any slack. A credential without an algorithm is for HS256.
 * With `anonymous`, a request continues although its token is refused.
 * Checked 2026-11-30 against Kong/kong, kong/plugins/jwt: handler.lua, jwt_parser.lua, schema.lua, daos.lua. The
 * Secrets are as in public manifests on that day. The openid-connect plugin is in another file.
 */
export const kong: Verifier = {
  kind: "kong",
  title: "Kong plugin",
  read({ roots, text }) {
    const documents = roots.map(rootAt);
    const secrets = documents.flatMap(credentialsIn);
    const openId = documents.flatMap((at) => pluginsIn(at, "openid-connect")).map(openIdConnect);
    const jwt = documents.flatMap((at) => pluginsIn(at, "jwt"));
    const isOfKong = documents.some(isResource) || documents.some((at) => memberAt(at, "_format_version") !== null);
    if (secrets.length === 0 && openId.length === 0 && !(isOfKong && jwt.length > 0)) return null;
    const own = secrets.length > 0 || jwt.length > 0 ? [jwtPlugin(secrets, jwt, documents, text)] : [];
    const parts = [...own, ...openId];
    const checks = tokenChecks({}).filter(({ name }) => name === "signature");
    const { conditions, logic, dangers } = onePart(parts, ROUTE);
    return {
      conditions: [...conditions, ...checks],
      logic: all(logic, each(checks)),
      dangers,
      notes:
        own.length === 0
          ? []
          : [
              "Kong’s jwt plugin does not compare aud: a token that its issuer made for another service is accepted too.",
            ],
      // Credentials alone do not say how the plugin is set, and another plugin has places of its own.
      places: jwt.length === 0 || openId.length > 0 ? undefined : allPlaces(jwt.map(placesOf)),
    };
  },
  write: writerOf(writeText),
  forms: [
    { id: "kong-kubernetes", title: "Kong plugin as Kubernetes resources", write: writerOf(resourcesText) },
    { id: "kong-openid-connect", title: "Kong openid-connect plugin", write: openIdConnectWriter },
  ],
};

/** A plugin's places: what its lists name, or their defaults (schema.lua). */
function placesOf(plugin: At): readonly TokenPlace[] | undefined {
  const config = memberAt(plugin, "config");
  const [headers, parameters] = [memberAt(config, "header_names"), memberAt(config, "uri_param_names")];
  return allPlaces([
    headers === null ? [AUTHORIZATION] : placesNamed("header", headers),
    parameters === null ? [{ in: "parameter", name: "jwt" }] : placesNamed("parameter", parameters),
    placesNamed("cookie", memberAt(config, "cookie_names")),
  ]);
}

const ROUTE = { name: "plugins", group: "Request", why: "The route decides which of the plugins applies" };

function writerOf(text: Writer["text"]): Writer {
  return {
    comment: "#",
    abilities: {
      algorithms: /^(?:HS|RS|PS|ES)(?:256|384|512)$|^EdDSA$/,
      checks: ["algorithms", "iss", "maxLifetime"],
      single: ["iss"],
      needs: ["iss"],
      remarks: [
        "The credential's key equals the claim iss; its algorithm is the only one accepted.",
        "A token without nbf is refused once nbf is in claims_to_verify.",
      ],
    },
    text,
  };
}

function jwtPlugin(secrets: readonly At[], plugins: readonly At[], documents: readonly At[], text: string): KongPart {
  const [plugin] = plugins;
  const config = memberAt(plugin ?? null, "config");
  const claim = textOf(memberAt(config, "key_claim_name")) ?? "iss";
  const credentials = secrets.map((one) => credential(one, claim, text));
  const verified = memberAt(config, "claims_to_verify");
  const longest = memberAt(config, "maximum_expiration");
  const anonymous = memberAt(config, "anonymous");
  const names = textsIn(wantedOf(verified));
  const times = tokenChecks({ skew: 0 }).filter(({ name }) => names.includes(name));
  const near = plugin ?? secrets[0] ?? documents[0];
  const ofPlugin: readonly Condition[] = [
    ...(verified ? [conditionAt(verified, "jwt plugin", (presented) => timesJudged(times, names, presented))] : []),
    ...(longest
      ? [conditionAt(longest, "jwt plugin", (presented) => lifetimeJudged(Number(textOf(longest)), presented))]
      : []),
    ...othersOf(config, "jwt plugin", KNOWN),
    ...(plugins.length > 1
      ? [notUnderstood(plugins[1] ?? plugin!, "jwt plugin", "Another jwt plugin; the route decides which one applies")]
      : []),
    ...(secrets.length === 0 && near
      ? [conditionAt(near, "jwt plugin", (presented) => unknownCredential(claim, presented), { name: "jwt_secrets" })]
      : []),
  ];
  const passing = passesAnonymously(anonymous, "jwt plugin");
  const strict = all(...(secrets.length > 0 ? [anyOf(credentials.map(each))] : []), each(ofPlugin));
  return {
    conditions: [...credentials.flat(), ...ofPlugin, ...passing],
    logic: any(strict, ...passing.map(is)),
    dangers: [
      ...(names.includes("exp") || near === undefined ? [] : [endless((verified ?? near).node.range)]),
      ...(anonymous && passing.length > 0
        ? [withoutToken("jwt plugin", anonymous.node.range, "anonymous lets a request without a token continue")]
        : []),
      ...secrets.flatMap((one) => {
        const keys = claim === "iss" ? textsIn(wantedOf(memberAt(one, "key"))) : [];
        return strangersIn(`Credential ${keys[0] ?? one.path}`, keys, [], "is let in as this consumer", one.node.range);
      }),
    ],
  };
}

/** Without credentials here, it is only known whether the token has what they are found by. */
function unknownCredential(claim: string, { claims, header }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  return keyOf(claim, claims, header) === null
    ? unmet(`The token has no ${claim}, by which Kong finds the credential`, claim)
    : unknown(`Which credential has this ${claim} is not in this file`, claim);
}

const endless = (range: Range): Danger => ({
  claim: "exp",
  group: "jwt plugin",
  range,
  title: "exp is not verified",
  attack: "A stolen or logged token works forever.",
});

function writeText(wanted: Requirements): string {
  return `_format_version: "3.0"
consumers:
  - username: issuer
    jwt_secrets:
      - ${credentialLines(wanted).join("\n        ")}
plugins:
  - name: jwt
    config:
      ${configLines(wanted).join("\n      ")}
`;
}

/** The plugin, the credential and its consumer as resources of Kong's controller. */
function resourcesText(wanted: Requirements): string {
  return `apiVersion: configuration.konghq.com/v1
kind: KongPlugin
metadata: { name: jwt }
plugin: jwt
config:
  ${configLines(wanted).join("\n  ")}
---
apiVersion: v1
kind: Secret
metadata: { name: issuer, labels: { konghq.com/credential: jwt } }
stringData:
  ${credentialLines(wanted).join("\n  ")}
---
apiVersion: configuration.konghq.com/v1
kind: KongConsumer
metadata: { name: issuer, annotations: { kubernetes.io/ingress.class: kong } }
username: issuer
credentials: [issuer]
`;
}

const credentialLines = ({ issuer, algorithms: [algorithm], isShared }: Requirements): readonly string[] => [
  `key: ${quoted(issuer)}`,
  `algorithm: ${algorithm}`,
  ...(isShared
    ? ["secret: the-shared-secret"]
    : ["rsa_public_key: |", "  -----BEGIN PUBLIC KEY-----", "  ...", "  -----END PUBLIC KEY-----"]),
];

/** A claim that is verified must be present, so `nbf` is only listed if the policy requires it. */
function configLines({ policy }: Requirements): readonly string[] {
  const lifetime = policy.maxLifetime === undefined ? 0 : Math.min(seconds(policy.maxLifetime), MOST_LIFETIME);
  return [
    "key_claim_name: iss",
    `claims_to_verify: [${policy.requiredClaims?.includes("nbf") === true ? "exp, nbf" : "exp"}]`,
    lifetime > 0 ? `maximum_expiration: ${lifetime}` : "# maximum_expiration: 3600",
  ];
}

/** Kong accepts a year at most. */
const MOST_LIFETIME = 31_536_000;

const KNOWN =
  "key_claim_name claims_to_verify maximum_expiration secret_is_base64 uri_param_names cookie_names header_names anonymous run_on_preflight realm".split(
    " ",
  );

/** All occurrences of a member, a few levels deep: at the top, in consumers, services and routes. */
function everywhere(at: At, name: string, depth = 0): readonly At[] {
  if (depth > 6) return [];
  const own = memberAt(at, name);
  const inside = at.node.type === "object" ? membersOf(at) : at.node.type === "array" ? itemsOf(at) : [];
  return [...(own ? [own] : []), ...inside.flatMap((one) => everywhere(one, name, depth + 1))];
}

const isResource = (at: At): boolean =>
  textOf(memberAt(at, "apiVersion"))?.startsWith("configuration.konghq.com/") === true;

/** Plugins with a name, in declarative configuration or as a resource. */
function pluginsIn(at: At, plugin: string): readonly At[] {
  if (isResource(at)) return textOf(memberAt(at, "plugin")) === plugin ? [at] : [];
  return everywhere(at, "plugins")
    .flatMap(itemsOf)
    .filter((one) => textOf(memberAt(one, "name")) === plugin);
}

/** Credentials for tokens: in declarative configuration, as a Secret recognised by its label or type, or as a KongCredential. */
function credentialsIn(at: At): readonly At[] {
  if (isResource(at)) {
    const config = memberAt(at, "config");
    return textOf(memberAt(at, "kind")) === "KongCredential" && textOf(memberAt(at, "type")) === "jwt" && config
      ? [config]
      : [];
  }
  if (textOf(memberAt(at, "kind")) !== "Secret") return everywhere(at, "jwt_secrets").flatMap(itemsOf);
  const label = textOf(memberAt(wayTo(at, "metadata", "labels"), "konghq.com/credential"));
  const secret = secretOf(at);
  const type = textOf(memberAt(secret, "kongCredType"));
  return secret !== null && (label ?? type) === "jwt" ? [secret] : [];
}

/** The content of a Secret: texts as they are, the others decoded from Base64. */
function secretOf(at: At): At | null {
  const [plain, encoded] = [memberAt(at, "stringData"), memberAt(at, "data")];
  const decoded = membersOf(encoded).map(({ name, node }): JsonMember => {
    const value = node.type === "string" ? decodedText(node.value) : null;
    const read: JsonNode = value === null ? node : { type: "string", range: node.range, value };
    return { name, nameRange: node.range, range: node.range, value: read };
  });
  const members = [...decoded, ...(plain?.node.type === "object" ? plain.node.members : [])];
  const base = plain ?? encoded;
  return base === null ? null : { path: base.path, node: { type: "object", range: base.node.range, members } };
}

/** Longer values are keys, which are not compared. */
const MOST_ENCODED = 4000;

function decodedText(text: string): string | null {
  if (text.length > MOST_ENCODED) return null;
  try {
    const octets = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch {
    return null;
  }
}

function credential(at: At, claim: string, source: string): readonly Condition[] {
  const [key, algorithm] = [memberAt(at, "key"), memberAt(at, "algorithm")];
  const group = `Credential ${textOf(key) ?? at.path}`;
  return [
    key
      ? filledIn(key, group, (presented) => keyJudged(key, claim, presented), { widen: widening(at, key, source) })
      : conditionAt(at, group, () => unknown("The credential has no key, so Kong generates one"), {
          name: `${at.path}/key`,
        }),
    algorithm
      ? conditionAt(algorithm, group, (presented) => algorithmJudged(textOf(algorithm) ?? "", presented))
      : conditionAt(at, group, (presented) => algorithmJudged("HS256", presented), { name: `${at.path}/algorithm` }),
    ...othersOf(at, group, "key algorithm rsa_public_key secret tags id created_at consumer kongCredType".split(" ")),
  ];
}

/** Adds a copy of this credential, for the same consumer and with the same signing key, for the claim's value. */
const widening =
  (at: At, key: At, source: string) =>
  (value: string): TextEdit | null => {
    const { start, end } = at.node.range;
    // Its id must be unique.
    if (memberAt(at, "id") !== null || key.node.type !== "string") return null;
    const inside = key.node.range;
    const copy = `${source.slice(start, inside.start)}${JSON.stringify(value)}${source.slice(inside.end, end).trimEnd()}`;
    const place = {
      start: start + source.slice(start, end).trimEnd().length,
      end: start + source.slice(start, end).trimEnd().length,
    };
    const line = source.slice(source.lastIndexOf("\n", start) + 1, start);
    if (source[start] === "{") return { range: place, insert: `, ${copy}` };
    return /^ *- +$/.test(line) ? { range: place, insert: `\n${line}${copy}` } : null;
  };

/** The claim with exactly this name, or the header parameter if there is no such claim. */
function keyOf(name: string, claims: JsonObject, header: JsonObject | null): JsonNode | null {
  const own = lastMember(claims, name)?.value ?? null;
  const isAbsent = own === null || own.type === "null" || (own.type === "boolean" && own.value === false);
  return isAbsent ? (header === null ? null : (lastMember(header, name)?.value ?? null)) : own;
}

function keyJudged(key: At, name: string, { claims, header }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const node = keyOf(name, claims, header);
  if (node === null) return unmet(`The token has no ${name}, by which Kong finds the credential`, name);
  if (node.type !== "string") return unmet(`${name}, by which Kong finds the credential, is not a string`, name);
  const judged = oneOf(name, [node.value], wantedOf(key), "exact");
  return lastMember(claims, name)?.value === node ? judged : ofHeader(judged);
}

function algorithmJudged(algorithm: string, { header }: Presented): Judged {
  if (header === null) return NO_TOKEN;
  const alg = algOf(header);
  return ofHeader(
    alg === algorithm
      ? met(`alg is ${algorithm}`, "alg")
      : unmet(`alg is ${alg ?? "absent"}, but this credential is for ${algorithm}`, "alg"),
  );
}

const algOf = (root: JsonObject): string | null => stringMember({ text: "", root, problems: [] }, "alg");

/** `exp` may be this many seconds ahead; 0 means no limit. */
function lifetimeJudged(most: number, { claims, now }: Presented): Judged {
  if (!Number.isFinite(most)) return unknown("Not a number of seconds", "exp");
  if (claims === null) return NO_TOKEN;
  const exp = lastMember(claims, "exp")?.value;
  if (most <= 0) return met("Any lifetime", "exp");
  if (exp?.type !== "number") return unmet("exp is missing or not a number", "exp");
  const left = Math.round(exp.value - now);
  return left <= most
    ? met(`Expires within ${most} s`, "exp")
    : unmet(`Valid for another ${left} s; the maximum is ${most} s`, "exp");
}

function timesJudged(times: readonly Condition[], names: readonly string[], presented: Presented): Judged {
  if (names.length === 0) return met("No time is checked");
  const { claims } = presented;
  const missing = claims === null ? undefined : names.find((name) => lastMember(claims, name) === null);
  // A claim that is verified must be present.
  if (missing !== undefined) return unmet(`The token has no ${missing}`, missing);
  const judged = times.map(({ judge }) => judge(presented));
  return (
    judged.find(({ outcome }) => outcome !== "met") ??
    met(`${names.join(" and ")} ${names.length === 1 ? "is" : "are"} fine`)
  );
}
