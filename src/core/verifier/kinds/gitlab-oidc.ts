import { textsIn } from "../compare.ts";
import { each } from "../logic.ts";
import { conditionAt, memberAt, othersOf, rootAt, wantedOf } from "../tree.ts";
import type { Verifier } from "../types.ts";
import { asIs, templateJudged } from "./subject-template.ts";

/**
 * GitLab's own setting for the `sub` of ID tokens, as its projects API gives and accepts it.
 * Sources, read in excerpts 2026-11-30: public projects as the API gives them (ci_id_token_sub_claim_components:
 * project_path, ref_type, ref); GitLab Docs, "OpenID Connect (OIDC) Authentication Using ID Tokens" (the default);
 * GitLab's merge request 160562 (each part is the claim's name, a colon and its value; project_path comes first).
 */
export const gitlabOidc: Verifier = {
  kind: "gitlab-oidc",
  title: "GitLab sub setting",
  read({ roots: [root] }) {
    const at = root === undefined ? null : rootAt(root);
    const setting = memberAt(at, NAME);
    if (at === null || setting === null) return null;
    const names = textsIn(wantedOf(setting));
    const conditions = [
      conditionAt(setting, "Subject", (presented) =>
        templateJudged(setting, (claims) => names.map((name) => asIs(claims, name)), presented),
      ),
      // A whole project has many other members, which say nothing about sub.
      ...(memberAt(at, "path_with_namespace") === null ? othersOf(at, "Subject", [NAME]) : []),
    ];
    return { conditions, logic: each(conditions), dangers: [], notes: [] };
  },
};

const NAME = "ci_id_token_sub_claim_components";
