import { describe, expect, test } from "vitest";
import { USUAL_STYLE } from "../claims/describe.ts";
import { parseJson } from "../json/parse.ts";
import { profileOfKind } from "../registry/profiles.ts";
import { applyEdits } from "../text/edits.ts";
import { editsOf, suggest } from "./suggest.ts";
import type { Suggestion, Surroundings } from "./types.ts";

const AT: Surroundings = {
  pane: "payload",
  profile: null,
  isEncrypted: false,
  keys: [{ kid: "2026-a", description: "EC P-256" }],
  now: 1_800_000_000,
  timeStyle: USUAL_STYLE,
  newId: () => "an-id",
};
const HEADER: Surroundings = { ...AT, pane: "header" };

function offered(marked: string, at: Surroundings = AT): readonly Suggestion[] {
  return suggest(marked.replace("|", ""), marked.indexOf("|"), at);
}
const labels = (marked: string, at: Surroundings = AT): readonly string[] =>
  offered(marked, at).map(({ label }) => label);

/** The text once a suggestion is taken, with what is selected then between bars. */
function applied(marked: string, one: Suggestion): string {
  const next = applyEdits(marked.replace("|", ""), editsOf(one));
  const start = one.range.start + one.also.reduce((sum, { insert }) => sum + insert.length, 0);
  const [from, to] = [start + one.select.start, start + one.select.end];
  return `${next.slice(0, from)}|${next.slice(from, to)}|${next.slice(to)}`;
}

function taken(marked: string, label: string, at: Surroundings = AT): string {
  const one = offered(marked, at).find((suggestion) => suggestion.label === label);
  if (one === undefined) throw new Error(`no ${label}`);
  return applied(marked, one);
}

describe("names", () => {
  test("come by what the token is: required ones first, present ones last", () => {
    const access = { ...AT, profile: profileOfKind("an access token") };
    const names = labels('{"iss": "x", |}', access);
    expect(names.slice(0, 3)).toEqual(["exp", "aud", "sub"]);
    expect(names.at(-1)).toBe("iss");
    const proof = { ...AT, profile: profileOfKind("a DPoP proof") };
    expect(labels("{|}", proof).slice(0, 4)).toEqual(["jti", "htm", "htu", "iat"]);
    expect(offered("{|}", proof)[1]).toMatchObject({ detail: "required", spec: "RFC 9449 section 4.2" });
    expect(labels("{|}").slice(0, 4)).toEqual(["iss", "sub", "aud", "exp"]);
  });

  test("start with what is typed, then contain it", () => {
    expect(labels('{"au|}').slice(0, 3)).toEqual(["aud", "auth_time", "authorization_details"]);
    expect(labels('{"verif|}')).toContain("email_verified");
    expect(labels('{"zz|}')).toEqual([]);
  });

  test("for a header are those of its form", () => {
    expect(labels("{|}", HEADER)).toContain("kid");
    expect(labels("{|}", HEADER)).not.toContain("enc");
    expect(labels("{|}", { ...HEADER, isEncrypted: true })).toContain("enc");
  });

  test("inside a known object are that object's", () => {
    expect(labels('{"cnf": {|}}')).toContain("jkt");
    expect(labels('{"cnf": {"jwk": {|}}}')).toContain("crv");
    expect(labels('{"address": {"locality": "x", |}}').at(-1)).toBe("locality");
    expect(labels('{"mine": {|}}')).toEqual([]);
  });
});

describe("inserting a name", () => {
  test("puts the caret at the value, or writes the value that is meant", () => {
    expect(taken("{|}", "iss")).toBe('{"iss": "||"}');
    expect(taken("{|}", "exp")).toBe('{"exp": 1800003600||}');
    expect(taken("{|}", "cnf")).toBe('{"cnf": {||}}');
    expect(taken("{|}", "email_verified")).toBe('{"email_verified": true||}');
    expect(taken("{|}", "jti")).toBe('{"jti": "an-id"||}');
    expect(taken("{|}", "kid", HEADER)).toBe('{"kid": "2026-a"||}');
  });

  test("adds missing commas, and nothing else", () => {
    expect(taken('{\n  "a": 1\n  "au|\n}', "aud")).toBe('{\n  "a": 1,\n  "aud": "||"\n}');
    expect(taken('{\n  |\n  "a": 1\n}', "sub")).toBe('{\n  "sub": "||",\n  "a": 1\n}');
    expect(taken('{"a": 1.0, |}', "sub")).toBe('{"a": 1.0, "sub": "||"}');
    expect(taken('{"a": 1.0|, "b": 2}', "sub")).toBe('{"a": 1.0, "sub": "||", "b": 2}');
  });

  test("puts the member on its own line if its neighbours are", () => {
    expect(taken('{\n  "a": 1,|\n}', "sub")).toBe('{\n  "a": 1,\n  "sub": "||"\n}');
    expect(taken('{\n  "a": [1] |\n}', "sub")).toBe('{\n  "a": [1], \n  "sub": "||"\n}');
    expect(taken('{|\n  "a": 1\n}', "sub")).toBe('{\n  "sub": "||",\n  "a": 1\n}');
    expect(taken('{\n  "cnf": {"kid": "k",|}\n}', "jkt")).toBe('{\n  "cnf": {"kid": "k", "jkt": "||"}\n}');
  });

  test("leaves an existing value", () => {
    expect(taken('{"ex|": 1.50}', "exp")).toBe('{"exp"||: 1.50}');
  });
});

describe("values", () => {
  test("are suggested for alg, enc, typ, kid and crv", () => {
    expect(labels('{"alg": |}', HEADER)).toContain("ES256");
    expect(labels('{"alg": |}', { ...HEADER, isEncrypted: true })).toContain("RSA-OAEP-256");
    expect(labels('{"enc": |}', HEADER)).toContain("A256GCM");
    expect(labels('{"typ": "|"}', { ...HEADER, profile: profileOfKind("an access token") })[0]).toBe("at+jwt");
    expect(offered('{"kid": |}', HEADER)).toMatchObject([
      { label: "2026-a", about: expect.stringMatching(/EC P-256/) },
    ]);
    expect(labels('{"jwk": {"kty": "OKP", "crv": "|"}}', HEADER)).toEqual(["Ed25519", "Ed448", "X25519", "X448"]);
  });

  test("of a claim are those that its specification lists, and times follow the clock", () => {
    expect(labels('{"htm": "P|"}')).toEqual(["POST", "PUT", "PATCH"]);
    expect(labels('{"amr": ["m|"]}').slice(0, 2)).toEqual(["mfa", "mca"]);
    expect(labels('{"exp": |}')[0]).toBe("1800003600");
    expect(labels('{"iat": |}')[0]).toBe("1800000000");
    expect(labels('{"email_verified": |}')).toEqual(["true", "false"]);
    expect(labels('{"sub": |}')).toEqual([]);
  });

  test("replace the existing value, and are wrapped in an array where one is needed", () => {
    expect(taken('{"alg": "RS256", "kid": "k"}'.replace("RS", "R|S"), "RS512", HEADER)).toBe(
      '{"alg": "RS512"||, "kid": "k"}',
    );
    expect(taken('{"amr": |}', "pwd")).toBe('{"amr": ["pwd"]||}');
    expect(taken('{"amr": ["pwd" |]}', "otp")).toBe('{"amr": ["pwd", "otp"||]}');
    expect(taken('{"alg": |\n "kid": "k"}', "ES256", HEADER)).toBe('{"alg": "ES256"||,\n "kid": "k"}');
  });
});

test("any suggestion inserted into text that is JSON but for the gap makes it JSON", () => {
  const gaps = ["{|}", '{"a":1, |}', '{"a":1 |}', '{|"a":1}', '{"cnf": {|}}', '{"amr": [|]}', '{"alg": |}'];
  for (const at of [AT, HEADER, { ...AT, profile: profileOfKind("an ID Token") }]) {
    for (const gap of gaps) {
      for (const one of offered(gap, at)) {
        const text = applied(gap, one).replaceAll("|", "");
        expect(parseJson(text).problems, `${gap} ${one.label}: ${text}`).toEqual([]);
      }
    }
  }
});
