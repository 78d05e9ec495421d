import { expect, test } from "vitest";
import { idp, judged, objectFrom, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const { now } = presented({});
const ISSUER = "mp.jwt.verify.issuer=https://idp.example\n";

test.each<[string, string, object, string]>([
  [
    "a token that is old but short-lived",
    "smallrye.jwt.time-to-live=600",
    { iat: now - 500, exp: now + 50 },
    "accepted",
  ],
  ["a long-lived token", "smallrye.jwt.time-to-live=600", { iat: now - 10, exp: now + 3000 }, "refused"],
  ["a token that is old", "mp.jwt.verify.token.age=300", { iat: now - 500, exp: now + 50 }, "refused"],
  ["a token without iat", "", { iat: undefined }, "refused"],
  ["a token without iat, where none is required", "smallrye.jwt.time-to-live=-1", { iat: undefined }, "accepted"],
  ["a token without a name", "", { sub: undefined }, "refused"],
  [
    "a token without a name, where none is required",
    "smallrye.jwt.require.named-principal=false",
    { sub: undefined },
    "accepted",
  ],
  ["a token without a name that has one by default", "smallrye.jwt.claims.sub=nobody", { sub: undefined }, "accepted"],
  ["a thumbprint", "smallrye.jwt.verify.certificateThumbprint=true", {}, "unknown"],
  ["another kid", "smallrye.jwt.token.kid=k2", {}, "refused"],
  ["its kid", "smallrye.jwt.token.kid=k1", {}, "accepted"],
])("MicroProfile: %s", (_, line, claims, outcome) => {
  expect(judged(`${ISSUER}${line}\n`, presented({ ...idp, ...claims })).outcome).toBe(outcome);
});

test("MicroProfile: a token without kid passes if a kid is configured", () => {
  const bare = presented(idp, { header: objectFrom({ alg: "RS256" }) });
  expect(judged(`${ISSUER}smallrye.jwt.token.kid=k2\n`, bare).outcome).toBe("accepted");
});
