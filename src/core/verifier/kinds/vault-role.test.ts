import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test("Vault: a glob's question mark is a character, and a token with aud needs bound_audiences", () => {
  const role = (more: object) => ({ role_type: "jwt", user_claim: "sub", ...more });
  const globs = role({
    bound_audiences: ["orders"],
    bound_claims_type: "glob",
    bound_claims: { "/realm/name": ["a*", "b?"] },
  });
  expect(judged(globs, presented({ ...idp, realm: { name: "abc" } })).outcome).toBe("accepted");
  expect(judged(globs, presented({ ...idp, realm: { name: "bx" } })).outcome).toBe("refused");
  expect(judged(globs, presented({ ...idp, realm: { name: "b?" } })).outcome).toBe("accepted");
  expect(judged(role({}), presented(idp)).by["bound_audiences"]).toBe("unmet");
  expect(judged(role({}), presented({ ...idp, aud: undefined })).outcome).toBe("accepted");
});
