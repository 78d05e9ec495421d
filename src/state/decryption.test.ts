import { createCipheriv, randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { CompactEncrypt, exportJWK, generateKeyPair } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { allFindings } from "../core/rules/flatten.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { hsToken, SECRET, settled, start } from "../testing/state/workbench.ts";
import { nesting } from "./nesting.ts";
import { eventually } from "../testing/eventually.ts";

const KEY = new Uint8Array(32).fill(7);
const TEXT = "07".repeat(32);
const CLAIMS = '{"sub":"1","exp":1700000600}';

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
});

const encrypt = (content: string, header: object = {}): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", ...header })
    .encrypt(KEY);

async function opened(token: string, key = TEXT) {
  const workbench = start();
  const { actions, view } = workbench;
  actions.openText(token);
  actions.setSecretEncoding("Hex");
  actions.setSecret(key);
  const seen = async () => {
    await settled(workbench);
    await eventually(() => {
      if (view.getState().layers.some(({ state }) => state === "pending")) throw new Error("still pending");
    });
    return view.getState();
  };
  await seen();
  return { ...workbench, seen };
}

describe("an encrypted token", () => {
  it("is pending as soon as it is there, and shows nothing of its content", async () => {
    const { actions, view, seen } = await opened(await encrypt(CLAIMS));
    expect((await seen()).payload.text).toContain('"sub": "1"');
    actions.setSecret("07".repeat(31));
    expect(view.getState().verdict.state).toBe("pending");
    expect(view.getState().payload).toMatchObject({ text: "", readOnly: "encrypted" });
  });

  it("shows its claims once it is decrypted, and judges their times", async () => {
    const { seen } = await opened(await encrypt(CLAIMS));
    const { verdict, times, base } = await seen();
    expect(verdict).toMatchObject({ state: "decrypted", provenance: "original", originalState: "decrypted" });
    expect(times).toMatchObject([{ claim: "exp", seconds: 1_700_000_600, state: "valid" }]);
    expect(base.payload?.text).toBe(CLAIMS);
  });

  it("is re-encrypted with edits: one ciphertext for each text, and the pasted bytes once all is undone", async () => {
    const token = await encrypt(CLAIMS);
    const { actions, seen } = await opened(token);
    actions.editPane("payload", '{"sub":"2"}');
    const first = await seen();
    expect(first.verdict).toMatchObject({ state: "decrypted", provenance: "re-signed", originalState: "decrypted" });
    expect(first.token.payload?.text).toBe('{"sub":"2"}');
    expect(first.whole.segments[2]?.text).not.toBe(token.split(".")[2]);
    actions.editPane("payload", '{"sub":"3"}');
    expect((await seen()).token.payload?.text).toBe('{"sub":"3"}');
    actions.editPane("payload", '{"sub":"2"}');
    expect((await seen()).whole.text).toBe(first.whole.text);
    actions.signAgain();
    expect((await seen()).whole.text).not.toBe(first.whole.text);
    for (let step = 0; step < 4; step += 1) actions.undo();
    expect(await seen()).toMatchObject({ whole: { text: token }, verdict: { provenance: "original" } });
  });

  it("says if typed text is not in the token: because it is kept, or no key encrypts it", async () => {
    const token = await encrypt(CLAIMS);
    const { actions, seen } = await opened(token);
    actions.setMode("keep");
    actions.editPane("payload", '{"sub":"2"}');
    const kept = await seen();
    expect(kept).toMatchObject({ whole: { text: token }, verdict: { state: "decrypted", provenance: "kept" } });
    expect(allFindings(kept.findings)).toContainEqual(expect.objectContaining({ variant: "kept-content" }));
    actions.setMode("re-sign");
    actions.setAlgorithm("RSA-OAEP");
    const missing = await seen();
    expect(missing.verdict.provenance).toBe("kept");
    expect(missing.signing).toMatchObject({ kind: "unavailable", reason: { code: "no-public-key" } });
    expect(allFindings(missing.findings)).toContainEqual(
      expect.objectContaining({ rule: "sign-unavailable", variant: "encrypted" }),
    );
  });

  it("with an edited header and kept ciphertext does not decrypt, and the page says why; undoing gives the pasted bytes", async () => {
    const token = await encrypt(CLAIMS);
    const { actions, seen } = await opened(token);
    actions.setMode("keep");
    actions.editPane("header", '{"alg":"dir","enc":"A256GCM","kid":"x"}');
    const { verdict, findings, payload } = await seen();
    expect(verdict).toMatchObject({ state: "invalid", provenance: "kept", originalState: "decrypted" });
    expect(allFindings(findings)).toContainEqual(
      expect.objectContaining({ rule: "decryption", variant: "header-edited" }),
    );
    expect(payload.text).toContain('"sub": "1"');
    actions.undo();
    expect(await seen()).toMatchObject({ verdict: { state: "decrypted" }, whole: { text: token } });
  });

  it("with another algorithm loses the header parameters of the former one, and that is reported", async () => {
    const token = await new CompactEncrypt(new TextEncoder().encode(CLAIMS))
      .setProtectedHeader({ alg: "A256GCMKW", enc: "A256GCM", kid: "k" })
      .encrypt(KEY);
    const { actions, seen } = await opened(token);
    expect((await seen()).verdict.state).toBe("decrypted");
    actions.setAlgorithm("A256KW");
    const changed = await seen();
    expect(changed.verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
    expect(changed.token.header?.text).toBe('{"alg":"A256KW","enc":"A256GCM","kid":"k"}');
    expect(changed.notice).toMatchObject({ code: "algorithm-members", args: { alg: "A256KW", names: "iv, tag" } });
    actions.undo();
    expect((await seen()).whole.text).toBe(token);
    // What is kept fails because of the changed algorithm alone.
    actions.setMode("keep");
    actions.setAlgorithm("A256KW");
    expect((await seen()).token.header?.text).toMatch(/"iv":".{16}".*"tag":".{22}"/);
  });

  it("is opened anyway only if it is exactly the token shown, and Undo takes that back", async () => {
    const { privateKey, publicKey } = await generateKeyPair("RSA-OAEP", { extractable: true });
    const token = await new CompactEncrypt(new TextEncoder().encode(CLAIMS))
      .setProtectedHeader({ alg: "RSA-OAEP", enc: "A256GCM" })
      .encrypt(publicKey);
    const old = [Buffer.from('{"alg":"RSA1_5","enc":"A256GCM"}').toString("base64url"), ...token.split(".").slice(1)];
    const { actions, seen } = await opened(old.join("."), "");
    actions.setKeyField("privateKey", JSON.stringify(await exportJWK(privateKey)));
    expect((await seen()).verdict.state).toBe("unsupported");
    actions.applyFix({ kind: "open-anyway" });
    // It was not made with RSA1_5, so its padding does not fit.
    expect((await seen()).verdict).toMatchObject({ state: "invalid", judgement: { software: true } });
    actions.undo();
    expect((await seen()).verdict.state).toBe("unsupported");
  });
});

describe("a signed token in an encrypted one", () => {
  const inner = hsToken(CLAIMS);

  it("is a layer with its own key and verdict, and its claims are those that a service reads", async () => {
    const { actions, seen } = await opened(await encrypt(inner, { cty: "JWT" }));
    expect((await seen()).layers).toMatchObject([
      { path: "", form: "jwe", state: "decrypted" },
      { path: "content", form: "jws", state: "no-key" },
    ]);
    actions.showLayer("content");
    actions.setSecret(SECRET);
    const view = await seen();
    expect(view).toMatchObject({
      verdict: { state: "verified" },
      whole: { form: "jwe" },
      hasClaims: true,
      fields: { keys: { secret: { text: SECRET, encoding: "UTF-8" } } },
    });
    expect(nesting(view.layers).map(({ path }) => path)).toEqual(["", "content"]);
  });

  it("is re-signed when edited, and the layer around it re-encrypted", async () => {
    const token = await encrypt(inner, { cty: "JWT" });
    const { actions, seen } = await opened(token);
    actions.showLayer("content");
    actions.setSecret(SECRET);
    actions.editPane("payload", '{"sub":"2"}');
    const edited = await seen();
    const signed = hsToken('{"sub":"2"}');
    expect(edited).toMatchObject({ token: { text: signed }, verdict: { state: "verified", provenance: "re-signed" } });
    expect(edited.layers[0]).toMatchObject({ state: "decrypted", token: { payload: { text: signed } } });
    expect(edited.whole.text).not.toBe(token);
    actions.undo();
    expect((await seen()).whole.text).toBe(token);
  });

  it("disappears with the key that opened the layer around it", async () => {
    const { actions, seen } = await opened(await encrypt(inner, { cty: "JWT" }));
    actions.showLayer("content");
    expect((await seen()).path).toBe("content");
    actions.showLayer("");
    actions.setSecret("");
    const { layers, path, verdict } = await seen();
    expect(layers.length).toBe(1);
    expect([path, verdict.state]).toEqual(["", "no-key"]);
  });

  it("is found through several encrypted layers, each with its own key", async () => {
    const { actions, seen } = await opened(await encrypt(await encrypt(inner, { cty: "JWT" }), { cty: "JWT" }));
    expect((await seen()).layers.map(({ state }) => state)).toEqual(["decrypted", "no-key"]);
    actions.showLayer("content");
    actions.setSecretEncoding("Hex");
    actions.setSecret(TEXT);
    expect((await seen()).layers.map(({ path, state }) => [path, state])).toEqual([
      ["", "decrypted"],
      ["content", "decrypted"],
      ["content content", "no-key"],
    ]);
  });
});

describe("an edit of an encrypted token", () => {
  it("keeps its ciphertext while an unrelated key field changes, and gets a new one for another key", async () => {
    const { actions, view, seen } = await opened(await encrypt(CLAIMS));
    actions.editPane("payload", '{"sub":"2"}');
    const { whole } = await seen();
    actions.setKeyField("publicKey", "x");
    actions.setKeyField("privateKey", "y");
    expect(view.getState()).toMatchObject({ whole: { text: whole.text }, signaturePending: false });
    const { verdict, payload, whole: after } = await seen();
    expect(verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
    expect([after.text, payload.text]).toEqual([whole.text, '{"sub":"2"}']);
  });

  it("for a public key does not depend on the secret or the private key", async () => {
    const [mine, theirs] = await Promise.all([0, 1].map(() => generateKeyPair("RSA-OAEP-256", { extractable: true })));
    const token = await new CompactEncrypt(new TextEncoder().encode(CLAIMS))
      .setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM" })
      .encrypt(mine!.publicKey);
    const { actions, seen } = await opened(token, "");
    const own = JSON.stringify(await exportJWK(mine!.privateKey));
    actions.setKeyField("privateKey", own);
    actions.setKeyField("publicKey", JSON.stringify(await exportJWK(theirs!.publicKey)));
    await seen();
    actions.editPane("payload", '{"sub":"2"}');
    const { whole } = await seen();
    expect(whole.text).not.toBe(token);
    actions.setSecret("x");
    actions.setKeyField("privateKey", `${own} `);
    expect((await seen()).whole.text).toBe(whole.text);
    actions.setKeyField("publicKey", JSON.stringify(await exportJWK(mine!.publicKey)));
    expect((await seen()).whole.text).not.toBe(whole.text);
  });

  it("keeps its ciphertext while another key joins the set, and gets a new one for another key of that name", async () => {
    const [mine, other] = await Promise.all(
      [1, 2].map(async () => generateKeyPair("ECDH-ES", { crv: "P-256", extractable: true })),
    );
    const token = await new CompactEncrypt(new TextEncoder().encode(CLAIMS))
      .setProtectedHeader({ alg: "ECDH-ES", enc: "A128GCM", kid: "mine" })
      .encrypt(mine!.publicKey);
    const own = { ...(await exportJWK(mine!.publicKey)), kid: "mine" };
    const added = { ...(await exportJWK(other!.publicKey)), kid: "other" };
    const { actions, seen } = await opened(token, "");
    actions.setKeyField("privateKey", JSON.stringify(await exportJWK(mine!.privateKey)));
    actions.setKeyField("publicKey", JSON.stringify({ keys: [own] }));
    await seen();
    actions.editPane("payload", '{"sub":"2"}');
    const { whole } = await seen();
    expect(whole.text).not.toBe(token);
    actions.setKeyField("publicKey", JSON.stringify({ keys: [added, own] }));
    expect((await seen()).whole.text).toBe(whole.text);
    actions.setKeyField("publicKey", JSON.stringify({ keys: [{ ...added, kid: "mine" }] }));
    expect((await seen()).whole.text).not.toBe(whole.text);
  });

  it("stays in its pane if no key opens the token any more, and the token is not called untouched", async () => {
    const { actions, seen } = await opened(await encrypt(CLAIMS));
    actions.editPane("payload", '{"sub":"2"}');
    await seen();
    actions.setSecret("");
    const { verdict } = await seen();
    expect(verdict).toMatchObject({ state: "no-key", provenance: "kept" });
  });

  it("never shows the ciphertext of another token", async () => {
    const { actions, view, seen } = await opened(await encrypt(CLAIMS));
    actions.editPane("payload", '{"sub":"2"}');
    const { whole: other } = await seen();
    const next = await encrypt('{"sub":"9"}');
    actions.openText(next);
    await seen();
    actions.editPane("payload", '{"sub":"8"}');
    expect(view.getState().whole.text).not.toBe(other.text);
    await seen();
  });

  it("content too long to be drawn at each keystroke is decrypted and not shown, however small its token", async () => {
    const { seen } = await opened(zipped(`{"sub":"${"x".repeat(3 * 1024 * 1024)}"}`));
    const { verdict, payload, layers } = await seen();
    expect(verdict.state).toBe("decrypted");
    expect(payload.text).toBe("");
    expect(layers).toHaveLength(1);
    const small = await opened(zipped(CLAIMS));
    expect((await small.seen()).payload.text).toContain('"sub": "1"');
  });
});

/** A token with this content, packed (RFC 7516 section 4.1.3). */
function zipped(content: string): string {
  const header = Buffer.from('{"alg":"dir","enc":"A256GCM","zip":"DEF"}').toString("base64url");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", KEY, iv).setAAD(Buffer.from(header));
  const text = Buffer.concat([cipher.update(deflateRawSync(content)), cipher.final()]);
  return [header, "", ...[iv, text, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
}
