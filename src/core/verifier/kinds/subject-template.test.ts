import { describe, expect, test } from "vitest";
import { judged, presented, push, withIds } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

describe("settings of sub", () => {
  const keys = (...include_claim_keys: readonly string[]) => ({ use_default: false, include_claim_keys });

  test.each<[string, object, object, string]>([
    ["the default form", { use_default: true }, push, "accepted"],
    ["the default form with ids", { use_default: true }, withIds, "accepted"],
    [
      "a key that sub lacks",
      keys("repo", "context", "job_workflow_ref"),
      { ...push, job_workflow_ref: "w" },
      "refused",
    ],
    [
      "a key that sub has",
      keys("repo", "ref"),
      { ...push, sub: "repo:blue-yard/kiln:ref:refs/heads/main" },
      "accepted",
    ],
    ["another value", keys("repository_owner"), { ...push, sub: "repository_owner:red" }, "refused"],
    [
      "an environment with a colon",
      keys("repo", "context"),
      { ...push, environment: "a:b", sub: "repo:blue-yard/kiln:environment:a%3Ab" },
      "accepted",
    ],
    ["another issuer's token", { use_default: true }, { ...push, iss: "https://gitlab.com" }, "refused"],
  ])("GitHub: %s", (_, setting, claims, outcome) => {
    expect(judged(setting, presented(claims)).outcome).toBe(outcome);
  });

  test("GitLab: one part too many", () => {
    const setting = { ci_id_token_sub_claim_components: ["project_path", "ref"] };
    const claims = {
      iss: "https://gitlab.com",
      sub: "project_path:a/b:ref:main",
      project_path: "a/b",
      ref: "main",
      ref_type: "branch",
    };
    expect(judged(setting, presented(claims)).outcome).toBe("accepted");
    expect(judged(setting, presented({ ...claims, sub: "project_path:a/b:ref_type:branch:ref:main" })).outcome).toBe(
      "refused",
    );
  });
});
