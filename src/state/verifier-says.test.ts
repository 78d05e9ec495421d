import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { encode, hsToken, SECRET, withToken } from "../testing/state/workbench.ts";

const trust = (sub: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": sub,
          },
        },
      },
    ],
  });

const CLAIMS = JSON.stringify({
  iss: "https://token.actions.githubusercontent.com",
  aud: "sts.amazonaws.com",
  sub: "repo:blue/kiln:ref:refs/heads/main",
  iat: 1_699_999_000,
  exp: 1_700_003_600,
});

it("a configuration that refuses the token is an error in the diagnosis", async () => {
  const { actions, view } = await withToken(hsToken(CLAIMS), SECRET);
  const said = () => view.getState().findings.filter(({ rule }) => rule === "verifier");
  actions.setNotes({ verifier: trust("repo:blue/kiln:ref:refs/heads/release") });
  await expect.poll(said).toMatchObject([{ variant: "refused", severity: "error", by: "verifier" }]);
  // The finding quotes only the configuration, so a report without personal claims may contain it.
  expect(JSON.stringify(said())).not.toContain("refs/heads/main");
  actions.setNotes({ verifier: "no configuration" });
  await expect.poll(said).toEqual([]);
});

it("a configuration is also judged against an SD-JWT's disclosed claims", async () => {
  const { sub, ...signed } = JSON.parse(CLAIMS) as Record<string, unknown>;
  const disclosure = encode(JSON.stringify(["salt", "sub", sub]));
  const digest = createHash("sha256").update(disclosure).digest("base64url");
  const issued = hsToken(JSON.stringify({ ...signed, _sd: [digest] }));
  const said = async (token: string) => {
    const { actions, view } = await withToken(token, SECRET);
    actions.setNotes({ verifier: trust("repo:blue/kiln:ref:refs/heads/main") });
    await expect.poll(() => view.getState().findings.length).toBeGreaterThan(0);
    return view.getState().findings.find(({ rule, variant }) => rule === "verifier" && variant === "refused")?.args;
  };
  // AWS accepts no shared secret, whatever is disclosed.
  expect(await said(`${issued}~${disclosure}~`)).toMatchObject({ condition: "alg" });
  expect(await said(`${issued}~`)).toMatchObject({ condition: "token.actions.githubusercontent.com:sub" });
});

it("a refusal for signature or times alone is not repeated", async () => {
  const { actions, view } = await withToken(hsToken(CLAIMS.replace("1700003600", "1699999999")), "another secret");
  actions.setNotes({ verifier: trust("repo:blue/kiln:ref:refs/heads/main") });
  await expect.poll(() => view.getState().findings.length).toBeGreaterThan(0);
  expect(view.getState().findings.filter(({ rule, variant }) => rule === "verifier" && variant === "refused")).toEqual(
    [],
  );
});

it("an algorithm that only the configuration excludes is reported as its refusal", async () => {
  const { actions, view } = await withToken(hsToken(CLAIMS), SECRET);
  actions.setNotes({ verifier: "spring.security.oauth2.resourceserver.jwt.jws-algorithms=RS512\n" });
  await expect
    .poll(() => view.getState().findings.filter(({ rule, variant }) => rule === "verifier" && variant === "refused"))
    .toMatchObject([{ args: { condition: "alg" }, severity: "error" }]);
});

it("a request that sends the token elsewhere is named with its configuration, and is no refusal", async () => {
  const request = `curl -H "Authorization: Bearer ${hsToken(CLAIMS)}" https://api.north.example/orders`;
  const { actions, view } = await withToken(request, SECRET);
  const said = () => view.getState().findings.filter(({ variant }) => variant === "elsewhere" || variant === "refused");
  const provider = { issuer: "https://token.actions.githubusercontent.com", local_jwks: { inline_string: "{}" } };
  const looksIn = (places: object) => ({
    verifier: JSON.stringify({ providers: { north: { ...provider, ...places } } }),
  });
  actions.setNotes(looksIn({ from_headers: [{ name: "x-token" }] }));
  await expect
    .poll(said)
    .toMatchObject([{ severity: "warn", args: { sent: "the header Authorization", places: "the header x-token" } }]);
  actions.setNotes(looksIn({}));
  await expect.poll(said).toEqual([]);
});

it("an example is its token, its keys and its configuration in one step, and Undo takes all of it back", async () => {
  const { actions, view } = await withToken(hsToken(CLAIMS), SECRET);
  const before = view.getState().inputs;
  const keys = { secret: { text: "of the example", encoding: "UTF-8" } } as const;
  actions.applyFix({ kind: "verifier", text: trust("x"), token: { token: hsToken('{"sub":"1"}'), keys } });
  expect(view.getState().inputs).toMatchObject({ base: hsToken('{"sub":"1"}'), verifier: trust("x"), made: true });
  expect(view.getState().fields.keys.secret.text).toBe("of the example");
  actions.undo();
  expect(view.getState().inputs).toEqual(before);
});
