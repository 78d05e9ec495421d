import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import type { Clock } from "../claims/types.ts";
import { lastMember } from "../json/query.ts";
import type { JsonNode, JsonObject } from "../json/types.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { valueAt, valuesOf } from "./claim-path.ts";
import { audienceMismatch, issuerMismatch, knownApi, type Mismatch, subjectMismatch } from "./compare.ts";
import { nearest } from "./difference.ts";
import { scalarText } from "./read-policy.ts";
import { verifierChecks } from "./verifiers.ts";
import type { Check, CheckSubject, Policy } from "./types.ts";

/** What a policy is held against: the documents of the panes, so that places are in what the user sees. */
export interface CheckedToken {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** Octets of the signature. */
  readonly signatureBytes: number;
}

type Args = Check["args"];

/**
 * Every comparison that a policy asks for, in the order in which a verifier makes them, each with what the token has, what
 * was expected and the rule that a mismatch comes under. Pure; the clock's leeway holds where the policy has none.
 */
export function checkPolicy(policy: Policy, token: CheckedToken, clock: Clock): readonly Check[] {
  const { header, payload } = token;
  const checks: Check[] = [];
  const add = (
    subject: CheckSubject,
    name: string,
    node: JsonNode | null,
    expected: readonly string[],
    mismatch: Mismatch | null,
    {
      pane = "payload",
      actual = node && (scalarText(node) ?? spelled(node)),
      args = {},
    }: { pane?: Check["pane"]; actual?: string | null; args?: Args } = {},
  ): void => {
    checks.push({
      subject,
      name,
      pane,
      actual,
      expected,
      passed: mismatch === null,
      rule: mismatch?.rule ?? "",
      variant: mismatch?.variant ?? "",
      range: node?.range ?? null,
      args,
    });
  };
  const claim = (name: string): JsonNode | null => lastMember(payload, name)?.value ?? null;
  const text = (name: string): string => textOf(claim(name)) ?? "";
  const issuer = text("iss");

  if (policy.algorithms) {
    const alg = lastMember(header, "alg")?.value ?? null;
    const isAllowed = alg?.type === "string" && policy.algorithms.includes(alg.value);
    add("alg", "alg", alg, policy.algorithms, isAllowed ? null : { rule: "HDR-02", variant: "not-allowed" }, {
      pane: "header",
    });
  }
  if (policy.typ) {
    const typ = lastMember(header, "typ")?.value ?? null;
    const isWanted = policy.typ.some((wanted) => mediaType(wanted) === mediaType(textOf(typ) ?? ""));
    const variant = typ ? "typ" : "typ-missing";
    add("typ", "typ", typ, policy.typ, isWanted ? null : { rule: "HDR-04", variant }, { pane: "header" });
  }
  if (policy.iss) {
    const iss = claim("iss");
    const closest = nearest(issuer, policy.iss) ?? "";
    const mismatch =
      iss?.type !== "string"
        ? { rule: "CLM-04", variant: "missing" }
        : policy.iss.includes(issuer)
          ? null
          : configured(policy, issuerMismatch(issuer, closest), "iss");
    add("iss", "iss", iss, policy.iss, mismatch, { args: { closest } });
  }
  if (policy.aud) {
    const aud = claim("aud");
    const actual = valuesOf(aud);
    const isMeant = actual.some((value) => matchesAudience(value, policy));
    const [first = ""] = actual;
    const closest = nearest(first, policy.aud) ?? "";
    const azp = text("azp") || text("client_id");
    const args = { closest, api: actual.map(knownApi).find((api) => api !== null) ?? "", azp };
    const mismatch = isMeant
      ? null
      : (cognito(payload, policy) ?? configured(policy, audienceMismatch(actual, policy.aud, issuer), "aud"));
    add("aud", "aud", aud, policy.aud, mismatch, { actual: aud && actual.join(", "), args });
  }
  if (policy.sub) {
    const sub = claim("sub");
    const actual = text("sub");
    const closest = nearest(actual, policy.sub) ?? "";
    const isWanted = policy.sub.some((wanted) =>
      wanted.includes("*") ? matchesWildcard(actual, wanted) : wanted === actual,
    );
    const mismatch = isWanted
      ? null
      : sub
        ? subjectMismatch(actual, closest, issuer)
        : { rule: "CLM-19", variant: "missing" };
    add("sub", "sub", sub, policy.sub, mismatch, { args: { closest } });
  }
  if (policy.client) {
    const name = ["azp", "client_id", "appid", "cid"].find((one) => claim(one) !== null) ?? "azp";
    const isWanted = policy.client.includes(text(name));
    add("client", name, claim(name), policy.client, isWanted ? null : { rule: "CLM-17", variant: "client" });
  }
  const exp = claim("exp");
  for (const name of policy.requiredClaims ?? []) {
    const node = valueAt(payload, name);
    const isThere = node !== null && node.type !== "null" && !(node.type === "string" && node.value === "");
    const rule = name === "exp" ? "TIM-08" : name === "aud" ? "CLM-08" : name === "iss" ? "CLM-04" : "CLM-19";
    add("required", name, node, [], isThere ? null : { rule, variant: rule === "TIM-08" ? "required" : "missing" });
  }
  for (const { path, values } of policy.claims ?? []) {
    const node = valueAt(payload, path);
    const isWanted = valuesOf(node).some((value) => values.includes(value));
    add("claim", path, node, values, isWanted ? null : { rule: "CLM-19", variant: node ? "value" : "missing" });
  }
  const leeway = policy.leeway ?? clock.leeway;
  const iat = claim("iat");
  if (policy.maxAge !== undefined) {
    const age = iat?.type === "number" ? clock.now - iat.value : null;
    const isYoung = age !== null && age <= policy.maxAge + leeway;
    add(
      "age",
      "iat",
      iat,
      [`${policy.maxAge} s`],
      isYoung ? null : { rule: "TIM-12", variant: age === null ? "no-iat" : "old" },
      {
        actual: age === null ? null : `${Math.floor(age)} s`,
        args: { age: age === null ? 0 : Math.floor(age), allowed: policy.maxAge },
      },
    );
  }
  if (policy.maxLifetime !== undefined) {
    const lifetime = iat?.type === "number" && exp?.type === "number" ? exp.value - iat.value : null;
    const isShort = lifetime !== null && lifetime <= policy.maxLifetime;
    const mismatch = isShort
      ? null
      : lifetime === null
        ? { rule: "TIM-08", variant: "required" }
        : { rule: "TIM-07", variant: "long" };
    add("lifetime", "exp", exp, [`${policy.maxLifetime} s`], mismatch, {
      actual: lifetime === null ? null : `${lifetime} s`,
      args: { lifetime: lifetime ?? 0, allowed: policy.maxLifetime },
    });
  }
  if (policy.jtiDenyList) {
    const isDenied = policy.jtiDenyList.includes(text("jti"));
    const mismatch =
      claim("jti") === null
        ? { rule: "CLM-20", variant: "no-jti" }
        : isDenied
          ? { rule: "CLM-20", variant: "denied" }
          : null;
    add("jti", "jti", claim("jti"), [], mismatch);
  }
  if (policy.nonce !== undefined) {
    add(
      "nonce",
      "nonce",
      claim("nonce"),
      [policy.nonce],
      text("nonce") === policy.nonce ? null : { rule: "CLM-20", variant: "nonce" },
    );
  }
  for (const [name, value] of [
    ["at_hash", policy.accessToken],
    ["c_hash", policy.code],
  ] as const) {
    if (value === undefined) continue;
    const wanted = halfHash(value, textOf(lastMember(header, "alg")?.value ?? null) ?? "");
    add(
      "hash",
      name,
      claim(name),
      [wanted],
      text(name) === wanted ? null : { rule: "CLM-19", variant: claim(name) ? "hash" : "missing" },
    );
  }
  if (policy.scopes) addGrants("scope", policy.scopes, ["scope", "scp", "scopes", "permissions"]);
  if (policy.roles) {
    addGrants(
      "role",
      policy.roles,
      policy.rolesClaim ? [policy.rolesClaim] : ["roles", "role", "groups", "realm_access.roles", "cognito:groups"],
    );
  }
  return [...checks, ...verifierChecks(policy, token)];

  function addGrants(subject: "scope" | "role", wanted: readonly string[], names: readonly string[]): void {
    const name = names.find((one) => valueAt(payload, one) !== null) ?? names[0] ?? subject;
    const node = valueAt(payload, name);
    const has = valuesOf(node, true);
    const missing = wanted.filter((one) => !has.includes(one));
    add(subject, name, node, wanted, missing.length === 0 ? null : { rule: "CLM-18", variant: subject }, {
      actual: node && has.join(" "),
      args: { missing: missing.join(", "), has: has.join(", ") },
    });
  }
}

function textOf(node: JsonNode | null): string | null {
  return node?.type === "string" ? node.value : null;
}

function spelled(node: JsonNode): string {
  return node.type === "array" ? `an array of ${node.items.length}` : "an object";
}

/** `typ` without case and without `application/` (RFC 7515 section 4.1.9). */
function mediaType(typ: string): string {
  return typ.toLowerCase().replace(/^application\//, "");
}

/** Envoy compares audiences without scheme and without one slash at the end; all others letter by letter. */
function matchesAudience(actual: string, { aud = [], verifier }: Policy): boolean {
  const bare = (value: string): string =>
    verifier === "envoy" ? value.replace(/^https?:\/\//, "").replace(/\/$/, "") : value;
  return aud.some((wanted) => bare(wanted) === bare(actual));
}

/** What Envoy and Istio say of a plain mismatch: no provider of that issuer, or none that takes that audience. */
function configured({ verifier }: Policy, mismatch: Mismatch, variant: "iss" | "aud"): Mismatch {
  const isPlain = mismatch.variant === "other" || (variant === "aud" && mismatch.variant === "nearly");
  return verifier === "envoy" && isPlain ? { rule: "PRV-13", variant } : mismatch;
}

function matchesWildcard(text: string, pattern: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(text);
}

/** An access token of Cognito has no `aud`; its client stands in `client_id`. */
function cognito(payload: JsonObject, { aud = [] }: Policy): Mismatch | null {
  const use = textOf(lastMember(payload, "token_use")?.value ?? null);
  if (use !== "access" || lastMember(payload, "aud") !== null) return null;
  const client = textOf(lastMember(payload, "client_id")?.value ?? null);
  return { rule: "PRV-01", variant: client !== null && aud.includes(client) ? "access-right-client" : "access" };
}

const HASHES = { 256: sha256, 384: sha384, 512: sha512 } as const;

/** The left half of a token's hash in base64url, by the hash of the ID Token's `alg` (OpenID Connect Core sections 3.1.3.6, 3.3.2.11). */
export function halfHash(value: string, alg: string): string {
  const bits = algorithmRow(alg)?.hashBits ?? (alg.startsWith("Ed") ? 512 : 256);
  const digest = HASHES[bits](encodeUtf8(value));
  return encodeBase64Url(digest.slice(0, digest.length / 2));
}
