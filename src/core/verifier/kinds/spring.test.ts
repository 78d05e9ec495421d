import { expect, test } from "vitest";
import { idp, judged, presented } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

test("Spring: a placeholder is not judged, the clock may be off by 60 s, and only RS256 is accepted", () => {
  const spring = (issuer: string) =>
    `spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n          issuer-uri: ${issuer}\n          audiences: [orders]\n`;
  expect(outcomes(spring("${ISSUER}"), idp).outcome).toBe("unknown");
  expect(outcomes(spring("https://idp.example/"), idp).sentence).toMatch(/slash/);
  expect(outcomes(spring("https://idp.example"), { ...idp, exp: presented({}).now - 30 }).outcome).toBe("accepted");
  expect(outcomes(spring("https://idp.example"), idp, { alg: "ES256" }).outcome).toBe("refused");
});

const KEYS = "spring.security.oauth2.resourceserver.jwt";
test.each([
  ["dotted keys in YAML", `${KEYS}:\n  issuer-uri: https://idp.example\n  audiences: [orders]\n`],
  ["one dotted key in YAML", `spring:\n  security.oauth2.resourceserver.jwt.issuer-uri: https://idp.example\n`],
  ["a properties file", `server.port=80\n${KEYS}.issuer-uri=https://idp.example\n${KEYS}.audiences=a,orders\n`],
  ["a list by index", `${KEYS}.issuerUri=https://idp.example\n${KEYS}.audiences[0]=a\n${KEYS}.audiences[1]=orders\n`],
  ["an environment", "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI=https://idp.example\n"],
  [
    "a compose file",
    "services:\n  a:\n    environment:\n      SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI: https://idp.example\n",
  ],
])("Spring: %s means the same as nested keys", (_, text) => {
  expect(outcomes(text, idp).outcome).toBe("accepted");
  const other = outcomes(text, { ...idp, iss: "https://idp.example/" });
  expect(other.outcome).toBe("refused");
  expect(other.about?.claim).toBe("iss");
  if (text.includes("audiences")) expect(outcomes(text, { ...idp, aud: "z" }).about?.claim).toBe("aud");
});

test("Spring: an unknown property is not met", () => {
  expect(outcomes(`${KEYS}.issuer-uri=https://idp.example\n${KEYS}.other=1\n`, idp).outcome).toBe("unknown");
});
