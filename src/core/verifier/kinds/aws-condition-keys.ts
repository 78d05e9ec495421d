/** Providers that AWS knows without a provider resource. */
export const BUILT_IN = [
  "cognito-identity.amazonaws.com",
  "accounts.google.com",
  "www.amazon.com",
  "graph.facebook.com",
];

/** Keys of a provider for standard claims. `aud` is `azp` if the token has that (then `oaud` is its `aud`). */
const STANDARD = ["amr", "aud", "oaud", "azp", "email", "sub"];
export const GITHUB = "token.actions.githubusercontent.com";
export const OF_GITHUB = [
  "actor",
  "actor_id",
  "job_workflow_ref",
  "repository",
  "repository_id",
  "repository_owner_id",
  "workflow",
  "ref",
  "environment",
  "enterprise_id",
];

/** Additional claims that AWS reads for some providers. */
const OF_PROVIDERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^token\.actions\.(?:githubusercontent\.com(?:\/[\w-]{1,100})?|[\w-]{1,100}\.ghe\.com)$/i, OF_GITHUB],
  [
    /^gitlab\.com$/i,
    "namespace_id pipeline_source project_id ref_protected runner_environment user_access_level user_email user_id user_login".split(
      " ",
    ),
  ],
  [
    /^agent\.(?:buildkite\.com|[\w-]{1,100}\.buildkite\.(?:dev|site))$/i,
    "build_branch cluster_id cluster_name organization_id organization_slug pipeline_id pipeline_slug".split(" "),
  ],
  [/^oidc\.circleci\.com\/org\/[\w-]{1,100}$/i, ["oidc.circleci.com/project-id"]],
  [/^idcs-[\w-]{1,100}\.identity\.oraclecloud\.com$/i, ["rpst_id"]],
];

/**
 * The claims for which AWS has keys of a provider. Checked 2026-11-30 against its service reference for STS,
 * AssumeRoleWithWebIdentity, as published in public packages.
 */
export const claimsOf = (provider: string): readonly string[] => [
  ...STANDARD,
  ...(OF_PROVIDERS.find(([pattern]) => pattern.test(provider))?.[1] ?? []),
];
