import { describe, expect, it } from "vitest";
import { judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const claims = { iss: "urn://id", sub: "u1", aud: ["fans", "b"], show: "And now" };
const policy = (inside: string) => `<?xml version="1.0"?>
<VerifyJWT name="JWT-Verify" async="false" continueOnError="false" enabled="true">
  <DisplayName>Verify</DisplayName>
  <Algorithm>RS256</Algorithm>
  <Source>request.formparam.jwt</Source>
  <PublicKey><JWKS uri="https://id.example/keys"/></PublicKey>
  ${inside}
</VerifyJWT>`;

describe("Apigee's VerifyJWT", () => {
  it.each([
    ["<Issuer>urn://id</Issuer><Audience>fans</Audience><Subject>u1</Subject>", "accepted"],
    ["<Audience>x, fans</Audience>", "accepted"],
    ["<Audience>x</Audience>", "refused"],
    ["<Issuer>urn://other</Issuer>", "refused"],
    ['<Issuer ref="flow.issuer"/>', "unknown"],
    ['<AdditionalClaims><Claim name="show">And now</Claim></AdditionalClaims>', "accepted"],
    ['<AdditionalClaims><Claim name="show">Later</Claim></AdditionalClaims>', "refused"],
    ['<AdditionalClaims><Claim name="show" ref="flow.show"/></AdditionalClaims>', "unknown"],
    ['<AdditionalClaims ref="flow.claims"/>', "unknown"],
    ["<MaxLifespan>10m</MaxLifespan>", "unknown"],
  ])("%s: %s", (inside, outcome) => {
    expect(judged(policy(inside), presented(claims)).outcome).toBe(outcome);
  });

  it("is not said to decide while it is turned off", () => {
    const off = policy("<Audience>x</Audience>").replace('enabled="true"', 'enabled="false"');
    expect(judged(off, presented(claims)).outcome).toBe("unknown");
  });

  it("allows the clocks to differ, and any token of the issuer without an audience", () => {
    const late = presented({ ...claims, exp: 1_800_000_000 - 20 });
    expect(judged(policy("<TimeAllowance>30s</TimeAllowance>"), late).by).toMatchObject({ exp: "met" });
    expect(judged(policy(""), late).by).toMatchObject({ exp: "unmet" });
    expect(readingOf(policy("")).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
  });

  it("refuses a token that was issued in the future", () => {
    const late = presented({ ...claims, iat: 1_800_000_000 + 3600 });
    expect(judged(policy("<Audience>fans</Audience>"), late)).toMatchObject({
      outcome: "refused",
      by: { iat: "unmet" },
    });
    const ignoring = policy("<Audience>fans</Audience><IgnoreIssuedAt>true</IgnoreIssuedAt>");
    expect(judged(ignoring, late).outcome).toBe("accepted");
  });

  it("is not read where a comment holds it", () => {
    const old = `<!-- ${policy("<Audience>x</Audience>")} -->\n`;
    expect(
      judged(`${old}${policy("<Audience>fans</Audience><!-- <Issuer>x</Issuer> -->")}`, presented(claims)).outcome,
    ).toBe("accepted");
    expect(judged(`<a><!-- </a>${policy("<Audience>fans</Audience>")}`, presented(claims)).outcome).toBe("accepted");
  });
});
