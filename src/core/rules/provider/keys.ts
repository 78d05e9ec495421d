import { isKubernetes } from "../../policy/compare.ts";
import type { RuleContext } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { at, claimPlace, claimText, excerpt, factsOf } from "../support/facts.ts";
import { type Args } from "../support/words.ts";
import { familyOf } from "../../registry/algorithms.ts";

/** Whether keys were there, none of them made the signature, and trying other readings of them found no cause. */
function isUnexplained({ judgement, solution }: RuleContext): boolean {
  if (!judgement || !solution || solution.discovery) return false;
  return (
    judgement.state === "invalid" || judgement.reason.code === "kid-not-in-set" || judgement.reason.code === "none-fits"
  );
}

const ENTRA = /^https:\/\/(?:login\.microsoftonline\.(?:com|us)|sts\.windows\.net)\/([\w.-]+)/;
const B2C = /^https:\/\/([\w-]+)\.b2clogin\.com\/([\w.-]+)/;

/** Entra has separate keys per tenant, app and policy: where this token's are. */
export const entraKeys = defineRule({
  id: "KEY-26",
  spec: "Microsoft identity platform, access tokens: validating the signature; Azure AD B2C, validate tokens",
  words: {
    entra: (a: Args<"url" | "app">) => [
      "Entra's keys differ by tenant and by app",
      `This tenant's are at ${a.url}. An app with its own signing key (SAML, custom claims) needs ?appid=${a.app} after that.`,
    ],
    b2c: (a: Args<"url">) => [
      "Azure AD B2C has separate keys for each policy",
      `This token's are at ${a.url}, not at the tenant's address.`,
    ],
  },
  look: (facts, say, context) => {
    if (!isUnexplained(context) || facts.headerValue("nonce")) return;
    const issuer = claimText(facts, "iss");
    const [, host, directory] = B2C.exec(issuer) ?? [];
    if (host !== undefined && directory !== undefined) {
      const policy = claimText(facts, "tfp") || claimText(facts, "acr") || "your-policy";
      const url = `https://${host}.b2clogin.com/${directory}/${policy.toLowerCase()}/discovery/v2.0/keys`;
      say("info", "b2c", { args: { url: excerpt(url, 160) }, place: claimPlace(facts, "iss") });
      return;
    }
    const tenant = ENTRA.exec(issuer)?.[1];
    if (tenant === undefined) return;
    const app = claimText(facts, "appid") || claimText(facts, "azp") || claimText(facts, "aud") || "your-client-id";
    const url = `https://login.microsoftonline.com/${tenant}/discovery/v2.0/keys`;
    say("info", "entra", { args: { url: excerpt(url, 160), app: excerpt(app, 60) }, place: claimPlace(facts, "iss") });
  },
});

/** Each cluster signs its service accounts' tokens with its own key. */
export const otherCluster = defineRule({
  id: "PRV-10",
  spec: "Kubernetes documentation, Managing Service Accounts; Service account issuer discovery",
  words: {
    cluster: (a: Args<"iss">) => [
      "Possibly signed by another cluster",
      `iss is ${a.iss}: each cluster has its own key. Compare with what kubectl get --raw /openid/v1/jwks gives there, and the API server's --service-account-key-file with its --service-account-signing-key-file.`,
    ],
  },
  look: (facts, say, context) => {
    const issuer = claimText(facts, "iss");
    const isOne = isKubernetes(issuer) || claimText(facts, "sub").startsWith("system:serviceaccount:");
    if (!isOne || !isUnexplained(context)) return;
    say("info", "cluster", { args: { iss: excerpt(issuer, 80) }, place: claimPlace(facts, "iss") });
  },
});

/**
 * Supabase signs with a shared secret in older projects, and with a key pair in newer ones: PostgREST needs the one
 * that fits.
 */
export const supabaseKeyType = defineRule({
  id: "PRV-15",
  spec: "PostgREST documentation, errors (PGRST301); Supabase documentation, JWT signing keys",
  words: {
    shared: (a: Args<"alg">) => [
      "Supabase signed this with the project's shared secret",
      `${a.alg} needs the project's legacy JWT secret, not its public keys. PostgREST answers PGRST301 if it has only keys of the other kind.`,
    ],
    pair: (a: Args<"alg">) => [
      "Supabase signed this with the project's key pair",
      `${a.alg} needs the public keys at /auth/v1/.well-known/jwks.json, not the legacy JWT secret. PostgREST answers PGRST301 if it has only the secret.`,
    ],
  },
  look: (facts, say, context) => {
    const issuer = claimText(facts, "iss");
    const isOne = issuer === "supabase" || /\.supabase\.(?:co|in)\/auth\/v1$/.test(issuer);
    const { judgement, publicKey, keys } = context;
    if (!isOne || !judgement) return;
    const isShared = familyOf(factsOf(context).alg) === "HMAC";
    const { reason } = judgement;
    const isOther =
      reason.code === "none-fits" ||
      (reason.code === "key-unfit" && reason.fit.kind === "mismatch") ||
      (reason.code === "no-public-key" && keys.secret.text !== "") ||
      (reason.code === "no-secret" && publicKey.kind === "keys");
    if (!isOther) return;
    const place = facts.headerValue("alg")?.range;
    say("info", isShared ? "shared" : "pair", {
      args: { alg: facts.alg ?? "" },
      place: place ? at("header", place) : null,
    });
  },
});
