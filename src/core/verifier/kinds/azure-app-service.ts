import { jsonText } from "../../policy/write/quote.ts";
import { claimIs, claimOneOf, claimValues, NO_TOKEN, oneOf, unmet, textsIn, incomparable } from "../compare.ts";
import { noAudience, strangersIn, withoutToken } from "../dangers.ts";
import { each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
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
  widenList,
  type At,
} from "../tree.ts";
import type { Judged, Presented, Verifier, Wanted } from "../types.ts";

/**
 * App Service authentication, as in `authsettingsV2`. The client id is an allowed audience too. All parts of the
 * default authorization policy are required: the client's id in `appid` or `azp`, and the caller's in `oid`. Checked
 * 2026-11-30 against Azure's documentation, "Configure your App Service or Azure Functions app to use Microsoft Entra
 * sign-in" (defaultAuthorizationPolicy), and that of SiteAuthSettings (AllowedAudience: the client id always counts).
 * Not found: its clock skew, and what jwtClaimChecks compares, which stays unknown.
 */
export const azureAppService: Verifier = {
  kind: "azure-app-service",
  title: "App Service authentication",
  read({ text, roots: [root] }) {
    const whole = root === undefined ? null : rootAt(root);
    const provider = wayTo(memberAt(whole, "properties") ?? whole, "identityProviders", "azureActiveDirectory");
    if (provider === null) return null;
    const [issuer, client] = ["openIdIssuer", "clientId"].map((name) => wayTo(provider, "registration", name));
    const allowed = wayTo(provider, "validation", "allowedAudiences");
    const audiences = allowed ?? client ?? null;
    const group = "azureActiveDirectory";
    const validation = memberAt(provider, "validation");
    const policy = memberAt(validation, "defaultAuthorizationPolicy");
    const principals = memberAt(policy, "allowedPrincipals");
    const [applications, identities] = [memberAt(policy, "allowedApplications"), memberAt(principals, "identities")];
    const [enabled, checks] = [memberAt(provider, "enabled"), memberAt(validation, "jwtClaimChecks")];
    const own = memberAt(whole, "properties") ?? whole;
    const required = wayTo(own, "globalValidation", "requireAuthentication");
    const lists = (at: At | null): at is At => at !== null && wantedOf(at).length > 0;
    const ofPolicy = [
      ...(enabled && textOf(enabled) === "false"
        ? [conditionAt(enabled, group, () => unmet("This provider is not enabled"))]
        : []),
      ...(lists(applications)
        ? [conditionAt(applications, group, (presented) => applicationJudged(wantedOf(applications), presented))]
        : []),
      ...(lists(identities)
        ? [
            memberAt(principals, "groups") && lists(memberAt(principals, "groups"))
              ? notUnderstood(identities, group, "Groups are an alternative, and are not checked")
              : conditionAt(identities, group, claimOneOf("oid", wantedOf(identities))),
          ]
        : []),
      ...othersOf(validation, group, ["allowedAudiences", "defaultAuthorizationPolicy", "jwtClaimChecks"]),
      ...othersOf(policy, group, ["allowedApplications", "allowedPrincipals"]),
      ...membersOf(principals)
        .filter((one) => one.name !== "identities" && !isEmpty(one))
        .map((one) => notUnderstood(one, group)),
      ...membersOf(checks)
        .filter((one) => !isEmpty(one))
        .map((one) => notUnderstood(one, group)),
    ];
    const conditions = [
      ...ofPolicy,
      ...(issuer ? [conditionAt(issuer, group, claimIs("iss", wantedOf(issuer)))] : []),
      ...(audiences
        ? [
            conditionAt(audiences, group, claimOneOf("aud", [...wantedOf(allowed), ...wantedOf(client ?? null)]), {
              widen: widenList(audiences, text),
            }),
          ]
        : []),
      ...tokenChecks({ algorithms: ["RS256"], skew: 300 }),
    ];
    return {
      conditions,
      logic: each(conditions),
      dangers: [
        ...(audiences ? [] : [noAudience(group, provider.node.range)]),
        ...(required && textOf(required) === "false"
          ? [withoutToken("globalValidation", required.node.range, "Requests need no token")]
          : []),
        ...strangersIn(group, textsIn(wantedOf(issuer ?? null)), [], "is let in", provider.node.range),
      ],
    };
  },
  write: {
    comment: null,
    abilities: {
      algorithms: /^RS256$/,
      checks: ["iss", "aud"],
      single: ["iss"],
      needs: ["iss", "aud"],
      remarks: ["The client ID is an audience too: the first audience is used for it."],
    },
    text: ({ issuer, audiences }) =>
      jsonText({
        platform: { enabled: true },
        globalValidation: { requireAuthentication: true, unauthenticatedClientAction: "Return401" },
        identityProviders: {
          azureActiveDirectory: {
            enabled: true,
            registration: { openIdIssuer: issuer, clientId: audiences[0] },
            validation: { allowedAudiences: audiences },
          },
        },
      }),
  },
};

/** An empty list or group of checks. */
const isEmpty = (at: At): boolean =>
  at.node.type === "null" ||
  (at.node.type === "object" && at.node.members.length === 0) ||
  (at.node.type === "array" && itemsOf(at).length === 0);

function applicationJudged(wanted: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const name = ["appid", "azp"].find((one) => claimValues(claims, one) !== null) ?? "azp";
  const values = claimValues(claims, name);
  if (values === null || values === "other") return incomparable(name, values, "The token has neither appid nor azp");
  return oneOf(name, values, wanted, "exact");
}
