import { exportJWK, flattenedVerify, GeneralEncrypt, generalDecrypt, generateKeyPair } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { loadDiagnosis } from "../core/rules/load.ts";
import { encodeUtf8 } from "../core/text/utf8.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { encode, hs256, SECRET, settled, start } from "../testing/state/workbench.ts";
import { unprotectedHeader } from "./json-layer.ts";

beforeAll(() => Promise.all([loadDetector(), loadDiagnosis()]));

async function open(token: string) {
  const workbench = start();
  const { actions, view } = workbench;
  actions.openText(token);
  await settled(workbench);
  return {
    ...workbench,
    seen: () => settled(workbench),
    text: () => view.getState().whole.text,
    share: (text: string) => actions.act((acts, fixing) => acts.setUnprotected(text, "begins", fixing, "shared")),
    headers: () => unprotectedHeader(view.getState().base, view.getState().fields.edits),
  };
}

describe("the unprotected header shared by all recipients, next to the recipient's own", () => {
  async function sealed() {
    const { privateKey, publicKey } = await generateKeyPair("RSA-OAEP-256", { extractable: true });
    const made = new GeneralEncrypt(encodeUtf8('{"a":1}'))
      .setProtectedHeader({ enc: "A256GCM" })
      .setSharedUnprotectedHeader({ alg: "RSA-OAEP-256", cty: "json" });
    made.addRecipient(publicKey).setUnprotectedHeader({ kid: "r" });
    const token = JSON.stringify(await made.encrypt(), null, 2);
    return { token, privateKey, own: JSON.stringify({ ...(await exportJWK(privateKey)), kid: "r" }) };
  }

  it("is edited in place: the token is re-encrypted, and Undo restores the pasted characters", async () => {
    const { token, privateKey, own } = await sealed();
    const { actions, seen, text, share, headers } = await open(token);
    actions.setKeyField("privateKey", own);
    await seen();
    expect(headers()).toMatchObject({ text: '{\n  "kid": "r"\n}', shared: { text: headers()?.shared?.put } });
    share('{"alg": "RSA-OAEP-256", "cty": "text/plain"}');
    const edited = await seen();
    expect(edited.verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
    const made = JSON.parse(text()) as Parameters<typeof generalDecrypt>[0];
    expect(made.unprotected).toEqual({ alg: "RSA-OAEP-256", cty: "text/plain" });
    expect(made.recipients[0]?.header).toEqual({ kid: "r" });
    expect(new TextDecoder().decode((await generalDecrypt(made, privateKey)).plaintext)).toBe('{"a":1}');
    actions.undo();
    await seen();
    expect(text()).toBe(token);
  });

  it("decides the algorithm if alg is in it, and is removed if it is emptied", async () => {
    const { token, own } = await sealed();
    const { actions, seen, text, share } = await open(token);
    actions.setKeyField("privateKey", own);
    await seen();
    share('{"alg":"RSA-OAEP-384"}');
    const other = await seen();
    expect(other.algorithm.value).toBe("RSA-OAEP-384");
    expect(other.verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
    share("");
    expect((await seen()).verdict.state).not.toBe("decrypted");
    expect(text()).not.toContain("unprotected");
    actions.undo();
    actions.undo();
    expect(text()).toBe(token);
  });
});

describe("a signature without a protected header", () => {
  const P = encode('{"a":1}');
  const bare = JSON.stringify({ payload: P, header: { kid: "k" }, signature: hs256(`.${P}`) }, null, 2);

  it("gets one in its pane, and is signed with it", async () => {
    const { actions, seen, text } = await open(bare);
    actions.setSecret(SECRET);
    const { header } = await seen();
    expect(header).toMatchObject({ text: "", readOnly: null });
    actions.editPane("header", '{"alg":"HS256"}');
    const made = await seen();
    expect(made.verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
    const parsed = JSON.parse(text()) as Parameters<typeof flattenedVerify>[0];
    expect(parsed.header).toEqual({ kid: "k" });
    expect((await flattenedVerify(parsed, encodeUtf8(SECRET))).protectedHeader).toEqual({ alg: "HS256" });
    actions.editPane("header", "");
    expect((await seen()).whole.text).toBe(bare);
  });

  it("gets one by choosing an algorithm", async () => {
    const { actions, seen, text } = await open(bare);
    actions.setSecret(SECRET);
    expect((await seen()).algorithm).toMatchObject({ value: "", disabled: null });
    actions.setAlgorithm("HS256");
    expect((await seen()).verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
    expect((JSON.parse(text()) as { readonly protected: string }).protected).toBe(encode('{"alg":"HS256"}'));
    actions.undo();
    expect(text()).toBe(bare);
  });

  it("among several keeps the others unchanged", async () => {
    const H = encode('{"alg":"HS256"}');
    const one = { protected: H, signature: hs256(`${H}.${P}`) };
    const general = JSON.stringify({
      payload: P,
      signatures: [one, { header: { alg: "HS256" }, signature: hs256(`.${P}`) }],
    });
    const { actions, seen, text } = await open(general);
    actions.setSecret(SECRET);
    actions.act((acts, fixing) => acts.chooseSeal(1, fixing));
    await seen();
    actions.editPane("header", '{"typ":"JWT"}');
    const made = await seen();
    expect(made.verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
    const { signatures } = JSON.parse(text()) as { readonly signatures: readonly object[] };
    expect(signatures).toEqual([
      one,
      {
        header: { alg: "HS256" },
        protected: encode('{"typ":"JWT"}'),
        signature: hs256(`${encode('{"typ":"JWT"}')}.${P}`),
      },
    ]);
  });
});
