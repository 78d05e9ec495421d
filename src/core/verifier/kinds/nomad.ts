import { claimIs, claimOneOf, textsIn } from "../compare.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import { everyPart, type Part } from "../parts.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { memberAt, objectsIn, othersOf, rootAt, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Verifier } from "../types.ts";
import { expiry, issuedAlready, leewayOf } from "./cap-times.ts";

/**
 * An auth method for JWTs of Nomad or Consul. One of the bound audiences and one of the bound issuers is required; RS256 is the
 * only algorithm unless others are listed. Which rights a token gets is in binding rules, by the mapped claims.
 * As known on 2026-12-01 from HashiCorp's documentation of both ("JWT auth method"); the times are those of hashicorp/cap,
 * jwt/jwt.go (`Validate`), which Vault uses too.
 */
export const nomad: Verifier = {
  kind: "nomad",
  title: "Nomad or Consul auth method",
  read({ roots }) {
    const parts = roots
      .flatMap((root) => objectsIn(rootAt(root)))
      .filter(isMethod)
      .map(methodPart);
    if (parts.length === 0) return null;
    return { ...everyPart(parts), notes: ["A binding rule must match too, or the login is refused."] };
  },
};

const isMethod = (at: At): boolean =>
  ["BoundAudiences", "BoundIssuer"].some((name) => memberAt(at, name) !== null) &&
  ["JWKSURL", "OIDCDiscoveryURL", "JWTValidationPubKeys"].some((name) => memberAt(at, name) !== null);

const KNOWN =
  "BoundAudiences BoundIssuer JWKSURL JWKSCACert OIDCDiscoveryURL OIDCDiscoveryCACert DiscoveryCaPem JWTValidationPubKeys JWTSupportedAlgs SigningAlgs ClaimMappings ListClaimMappings ExpirationLeeway NotBeforeLeeway ClockSkewLeeway VerboseLogging OIDCClientID OIDCClientSecret OIDCScopes OIDCDisableUserInfo AllowedRedirectURIs".split(
    " ",
  );

function methodPart(at: At): Part {
  const group = "auth method";
  const [audiences, issuers] = ["BoundAudiences", "BoundIssuer"].map((name) => {
    const member = memberAt(at, name);
    return wantedOf(member).some(({ text }) => text !== "") ? member : null;
  });
  const algorithms = textsIn([...wantedOf(memberAt(at, "JWTSupportedAlgs")), ...wantedOf(memberAt(at, "SigningAlgs"))]);
  const skew = leewayOf(memberAt(at, "ClockSkewLeeway"), 60);
  const conditions: readonly Condition[] = [
    ...(audiences ? [filledIn(audiences, group, claimOneOf("aud", wantedOf(audiences)))] : []),
    ...(issuers ? [filledIn(issuers, group, claimIs("iss", wantedOf(issuers)))] : []),
    ...othersOf(at, group, KNOWN),
    ...tokenChecks({ algorithms: algorithms.length > 0 ? algorithms : ["RS256"], skew }).filter(
      ({ name }) => name !== "exp",
    ),
    expiry(skew, leewayOf(memberAt(at, "ExpirationLeeway"), 150)),
    issuedAlready(skew),
  ];
  const discovery = textOf(memberAt(at, "OIDCDiscoveryURL"));
  const trusted = issuers ? textsIn(wantedOf(issuers)) : discovery === null ? [] : [discovery];
  return {
    conditions,
    dangers: [
      ...(audiences ? [] : [noAudience(group, at.node.range)]),
      ...strangersIn(group, trusted, [], "logs in, unless the binding rules keep strangers out", at.node.range),
    ],
  };
}
