/**
 * GitHub puts the ids of owner and repository behind their names in `sub` (`repo:owner@1/name@2:…`): by default for
 * repositories that were created or renamed since 15 July 2026, for others where it was switched on.
 * Source: GitHub, OpenID Connect reference, "Immutable subject claims". Read 2026-11-30.
 */
const WITH_IDS = /^repo:([^/@:]+)@\d+\/([^:@]+)@\d+(?=:|$)/;

/** Whether a subject of GitHub Actions, or a pattern of it, has the ids of owner and repository. */
export function hasGitHubIds(subject: string): boolean {
  return WITH_IDS.test(subject);
}

/** A subject as GitHub wrote it before, with names alone; null if it has no ids. */
export function withoutGitHubIds(subject: string): string | null {
  return hasGitHubIds(subject) ? subject.replace(WITH_IDS, "repo:$1/$2") : null;
}
