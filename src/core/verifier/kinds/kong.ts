import { quoted, seconds } from "../../policy/write/quote.ts";
import type { Requirements } from "../../policy/write/requirements.ts";
import { lastMember, stringMember } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import { claimValues, listWords, met, NO_TOKEN, ofHeader, oneOf, unknown, unmet } from "../compare.ts";
import { all, any, each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, itemsOf, memberAt, membersOf, othersOf, rootAt, textOf, wantedOf, type At } from "../tree.ts";
import type { Range, TextEdit } from "../../text/range.ts";
import { strangersIn } from "../dangers.ts";
import type { Condition, Danger, Judged, Presented, Verifier } from "../types.ts";

/**
 * Kong's jwt plugin in declarative configuration: the credential is the one whose `key` is the claim named by `key_claim_name`,
 * and its algorithm is the token's. `exp` and `nbf` count only where `claims_to_verify` lists them.
 * Without an algorithm a credential is for HS256.
 * Sources, read 2026-11-30: Kong, kong/plugins/jwt/handler.lua (1.0.0). As known on that day, not yet compared with the text of: Kong
 * Hub, JWT plugin.
 */
export const kong: Verifier = {
  kind: "kong",
  title: "Kong jwt plugin",
  read({ roots, text }) {
    const at = roots.map(rootAt).find((one) => everywhere(one, "jwt_secrets").length > 0) ?? null;
    if (at === null) return null;
    const plugin =
      everywhere(at, "plugins")
        .flatMap(itemsOf)
        .find((one) => textOf(memberAt(one, "name")) === "jwt") ?? null;
    const config = memberAt(plugin, "config");
    const claim = textOf(memberAt(config, "key_claim_name")) ?? "iss";
    const credentials = everywhere(at, "jwt_secrets")
      .flatMap(itemsOf)
      .map((one) => credential(one, claim, text));
    const verified = memberAt(config, "claims_to_verify");
    const longest = memberAt(config, "maximum_expiration");
    const names = wantedOf(verified).map(({ text }) => text);
    const times = tokenChecks({}).filter(({ name }) => names.includes(name));
    const ofPlugin: readonly Condition[] = [
      ...(verified ? [conditionAt(verified, "jwt plugin", (presented) => timesJudged(times, names, presented))] : []),
      ...(longest
        ? [conditionAt(longest, "jwt plugin", (presented) => lifetimeJudged(Number(textOf(longest)), presented))]
        : []),
      ...othersOf(config, "jwt plugin", KNOWN),
    ];
    const checks = tokenChecks({}).filter(({ name }) => name === "signature");
    return {
      conditions: [...credentials.flat(), ...ofPlugin, ...checks],
      logic: all(any(...credentials.map(each)), each(ofPlugin), each(checks)),
      dangers: [
        ...(names.includes("exp") ? [] : [endless((verified ?? plugin ?? at).node.range)]),
        ...everywhere(at, "jwt_secrets")
          .flatMap(itemsOf)
          .flatMap((one) => {
            const keys = claim === "iss" ? wantedOf(memberAt(one, "key")).map(({ text }) => text) : [];
            return strangersIn(
              `Credential ${keys[0] ?? one.path}`,
              keys,
              [],
              "is let in as this consumer",
              one.node.range,
            );
          }),
      ],
      notes: ["Kong’s jwt plugin does not compare aud: a token that its issuer made for another service is taken too."],
    };
  },
  write: {
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
    text: writeText,
  },
};

const endless = (range: Range): Danger => ({
  claim: "exp",
  group: "jwt plugin",
  range,
  title: "exp is not verified",
  attack: "A token that was stolen or logged once works for ever.",
});

const KEY_TEXT =
  "rsa_public_key: |\n          -----BEGIN PUBLIC KEY-----\n          ...\n          -----END PUBLIC KEY-----";

/** A claim that is to be verified must be there, so that `nbf` is only asked for where the policy requires it. */
function writeText({ policy, issuer, algorithms: [algorithm], isShared }: Requirements): string {
  const lifetime = policy.maxLifetime === undefined ? 0 : Math.min(seconds(policy.maxLifetime), MOST_LIFETIME);
  return `_format_version: "3.0"
consumers:
  - username: issuer
    jwt_secrets:
      - key: ${quoted(issuer)}
        algorithm: ${algorithm}
        ${isShared ? "secret: the-shared-secret" : KEY_TEXT}
plugins:
  - name: jwt
    config:
      key_claim_name: iss
      claims_to_verify: [${policy.requiredClaims?.includes("nbf") === true ? "exp, nbf" : "exp"}]
      ${lifetime > 0 ? `maximum_expiration: ${lifetime}` : "# maximum_expiration: 3600"}
`;
}

/** Kong takes a year at most. */
const MOST_LIFETIME = 31_536_000;

const KNOWN =
  "key_claim_name claims_to_verify maximum_expiration secret_is_base64 uri_param_names cookie_names header_names anonymous run_on_preflight realm".split(
    " ",
  );

/** A member wherever it stands, a few levels deep: at the top, in consumers, services and routes. */
function everywhere(at: At, name: string, depth = 0): readonly At[] {
  if (depth > 6) return [];
  const own = memberAt(at, name);
  const inside = at.node.type === "object" ? membersOf(at) : at.node.type === "array" ? itemsOf(at) : [];
  return [...(own ? [own] : []), ...inside.flatMap((one) => everywhere(one, name, depth + 1))];
}

function credential(at: At, claim: string, source: string): readonly Condition[] {
  const [key, algorithm] = [memberAt(at, "key"), memberAt(at, "algorithm")];
  const group = `Credential ${textOf(key) ?? at.path}`;
  return [
    key
      ? conditionAt(key, group, (presented) => keyJudged(key, claim, presented), { widen: widening(at, key, source) })
      : conditionAt(at, group, () => unknown("The credential has no key, so Kong makes one up"), {
          name: `${at.path}/key`,
        }),
    algorithm
      ? conditionAt(algorithm, group, (presented) => algorithmJudged(textOf(algorithm) ?? "", presented))
      : conditionAt(at, group, (presented) => algorithmJudged("HS256", presented), { name: `${at.path}/algorithm` }),
    ...othersOf(at, group, ["key", "algorithm", "rsa_public_key", "secret", "tags", "id"]),
  ];
}

/** A credential like this one beside it, of the same consumer and with the same key, for the claim’s value. */
const widening =
  (at: At, key: At, source: string) =>
  (value: string): TextEdit | null => {
    const { start, end } = at.node.range;
    // Its own id may stand once alone.
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

/** The claim, or a header parameter of that name where there is no such claim. */
function keyJudged(key: At, name: string, { claims, header }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const own = claimValues(claims, name);
  const values = own ?? (header && claimValues(header, name)) ?? null;
  if (values === null || values === "other")
    return unmet(`The token has no ${name}, which Kong finds the credential by`, name);
  const judged = oneOf(name, values, wantedOf(key), "exact");
  return own === null ? ofHeader(judged) : judged;
}

function algorithmJudged(algorithm: string, { header }: Presented): Judged {
  if (header === null) return NO_TOKEN;
  const alg = algOf(header);
  return ofHeader(
    alg === algorithm
      ? met(`alg is ${algorithm}`, "alg")
      : unmet(`alg is ${alg ?? "absent"}, and this credential is for ${algorithm}`, "alg"),
  );
}

const algOf = (root: JsonObject): string | null => stringMember({ text: "", root, problems: [], depth: 1 }, "alg");

/** `exp` may lie so many seconds ahead; 0 stands for any number. */
function lifetimeJudged(most: number, { claims, now }: Presented): Judged {
  if (!Number.isFinite(most)) return unknown("Not a number of seconds", "exp");
  if (claims === null) return NO_TOKEN;
  const exp = lastMember(claims, "exp")?.value;
  if (most <= 0) return met("Any lifetime", "exp");
  if (exp?.type !== "number") return unmet("The token has no exp", "exp");
  const left = Math.round(exp.value - now);
  return left <= most
    ? met(`Expires within ${most} s`, "exp")
    : unmet(`Valid for another ${left} s, and ${most} s are the most`, "exp");
}

function timesJudged(times: readonly Condition[], names: readonly string[], presented: Presented): Judged {
  if (names.length === 0) return met("No time is checked");
  const { claims } = presented;
  const missing = claims === null ? undefined : names.find((name) => lastMember(claims, name) === null);
  // What is to be verified has to be there.
  if (missing !== undefined) return unmet(`The token has no ${missing}`, missing);
  const judged = times.map(({ judge }) => judge(presented));
  return judged.find(({ outcome }) => outcome !== "met") ?? met(`${listWords(names)} are in order`);
}
