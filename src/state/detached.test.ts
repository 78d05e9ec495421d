import { describe, expect, it } from "vitest";
import { parseToken } from "../core/envelope/parse.ts";
import { findReading } from "./detached-task.ts";
import { NO_KEYS } from "./layer-inputs.ts";
import { encode, hs256, SECRET, settled, start, withToken } from "../testing/state/workbench.ts";

const BODY = '{"amount": 1}\r\n';
const HEADER = encode('{"alg":"HS256"}');
const TOKEN = `${HEADER}..${hs256(`${HEADER}.${encode(BODY)}`)}`;

it("a token verifies with the payload beside it, and not with another", async () => {
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

it("an edited header is signed again over the payload beside it, which stays out of the token", async () => {
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

it("a payload in the token counts before the one beside it, and Undo brings a cleared one back", async () => {
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

it("a wrong reading of the secret is found over the payload beside the token too", async () => {
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

describe("where the signature does not fit the payload beside the token", () => {
  const keys = { ...NO_KEYS, secret: { text: SECRET, encoding: "UTF-8" as const } };
  const signed = (header: string, input: string) => `${encode(header)}..${hs256(`${encode(header)}.${input}`)}`;
  const UNENCODED = '{"alg":"HS256","b64":false,"crit":["b64"]}';

  it("finds that only its final newline is too many", async () => {
    const answer = await findReading(signed(UNENCODED, '{"a":1}'), '{"a":1}\n', keys);
    expect(answer).toEqual({
      kind: "found",
      changes: ["without-final-break"],
      text: '{"a":1}',
      encoding: "unencoded",
      stated: "unencoded",
    });
  });

  it("finds that another program spelled it", async () => {
    const answer = await findReading(
      signed('{"alg":"HS256"}', encode('{"b": "\\u00e9", "a": 1}')),
      '{"b":"é","a":1}',
      keys,
    );
    expect(answer).toMatchObject({
      changes: [{ layout: "spaced", sorted: false, escapes: "ascii" }],
      stated: "encoded",
    });
  });

  it("tries both signing inputs, and what the header says of them is no reason to miss one", async () => {
    const unencoded = await findReading(signed('{"alg":"HS256"}', BODY), BODY, keys);
    expect(unencoded).toMatchObject({ changes: [], encoding: "unencoded", stated: "encoded" });
    const encoded = await findReading(signed(UNENCODED, encode(BODY)), BODY, keys);
    expect(encoded).toMatchObject({ changes: [], encoding: "encoded", stated: "unencoded" });
    // Without crit the token cannot be judged (RFC 7797 section 6); what it is over can be told all the same.
    const uncritical = await findReading(signed('{"alg":"HS256","b64":false}', BODY), BODY, keys);
    expect(uncritical).toMatchObject({ changes: [], encoding: "unencoded", stated: "encoded" });
  });

  it("finds nothing where another body was signed", async () => {
    expect(await findReading(signed(UNENCODED, '{"a":2}'), '{"a":1}', keys)).toEqual({ kind: "none" });
  });
});
