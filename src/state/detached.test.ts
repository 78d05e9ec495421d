import { expect, it } from "vitest";
import { parseToken } from "../core/envelope/parse.ts";
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
