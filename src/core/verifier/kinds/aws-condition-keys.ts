/** Providers that AWS knows without an object of their own. */
export const BUILT_IN = [
  "cognito-identity.amazonaws.com",
  "accounts.google.com",
  "www.amazon.com",
  "graph.facebook.com",
];

/** Keys of a provider that hold a claim, by the claim. `aud` is `azp` where the token has that (then `oaud` is its `aud`). */
export const STANDARD = ["amr", "aud", "oaud", "azp", "email", "sub"];
export const GITHUB = "token.actions.githubusercontent.com";
export const OF_GITHUB = [
  "actor",
  "actor_id",
  "job_workflow_ref",
  "repository",
  "repository_id",
  "workflow",
  "ref",
  "environment",
  "enterprise_id",
];
