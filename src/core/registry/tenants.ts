/** Which part of a claim names the tenant: what follows `before`, up to `until`. */
export interface TenantPart {
  readonly claim: string;
  readonly before: string;
  /** Empty: the whole value. */
  readonly until: string;
}

/** An issuer that issues tokens to everybody: a verifier that does not check the tenant accepts strangers' tokens. */
export interface SharedIssuer {
  readonly iss: string;
  readonly name: string;
  /** Who can get a token there, in a sentence. */
  readonly anybody: string;
  readonly parts: readonly TenantPart[];
}

/**
 * Issuers shared by all their customers, with the claims that tell whose token it is.
 * As known on 2026-11-30, not yet compared with their text: GitHub, OpenID Connect reference; GitLab, ID token payload;
 * HCP Terraform, workload identity tokens.
 */
export const SHARED_ISSUERS: readonly SharedIssuer[] = [
  {
    iss: "https://token.actions.githubusercontent.com",
    name: "GitHub Actions",
    anybody: "any workflow of any GitHub account",
    parts: [
      { claim: "sub", before: "repo:", until: "/" },
      { claim: "repository", before: "", until: "/" },
      { claim: "repository_owner", before: "", until: "" },
      { claim: "repository_owner_id", before: "", until: "" },
      { claim: "repository_id", before: "", until: "" },
      { claim: "enterprise_id", before: "", until: "" },
    ],
  },
  {
    iss: "https://gitlab.com",
    name: "GitLab.com",
    anybody: "any pipeline of any GitLab.com account",
    parts: [
      { claim: "sub", before: "project_path:", until: "/" },
      { claim: "project_path", before: "", until: "/" },
      { claim: "project_id", before: "", until: "" },
      { claim: "namespace_id", before: "", until: "" },
      { claim: "namespace_path", before: "", until: "" },
    ],
  },
  {
    iss: "https://app.terraform.io",
    name: "HCP Terraform",
    anybody: "any run of any HCP Terraform organization",
    parts: [
      { claim: "sub", before: "organization:", until: ":" },
      { claim: "terraform_organization_id", before: "", until: "" },
      { claim: "terraform_organization_name", before: "", until: "" },
    ],
  },
];
