import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test("App Service: the client id is an audience beside the allowed ones", () => {
  const settings = (allowedAudiences: readonly string[]) => ({
    identityProviders: {
      azureActiveDirectory: {
        registration: { openIdIssuer: "https://idp.example", clientId: "app" },
        validation: { allowedAudiences },
      },
    },
  });
  expect(judged(settings(["api"]), presented({ ...idp, aud: "app" })).outcome).toBe("accepted");
  expect(judged(settings(["api"]), presented(idp)).by["allowedAudiences"]).toBe("unmet");
});
