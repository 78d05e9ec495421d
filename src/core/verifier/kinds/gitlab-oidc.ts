import { each } from "../logic.ts";
import { conditionAt, memberAt, othersOf, rootAt, wantedOf } from "../tree.ts";
import type { Verifier } from "../types.ts";
import { asIs, templateJudged } from "./subject-template.ts";

/**
 * GitLab's own setting of `sub` of ID tokens, as its projects API gives and takes it.
 * As known on 2026-11-30, not yet compared with the text of: GitLab Docs, "Projects API", ci_id_token_sub_claim_components.
 */
export const gitlabOidc: Verifier = {
  kind: "gitlab-oidc",
  title: "GitLab’s setting of sub",
  read({ roots: [root] }) {
    const at = root === undefined ? null : rootAt(root);
    const setting = memberAt(at, NAME);
    if (at === null || setting === null) return null;
    const names = wantedOf(setting).map(({ text }) => text);
    const conditions = [
      conditionAt(setting, "Subject", (presented) =>
        templateJudged(setting, (claims) => names.map((name) => asIs(claims, name)), presented),
      ),
      ...othersOf(at, "Subject", [NAME]),
    ];
    return { conditions, logic: each(conditions), dangers: [], notes: [] };
  },
};

const NAME = "ci_id_token_sub_claim_components";
