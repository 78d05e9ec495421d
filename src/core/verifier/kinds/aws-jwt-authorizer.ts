import { jsonText } from "../../policy/write/quote.ts";
import { claimIs, claimValues, NO_TOKEN, oneOf, textsIn, incomparable } from "../compare.ts";
import { noAudience, strangersIn } from "../dangers.ts";
import { all, any, each } from "../logic.ts";
import { tokenChecks } from "../token-checks.ts";
import {
  conditionAt,
  memberAt,
  notUnderstood,
  objectsIn,
  othersOf,
  rootAt,
  wantedOf,
  widenList,
  type At,
} from "../tree.ts";
import type { Judged, Presented, Verifier, Wanted } from "../types.ts";

/**
 * A JWT authorizer of an API Gateway HTTP API. If a token has no `aud`, such as Cognito's access tokens, `client_id`
 * is compared.
 * Checked 2026-11-30 against the Amazon API Gateway Developer Guide, "Control access to HTTP APIs with JWT
 * authorizers" (RSA only, kid, aud before client_id, exp, nbf, iat, one of the scopes in scope or scp). It does not
 * say which RSA algorithms are meant, or how far the clock may be off.
 */
export const awsJwtAuthorizer: Verifier = {
  kind: "aws-jwt-authorizer",
  title: "API Gateway JWT authorizer",
  read({ text, roots: [root] }) {
    const whole = root === undefined ? null : rootAt(root);
    // In a template, authorizers are among other resources.
    const [at, ...others] = whole === null ? [] : objectsIn(whole).filter((one) => configurationOf(one) !== null);
    const configuration = at ? configurationOf(at) : null;
    if (at === undefined || configuration === null) return null;
    const [issuer, audience, scopes] = [
      either(configuration, "Issuer") ?? memberAt(configuration, "issuerUrl"),
      either(configuration, "Audience"),
      either(at, "AuthorizationScopes"),
    ];
    const group = "JwtConfiguration";
    const conditions = [
      ...(issuer ? [conditionAt(issuer, group, claimIs("iss", wantedOf(issuer)))] : []),
      ...(audience
        ? [
            conditionAt(audience, group, (presented) => audienceJudged(wantedOf(audience), presented), {
              widen: widenList(audience, text),
            }),
          ]
        : []),
      ...(scopes ? [conditionAt(scopes, group, (presented) => scopeJudged(wantedOf(scopes), presented))] : []),
      ...othersOf(configuration, group, ["Issuer", "issuer", "Audience", "audience", ...OF_SERVERLESS]),
      ...tokenChecks({ algorithms: ["RS256", "RS384", "RS512"], needsKeyId: true, checksIssue: true }),
    ];
    const unread = others.map((one) => notUnderstood(one, "Other authorizers", ONE_OF_SEVERAL));
    return {
      conditions: [...conditions, ...unread],
      // Which authorizer a route uses is not read, so the first one's result does not decide.
      logic: unread.length === 0 ? each(conditions) : all(any(each(conditions), each(unread)), each(unread)),
      dangers: [
        ...(wantedOf(audience).length > 0 ? [] : [noAudience(group, configuration.node.range)]),
        ...strangersIn(group, textsIn(wantedOf(issuer)), [], "is let in", configuration.node.range),
      ],
    };
  },
  write: {
    comment: null,
    abilities: {
      algorithms: /^RS(?:256|384|512)$/,
      checks: ["iss", "aud"],
      single: ["iss"],
      needs: ["iss", "aud"],
      remarks: [
        "If a token has no aud, its client_id is compared with the audiences.",
        "Scopes are set on the routes, where one of them is enough.",
      ],
    },
    text: ({ issuer, audiences }) =>
      jsonText({
        Name: "jwt",
        AuthorizerType: "JWT",
        IdentitySource: ["$request.header.Authorization"],
        JwtConfiguration: { Issuer: issuer, Audience: audiences },
      }),
  },
};

const ONE_OF_SEVERAL = "Only the first authorizer is read: paste only the one that the route uses";

/** Members of an authorizer of the Serverless Framework (`httpApi.authorizers`, documentation read 2026-12-01). */
const OF_SERVERLESS = ["type", "name", "identitySource", "issuerUrl"];

/**
 * The object with issuer and audience: a member of the authorizer or, in the Serverless Framework, the authorizer
 * itself, recognised by its required `identitySource`.
 */
function configurationOf(authorizer: At): At | null {
  const isServerless = ["issuerUrl", "audience", "identitySource"].every((name) => memberAt(authorizer, name) !== null);
  return either(authorizer, "JwtConfiguration") ?? (isServerless ? authorizer : null);
}

/** The command line capitalises names, templates do not. */
const either = (at: At | null, name: string): At | null =>
  memberAt(at, name) ?? memberAt(at, `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`);

function audienceJudged(wanted: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const name = claimValues(claims, "aud") === null ? "client_id" : "aud";
  const values = claimValues(claims, name);
  if (values === null || values === "other")
    return incomparable(name, values, "The token has neither aud nor client_id");
  return oneOf(name, values, wanted, "exact");
}

function scopeJudged(wanted: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const name = claimValues(claims, "scope") === null ? "scp" : "scope";
  const values = claimValues(claims, name);
  if (values === null || values === "other") return incomparable(name, values, "The token has neither scope nor scp");
  return oneOf(
    name,
    values.flatMap((text) => text.split(" ")),
    wanted,
    "exact",
  );
}
