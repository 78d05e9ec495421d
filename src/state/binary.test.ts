import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { encode, hs256, settled, withToken } from "../testing/state/workbench.ts";

const HEADER = encode('{"alg":"HS256"}');
const token = (bytes: Uint8Array) => {
  const payload = Buffer.from(bytes).toString("base64url");
  return `${HEADER}.${payload}.${hs256(`${HEADER}.${payload}`)}`;
};
const PICTURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

it("a binary payload is shown as hex, verifies, and cannot be typed in", async () => {
  const workbench = await withToken(token(PICTURE));
  const { payload, verdict } = await settled(workbench);
  expect(payload).toMatchObject({ readOnly: "binary", edited: false });
  expect(payload.text).toMatch(/^000000 {2}89 50 4e 47 0d 0a 1a 0a {2}·PNG····$/);
  expect(verdict.state).toBe("verified");
  workbench.actions.editPane("payload", "text");
  expect(workbench.view.getState().payload.edited).toBe(false);
});

it("an edited header is re-signed over the same bytes", async () => {
  const workbench = await withToken(token(PICTURE));
  workbench.actions.editPane("header", '{"alg":"HS256","cty":"image/png"}');
  const { token: made, verdict } = await settled(workbench);
  expect(made.text.split(".")[1]).toBe(Buffer.from(PICTURE).toString("base64url"));
  expect(verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
});

it("a fix may put text in its place, which can be edited, and Undo brings the bytes back", async () => {
  const pasted = token(gzipSync('{"sub":"ada"}'));
  const workbench = await withToken(pasted);
  workbench.actions.applyFix({ kind: "replace-all", pane: "payload", text: '{"sub":"ada"}' });
  expect((await settled(workbench)).payload).toMatchObject({ readOnly: null, edited: true, text: '{"sub":"ada"}' });
  workbench.actions.editPane("payload", '{"sub":"eva"}');
  expect((await settled(workbench)).token.text.split(".")[1]).toBe(encode('{"sub":"eva"}'));
  workbench.actions.undo();
  workbench.actions.undo();
  const { token: back, payload } = await settled(workbench);
  expect(back.text).toBe(pasted);
  expect(payload.readOnly).toBe("binary");
});

it("text that is not JSON is edited and signed as is", async () => {
  const workbench = await withToken(token(Buffer.from("one\ntwo é")));
  expect(workbench.view.getState().payload).toMatchObject({ readOnly: null, text: "one\ntwo é" });
  workbench.actions.editPane("payload", "one\nthree ü");
  const { token: made, verdict } = await settled(workbench);
  expect(Buffer.from(made.text.split(".")[1] ?? "", "base64url").toString()).toBe("one\nthree ü");
  expect(verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
});

it("JSON with a byte that is not UTF-8 stays text, so it can be fixed", async () => {
  const workbench = await withToken(token(Buffer.from('{"name":"Jos\xe9"}', "latin1")));
  expect(workbench.view.getState().payload).toMatchObject({ readOnly: null });
  expect(workbench.view.getState().payload.text).toContain("Jos\ufffd");
});

it("a PASETO has no JWT header and payload", async () => {
  const workbench = await withToken(`v4.public.${"A".repeat(120)}.eyJraWQiOiIxIn0`);
  const { header, payload, token: shown } = workbench.view.getState();
  expect(shown.form).toBe("text");
  expect([header.text, payload.text]).toEqual(["", ""]);
});
