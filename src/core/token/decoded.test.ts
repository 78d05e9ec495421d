import { describe, expect, it } from "vitest";
import { decodedToken } from "./decoded.ts";

const CLAIMS = {
  iss: "https://id.example",
  sub: 'o\'neil "x"',
  aud: ["a", "b"],
  exp: 1800003540,
  admin: true,
  mid: null,
};

describe("decoded claims", () => {
  it.each([
    ["JSON", JSON.stringify(CLAIMS)],
    [
      "Python",
      `{'iss': 'https://id.example', 'sub': 'o\\'neil "x"', 'aud': ['a', 'b'], 'exp': 1800003540, 'admin': True, 'mid': None}`,
    ],
    [
      "Node.js",
      `{\n  iss: 'https://id.example',\n  sub: \`\`,\n}`.replace(
        "sub: ``",
        `sub: "o'neil \\"x\\"",\n  aud: [ 'a', 'b' ],\n  exp: 1800003540,\n  admin: true,\n  mid: undefined`,
      ),
    ],
    [
      "Ruby",
      `{"iss"=>"https://id.example", "sub"=>"o'neil \\"x\\"", "aud"=>["a", "b"], "exp"=>1800003540, "admin"=>true, "mid"=>nil}`,
    ],
  ])("are read as %s prints them", (_, text) => {
    expect(JSON.parse(decodedToken(text)?.payload ?? "null")).toEqual(CLAIMS);
  });

  it.each([
    `{ sub: user.id, exp: now() }`,
    `{ 'sub': 'a', 'when': datetime.now() }`,
    `{ sub: 'a`,
    `{ 'name': 'a' }`,
    `{ sub 'a' }`,
    `{ sub: 'a', exp: 15 16 }`,
    `{ 'error': 'x', 'iss': 'y' }`,
  ])("are not %s", (text) => {
    expect(decodedToken(text)).toBeNull();
  });
});
