import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keySetCommand, keySourceOf } from "./key-sets.ts";
import type { LookedAt } from "./issuers.ts";
import { rounds } from "../../testing/rounds.ts";

const token = (iss: string): LookedAt => ({
  header: () => "",
  claim: (name) => (name === "iss" ? iss : ""),
  has: (name) => name === "iss",
});

describe("where an issuer's keys are", () => {
  it.each([
    ["https://accounts.google.com", "https://www.googleapis.com/oauth2/v3/certs"],
    ["https://tenant.eu.auth0.com/", "https://tenant.eu.auth0.com/.well-known/jwks.json"],
    [
      "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
      "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/discovery/v2.0/keys",
    ],
    ["https://id.example.com/realms/shop", "https://id.example.com/realms/shop/protocol/openid-connect/certs"],
    ["https://token.actions.githubusercontent.com", "https://token.actions.githubusercontent.com/.well-known/jwks"],
  ])("%s documents its key set", (iss, url) => {
    expect(keySourceOf(token(iss))).toEqual({ kind: "key-set", url, isDocumented: true });
  });

  it("of an unknown issuer, discovery at iss says where, and that is not verified", () => {
    expect(keySourceOf(token("https://idp.example/tenant/"))).toEqual({
      kind: "discovery",
      url: "https://idp.example/tenant/.well-known/openid-configuration",
      isDocumented: false,
    });
  });

  it.each([
    "",
    "issuer",
    "http://idp.example",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://a.example/?x=1",
    "did:web:a",
  ])("%j is not a URL to fetch", (iss) => {
    expect(keySourceOf(token(iss))).toBeNull();
  });

  it("whatever is in iss, a shell takes the URL as one word, and runs no part of it", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."'\"$`\\;|&()<> \nab"), maxLength: 12 }), (hostile) => {
        const source = keySourceOf(token(`https://idp.example/${hostile}`));
        if (source === null) return;
        const command = keySetCommand({ ...source, kind: "key-set" });
        const said = execFileSync("sh", ["-c", command.replace("curl -fsS", "printf '%s\\n'")], { encoding: "utf8" });
        expect(said).toBe(`${source.url}\n`);
      }),
      { numRuns: rounds(40) },
    );
  });

  it("discovery takes two requests: the second goes where the first response points", () => {
    expect(keySetCommand({ kind: "discovery", url: "https://a.example/x", isDocumented: false })).toBe(
      `curl -fsS --proto '=https' --url "$(curl -fsS 'https://a.example/x' | jq -r .jwks_uri)"`,
    );
  });

  it("a discovery response gives a URL and no curl option; http is fetched only if iss is http", () => {
    const command = keySetCommand({ kind: "discovery", url: "http://localhost:8080/x", isDocumented: false });
    expect(command).toContain("--proto '=http,https' --url ");
    const answered = command.replace(/\$\(curl[^)]*\)/, "--output=x");
    const said = execFileSync("sh", ["-c", `curl() { printf '%s\n' "$@"; }; ${answered}`], { encoding: "utf8" });
    expect(said.trimEnd().split("\n").slice(-2)).toEqual(["--url", "--output=x"]);
  });
});
