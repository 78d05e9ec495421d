import { expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { knownIssuer } from "../registry/issuers.ts";
import { USUAL_STYLE } from "./describe.ts";
import { profileOfToken } from "./profile.ts";
import { explainMember, type Explanation } from "./explain.ts";

function explain(pane: "header" | "payload", text: string): Explanation {
  const { root } = parseJson(text);
  const member = root?.type === "object" ? root.members[0] : undefined;
  if (member === undefined) throw new Error("no member");
  return explainMember(pane, member);
}

test("explains an algorithm in plain words, with the clause that defines the parameter", () => {
  expect(explain("header", '{"alg":"ES256"}')).toEqual({
    name: "alg",
    title: "Algorithm",
    spec: "RFC 7515 section 4.1.1",
    about: "The algorithm that secures the token; a verifier accepts only those it expects.",
    meaning: "ES256: ECDSA on P-256 with SHA-256",
  });
});

test("explains a claim by the kind of token", () => {
  const aud = (payload: string): string | null => {
    const { root } = parseJson(payload);
    const member = root?.type === "object" ? root.members[0] : undefined;
    const profile = profileOfToken(parseJson("{}"), parseJson(payload));
    return explainMember("payload", member!, USUAL_STYLE, profile).about;
  };
  expect(aud('{"aud":"a","nonce":"n"}')).toMatch(/never for an API/);
  expect(aud('{"aud":"a","scope":"read"}')).toMatch(/^The API/);
  expect(aud('{"aud":"a"}')).toMatch(/^Who the token is for/);
});

test("explains an encryption algorithm too", () => {
  expect(explain("header", '{"enc":"A128CBC-HS256"}').meaning).toBe(
    "A128CBC-HS256: AES CBC with 128 bits, and HMAC with SHA-256",
  );
  expect(explain("header", '{"alg":"RSA-OAEP-256"}').meaning).toContain("OAEP");
});

test("gives a registered claim its title and clause", () => {
  expect(explain("payload", '{"sub":"x"}')).toEqual({
    name: "sub",
    title: "Subject",
    spec: "RFC 7519 section 4.1.2",
    about: "Who the token is about: the id of the user or client at this issuer.",
    meaning: null,
  });
});

test("explains a NumericDate as a date, and other numbers not", () => {
  expect(explain("payload", '{"exp":1800000000}').meaning).toContain("2027-01-15T08:00:00Z");
  expect(explain("payload", '{"exp":5}').meaning).toBeNull();
  expect(explain("payload", '{"n":1800000000}').meaning).toBeNull();
});

test("calls a name from no registry unknown, whatever it is", () => {
  for (const name of ["tenant_x", "__proto__", "constructor", ""]) {
    expect(explain("payload", `{${JSON.stringify(name)}:1}`)).toEqual({
      name,
      title: null,
      spec: null,
      about: null,
      meaning: null,
    });
  }
});

test("names the proof that a confirmation asks for", () => {
  expect(explain("payload", '{"cnf":{"jkt":"x"}}').meaning).toContain("DPoP");
  expect(explain("payload", '{"cnf":{"x5t#S256":"x"}}').meaning).toContain("mutual TLS");
});

test("explains authentication methods in words, and leaves unknown ones as they are", () => {
  expect(explain("payload", '{"amr":["pwd","otp","zzz"]}').meaning).toBe("password, one-time password, zzz");
});

test("recognises an issuer by its whole URL, not by a part", () => {
  expect(knownIssuer("https://accounts.google.com")?.name).toBe("Google");
  expect(knownIssuer("https://accounts.google.com.evil.example")).toBeNull();
  expect(knownIssuer("https://evil.example/https://accounts.google.com")).toBeNull();
  expect(knownIssuer("https://login.microsoftonline.com/t/v2.0")?.name).toContain("Entra");
  expect(explain("payload", '{"iss":"https://accounts.google.com"}').meaning).toBe("Looks like Google");
});
