import type { JsonObject } from "../../json/types.ts";
import { hasGitHubIds } from "../../registry/github-subject.ts";
import { met, NO_TOKEN, unmet, textsIn } from "../compare.ts";
import { each } from "../logic.ts";
import { issuerOf } from "../token-checks.ts";
import { conditionAt, memberAt, othersOf, rootAt, textOf, wantedOf } from "../tree.ts";
import type { Judged, Presented, Verifier } from "../types.ts";
import { asIs, claimText, type SubjectPart, templateJudged } from "./subject-template.ts";

/**
 * GitHub's own setting for `sub`, as its REST API gives and accepts it: `include_claim_keys` names the parts, joined
 * by colons; `use_default` selects the default form. A colon within a value is written `%3A`.
 * Sources, read 2026-11-30: GitHub Docs, "REST API endpoints for GitHub Actions OIDC", "OpenID Connect reference"
 * (github/docs: ids in the subject of repositories created, renamed or transferred after 15 July 2026 and of those
 * that opt in, never on Enterprise Server).
 */
export const githubOidc: Verifier = {
  kind: "github-oidc",
  title: "GitHub sub setting",
  read({ roots: [root] }) {
    const at = root === undefined ? null : rootAt(root);
    const [keys, standard] = [memberAt(at, "include_claim_keys"), memberAt(at, "use_default")];
    if (at === null || (keys === null && standard?.node.type !== "boolean")) return null;
    const group = "Subject";
    // With the default form, the list is ignored.
    const isDefault = textOf(standard) === "true" || keys === null;
    const setting = isDefault ? standard : keys;
    const names = isDefault ? ["repo", "context"] : textsIn(wantedOf(keys));
    const conditions = [
      ...(setting === null
        ? []
        : [
            conditionAt(setting, group, (presented) =>
              templateJudged(setting, (claims) => names.map((name) => partOf(claims, name)), presented),
            ),
          ]),
      conditionAt(at, group, issuerJudged, { name: "iss" }),
      ...othersOf(at, group, ["include_claim_keys", "use_default"]),
    ];
    const isAnybodys = !isDefault && !names.some((name) => OF_ONE_OWNER.includes(name));
    return {
      conditions,
      logic: each(conditions),
      dangers: isAnybodys && keys !== null ? [{ ...ANYBODYS, group, range: keys.node.range }] : [],
    };
  },
};

/** Parts whose value only one owner's repositories can have. */
const OF_ONE_OWNER = [
  "repo",
  "repository",
  "repository_id",
  "repository_owner",
  "repository_owner_id",
  "job_workflow_ref",
  "workflow_ref",
  "enterprise",
  "enterprise_id",
];

const ANYBODYS = {
  claim: "sub",
  title: "sub names no repository",
  attack:
    "Anyone who gives their own repository the same setting gets the same sub, and everything a verifier allows for it.",
};

function issuerJudged(presented: Presented): Judged {
  if (presented.claims === null) return NO_TOKEN;
  const iss = issuerOf(presented) ?? "";
  return /^https:\/\/token\.actions\.githubusercontent\.com(?:\/|$)/.test(iss) || iss.endsWith("/_services/token")
    ? met("The token is from GitHub Actions", "iss")
    : unmet("The token is not from GitHub Actions", "iss");
}

const escaped = (text: string): string => text.replaceAll(":", "%3A");

function partOf(claims: JsonObject, key: string): SubjectPart {
  switch (key) {
    case "repo":
      return { key, texts: repositoryTexts(claims), begins: ["repo:"] };
    case "context":
      return { key, texts: contextTexts(claims), begins: ["ref:", "environment:", "pull_request", "merge_group"] };
    default:
      return asIs(claims, key, escaped);
  }
}

/** With names only, and with ids; which one is used depends on the repository, not on this setting. */
function repositoryTexts(claims: JsonObject): readonly string[] {
  const [repository, id, ownerId] = ["repository", "repository_id", "repository_owner_id"].map((name) =>
    claimText(claims, name),
  );
  if (repository === null || repository === undefined) return [];
  const [owner = "", name = ""] = repository.split("/");
  const withIds = `repo:${owner}@${ownerId}/${name}@${id}`;
  return [`repo:${repository}`, ...(hasGitHubIds(withIds) ? [withIds] : [])];
}

function contextTexts(claims: JsonObject): readonly string[] {
  const [environment, event, ref] = ["environment", "event_name", "ref"].map((name) => claimText(claims, name));
  if (environment) return [`environment:${escaped(environment)}`];
  if (event === "pull_request") return ["pull_request"];
  return ref ? [`ref:${ref}`] : [];
}
