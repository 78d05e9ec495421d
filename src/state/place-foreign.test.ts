import { gzipSync } from "node:zlib";
import { beforeAll, expect, it } from "vitest";
import { loadDetector } from "../core/token/load-detect.ts";
import { hsToken, settled, start } from "../testing/state/workbench.ts";

beforeAll(async () => {
  await loadDetector();
});

/** RFC 8392 appendix A.3. */
const CWT =
  "d28443a10126a104524173796d6d657472696345434453413235365850a70175636f61703a2f2f61732e6578616d706c652e636f6d02656572696b77037818636f61703a2f2f6c696768742e6578616d706c652e636f6d041a5612aeb0051a5610d9f0061a5610d9f007420b7158405427c1ff28d23fbad1f29c4c7c6a555e601d6fa29f9179bc3d7438bacaca5acd08c8d4d4f96131680c429a01f85951ecee743a52b9b63632c57209120e1c9e30";
const KNOWN: readonly (readonly [text: string, name: string])[] = [
  [CWT, "a CWT (CBOR Web Token), as COSE_Sign1"],
  [Buffer.from(CWT, "hex").toString("base64"), "a CWT (CBOR Web Token), as COSE_Sign1"],
  [`v4.public.${"A".repeat(120)}`, "a PASETO (v4.public)"],
  [`Authorization: Bearer ghp_${"a1B2".repeat(9)}`, "a GitHub personal access token"],
  [gzipSync("hello there, this is packed").toString("base64"), "data packed with gzip"],
];

it.each(KNOWN)("%s opens if nothing is open, as one Undo step", async (text, name) => {
  const workbench = start();
  workbench.actions.placeText(text);
  await expect.poll(() => workbench.view.getState().notice?.code).toBe("placed");
  const seen = await settled(workbench);
  expect(seen.notice?.args).toMatchObject({ what: "foreign", name });
  expect(seen.inputs.base).toBe(text);
  expect(seen.verdict.state).toBe("malformed");
  expect(Object.values(seen.fields.keys).map((field) => (typeof field === "object" ? field?.text : ""))).not.toContain(
    text,
  );
  workbench.actions.undo();
  expect(workbench.view.getState().inputs.base).toBe("");
});

it.each(KNOWN)("%s is named next to an open token, which stays until a press opens the other", async (text, name) => {
  const workbench = start();
  const token = hsToken('{"sub":"ada"}');
  workbench.actions.openText(token);
  await settled(workbench);
  const { inputs } = workbench.view.getState();
  workbench.actions.placeText(text);
  await expect.poll(() => workbench.view.getState().notice?.code).toBe("foreign");
  const { notice } = workbench.view.getState();
  expect(notice?.args).toMatchObject({ name, certain: 1, open: text });
  expect(workbench.view.getState().inputs).toEqual(inputs);
  workbench.actions.applyFix({ kind: "replace-all", pane: "token", text });
  expect(workbench.view.getState().inputs.base).toBe(text);
  workbench.actions.undo();
  expect(workbench.view.getState().inputs.base).toBe(token);
});

it.each([
  ["f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "a UUID", 1],
  ["00QCjAl4MlV-WPXM-ABCdefghijklmnopqrstuvwxy", "an API token of Okta", 0],
])("an ambiguous text is named and changes nothing: %s", async (text, name, certain) => {
  const workbench = start();
  const { inputs } = workbench.view.getState();
  workbench.actions.placeText(text);
  await expect.poll(() => workbench.view.getState().notice?.code).toBe("foreign");
  expect(workbench.view.getState().notice?.args).toMatchObject({ name, certain });
  expect(workbench.view.getState().inputs).toEqual(inputs);
});

it("an unknown text changes nothing", async () => {
  const workbench = start();
  const { inputs } = workbench.view.getState();
  workbench.actions.placeText("5f4dcc3b5aa765d61d8327deb882cf99");
  await expect.poll(() => workbench.view.getState().notice?.code).toBe("nothing-known");
  expect(workbench.view.getState().inputs).toEqual(inputs);
});

it.each([
  "api.northwind.example",
  "login.acme.example.",
  "com.acme.orders",
  "io.jsonwebtoken.security.SignatureException",
  "spring.security.oauth2.resourceserver.jwt.issuer-uri",
  "process.env.JWT_SECRET",
  "orders.service.ts",
  "assets/index.BxYz12Abcdefghijk.js",
  "1.2.3",
  "10.4.2-beta.1",
  "10.0.0.12",
  "jane.doe@acme.example",
  "Host bastion\n  HostName bastion.acme.example\n  User jane\n  IdentityFile ~/.ssh/id_ed25519",
])("a name with dots is no token and changes nothing: %s", async (text) => {
  const workbench = start();
  workbench.actions.placeText(text);
  await expect.poll(() => workbench.view.getState().notice?.code).toBe("nothing-known");
  expect(workbench.view.getState().inputs.base).toBe("");
});

it.each([
  hsToken('{"sub":"ada"}').slice(2),
  hsToken('{"sub":"ada"}').slice(0, 30),
  hsToken('{"sub":"ada"}').replaceAll("-", "/"),
  "eyJhbGciOiJIUzI1NiJ9.x",
  "a.b.c",
])("a damaged token or a placeholder for one opens: %s", async (text) => {
  const workbench = start();
  workbench.actions.placeText(text);
  await expect.poll(() => workbench.view.getState().notice?.code).toBe("placed");
  expect(workbench.view.getState().inputs.base).toBe(text);
});

it("a token response without a JWT is named and never offered as claims", async () => {
  const workbench = start();
  workbench.actions.placeText('{"access_token":"9f86d081","token_type":"Bearer","scope":"openid"}');
  await expect.poll(() => workbench.view.getState().notice?.code).toBe("placed");
  expect(workbench.view.getState().notice?.args).toMatchObject({
    what: "foreign",
    name: "an OAuth token response with an opaque access token",
  });
});
