import { jsonText } from "../../policy/write/quote.ts";
import { lastMember } from "../../json/query.ts";
import { claimValues, met, NO_TOKEN, oneOf, unknown, unmet } from "../compare.ts";
import { each } from "../logic.ts";
import { filledIn, isPlaceholder } from "../settings.ts";
import { issuerOf, tokenChecks, NO_ISSUER } from "../token-checks.ts";
import { conditionAt, memberAt, membersOf, othersOf, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Danger, Judged, Presented, Reading, Wanted, Writer } from "../types.ts";
import { netAudience } from "./aspnet-audience.ts";

/**
 * The `AzureAd` section of an ASP.NET service that uses Microsoft.Identity.Web. The tenant's tokens pass in both
 * versions. If no audience is set, it is the client id for version 2.0, and `api://` followed by it for 1.0. A token
 * must have a scope or a role.
 * Checked 2026-11-30 against AzureAD/microsoft-identity-web, RegisterValidAudience.cs and
 * MicrosoftIdentityWebApiAuthenticationBuilderExtensions.cs;
 * AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet, AadIssuerValidator.cs and Validators.cs.
 */
export function readAzureAd(whole: At | null): Omit<Reading, "kind" | "title"> | null {
  const at = sectionIn(whole);
  if (at === null) return null;
  const group = at.path.split("/").at(-1) ?? "AzureAd";
  const parameters = memberAt(at, "TokenValidationParameters");
  const [tenant, client, authority] = ["TenantId", "ClientId", "Authority"].map((name) => memberAt(at, name));
  const listed = [
    memberAt(at, "Audience"),
    memberAt(parameters, "ValidAudience"),
    memberAt(parameters, "ValidAudiences"),
  ]
    .filter((one) => one !== null)
    .filter((one) => wantedOf(one).some(({ text }) => text !== ""));
  const isB2C = (textOf(memberAt(at, "SignUpSignInPolicyId")) ?? "") !== "";
  const named = tenant ?? authority ?? null;
  const { host, id } = authorityOf(at);
  const acl = textOf(memberAt(at, "AllowWebApiToBeAuthorizedByACL"))?.toLowerCase() === "true";
  const [first] = listed;
  const conditions: readonly Condition[] = [
    ...(named
      ? [filledIn(named, group, (presented) => issuerJudged(named, isB2C ? null : host, id, presented))]
      : [conditionAt(at, group, () => unknown("TenantId is missing here"), { name: `${at.path}/TenantId` })]),
    ...(first
      ? [filledIn(first, group, netAudience(listed.flatMap(wantedOf), { slash: true }))]
      : client
        ? [filledIn(client, group, (presented) => clientJudged(wantedOf(client), isB2C, presented))]
        : [conditionAt(at, group, () => unknown("ClientId is missing here"), { name: `${at.path}/ClientId` })]),
    ...(acl ? [] : [{ name: `${at.path}/scp`, group, range: null, judge: permissionJudged }]),
    ...othersOf(at, group, KNOWN),
    ...othersOf(parameters, group, ["ValidAudience", "ValidAudiences"]),
    ...tokenChecks({ skew: 300 }),
  ];
  return { conditions, logic: each(conditions), dangers: dangersOf(named, id, group, at), notes: [] };
}

/** The section for one tenant. It cannot say which version of the tenant's tokens is accepted. */
export const azureAdWriter: Writer = {
  comment: null,
  abilities: {
    algorithms: /^RS256$/,
    checks: ["iss", "aud"],
    single: ["iss"],
    needs: ["iss", "aud"],
    cannot: (member, value) =>
      member === "iss" ? !TENANT.test(tenantOf(value) ?? "") : isPlaceholder(value) || value.trim() === "",
    remarks: [
      "The tenant's tokens of both versions are accepted.",
      "A token without scp and roles is refused; the service decides which of them it needs.",
    ],
  },
  text: ({ issuer, audiences }) =>
    jsonText({
      AzureAd: {
        Instance: `${PUBLIC}/`,
        TenantId: tenantOf(issuer) ?? "your-tenant-id",
        ClientId:
          audiences.map((one) => one.replace(/^api:\/\//, "")).find((one) => TENANT.test(one)) ?? "your-client-id",
        TokenValidationParameters: { ValidAudiences: audiences },
      },
    }),
};

const KNOWN =
  "Instance TenantId ClientId Domain Authority Audience AllowWebApiToBeAuthorizedByACL TokenValidationParameters CallbackPath SignedOutCallbackPath SignedOutRedirectUri ClientSecret ClientCertificates ClientCredentials Scopes Scope SignUpSignInPolicyId EditProfilePolicyId ResetPasswordPolicyId SendX5C AzureRegion EnablePiiLogging ClientCapabilities TokenDecryptionCredentials TokenDecryptionCertificates LegacyCacheCompatibilityEnabled WithSpaAuthCode UserAssignedManagedIdentityClientId SaveToken MapInboundClaims RequireHttpsMetadata IncludeErrorDetails AppPermissions".split(
    " ",
  );

/** The section by its name or, if named otherwise, by its content. */
function sectionIn(whole: At | null): At | null {
  const has = (at: At, name: string): boolean => memberAt(at, name) !== null;
  const isSection = (at: At): boolean =>
    has(at, "ClientId") &&
    ((has(at, "Instance") && has(at, "TenantId")) || isOfMicrosoft(textOf(memberAt(at, "Authority"))));
  const sections = membersOf(whole).filter(isSection);
  return sections.find(({ name }) => name === "AzureAd") ?? sections[0] ?? (whole && isSection(whole) ? whole : null);
}

const isOfMicrosoft = (authority: string | null): boolean =>
  /^https:\/\/login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn)\//.test(authority ?? "");

/** Where tokens are issued, and the tenant. */
function authorityOf(at: At): { readonly host: string; readonly id: string } {
  const authority = textOf(memberAt(at, "Authority"));
  if (authority !== null) {
    const [, host = "", id = ""] = /^(https:\/\/[^/]{1,200})\/([^/]{1,100})/.exec(authority) ?? [];
    return { host, id };
  }
  const instance = textOf(memberAt(at, "Instance")) ?? "";
  return { host: instance.replace(/\/$/, ""), id: textOf(memberAt(at, "TenantId")) ?? "" };
}

const PUBLIC = "https://login.microsoftonline.com";
const TENANT = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** For these, the metadata leaves the tenant open, and the token's tenant counts. */
const ANY_TENANT = /^(?:common|organizations)$/;

/** The tenant that an issuer of the public cloud names, in either version; null if it is not such an issuer. */
function tenantOf(iss: string): string | null {
  const own =
    /^https:\/\/(?:login\.microsoftonline\.com\/([^/]{1,100})\/v2\.0|sts\.windows\.net\/([^/]{1,100})\/)$/.exec(iss);
  return own?.[1] ?? own?.[2] ?? null;
}

/** `host` is null if a B2C policy issues the tokens. */
function issuerJudged(at: At, host: string | null, id: string, presented: Presented): Judged {
  const { claims } = presented;
  if (claims === null) return NO_TOKEN;
  const iss = issuerOf(presented);
  if (iss === null) return NO_ISSUER;
  if (host === null) return unknown("The issuer of a B2C policy is in its metadata", "iss");
  if (host !== PUBLIC) return unknown("The issuers of this cloud are in their metadata", "iss");
  const issuing = tenantOf(iss);
  if (issuing === null)
    return unmet(`iss is “${iss}”, which is not one of Microsoft Entra’s in the public cloud`, "iss");
  if (ANY_TENANT.test(id)) {
    const tid = lastMember(claims, "tid")?.value;
    return tid?.type === "string" && tid.value !== issuing
      ? unmet(`iss names the tenant “${issuing}”, but tid is “${tid.value}”`, "tid")
      : met("Every tenant is accepted", "iss");
  }
  if (!TENANT.test(id)) return unknown("The tenant is given by name, but a token has its id", "iss");
  return oneOf("iss", [issuing], [{ text: id, range: at.node.range }], "ignore-case");
}

/** Without a configured audience, the token's version decides which one it must have. */
function clientJudged(client: readonly Wanted[], isB2C: boolean, presented: Presented): Judged {
  const { claims } = presented;
  if (claims === null) return NO_TOKEN;
  const version = lastMember(claims, "ver")?.value;
  const is = (text: string): boolean => version?.type === "string" && version.value === text;
  const prefixed = client.map(({ text, range }) => ({ text: `api://${text}`, range }));
  const [wanted, other] = isB2C || is("2.0") ? [client, prefixed] : is("1.0") ? [prefixed, client] : [[], []];
  if (wanted.length === 0) return unmet("ver is neither 1.0 nor 2.0, so no audience matches", "ver");
  const judged = netAudience(wanted, { slash: true })(presented);
  return judged.outcome === "unmet" && netAudience(other, { slash: true })(presented).outcome === "met"
    ? unknown("Whether both forms of the audience are accepted depends on the service’s code", "aud")
    : judged;
}

/** Nobody consented to a token with neither: it is refused unless the service is set to check this itself. */
function permissionJudged({ claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const found = ["scp", "roles", "role"].find((name) => (claimValues(claims, name) ?? []).length > 0);
  return found === undefined
    ? unmet("The token has neither scp nor roles, one of which Microsoft.Identity.Web requires", "scp")
    : met(`The token has ${found}`, found);
}

function dangersOf(named: At | null, id: string, group: string, at: At): readonly Danger[] {
  const range = named?.node.range ?? at.node.range;
  if (!ANY_TENANT.test(id)) return [];
  const attack = "Anyone with a Microsoft Entra tenant who can request a token for this app there gets in.";
  return [{ claim: "tid", group, range, title: "Every tenant is accepted", attack }];
}
