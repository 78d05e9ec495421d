import { afterEach, describe, expect, it, test, vi } from "vitest";
import { encodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { parseToken } from "../envelope/parse.ts";
import { preJudge } from "./pre-judge.ts";

const encode = (text: string): string => encodeBase64Url(encodeUtf8(text));
const compact = (header: string, signature = "AAAA"): string =>
  `${encode(header)}.${encode('{"sub":"1"}')}.${signature}`;
const judged = (text: string) => {
  const judgement = preJudge(parseToken(text));
  return judgement && [judgement.state, judgement.reason];
};

afterEach(() => vi.unstubAllGlobals());

describe("what is malformed", () => {
  const good = compact('{"alg":"HS256"}');
  const [header = "", payload = "", signature = ""] = good.split(".");

  it.each([
    ["prose", "hello there", { code: "not-a-token" }],
    ["two segments", `${header}.${payload}`, { code: "segment-count", count: 2 }],
    ["four segments", `${good}.AAAA`, { code: "segment-count", count: 4 }],
    ["five segments with a signature alg", `${good}.AAAA.AAAA`, { code: "segment-count", count: 5 }],
    ["white space around", `${good} `, { code: "base64url" }],
    ["a line break inside", `${header}.\n${payload}.${signature}`, { code: "base64url" }],
    ["padding", `${header}.${payload}.AAA=`, { code: "base64url" }],
    ["the standard alphabet", `${header}.${payload}.AA+/`, { code: "base64url" }],
    ["unused bits that are not zero", `${header}.${payload}.AAB`, { code: "base64url" }],
    ["an impossible length", `${header}.${payload}.A`, { code: "base64url" }],
    [
      "a header that is not UTF-8",
      `${encodeBase64Url(Uint8Array.of(123, 34, 255, 34, 58, 49, 125))}.${payload}.AAAA`,
      { code: "header-not-utf8" },
    ],
    ["a truncated header", compact('{"alg":"HS256"'), { code: "header-not-json" }],
    ["a header with a byte order mark", compact('\ufeff{"alg":"HS256"}'), { code: "header-not-json" }],
    ["a header that is an array", compact('["alg"]'), { code: "header-not-object" }],
    ["no alg", compact('{"typ":"JWT"}'), { code: "alg-missing" }],
    ["an alg that is a number", compact('{"alg":256}'), { code: "alg-not-string" }],
    ["an alg whose last duplicate is not a string", compact('{"alg":"HS256","alg":null}'), { code: "alg-not-string" }],
  ])("%s", (_, text, reason) => {
    expect(judged(text)).toEqual(["malformed", reason]);
  });
});

describe("what is unsupported", () => {
  it.each([
    ["an unknown name", compact('{"alg":"HS257"}'), { code: "alg-unknown", alg: "HS257" }],
    ["a name in another case", compact('{"alg":"hs256"}'), { code: "alg-unknown", alg: "hs256" }],
    ["another spelling of none", compact('{"alg":"None"}', ""), { code: "alg-unknown", alg: "None" }],
    ["a key management algorithm", compact('{"alg":"RSA-OAEP"}'), { code: "alg-unknown", alg: "RSA-OAEP" }],
  ])("%s", (_, text, reason) => {
    expect(judged(text)).toEqual(["unsupported", reason]);
  });

  it("everything signed, without a secure context; an unsecured token is called so even there", () => {
    vi.stubGlobal("crypto", {});
    expect(judged(compact('{"alg":"HS256"}'))).toEqual(["unsupported", { code: "insecure-context" }]);
    expect(judged(compact('{"alg":"none"}', ""))).toEqual(["unsigned", { code: "none" }]);
  });
});

describe("what needs no key", () => {
  it("empty text, white space included", () => {
    expect(judged("")).toEqual(["empty", { code: "empty" }]);
    expect(judged(" \n")).toEqual(["empty", { code: "empty" }]);
  });

  it("exactly none: unsigned with an empty signature, else invalid", () => {
    expect(judged(compact('{"alg":"none"}', ""))).toEqual(["unsigned", { code: "none" }]);
    expect(judged(compact('{"alg":"none"}'))).toEqual(["invalid", { code: "none-with-signature" }]);
  });
});

describe("what is left to a key", () => {
  it.each([
    ["a signed token", compact('{"alg":"HS256"}')],
    ["an empty signature", compact('{"alg":"HS256"}', "")],
    ["a payload that is not JSON", `${encode('{"alg":"HS256"}')}.${encode("hello")}.AAAA`],
    ["an empty payload", `${encode('{"alg":"HS256"}')}..AAAA`],
    ["the last of two algs", compact('{"alg":"none","alg":"HS256"}')],
  ])("%s", (_, text) => {
    expect(judged(text)).toBeNull();
  });
});

test("a token with extensions is left to the code that knows them", () => {
  const extended = [
    compact('{"alg":"HS256","crit":["x"],"x":1}'),
    compact('{"alg":"HS256","crit":[]}'),
    compact('{"alg":"none","b64":false}', ""),
  ];
  for (const text of extended) {
    expect(judged(text)).toBeNull();
    const reason = { code: "crit", names: ["x"] } as const;
    expect(preJudge(parseToken(text), () => reason)).toMatchObject({ state: "unsupported", reason });
  }
  expect(preJudge(parseToken(compact('{"alg":"none","b64":true}', "")), () => null)).toMatchObject({
    state: "unsigned",
  });
});
