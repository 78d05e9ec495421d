import { lastMember } from "../../json/query.ts";
import { claimIs, claimOneOf, met, NO_TOKEN, ofHeader, unknown, unmet } from "../compare.ts";
import { strangersIn } from "../dangers.ts";
import { each } from "../logic.ts";
import { filledIn } from "../settings.ts";
import { tokenChecks } from "../token-checks.ts";
import { memberAt, othersOf, rootAt, textOf, wantedOf, type At } from "../tree.ts";
import type { Condition, Judged, Presented, Verifier } from "../types.ts";

const GROUP = "oidc.config";

/** Seconds that a token may come before its `nbf`. */
const EARLY = 300;

/**
 * Argo CD's `oidc.config` in argocd-cm. The audiences are those listed, otherwise the client and the client of the command
 * line; one is enough. A token without aud is refused unless an option says otherwise.
 * Checked 2026-12-01: argoproj/argo-cd, util/oidc/provider.go (`Verify`). As known on that day: the defaults in its
 * documentation; go-oidc (exp without slack, nbf five minutes early, algorithms from the issuer's discovery).
 */
export const argocd: Verifier = {
  kind: "argocd",
  title: "Argo CD server",
  read({ roots }) {
    const at = roots.map(rootAt).find(isConfig);
    if (at === undefined) return null;
    const issuer = memberAt(at, "issuer");
    const listed = memberAt(at, "allowedAudiences");
    const hasList = wantedOf(listed).length > 0;
    const clients = [memberAt(at, "clientID"), memberAt(at, "cliClientID")];
    const audiences = hasList ? wantedOf(listed) : clients.flatMap(wantedOf);
    const near = hasList ? listed : clients[0];
    const skips = textOf(memberAt(at, "skipAudienceCheckWhenTokenHasNoAudience")) === "true";
    const audience = (presented: Presented): Judged =>
      skips && presented.claims !== null && lastMember(presented.claims, "aud") === null
        ? met("The token has no aud, which passes here", "aud")
        : claimOneOf("aud", audiences)(presented);
    const conditions: readonly Condition[] = [
      ...(issuer ? [filledIn(issuer, GROUP, claimIs("iss", wantedOf(issuer)))] : []),
      ...(near ? [filledIn(near, GROUP, audience)] : []),
      ...othersOf(at, GROUP, KNOWN),
      ...tokenChecks({ skew: 0, earlySkew: EARLY }),
      algorithm,
    ];
    return {
      conditions,
      logic: each(conditions),
      dangers: strangersIn(
        GROUP,
        wantedOf(issuer).map(({ text }) => text),
        [],
        "signs in to Argo CD",
        at.node.range,
      ),
      notes: ["What a user may do is in policy.csv of argocd-rbac-cm, by the claims that its scopes name."],
    };
  },
};

const KNOWN =
  "name issuer clientID clientSecret cliClientID requestedScopes requestedIDTokenClaims allowedAudiences skipAudienceCheckWhenTokenHasNoAudience rootCA logoutURL enablePKCEAuthentication enableUserInfoGroups userInfoPath userInfoCacheExpiration domainHint azure refreshTokenThreshold".split(
    " ",
  );

/** What no other file with an issuer and a client has. */
const SIGNS =
  "requestedScopes requestedIDTokenClaims cliClientID allowedAudiences skipAudienceCheckWhenTokenHasNoAudience enablePKCEAuthentication enableUserInfoGroups".split(
    " ",
  );

const isConfig = (at: At): boolean =>
  memberAt(at, "issuer") !== null &&
  memberAt(at, "clientID") !== null &&
  (SIGNS.some((name) => memberAt(at, name) !== null) || (textOf(memberAt(at, "clientSecret")) ?? "").startsWith("$"));

const algorithm: Condition = {
  name: "alg",
  group: "Token",
  range: null,
  judge: ({ header }) => {
    if (header === null) return NO_TOKEN;
    const alg = lastMember(header, "alg")?.value;
    const text = alg?.type === "string" ? alg.value : "";
    if (text === "RS256") return ofHeader(met("alg is RS256", "alg"));
    return ofHeader(
      /^(?:RS|PS|ES)\d{3}$|^EdDSA$/.test(text)
        ? unknown(`alg is ${text}, which counts only if the issuer’s discovery document lists it`, "alg")
        : unmet(`alg is ${text === "" ? "absent" : text}, and only a signature with a public key counts`, "alg"),
    );
  },
};
