import type { JsonObject } from "../json/types.ts";
import { hasGitHubIds } from "../registry/github-subject.ts";
import { issuerOf, type IssuerId } from "../registry/issuers.ts";
import { presetToken } from "../policy/presets.ts";

/** Which of an issuer's settings changes a claim's value. */
interface IssuerSetting {
  readonly issuer: string;
  /** What to do, in sentences. Names of settings and commands are in backquotes. */
  readonly words: string;
  /** Where the issuer documents it. */
  readonly source: string;
  /** The day this was known. */
  readonly date: string;
}

interface Row {
  /** Ids of issuers in the registry; others are recognised by `iss`. */
  readonly ids?: readonly IssuerId[];
  readonly iss?: RegExp;
  readonly name: string;
  readonly source: string;
  /** By claim; `*` for all others. */
  readonly claims: Readonly<Record<string, string>>;
}

/**
 * The day on which the rows were current. GitHub's were read that day; the others have not been compared with the
 * vendors' text.
 */
const DATE = "2026-11-30";

const GITHUB_SUB = "`PUT /repos/{owner}/{repo}/actions/oidc/customization/sub`";

const ROWS: readonly Row[] = [
  {
    ids: ["github-actions"],
    name: "GitHub Actions",
    source: "GitHub Docs, OpenID Connect reference; REST API, Actions OIDC",
    claims: {
      aud: "Name the audience when the workflow requests the token: the `audience` input of the login action, or `core.getIDToken(audience)`.",
      sub: `The job decides sub: its environment if it has one, otherwise the event pull_request, or the branch or tag. Its parts are set by ${GITHUB_SUB}: \`include_claim_keys\`.`,
      environment: "Give the job this `environment` in the workflow.",
      ref: "Run the workflow on this branch or tag.",
      job_workflow_ref: "Call the reusable workflow at this path and ref with `uses`.",
      repository: "Run the workflow in this repository: the claim is its name and cannot be set.",
      event_name: "Trigger the workflow with this event, in `on`.",
    },
  },
  {
    ids: ["gitlab"],
    name: "GitLab",
    source: "GitLab Docs, ID token authentication; Projects API",
    claims: {
      aud: "Name the audience in `.gitlab-ci.yml`: `id_tokens`, the token’s name, `aud`.",
      sub: "The project’s `ci_id_token_sub_claim_components` (Projects API) sets the parts of sub; the pipeline’s branch, tag or environment their values.",
      environment: "Give the job this `environment` in `.gitlab-ci.yml`.",
      ref: "Run the pipeline on this branch or tag.",
      ref_protected: "Protect the branch or tag in the project’s repository settings.",
    },
  },
  {
    iss: /^https:\/\/app\.(?:eu\.)?terraform\.io$/,
    name: "HCP Terraform",
    source: "HCP Terraform, workload identity tokens; manual generation",
    claims: {
      aud: "Set the workspace’s environment variable `TFC_WORKLOAD_IDENTITY_AUDIENCE`, or the provider’s own, such as `TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE`.",
      sub: "It cannot be set: it consists of the names of organization, project and workspace and the run’s phase, plan or apply. Compare each of them.",
    },
  },
  {
    ids: ["kubernetes"],
    name: "Kubernetes",
    source: "Kubernetes documentation, Configure Service Accounts for Pods; kube-apiserver",
    claims: {
      aud: "Mount a projected volume with `serviceAccountToken.audience`, or request a token with `kubectl create token NAME --audience`.",
      sub: "It names the pod’s namespace and service account: set `serviceAccountName` in the pod, and run it in that namespace.",
      iss: "It is the API server’s `--service-account-issuer`, character for character.",
    },
  },
  {
    ids: ["auth0"],
    name: "Auth0",
    source: "Auth0 documentation, access tokens; Actions, post-login",
    claims: {
      aud: "Send the API’s identifier as `audience` when you request the token.",
      iss: "Request the token at the domain that the verifier knows: a custom domain is the issuer of tokens requested there.",
      permissions: "Switch on “Add Permissions in the Access Token” in the API’s RBAC settings.",
      scope: "Request the scope, and allow it for the API and the client.",
      "*": "Set it in a post-login Action: `api.accessToken.setCustomClaim`, with a URL as the claim’s name.",
    },
  },
  {
    ids: ["okta"],
    name: "Okta",
    source: "Okta Developer, customize tokens; authorization servers",
    claims: {
      aud: "Set the audience of the custom authorization server (Security, API). The organization’s own server has a fixed one.",
      iss: "Use the authorization server that the verifier knows: each has its own issuer, with its id in the path.",
      groups: "Add a groups claim with a filter to the authorization server’s claims.",
      "*": "Add the claim in the authorization server’s Claims tab, for access tokens.",
    },
  },
  {
    ids: ["entra-v2", "entra-v1", "entra"],
    name: "Microsoft Entra",
    source: "Microsoft identity platform, access token claims; app manifest; optional claims",
    claims: {
      aud: "Request a scope of the API you call, such as `api://…/.default`. In a v2.0 token aud is the API’s client id, in a v1.0 token its App ID URI.",
      iss: "`requestedAccessTokenVersion` in the API’s manifest decides: 2 gives login.microsoftonline.com/…/v2.0, null or 1 sts.windows.net.",
      roles: "Add an app role to the API and assign it to the user or client.",
      groups: "Set `groupMembershipClaims` in the manifest.",
      scp: "Request the API’s delegated scope, and consent to it.",
      sub: "It is different for each client and cannot be set: compare `oid` instead.",
      "*": "Add it as an optional claim of the API’s registration, or by a claims mapping policy.",
    },
  },
  {
    ids: ["keycloak"],
    name: "Keycloak",
    source: "Keycloak, Server Administration Guide: protocol mappers, client scopes",
    claims: {
      aud: "Add an Audience mapper to a client scope that the client has; without one aud is only `account`, or absent.",
      iss: "Set `hostname`, so that the issuer is the same whichever URL the token is requested from.",
      sub: "The client scope `basic` has the mapper for sub: assign it to the client.",
      "*": "Add a protocol mapper for it to a client scope that the client has, with “Add to access token” on.",
    },
  },
  {
    ids: ["cognito"],
    name: "Amazon Cognito",
    source: "Amazon Cognito Developer Guide, using tokens; pre token generation Lambda trigger",
    claims: {
      aud: "Send the ID token, whose aud is the app client, or compare client_id, which an access token has instead.",
      scope: "Define the scope on a resource server, and allow it for the app client.",
      "cognito:groups": "Add the user to the group.",
      "*": "Add it in the pre token generation Lambda trigger; for access tokens its event version must be 2 or later.",
    },
  },
  {
    ids: ["google"],
    name: "Google",
    source: "Google Cloud, get an ID token; Google Identity, OpenID Connect",
    claims: {
      aud: "Name the audience when you request the token: `gcloud auth print-identity-token --audiences`, or `?audience=` at the metadata server. A sign-in has its app’s client id.",
      email: "Request the scope `email`; for a service account, call the metadata server with `format=full`.",
    },
  },
  {
    ids: ["firebase"],
    name: "Firebase",
    source: "Firebase documentation, custom claims",
    claims: {
      aud: "It is the project’s id and cannot be set: sign in to the project that the verifier knows.",
      "*": "Set it as a custom claim with the Admin SDK, `setCustomUserClaims`, and refresh the token.",
    },
  },
  {
    ids: ["supabase"],
    name: "Supabase",
    source: "Supabase documentation, custom access token hook",
    claims: {
      aud: "It is `authenticated` for signed-in users, and `anon` otherwise.",
      "*": "Add it in a custom access token hook.",
    },
  },
  {
    iss: /^https:\/\/agent\.buildkite\.com$/,
    name: "Buildkite",
    source: "Buildkite documentation, OIDC in pipelines",
    claims: {
      aud: "Name the audience when the step requests the token: `buildkite-agent oidc request-token --audience`.",
      sub: "It names organization, pipeline, ref, commit and step; `--subject-claim` uses another claim instead.",
    },
  },
  {
    iss: /^https:\/\/oidc\.circleci\.com\/org\//,
    name: "CircleCI",
    source: "CircleCI documentation, OpenID Connect tokens with custom claims",
    claims: {
      aud: "It is the organization’s id; `circleci run oidc get --claims` requests a token with another one.",
      sub: "It names organization, project and user and cannot be set.",
    },
  },
];

/**
 * The issuer's setting that changes the value of a claim in `claims`; null if the issuer or the claim is not known.
 * `wanted`: the value, or the pattern, that the verifier requires.
 */
export function issuerSetting(claims: JsonObject, claim: string, wanted: string): IssuerSetting | null {
  const token = presetToken(null, claims);
  const id = issuerOf(token.looked)?.id;
  const row = ROWS.find(({ ids = [], iss }) => ids.some((one) => one === id) || iss?.test(token.iss) === true);
  if (row === undefined) return null;
  const own = Object.hasOwn(row.claims, claim) ? row.claims[claim] : undefined;
  const words = own ?? (REGISTERED.includes(claim) ? undefined : row.claims["*"]);
  if (words === undefined) return null;
  const { name: issuer, source } = row;
  const ids = claim === "sub" && id === "github-actions" ? githubIds(token.claim("sub"), wanted) : null;
  return { issuer, words: ids ?? words, source, date: DATE };
}

/** Claims that the issuer sets itself: none of its ways to add a claim can change them. */
const REGISTERED = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "azp"];

/** If the two differ in the ids of owner and repository, the setting for these ids; null if not. */
function githubIds(sub: string, wanted: string): string | null {
  const [has, asks] = [hasGitHubIds(sub), hasGitHubIds(wanted)];
  if (has === asks || !sub.startsWith("repo:") || !wanted.startsWith("repo:")) return null;
  return asks
    ? `${GITHUB_SUB} with \`use_immutable_subject: true\` adds the ids.`
    : `It is better to have the verifier expect the ids, since a name can pass to someone else. ${GITHUB_SUB} with \`use_immutable_subject: false\` sends names only, for repositories that may choose.`;
}
