import { describe, expect, it } from "vitest";
import { judged, presented, readingOf } from "../../../testing/verifier.ts";
import { loadReader } from "../load-read.ts";

await loadReader();

const site = (...options: readonly string[]) =>
  `{\n\torder jwtauth before basicauth\n}\n\napi.example.com {\n\tjwtauth {\n\t\tsign_key "dGhyb3dhd2F5" # ours\n${options.map((line) => `\t\t${line}\n`).join("")}\t}\n\treverse_proxy app:8080\n}\n`;
const claims = { iss: "https://id.example", sub: "1", aud: ["api", "web"], uid: 7, email: "" };
const outcome = (text: string | object, change: object = {}, more: object = {}) =>
  judged(text, presented({ ...claims, ...change }, more));

describe("caddy-jwt", () => {
  it.each<[string, object, string]>([
    ["issuer_whitelist https://id.example https://b.example", {}, "accepted"],
    ["issuer_whitelist https://id.example/", {}, "refused"],
    ["issuer_whitelist https://id.example", { iss: undefined }, "refused"],
    ["audience_whitelist x web", {}, "accepted"],
    ["audience_whitelist x", {}, "refused"],
    ["audience_whitelist x", { aud: undefined }, "refused"],
    ["from_header X-Token", { sub: undefined }, "refused"],
    ["user_claims uid sub", { sub: undefined }, "accepted"],
    // aud is a list, which never names a user; and the first claim that is a string decides, even if it is empty.
    ["user_claims aud", {}, "refused"],
    ["user_claims email sub", {}, "refused"],
    ["user_claims roles", {}, "refused"],
    ["issuer_whitelist {env.ISSUER}", {}, "unknown"],
    ["audience_whitelist {$AUDIENCE} x", {}, "unknown"],
    ["guards on", {}, "unknown"],
    ["sign_alg EdDSA", {}, "refused"],
    ["sign_alg HS256", {}, "accepted"],
  ])("%s, %j: %s", (option, change, expected) => {
    expect(outcome(site(option), change).outcome).toBe(expected);
  });

  it("needs a kid only for keys from an address, and no signature if that is skipped", () => {
    const bare = {
      ...presented({}).header!,
      members: presented({}).header!.members.filter(({ name }) => name !== "kid"),
    };
    const address = site().replace('sign_key "dGhyb3dhd2F5" # ours', "jwk_url https://id.example/keys");
    expect(outcome(address, {}, { header: bare }).outcome).toBe("refused");
    expect(outcome(address).outcome).toBe("accepted");
    expect(outcome(site(), {}, { header: bare }).outcome).toBe("accepted");
    expect(outcome(site("skip_verification"), {}, { signature: "unmet" }).outcome).toBe("accepted");
    expect(readingOf(site("skip_verification")).dangers.map(({ claim }) => claim)).toEqual(["signature", "aud"]);
    expect(readingOf(site("audience_whitelist api")).dangers).toEqual([]);
  });

  it("is read as JSON too, and of several blocks the request chooses one", () => {
    const json = (jwt: object) => ({
      apps: { http: { servers: { s: { routes: [{ handle: [{ handler: "authentication", providers: { jwt } }] }] } } } },
    });
    expect(outcome(json({ sign_key: "k", issuer_whitelist: ["https://id.example"] })).outcome).toBe("accepted");
    const refused = outcome(json({ sign_key: "k", audience_whitelist: ["other"] }), { aud: "api" });
    expect(refused.about).toMatchObject({ claim: "aud", token: "api", wanted: "other" });
    const two = `${site("audience_whitelist api")}\n${site("audience_whitelist other")
      .replace(/^\{[^}]*\}/, "")
      .replace("api.example", "b.example")}`;
    expect(outcome(two)).toMatchObject({ outcome: "unknown", by: { route: "unknown" } });
  });
});

describe("an authorization policy of caddy-security", () => {
  const policy = (...rules: readonly string[]) =>
    `{\n\tsecurity {\n\t\tauthorization policy shop {\n\t\t\tset auth url /auth\n\t\t\tcrypto key verify {env.KEY}\n${rules.map((rule) => `\t\t\t${rule}\n`).join("")}\t\t}\n\t}\n}\n`;
  it.each<[readonly string[], object, string]>([
    [["allow roles admin user"], { roles: ["user"] }, "accepted"],
    [["allow roles admin user"], { groups: "x admin" }, "accepted"],
    [["allow roles admin user"], { roles: ["guest"] }, "refused"],
    [["allow roles admin"], {}, "refused"],
    [["allow roles guest"], {}, "accepted"],
    [["allow roles any"], { roles: ["x"] }, "accepted"],
    [["allow audience api"], {}, "accepted"],
    [["deny roles blocked", "allow roles user"], { roles: ["user", "blocked"] }, "refused"],
    [["allow roles user", "deny roles blocked"], { roles: ["user", "blocked"] }, "refused"],
    [["allow roles user with GET to /a"], { roles: ["user"] }, "unknown"],
    [
      [
        "acl rule {",
        "comment ours",
        "match role user",
        "allow stop log info",
        "}",
        "acl rule {",
        "match role blocked",
        "deny",
        "}",
      ],
      { roles: ["user", "blocked"] },
      "accepted",
    ],
    [["acl rule {", "match role user", "match iss https://id.example", "allow", "}"], { roles: ["user"] }, "accepted"],
    [["acl rule {", "match role user", "match iss https://x.example", "allow", "}"], { roles: ["user"] }, "refused"],
    [
      ["acl rule {", "match role user", "match iss https://x.example", "allow any", "}"],
      { roles: ["user"] },
      "accepted",
    ],
    [["acl rule {", "prefix match email a@", "allow", "}"], { email: "a@b.example" }, "accepted"],
    [["acl rule {", "regex match email ^b", "allow", "}"], { email: "a@b.example" }, "refused"],
    [["acl default allow"], {}, "accepted"],
    [[], {}, "refused"],
    [["guards on", "allow audience api"], {}, "unknown"],
  ])("%j %j: %s", (rules, change, expected) => {
    expect(outcome(policy(...rules), change).outcome).toBe(expected);
  });

  it("says what a policy leaves open", () => {
    const dangers = (...rules: readonly string[]) => readingOf(policy(...rules)).dangers.map(({ claim }) => claim);
    expect(dangers("allow audience api")).toEqual([]);
    expect(dangers("allow roles user")).toEqual(["aud"]);
    expect(dangers("acl default allow", "bypass uri prefix /x")).toEqual(["aud", "token", "roles"]);
  });
});
