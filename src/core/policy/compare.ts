import { hasGitHubIds } from "../registry/github-subject.ts";
import { trimEndOf } from "../text/trim-end.ts";
import type { Mismatch } from "./types.ts";

const SLASH = /\//;

const ENTRA_V1 = /^https:\/\/sts\.windows\.net\/([\w-]+)\/?$/;
const ENTRA_V2 = /^https:\/\/login\.microsoftonline\.com\/([\w-]+)\/v2\.0\/?$/;
const FIREBASE = /^https:\/\/securetoken\.google\.com\/(.+)$/;
const GUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Why an issuer is not the expected one (RFC 7519 section 4.1.1: compared character by character). */
export function issuerMismatch(actual: string, expected: string): Mismatch {
  if (expected !== expected.trim() || /\s#|\s\/\//.test(expected)) return { rule: "CLM-21", variant: "policy-space" };
  // Tenant placeholders in discovery documents.
  if (/\{[\w-]{1,40}\}|<[\w-]{1,40}>/.test(expected)) return { rule: "CLM-04", variant: "placeholder" };
  if (/\/(?:common|organizations|consumers)\//i.test(expected)) return { rule: "CLM-04", variant: "tenants" };
  if (trimEndOf(actual, SLASH) === trimEndOf(expected, SLASH)) return { rule: "CLM-01", variant: "slash" };
  const [v1, v2] = [ENTRA_V1.exec(actual)?.[1], ENTRA_V2.exec(actual)?.[1]];
  if (v1 !== undefined && ENTRA_V2.exec(expected)?.[1] === v1) return { rule: "CLM-03", variant: "v1" };
  if (v2 !== undefined && ENTRA_V1.exec(expected)?.[1] === v2) return { rule: "CLM-03", variant: "v2" };
  if (FIREBASE.test(actual) && FIREBASE.test(expected)) return { rule: "PRV-03", variant: "iss" };
  if (nearAddress(actual) === nearAddress(expected)) return { rule: "CLM-02", variant: "nearly" };
  const [ours, theirs] = [tenantIn(actual), tenantIn(expected)];
  if (ours && theirs && ours.rest === theirs.rest && ours.isId !== theirs.isId)
    return { rule: "CLM-02", variant: "tenant" };
  if (isAdfs(actual, expected) || isAdfs(expected, actual)) return { rule: "CLM-02", variant: "adfs" };
  const [one, other] = [addressOf(actual), addressOf(expected)];
  if (one && other && one.path === other.path && one.path !== "/") return { rule: "CLM-02", variant: "host" };
  if (withoutAuth(actual) === withoutAuth(expected)) return { rule: "CLM-02", variant: "auth" };
  return { rule: "CLM-02", variant: "other" };
}

/** An address without scheme, case, default port, white space and trailing slash. */
function nearAddress(text: string): string {
  return trimEndOf(
    text
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, "")
      .replace(/^([^/]{1,255}):(?:443|80)(?=\/|$)/, "$1"),
    SLASH,
  );
}

/** Whether an issuer's path names a tenant of Microsoft by its id or its domain, and the rest of the address; null for others. */
function tenantIn(issuer: string): { readonly isId: boolean; readonly rest: string } | null {
  const tenant = /\/(?:[\da-f]{8}-[\da-f-]{27}|[\w-]{1,100}\.onmicrosoft\.com)(?=\/)/i.exec(issuer)?.[0];
  if (tenant === undefined) return null;
  return { isId: GUID.test(tenant.slice(1)), rest: trimEndOf(issuer.replace(tenant, "/"), SLASH) };
}

/** The two issuers of one AD FS: that of its ID Tokens and that of its access tokens. */
function isAdfs(one: string, other: string): boolean {
  const host = /^http:\/\/([^/]{1,255})\/adfs\/services\/trust$/i.exec(one)?.[1];
  return host !== undefined && trimEndOf(other, SLASH).toLowerCase() === `https://${host.toLowerCase()}/adfs`;
}

/** A Keycloak issuer without the /auth that version 17 dropped from its addresses. */
function withoutAuth(issuer: string): string {
  return trimEndOf(issuer, SLASH).replace(/\/auth(?=\/realms\/)/, "");
}

function addressOf(text: string): { readonly path: string } | null {
  const match = /^https?:\/\/[^/]+(\/.*)?$/i.exec(text);
  return match ? { path: trimEndOf(match[1] ?? "/", SLASH) || "/" } : null;
}

/** Well-known APIs for which tokens are often issued by mistake. */
const KNOWN_APIS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:https:\/\/graph\.(?:microsoft\.com|windows\.net)\/?|0000000[23]-0000-0000-c000-000000000000)$/,
    "Microsoft Graph",
  ],
  [/^https:\/\/management\.(?:core\.windows\.net|azure\.com)\/?$/, "Azure's management API"],
  [/^https:\/\/[^/]+\.auth0\.com\/userinfo$/, "Auth0's userinfo endpoint"],
  [/^https:\/\/[^/]+\.auth0\.com\/api\/v2\/$/, "Auth0's management API"],
  [/^account$/, "Keycloak's account console"],
];

/** The name of the well-known API that an audience stands for. */
export function knownApi(audience: string): string | null {
  return KNOWN_APIS.find(([pattern]) => pattern.test(audience))?.[1] ?? null;
}

/**
 * Why an audience is not among the expected ones (RFC 7519 section 4.1.3). `issuer` decides whose conventions apply.
 */
export function audienceMismatch(actual: readonly string[], expected: readonly string[], issuer: string): Mismatch {
  if (actual.length === 0) return { rule: "CLM-08", variant: "missing" };
  if (expected.some((value) => value !== value.trim())) return { rule: "CLM-21", variant: "policy-space" };
  const bare = (value: string): string => trimEndOf(value.replace(/^api:\/\//, ""), SLASH).toLowerCase();
  const isGuid = (value: string): boolean => GUID.test(bare(value));
  if (actual.some((one) => isGuid(one) && expected.some((other) => bare(one) === bare(other)))) {
    return { rule: "CLM-07", variant: "form" };
  }
  // A near miss in slash, scheme or letter case is the cause, whatever other audiences the token has.
  const loose = (value: string): string => nearAddress(value.replace(/^api:\/\//, ""));
  if (actual.some((one) => expected.some((other) => loose(one) === loose(other))))
    return { rule: "CLM-05", variant: "nearly" };
  if (actual.length === 1 && expected.some((value) => listed(actual[0] ?? "").includes(value)))
    return { rule: "CLM-05", variant: "list" };
  if (actual.includes("account") && /\/realms\/[^/]+$/.test(issuer)) return { rule: "CLM-10", variant: "account" };
  if (actual.some((one) => knownApi(one) !== null)) return { rule: "CLM-10", variant: "api" };
  if (FIREBASE.test(issuer)) return { rule: "PRV-03", variant: "aud" };
  if (/^(?:https:\/\/)?accounts\.google\.com$/.test(issuer) && ![...actual, ...expected].some(isAddress))
    return { rule: "PRV-04", variant: "aud" };
  if (isKubernetes(issuer)) return { rule: "PRV-09", variant: "aud" };
  if (askedFor(issuer) !== "") return { rule: "CLM-05", variant: "asked" };
  return { rule: "CLM-05", variant: "other" };
}

/** The items of a list that was written into one string: JSON, or separated by commas, semicolons or spaces. None for one item. */
function listed(audience: string): readonly string[] {
  const items = audience
    .replace(/^\[(.*)\]$/s, "$1")
    .split(/[\s,;]+/)
    .map((item) => item.replace(/^["'](.*)["']$/s, "$1"));
  return items.length > 1 || audience !== items[0] ? items.filter((item) => item !== "") : [];
}

/** Where a job asks for its token's audience, by the issuer of the platform that runs it. As of 2026-11. */
const ASKED_FOR: readonly (readonly [RegExp, string])[] = [
  [
    /^https:\/\/token\.actions\.githubusercontent\.com/,
    "GitHub Actions writes what the job asks for: core.getIDToken(audience), or the audience input of an action; by default the owner's address",
  ],
  [
    /^https:\/\/oidc\.circleci\.com\/org\//,
    'CircleCI writes the organization\'s id; circleci run oidc get --claims \'{"aud":"…"}\' asks for another one',
  ],
  [/^https:\/\/gitlab\.com$/, "GitLab writes what aud under id_tokens of the job says in .gitlab-ci.yml"],
  [
    /^https:\/\/agent\.buildkite\.com$/,
    "Buildkite writes what the job asks for: buildkite-agent oidc request-token --audience; by default the organization's address",
  ],
  [
    /^https:\/\/api\.bitbucket\.org\/2\.0\/workspaces\//,
    "Bitbucket writes the workspace (ari:cloud:bitbucket::workspace/…), unless the step's oidc has audiences",
  ],
];

/** Where the audience of a job's token was asked for; "" for other issuers. */
export function askedFor(issuer: string): string {
  return ASKED_FOR.find(([pattern]) => pattern.test(issuer))?.[1] ?? "";
}

/** Whether an audience is the address of a service: a client's id is none. */
export function isAddress(audience: string): boolean {
  return /^[a-z][a-z\d+.-]{0,30}:\/\//i.test(audience);
}

/** Whether an issuer issues a Kubernetes cluster's service account tokens. */
export function isKubernetes(issuer: string): boolean {
  return /kubernetes|^https:\/\/oidc\.eks\.|^https:\/\/container\.googleapis\.com\/|\.svc(?:\.cluster\.local)?(?:[:/]|$)/.test(
    issuer,
  );
}

/** Why a subject is not the expected one; for GitHub Actions, which of its parts differs. */
export function subjectMismatch(actual: string, expected: string, issuer: string): Mismatch {
  if (expected !== expected.trim()) return { rule: "CLM-21", variant: "policy-space" };
  if (issuer === "https://token.actions.githubusercontent.com" || expected.startsWith("repo:")) {
    if (hasGitHubIds(actual) !== hasGitHubIds(expected)) return { rule: "PRV-07", variant: "ids" };
    if (actual.toLowerCase() === expected.toLowerCase()) return { rule: "PRV-06", variant: "case" };
    if (expected.includes("*")) return { rule: "PRV-06", variant: "wildcard" };
    if (actual.includes(":environment:") !== expected.includes(":environment:"))
      return { rule: "PRV-06", variant: "environment" };
    return { rule: "PRV-06", variant: "part" };
  }
  return { rule: "CLM-14", variant: "other" };
}
