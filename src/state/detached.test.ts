import { describe, expect, it } from "vitest";
import { parseToken } from "../core/envelope/parse.ts";
import { findReading } from "./detached-task.ts";
import { NO_KEYS } from "../core/keys/no-keys.ts";
import { encode, hs256, SECRET, settled, start, withToken } from "../testing/state/workbench.ts";

const BODY = '{"amount": 1}\r\n';
const HEADER = encode('{"alg":"HS256"}');
const TOKEN = `${HEADER}..${hs256(`${HEADER}.${encode(BODY)}`)}`;

it("a token verifies with its detached payload, and not with another", async () => {
  const workbench = await withToken(TOKEN);
  expect(workbench.view.getState().verdict).toMatchObject({ state: "invalid" });
  workbench.actions.setDetached(BODY);
  // Never an answer to the payload before.
  expect(workbench.view.getState().verdict.state).toBe("pending");
  const seen = await settled(workbench);
  expect(seen.verdict).toMatchObject({ state: "verified", provenance: "original", originalState: "verified" });
  expect(seen.token.text).toBe(TOKEN);
  workbench.actions.setDetached(BODY.replace("\r\n", "\n"));
  expect((await settled(workbench)).verdict.state).toBe("invalid");
});

it("an edited header is signed again over the detached payload, which stays out of the token", async () => {
  const workbench = await withToken(TOKEN);
  workbench.actions.setDetached(BODY);
  workbench.actions.editPane("header", '{"alg":"HS256","kid":"1"}');
  const { token, verdict } = await settled(workbench);
  const header = encode('{"alg":"HS256","kid":"1"}');
  expect(token.text).toBe(`${header}..${hs256(`${header}.${encode(BODY)}`)}`);
  expect(verdict).toMatchObject({ state: "verified", provenance: "re-signed", originalState: "verified" });
  workbench.actions.editPane("header", '{"alg":"HS256","b64":false,"crit":["b64"]}');
  const plain = (await settled(workbench)).token.text;
  const [first = ""] = plain.split(".");
  expect(plain).toBe(`${first}..${hs256(`${first}.${BODY}`)}`);
  expect(parseToken(plain).unencodedPayload).toBe(true);
});

it("a payload in the token takes precedence over the detached one, and Undo brings a cleared one back", async () => {
  const workbench = await withToken(TOKEN);
  workbench.actions.setDetached(BODY);
  workbench.actions.editPane("payload", '{"amount":1}');
  const { token, fields } = await settled(workbench);
  expect(token.detached).toBeUndefined();
  expect(token.text.split(".")[1]).toBe(encode('{"amount":1}'));
  expect(fields.detached).toBe(BODY);
  workbench.actions.clearAll();
  expect(workbench.view.getState().fields.detached).toBe("");
  workbench.actions.undo();
  expect(workbench.view.getState().fields.detached).toBe(BODY);
});

it("a wrong reading of the secret is found over the detached payload too", async () => {
  const octets = Buffer.from("c2VjcmV0LXRoYXQtaXMtbG9uZy1lbm91Z2gtZm9yLXVz", "base64");
  const { createHmac } = await import("node:crypto");
  const { solve } = await import("../core/solve/solve.ts");
  const signature = createHmac("sha256", octets)
    .update(`${HEADER}.${encode(BODY)}`)
    .digest("base64url");
  const keys = start().view.getState().fields.keys;
  const secret = { text: "c2VjcmV0LXRoYXQtaXMtbG9uZy1lbm91Z2gtZm9yLXVz", encoding: "UTF-8" as const };
  const question = { token: `${HEADER}..${signature}`, keys: { ...keys, secret } };
  expect((await solve({ ...question, detached: BODY }, () => 0)).discovery?.steps).toContain("base64");
  expect((await solve(question, () => 0)).discovery).toBeNull();
  expect(SECRET).not.toBe(secret.text);
});

describe("if the signature does not match the detached payload", () => {
  const keys = { ...NO_KEYS, secret: { text: SECRET, encoding: "UTF-8" as const } };
  const signed = (header: string, input: string) => `${encode(header)}..${hs256(`${encode(header)}.${input}`)}`;
  const UNENCODED = '{"alg":"HS256","b64":false,"crit":["b64"]}';

  it("finds that only its final newline is too many", async () => {
    const answer = await findReading({ token: signed(UNENCODED, '{"a":1}'), seal: null, detached: '{"a":1}\n', keys });
    expect(answer).toEqual({
      kind: "found",
      changes: ["without-final-break"],
      text: '{"a":1}',
      encoding: "unencoded",
      stated: "unencoded",
    });
  });

  it("finds that another program respelled it", async () => {
    const answer = await findReading({
      token: signed('{"alg":"HS256"}', encode('{"b": "\\u00e9", "a": 1}')),
      seal: null,
      detached: '{"b":"é","a":1}',
      keys,
    });
    expect(answer).toMatchObject({
      changes: [{ layout: "spaced", sorted: false, escapes: "ascii" }],
      stated: "encoded",
    });
  });

  it("tries both signing inputs, whatever the header says", async () => {
    const unencoded = await findReading({ token: signed('{"alg":"HS256"}', BODY), seal: null, detached: BODY, keys });
    expect(unencoded).toMatchObject({ changes: [], encoding: "unencoded", stated: "encoded" });
    const encoded = await findReading({ token: signed(UNENCODED, encode(BODY)), seal: null, detached: BODY, keys });
    expect(encoded).toMatchObject({ changes: [], encoding: "encoded", stated: "unencoded" });
    // Without crit the token cannot be judged (RFC 7797 section 6); what it is over can be told all the same.
    const uncritical = await findReading({
      token: signed('{"alg":"HS256","b64":false}', BODY),
      seal: null,
      detached: BODY,
      keys,
    });
    expect(uncritical).toMatchObject({ changes: [], encoding: "unencoded", stated: "encoded" });
  });

  it("finds nothing if another body was signed", async () => {
    expect(await findReading({ token: signed(UNENCODED, '{"a":2}'), seal: null, detached: '{"a":1}', keys })).toEqual({
      kind: "none",
    });
  });
});

describe("a token with b64 false and a payload in it", () => {
  const keys = { ...NO_KEYS, secret: { text: SECRET, encoding: "UTF-8" as const } };
  const PLAIN = '{"amount":1}';
  it.each(['{"alg":"HS256","b64":false}', '{"alg":"HS256","b64":false,"crit":["b64"]}'])(
    "is told which signing input its signature matches: %s",
    async (header) => {
      const reading = (payload: string, input: string) =>
        findReading({
          token: `${encode(header)}.${payload}.${hs256(`${encode(header)}.${input}`)}`,
          seal: null,
          detached: "",
          keys,
        });
      expect(await reading(PLAIN, PLAIN)).toEqual({ kind: "inside", reading: "as-it-stands" });
      expect(await reading(PLAIN, encode(PLAIN))).toEqual({ kind: "inside", reading: "encoded" });
      expect(await reading(encode(PLAIN), PLAIN)).toEqual({ kind: "inside", reading: "decoded" });
      expect(await reading(PLAIN, '{"amount":2}')).toEqual({ kind: "none" });
    },
  );
});

it("the signature of a JSON form is checked against the readings of the detached payload", async () => {
  const keys = { ...NO_KEYS, secret: { text: SECRET, encoding: "UTF-8" as const } };
  const seal = (input: string) => ({ protected: HEADER, signature: hs256(`${HEADER}.${input}`) });
  const token = JSON.stringify({ signatures: [seal(encode("other")), seal(encode('{"a":1}'))] });
  const question = { token, detached: '{"a":1}\n', keys };
  expect(await findReading({ ...question, seal: 1 })).toMatchObject({ changes: ["without-final-break"] });
  expect(await findReading({ ...question, seal: 0 })).toEqual({ kind: "none" });
});

it("a payload with a period leaves the token in one Undo step, and then verifies", async () => {
  const header = encode('{"alg":"HS256","b64":false,"crit":["b64"]}');
  const token = `${header}.$1.02.${hs256(`${header}.$1.02`)}`;
  const workbench = await withToken(token);
  const seen = await settled(workbench);
  const fix = seen.findings.find(({ rule, variant }) => rule === "HDR-06" && variant === "period")?.fix;
  expect(fix).toEqual({ kind: "detach", token: `${header}..${token.split(".").at(-1)}`, payload: "$1.02" });
  workbench.actions.applyFix(fix!);
  const after = await settled(workbench);
  expect(after.verdict.state).toBe("verified");
  expect(after.fields.detached).toBe("$1.02");
  workbench.actions.undo();
  expect(workbench.view.getState().inputs.base).toBe(token);
  expect(workbench.view.getState().fields.detached).toBe("");
});
