import { claimIs, claimOneOf, claimValues, listWords, met, NO_TOKEN, oneOf, unmet, incomparable } from "../compare.ts";
import { all, any, each } from "../logic.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { conditionAt, memberAt, othersOf, rootAt, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Judged, Presented, Verifier, Wanted } from "../types.ts";

/**
 * An Amazon Cognito user pool client as given by `describe-user-pool-client`, the settings of a verifier of its
 * tokens (`userPoolId`, `clientId`, `tokenUse`), and an authorizer of API Gateway's REST APIs. An ID token has its
 * client in `aud`, an access token in `client_id`.
 * Checked 2026-11-30 against awslabs/aws-jwt-verify, cognito-verifier.ts (both forms of the issuer, token_use,
 * client, groups, scope). As known on that day, not compared with the text of: API Gateway, "Control access to REST
 * APIs using Amazon Cognito user pools".
 */
export const cognito: Verifier = {
  kind: "cognito",
  title: "Cognito user pool",
  read({ roots: [root] }) {
    const whole = root === undefined ? null : rootAt(root);
    const at = memberAt(whole, "UserPoolClient") ?? whole;
    const either = (name: string): At | null =>
      memberAt(at, name) ?? memberAt(at, `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`);
    const [pool, client] = [either("UserPoolId"), either("ClientId")];
    const [use, arns] = [either("TokenUse"), either("ProviderARNs")];
    if (at === null) return null;
    const isPool = pool !== null && client !== null && POOL.test(textOf(pool) ?? "");
    if (!isPool && !wantedOf(arns).some(({ text }) => ARN.test(text))) return null;
    const group = "User pool";
    const scopes = either("AllowedOAuthScopes");
    const [groups, asked] = ["groups", "scope"].map((name) => {
      const one = memberAt(at, name);
      return one?.node.type === "null" ? null : one;
    });
    const conditions: readonly Condition[] = [
      ...(isPool && pool ? [filledIn(pool, group, claimIs("iss", wantedOf(pool).flatMap(ofPool)))] : []),
      ...(isPool && client ? [filledIn(client, group, (presented) => clientJudged(wantedOf(client), presented))] : []),
      ...(arns && !isPool ? [conditionAt(arns, group, claimIs("iss", wantedOf(arns).map(ofArn)))] : []),
      ...(use && textOf(use) !== null && use.node.type !== "null"
        ? [conditionAt(use, group, claimOneOf("token_use", wantedOf(use)))]
        : []),
      ...(isPool && !use ? [{ name: "token_use", group, range: null, judge: useJudged }] : []),
      ...(scopes ? [conditionAt(scopes, group, (presented) => scopesJudged(wantedOf(scopes), presented))] : []),
      ...(isPool && groups ? [conditionAt(groups, group, claimOneOf("cognito:groups", wantedOf(groups)))] : []),
      ...(isPool && asked ? [conditionAt(asked, group, (presented) => scopeJudged(wantedOf(asked), presented))] : []),
      ...othersOf(at, group, KNOWN),
    ];
    const grace = Number(textOf(memberAt(at, "graceSeconds")) ?? 0) || 0;
    const checks = tokenChecks({
      algorithms: ["RS256"],
      needsKeyId: true,
      ...(memberAt(at, "tokenUse") && { skew: grace }),
    });
    return {
      conditions: [...conditions, ...checks],
      logic: all(any(each(conditions)), each(checks)),
      dangers: [],
    };
  },
};

const POOL = /^[a-z]{2}(?:-[a-z]{2,12}){1,3}-\d_[A-Za-z0-9]{1,55}$/;
const ARN = /^arn:aws[\w-]{0,20}:cognito-idp:([a-z0-9-]{1,30}):\d{12}:userpool\/([\w-]{1,80})$/;

/** The pool's issuer, in its regional and its global form. */
const ofPool = ({ text, range }: Wanted): readonly Wanted[] =>
  ["", "issuer."].map((before) => ({
    text: `https://${before}cognito-idp.${text.split("_")[0] ?? ""}.amazonaws.com/${text}`,
    range,
  }));

function ofArn({ text, range }: Wanted): Wanted {
  const [, region = "", pool = ""] = ARN.exec(text) ?? [];
  return { text: `https://cognito-idp.${region}.amazonaws.com/${pool}`, range };
}

/** Settings for how the client signs in, which say nothing about a token. */
const KNOWN =
  "groups scope graceSeconds UserPoolId userPoolId ClientId clientId TokenUse tokenUse ProviderARNs providerARNs AllowedOAuthScopes allowedOAuthScopes ClientName ClientSecret LastModifiedDate CreationDate RefreshTokenValidity AccessTokenValidity IdTokenValidity TokenValidityUnits ReadAttributes WriteAttributes ExplicitAuthFlows SupportedIdentityProviders CallbackURLs LogoutURLs DefaultRedirectURI AllowedOAuthFlows AllowedOAuthFlowsUserPoolClient PreventUserExistenceErrors EnableTokenRevocation EnablePropagateAdditionalUserContextData AuthSessionValidity AnalyticsConfiguration RefreshTokenRotation region name type authType id identitySource authorizerResultTtlInSeconds identityValidationExpression".split(
    " ",
  );

function clientJudged(wanted: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const isId = claimValues(claims, "token_use")?.includes("id") === true;
  const name = isId ? "aud" : "client_id";
  const values = claimValues(claims, name);
  if (values === null || values === "other") return incomparable(name, values);
  return oneOf(name, values, wanted, "exact");
}

/** Each Cognito token says what it is for. */
const useJudged = claimOneOf(
  "token_use",
  ["access", "id"].map((text) => ({ text, range: { start: 0, end: 0 } })),
);

/** One of the scopes is enough. */
function scopeJudged(wanted: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const values = claimValues(claims, "scope");
  if (values === null || values === "other") return incomparable("scope", values);
  return oneOf(
    "scope",
    values.flatMap((text) => text.split(" ")),
    wanted,
    "exact",
  );
}

/** A token has only scopes that its client is allowed. */
function scopesJudged(allowed: readonly Wanted[], { claims }: Presented): Judged {
  if (claims === null) return NO_TOKEN;
  const values = claimValues(claims, "scope");
  if (values === null) return met("The token has no scope", "scope");
  const own = values === "other" ? [] : values.flatMap((text) => text.split(" "));
  // Signing in through the API gives this scope, whatever the client may request.
  const foreign = own.filter(
    (scope) => scope !== "aws.cognito.signin.user.admin" && !allowed.some(({ text }) => text === scope),
  );
  return foreign.length === 0
    ? met("The client may request every scope in the token", "scope")
    : unmet(`scope has ${listWords(foreign)}, which the client may not request`, "scope");
}
