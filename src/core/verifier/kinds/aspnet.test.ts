import { expect, test } from "vitest";
import { idp, judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

test("ASP.NET: one and many are one set, the clock's slack is that of the file, and what is switched off is not asked", () => {
  const settings = (more: object) => ({
    TokenValidationParameters: { ValidIssuer: "https://idp.example", ValidAudiences: ["orders"], ...more },
  });
  const late = presented({ ...idp, exp: presented({}).now - 200 });
  expect(judged(settings({}), late).outcome).toBe("accepted");
  expect(judged(settings({ ClockSkew: "00:01:00" }), late).by["ClockSkew"]).toBe("unmet");
  expect(judged(settings({ ClockSkew: "00:01:00", ValidateLifetime: false }), late).outcome).toBe("accepted");
  expect(judged(settings({ ValidAudience: "orders ", ValidAudiences: [] }), presented(idp)).sentence).toMatch(/space/);
  expect(readingOf(settings({ ValidateAudience: false })).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
  expect(judged(settings({ SignatureValidator: "x" }), presented(idp)).outcome).toBe("unknown");
});
