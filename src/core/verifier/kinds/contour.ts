import { claimIs } from "../compare.ts";
import { noAudience, strangersIn, withoutToken } from "../dangers.ts";
import { onePart, type Part } from "../parts.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { itemsOf, memberAt, othersOf, rootAt, textOf, wantedOf, wayTo, widenList, type At } from "../tree.ts";
import type { Condition, Verifier } from "../types.ts";
import { DEFAULT_SKEW, envoyAudience } from "./envoy.ts";

const ROUTE = { name: "routes", group: "Request", why: "The request’s path decides which provider applies" };

/**
 * Contour's HTTPProxy with `jwtProviders`. A provider counts where it is the default, or where a route requires it; Envoy
 * verifies the token. A route may switch the default off.
 * As known on 2026-12-01 from Contour's documentation, "JWT Verification"; the checks are those of Envoy's jwt_authn filter.
 */
export const contour: Verifier = {
  kind: "contour",
  title: "Contour HTTPProxy",
  read({ roots, text }) {
    const proxies = roots
      .map(rootAt)
      .filter((at) => textOf(memberAt(at, "kind")) === "HTTPProxy" && providersOf(at).length > 0);
    if (proxies.length === 0) return null;
    return onePart(
      proxies.flatMap((at) => partsOf(at, text)),
      ROUTE,
    );
  },
};

const providersOf = (at: At): readonly At[] => itemsOf(wayTo(at, "spec", "virtualhost", "jwtProviders"));

function partsOf(at: At, text: string): readonly Part[] {
  const required = itemsOf(wayTo(at, "spec", "routes")).flatMap(
    (route) => textOf(wayTo(route, "jwtVerificationPolicy", "require")) ?? [],
  );
  const providers = providersOf(at);
  const used = providers.filter(
    (one) => textOf(memberAt(one, "default")) === "true" || required.includes(textOf(memberAt(one, "name")) ?? ""),
  );
  // Unused, they are still what the file says about tokens.
  return (used.length > 0 ? used : providers).map((one) => {
    const part = providerPart(one, text);
    return used.length > 0
      ? part
      : {
          ...part,
          dangers: [...part.dangers, withoutToken("HTTPProxy", one.node.range, "No route requires the provider")],
        };
  });
}

function providerPart(at: At, text: string): Part {
  const group = textOf(memberAt(at, "name")) ?? "provider";
  const [issuer, audiences] = [memberAt(at, "issuer"), memberAt(at, "audiences")];
  const hasIssuer = (textOf(issuer) ?? "") !== "";
  const hasAudience = wantedOf(audiences).length > 0;
  const conditions: readonly Condition[] = [
    ...(issuer && hasIssuer ? [filledIn(issuer, group, claimIs("iss", wantedOf(issuer)))] : []),
    ...(audiences && hasAudience
      ? [filledIn(audiences, group, envoyAudience(wantedOf(audiences)), { widen: widenList(audiences, text) })]
      : []),
    ...othersOf(at, group, ["name", "default", "issuer", "audiences", "remoteJWKS", "forwardJWT"]),
    ...tokenChecks({ skew: DEFAULT_SKEW, needsExpiry: false }),
  ];
  return {
    conditions,
    dangers: [
      ...(hasAudience ? [] : [noAudience(group, at.node.range)]),
      ...strangersIn(group, hasIssuer ? [textOf(issuer) ?? ""] : [], [], "is let in", at.node.range),
    ],
  };
}
