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
  it("is pending from the moment in which it stands there, and shows nothing of what it holds", async () => {
    const { actions, view, seen } = await opened(await encrypt(CLAIMS));
    expect((await seen()).payload.text).toContain('"sub": "1"');
    actions.setSecret("07".repeat(31));
    expect(view.getState().verdict.state).toBe("pending");
    expect(view.getState().payload).toMatchObject({ text: "", readOnly: "encrypted" });
  });

  it("shows its claims once it is decrypted, judges their times, and takes no edit of them", async () => {
    const { actions, seen } = await opened(await encrypt(CLAIMS));
    const { verdict, payload, times, whole, base } = await seen();
    expect(verdict).toMatchObject({ state: "decrypted", provenance: "original", originalState: "decrypted" });
    expect(times).toMatchObject([{ claim: "exp", seconds: 1_700_000_600, state: "valid" }]);
    actions.editPane("payload", '{"sub":"2"}');
    expect((await seen()).payload.text).toBe(payload.text);
    expect((await seen()).whole.text).toBe(whole.text);
    expect(base.payload?.text).toBe(CLAIMS);
  });

  it("whose header is edited does not decrypt, and the page says why; undoing gives the pasted bytes", async () => {
    const token = await encrypt(CLAIMS);
    const { actions, seen } = await opened(token);
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

  it("is opened against advice for exactly the token that was shown, and Undo takes that back", async () => {
    const { privateKey, publicKey } = await generateKeyPair("RSA-OAEP", { extractable: true });
    const token = await new CompactEncrypt(new TextEncoder().encode(CLAIMS))
      .setProtectedHeader({ alg: "RSA-OAEP", enc: "A256GCM" })
      .encrypt(publicKey);
    const old = [Buffer.from('{"alg":"RSA1_5","enc":"A256GCM"}').toString("base64url"), ...token.split(".").slice(1)];
    const { actions, seen } = await opened(old.join("."), "");
    actions.setKeyField("privateKey", JSON.stringify(await exportJWK(privateKey)));
    expect((await seen()).verdict.state).toBe("unsupported");
    actions.applyFix({ kind: "open-anyway" });
    // It was not made with RSA1_5, so that its padding does not fit.
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

  it("takes no edit while it cannot be encrypted anew", async () => {
    const { actions, seen } = await opened(await encrypt(inner, { cty: "JWT" }));
    actions.showLayer("content");
    const { payload } = await seen();
    expect(payload.readOnly).toBe("sealed");
    actions.editPane("payload", "{}");
    actions.setAlgorithm("HS512");
    const { token, canSignAgain } = await seen();
    expect(token.text).toBe(inner);
    expect(canSignAgain).toBe(false);
  });

  it("goes with the key that opened the one around it", async () => {
    const { actions, seen } = await opened(await encrypt(inner, { cty: "JWT" }));
    actions.showLayer("content");
    expect((await seen()).path).toBe("content");
    actions.showLayer("");
    actions.setSecret("");
    const { layers, path, verdict } = await seen();
    expect(layers.length).toBe(1);
    expect([path, verdict.state]).toEqual(["", "no-key"]);
  });

  it("is found through several encrypted ones, each with its own key", async () => {
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
