import { expect, test } from "vitest";
import { webPushAssertion } from "./assertions.ts";

test("Web Push: Mozilla refuses a late exp with 401 (autopush, errno 109), others with 403", () => {
  expect(webPushAssertion.words.lifetime({ ahead: 90_000 })[1]).toContain("they refuse it (401 or 403)");
});
