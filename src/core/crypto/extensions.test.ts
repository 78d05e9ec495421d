import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import { wholeObject } from "../json/query.ts";
import { withDetached } from "../envelope/detached.ts";
import { parseToken } from "../envelope/parse.ts";
import { NO_KEYS } from "../keys/no-keys.ts";
import { extensionReason } from "./extensions.ts";
import { judgeToken } from "./judge.ts";

const reasonOf = (header: object | string) =>
  extensionReason(wholeObject(parseJson(typeof header === "string" ? header : JSON.stringify(header)))!);

const OB = "http://openbanking.org.uk/";
const MECHANISM = "http://uri.etsi.org/19182/";

describe("crit", () => {
  test.each([
    ["lists an unsupported extension", '{"crit":["exp","x"],"exp":1,"x":1}', { code: "crit", names: ["exp", "x"] }],
    ["lists one of each", `{"crit":["sigT","x"],"sigT":1,"x":1}`, { code: "crit", names: ["x"] }],
    ["is empty", '{"crit":[]}', { code: "crit-malformed" }],
    ["is not a list", '{"crit":"b64","b64":true}', { code: "crit-malformed" }],
    ["lists something other than names", '{"crit":["b64",1],"b64":true}', { code: "crit-malformed" }],
    ["names a member twice", '{"crit":["b64","b64"],"b64":true}', { code: "crit-malformed" }],
    ["names a missing member", '{"crit":["b64"]}', { code: "crit-malformed" }],
    ["does not list b64 false", '{"b64":false}', { code: "crit-malformed" }],
    ["lists a b64 that is not a boolean", '{"crit":["b64"],"b64":"false"}', { code: "crit-malformed" }],
    ["has names from Object.prototype", '{"crit":["__proto__"],"__proto__":1}', { code: "crit", names: ["__proto__"] }],
  ])("%s", (_, header, reason) => expect(reasonOf(header)).toEqual(reason));

  test.each([
    ["b64", true],
    [`${OB}iat`, 1_800_000_000],
    [`${OB}iss`, "0015800001041REAAY"],
    [`${OB}tan`, "openbanking.org.uk"],
    ["ppt", "shaken"],
    ["sigT", "2026-11-30T09:00:00Z"],
    ["x5t#o", { digAlg: "S512", digVal: "AAAA" }],
    [
      "sigX5ts",
      [
        { digAlg: "S256", digVal: "AA" },
        { digAlg: "S256", digVal: "AQ" },
      ],
    ],
    ["srCms", [{ commId: { id: "urn:x" } }]],
    ["sigPl", { addressCountry: "FR" }],
    ["srAts", [{ claimed: [] }]],
    ["adoTst", { tstTokens: [] }],
    ["sigPId", { id: { id: "urn:x" } }],
    ["sigD", { mId: `${MECHANISM}HttpHeaders`, pars: ["host", "digest"] }],
  ])("%s is accepted with its own kind of value, and with no other", (name, value) => {
    expect(reasonOf({ crit: [name], [name]: value })).toBeNull();
    const wrong = name === "b64" ? { code: "crit-malformed" } : { code: "crit-value", name };
    for (const other of [null, {}, [], ""])
      expect(reasonOf({ crit: [name], [name]: other })).toEqual(
        name === "sigPl" && typeof other === "object" && other !== null && !Array.isArray(other) ? null : wrong,
      );
  });

  test.each([
    ["ppt", "unheard-of"],
    ["sigT", "2026-11-30"],
    ["sigT", "2026-13-30T09:00:00Z"],
    ["sigD", { mId: "http://example.com/own", pars: ["host"] }],
    ["sigD", { mId: `${MECHANISM}HttpHeaders`, pars: ["host", 1] }],
    ["sigX5ts", [{ digAlg: "S256", digVal: "AA" }]],
    [`${OB}tan`, "https://openbanking.org.uk/"],
  ])("%s is not accepted with %j", (name, value) => {
    expect(reasonOf({ crit: [name], [name]: value })).toEqual({ code: "crit-value", name });
  });
});

const SECRET = "a-string-secret-at-least-256-bits-long";
const keys = { ...NO_KEYS, secret: { text: SECRET, encoding: "UTF-8" as const } };
const encode = (text: string): string => Buffer.from(text, "utf8").toString("base64url");

async function judged(header: object, input: (first: string) => string, detached: string) {
  const first = encode(JSON.stringify({ alg: "HS256", ...header }));
  const signature = createHmac("sha256", SECRET).update(input(first), "utf8").digest("base64url");
  const { state, reason } = await judgeToken(withDetached(parseToken(`${first}..${signature}`), detached), keys);
  return [state, reason.code];
}

describe("a signature with extensions", () => {
  const BODY = '{"Data":{}}';
  const openBanking = { [`${OB}iat`]: 1, [`${OB}iss`]: "x", [`${OB}tan`]: "openbanking.org.uk" };

  test("of Open Banking is verified over the body, encoded or not as b64 says", async () => {
    const crit = Object.keys(openBanking);
    const of314 = { ...openBanking, crit };
    expect(await judged(of314, (first) => `${first}.${encode(BODY)}`, BODY)).toEqual(["verified", "verified"]);
    const of313 = { b64: false, ...openBanking, crit: ["b64", ...crit] };
    expect(await judged(of313, (first) => `${first}.${BODY}`, BODY)).toEqual(["verified", "verified"]);
    expect(await judged(of313, (first) => `${first}.${BODY}`, `${BODY}\n`)).toEqual(["invalid", "mismatch"]);
    expect(await judged({ ...of314, [`${OB}iat`]: "1" }, (first) => `${first}.${encode(BODY)}`, BODY)).toEqual([
      "unsupported",
      "crit-value",
    ]);
  });

  test("over HTTP fields is verified over their lines", async () => {
    const lines = "host: api.example\ndigest: SHA-256=x";
    const sigD = { mId: `${MECHANISM}HttpHeaders`, pars: ["host", "digest"] };
    const header = { b64: false, sigT: "2026-11-30T09:00:00Z", sigD, crit: ["b64", "sigT", "sigD"] };
    expect(await judged(header, (first) => `${first}.${lines}`, lines)).toEqual(["verified", "verified"]);
  });

  test("over hashes is verified over an empty payload, whatever object comes with it", async () => {
    const sigD = { mId: `${MECHANISM}ObjectIdByURIHash`, pars: ["https://x.example/a"], hashM: "S256", hashV: ["AA"] };
    const header = { sigD, crit: ["sigD"] };
    expect(await judged(header, (first) => `${first}.`, "")).toEqual(["verified", "verified"]);
    expect(await judged(header, (first) => `${first}.`, "the object")).toEqual(["verified", "verified"]);
  });
});
