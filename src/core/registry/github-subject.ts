/**
 * GitHub appends the ids of owner and repository to their names in `sub` (`repo:owner@1/name@2:…`): by default for
 * repositories created or renamed since 15 July 2026, for others if switched on.
 * Source: GitHub, OpenID Connect reference, "Immutable subject claims". Read 2026-11-30.
 */
const WITH_IDS = /^repo:([^/@:]+)@\d+\/([^:@]+)@\d+(?=:|$)/;

/** Whether a subject of GitHub Actions, or a pattern for one, contains the ids of owner and repository. */
export function hasGitHubIds(subject: string): boolean {
  return WITH_IDS.test(subject);
}

/** The subject in GitHub's earlier form, with names alone; null if it has no ids. */
export function withoutGitHubIds(subject: string): string | null {
  return hasGitHubIds(subject) ? subject.replace(WITH_IDS, "repo:$1/$2") : null;
}
