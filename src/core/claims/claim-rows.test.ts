import { describe, expect, it, test } from "vitest";
import { digestOf, openDisclosures } from "../envelope/disclosures.ts";
import { parseJson } from "../json/parse.ts";
import { awayWords, claimRows } from "./claim-rows.ts";

const rowsOf = (header: string, payload: string) => claimRows(parseJson(header), parseJson(payload));

describe("the rows of a table of claims", () => {
  it("list each claim in order, with its meaning in this kind of token and its source", () => {
    const { kind, rows, missing } = rowsOf('{"typ":"at+jwt"}', '{"aud":"api","tid":"t","x":1}')!;
    expect(kind).toBe("an access token");
    expect(missing.map(({ name }) => name)).toEqual(["iss", "exp", "sub", "client_id", "iat", "jti"]);
    expect(rows.map(({ member, meaning, source }) => [member.name, meaning, source])).toEqual([
      ["aud", "The API the token is for; any other must refuse it.", "RFC 9068 section 2.2"],
      ["tid", expect.stringContaining("tenant"), expect.stringContaining("Microsoft")],
      ["x", null, null],
    ]);
  });

  it("recognise a time by claim and value: not a text, milliseconds or a coincidence", () => {
    const { rows } = rowsOf(
      "{}",
      '{"exp":1800000000,"nbf":"1800000000","iat":1800000000000,"toe":1800000001,"x":1800000000}',
    )!;
    expect(rows.map(({ instant }) => instant)).toEqual([1_800_000_000, null, null, 1_800_000_001, null]);
  });

  it("put the value in words if that says more", () => {
    const { rows } = rowsOf("{}", '{"amr":["pwd","otp"],"scope":"a b","sub":"1"}')!;
    expect(rows.map(({ words }) => words)).toEqual(["password, one-time password", "2 scopes", null]);
  });

  it("say which of two equal names does not count", () => {
    const { rows } = rowsOf("{}", '{"sub":"1","sub":"2","__proto__":3}')!;
    expect(rows.map(({ isOverruled }) => isOverruled)).toEqual([true, false, false]);
  });

  it("of a processed payload, list the duplicates that do not count too, before the one that does", () => {
    const signed = parseJson('{"sub":"1","iss":"i","sub":"2","_sd":["x"]}');
    const { processed } = openDisclosures(signed, { disclosures: [], binding: null });
    const { rows } = claimRows(parseJson("{}"), processed!, signed)!;
    expect(rows.map(({ member, isOverruled }) => [member.name, member.value, isOverruled])).toEqual([
      ["sub", expect.objectContaining({ value: "1" }), true],
      ["sub", expect.objectContaining({ value: "2" }), false],
      ["iss", expect.objectContaining({ value: "i" }), false],
    ]);
  });

  it("have with a disclosure the characters that separate it from others", () => {
    const disclosure = { text: Buffer.from('["s","a",1]').toString("base64url"), range: { start: 10, end: 25 } };
    const signed = parseJson(JSON.stringify({ sub: "1", _sd: [digestOf(disclosure.text, "sha-256")] }));
    const { processed } = openDisclosures(signed, { disclosures: [disclosure], binding: null });
    const { rows } = claimRows(parseJson("{}"), processed!, signed)!;
    expect(rows.map(({ around }) => around)).toEqual([null, { start: 9, end: 26 }]);
  });

  it("explain unregistered claims by an issuer's manual, and names from Object.prototype not at all", () => {
    const { rows } = rowsOf("{}", '{"constructor":1,"user_metadata":{},"aud":"a"}')!;
    expect(rows.map(({ source }) => source)).toEqual([null, "Supabase, JSON Web Tokens", "RFC 7519 section 4.1.3"]);
  });

  it("are as many as could be read, and none if the payload is not an object", () => {
    const broken = rowsOf('{"typ":"at+jwt"}', '{"sub":"1","exp":');
    expect([broken?.rows[0]?.member.name, broken?.missing]).toEqual(["sub", []]);
    for (const text of ["", "[1]", '"sub"', "not JSON"]) expect(rowsOf("{}", text)).toBeNull();
  });
});

test("how far away a time is", () => {
  expect([awayWords(100, 400), awayWords(400, 100), awayWords(5, 5)]).toEqual(["5 min ago", "in 5 min", "0 s ago"]);
});
