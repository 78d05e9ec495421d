import { jsonText } from "../../policy/write/quote.ts";
import { claimIs, claimOneOf } from "../compare.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import { each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, memberAt, rootAt, wantedOf, wayTo, widenList } from "../tree.ts";
import type { Verifier } from "../types.ts";

/**
 * App Service authentication, as `authsettingsV2` has it. The client id is an audience beside the allowed ones.
 * As known on 2026-11-30, not yet compared with the text of: Azure documentation, "File-based configuration in Azure App Service authentication".
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
    const conditions = [
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
        ...strangersIn(
          group,
          wantedOf(issuer ?? null).map(({ text }) => text),
          [],
          "is let in",
          provider.node.range,
        ),
      ],
      notes: [],
    };
  },
  write: {
    comment: null,
    abilities: {
      algorithms: /^RS256$/,
      checks: ["iss", "aud"],
      single: ["iss"],
      needs: ["iss", "aud"],
      remarks: ["The client id is an audience too: the first audience stands for it."],
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
