import { compactDecrypt, exportJWK, exportSPKI, generateKeyPair, importPKCS8 } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { loadDiagnosis } from "../core/rules/load.ts";
import { allFindings } from "../core/rules/flatten.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { hsToken, SECRET, settled, start } from "../testing/state/workbench.ts";
import { eventually } from "../testing/eventually.ts";
import { sampled } from "../testing/rounds.ts";

const INNER = hsToken('{ "sub":"1" }');
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const rsa = generateKeyPair("RSA-OAEP-256", { extractable: true });

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
});

async function opened(token = INNER) {
  const workbench = start();
  const { actions, view } = workbench;
  actions.openText(token);
  actions.setSecret(SECRET);
  const seen = async () => {
    await settled(workbench);
    await eventually(() => {
      if (view.getState().layers.some(({ state }) => state === "pending")) throw new Error("still pending");
    });
    return view.getState();
  };
  await seen();
  const wrap = () => actions.applyFix({ kind: "wrap", in: "encryption" });
  return { ...workbench, seen, wrap };
}

describe("wrapping a signed token in encryption", () => {
  it.concurrent("waits for a key, says which, and shows the layers; the inner one keeps its key", async () => {
    const { actions, wrap, seen } = await opened();
    wrap();
    const view = await seen();
    expect(view.layers).toMatchObject([
      { path: "", form: "jwe", state: "no-key" },
      { path: "content", form: "jws", state: "verified", token: { text: INNER } },
    ]);
    expect(view).toMatchObject({ path: "", verdict: { state: "no-key", provenance: "original" } });
    expect(JSON.parse(view.header.text)).toMatchObject({ cty: "JWT" });
    expect(allFindings(view.findings).map(({ rule, variant }) => `${rule}/${variant}`)).toContain(
      "sign-unavailable/not-yet",
    );
    expect(allFindings(view.findings).filter(({ severity }) => severity === "error")).toEqual([]);
    actions.undo();
    const back = await seen();
    expect(back).toMatchObject({ whole: { text: INNER }, verdict: { state: "verified", provenance: "original" } });
  });

  it.concurrent("encrypts for a public key alone, with the token inside byte for byte, and stays editable inside", async () => {
    const { actions, wrap, seen } = await opened();
    const { privateKey, publicKey } = await rsa;
    wrap();
    actions.setKeyField("publicKey", await exportSPKI(publicKey));
    const view = await seen();
    expect(view.verdict).toMatchObject({ state: "no-key", provenance: "re-signed" });
    const { plaintext, protectedHeader } = await compactDecrypt(view.whole.text, privateKey);
    expect(text(plaintext)).toBe(INNER);
    expect(protectedHeader.cty).toBe("JWT");
    actions.showLayer("content");
    actions.editPane("payload", '{"sub":"2"}');
    const edited = await seen();
    expect(edited.verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
    const again = await compactDecrypt(edited.whole.text, privateKey);
    expect(text(again.plaintext)).toBe(hsToken('{"sub":"2"}'));
    actions.undo();
    expect((await seen()).whole.text).toBe(view.whole.text);
  });

  it.concurrent.each(
    sampled([
      ["dir", "A256GCM", "Hex", "07".repeat(32)],
      ["A128KW", "A128CBC-HS256", "Hex", "07".repeat(16)],
      ["PBES2-HS256+A128KW", "A128GCM", "UTF-8", "correct horse"],
    ] as const),
  )("opens again with the secret of %s", async (alg, enc, encoding, secret) => {
    const { actions, wrap, seen, view } = await opened();
    wrap();
    actions.setAlgorithm(alg);
    actions.editPane("header", view.getState().header.text.replace("A256GCM", enc));
    actions.setSecretEncoding(encoding);
    actions.setSecret(secret);
    const { layers, verdict } = await seen();
    expect(verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
    expect(layers.map(({ state }) => state)).toEqual(["decrypted", "verified"]);
  });

  it.concurrent("takes the token as shown, with its edits, and each layer's own keys", async () => {
    const nested = hsToken(INNER, '{"alg":"HS256","cty":"JWT"}', "another secret that is long enough for it");
    const { actions, wrap, seen } = await opened(nested);
    actions.setSecret("another secret that is long enough for it");
    actions.showLayer("content");
    actions.setSecret(SECRET);
    actions.editPane("payload", '{"sub":"2"}');
    const { whole } = await seen();
    wrap();
    const { layers } = await seen();
    expect(layers.map(({ path, state }) => [path, state])).toEqual([
      ["", "no-key"],
      ["content", "verified"],
      ["content content", "verified"],
    ]);
    expect(layers[1]?.token.text).toBe(whole.text);
    actions.undo();
    expect(await seen()).toMatchObject({ whole: { text: whole.text }, path: "content" });
    actions.undo();
    expect((await seen()).whole.text).toBe(nested);
  });

  it.concurrent("can be repeated, and taken out again", async () => {
    const { actions, wrap, seen } = await opened();
    const key = JSON.stringify(await exportJWK((await rsa).publicKey));
    const texts: string[] = [];
    for (let depth = 0; depth < 3; depth += 1) {
      texts.push((await seen()).whole.text);
      wrap();
      actions.setKeyField("publicKey", key);
    }
    const { layers, whole } = await seen();
    expect(layers.map(({ form }) => form)).toEqual(["jwe", "jwe", "jwe", "jws"]);
    expect(layers.slice(1).map(({ token }) => token.text)).toEqual(texts.toReversed());
    for (const inner of texts.toReversed()) {
      actions.applyFix({ kind: "take-out" });
      expect((await seen()).whole.text).toBe(inner);
    }
    expect((await seen()).verdict.state).toBe("verified");
    for (let step = 0; step < 3; step += 1) actions.undo();
    expect((await seen()).whole.text).toBe(whole.text);
  });
});

describe("taking out the inner token", () => {
  it.concurrent("makes the shown one the current token, with its keys and those of the layers in it", async () => {
    const deep = hsToken(`{"t":"${hsToken(INNER, '{"alg":"HS256","cty":"JWT"}')}"}`);
    const { actions, seen } = await opened(deep);
    actions.showLayer("/t content");
    actions.setSecret("of the innermost");
    actions.showLayer("/t");
    actions.setSecret(SECRET);
    await seen();
    actions.applyFix({ kind: "take-out" });
    const { layers, whole, inputs, path } = await seen();
    expect(whole.text).toBe(hsToken(INNER, '{"alg":"HS256","cty":"JWT"}'));
    expect([path, layers.map((layer) => layer.path)]).toEqual(["", ["", "content"]]);
    expect(Object.entries(inputs.keys).map(([at, keys]) => [at, keys.secret.text])).toEqual([
      ["content", "of the innermost"],
      ["", SECRET],
    ]);
    actions.undo();
    expect(await seen()).toMatchObject({ whole: { text: deep }, path: "/t" });
  });
});

describe("a fresh key for an encrypted token", () => {
  it.concurrent.each(
    sampled([
      ["RSA-OAEP-256", undefined],
      ["ECDH-ES", undefined],
      ["ECDH-ES+A256KW", "X25519"],
      ["A192KW", undefined],
      ["A256GCMKW", undefined],
      ["dir", undefined],
      ["PBES2-HS512+A256KW", undefined],
    ] as const),
  )("for %s on %s fits and opens what it encrypts", async (alg, curve) => {
    const { actions, wrap, seen, view } = await opened();
    wrap();
    actions.setAlgorithm(alg);
    if (alg === "dir") {
      actions.editPane("header", view.getState().header.text.replace("A256GCM", "A256CBC-HS512"));
    }
    await actions.generateKey(curve);
    const { verdict, inputs } = await seen();
    expect(verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
    expect(inputs.generated).not.toBe("");
  });

  it.concurrent("replaces the one that decrypted, in one Undo step; a token that cannot be decrypted gets none", async () => {
    const { actions, seen, wrap, view } = await opened();
    wrap();
    actions.setAlgorithm("dir");
    actions.setSecretEncoding("Hex");
    actions.setSecret("07".repeat(32));
    const token = (await seen()).whole.text;
    const other = await opened(token);
    other.actions.setSecretEncoding("Hex");
    other.actions.setSecret("07".repeat(32));
    await other.seen();
    await other.actions.generateKey();
    const made = await other.seen();
    expect(made).toMatchObject({ verdict: { state: "decrypted", provenance: "re-signed" }, path: "" });
    expect(made.whole.text).not.toBe(token);
    expect(made.layers[1]?.token.text).toBe(INNER);
    other.actions.undo();
    expect(await other.seen()).toMatchObject({
      whole: { text: token },
      verdict: { state: "decrypted", provenance: "original" },
    });
    expect(view.getState().inputs.generated).toBe("");
  });

  it.concurrent("is what the tokens made before it are encrypted for, also in an inner layer", async () => {
    const { privateKey } = await rsa;
    const { actions, wrap, seen } = await opened();
    wrap();
    actions.setKeyField("publicKey", await exportSPKI((await rsa).publicKey));
    await seen();
    actions.applyFix({ kind: "wrap", in: "signature" });
    actions.setSecret("the outer secret, of thirty-two bytes or more");
    await seen();
    actions.showLayer("content");
    await actions.generateKey();
    const { whole, layers, fields } = await seen();
    expect(layers.map(({ path, state }) => [path, state])).toEqual([
      ["", "verified"],
      ["content", "decrypted"],
      ["content content", "verified"],
    ]);
    const inner = Buffer.from(whole.text.split(".")[1]!, "base64url").toString();
    await expect(compactDecrypt(inner, privateKey)).rejects.toThrow("decryption operation failed");
    const own = await importPKCS8(fields.keys.privateKey.text, "RSA-OAEP-256");
    expect(text((await compactDecrypt(inner, own)).plaintext)).toBe(INNER);
  });
});

describe("keeping the ciphertext of a token made here", () => {
  it.concurrent("keeps the one shown, and shows its tag failing under another header", async () => {
    const { actions, wrap, seen, view } = await opened();
    wrap();
    await actions.generateKey();
    const { whole } = await seen();
    actions.setMode("keep");
    expect(await seen()).toMatchObject({ whole: { text: whole.text }, verdict: { state: "decrypted" } });
    actions.editPane("header", view.getState().header.text.replace("{", '{"kid":"x",'));
    expect(await seen()).toMatchObject({ verdict: { state: "invalid", provenance: "kept" } });
    actions.setMode("re-sign");
    expect(await seen()).toMatchObject({ verdict: { state: "decrypted", provenance: "re-signed" } });
  });
});

describe("an encrypted token made from nothing", () => {
  it.concurrent.each([
    ["RSA-OAEP-256", async () => exportSPKI((await rsa).publicKey)],
    [
      "ECDH-ES+A256KW",
      async () => exportSPKI((await generateKeyPair("ECDH-ES", { crv: "X25519", extractable: true })).publicKey),
    ],
  ])("is for the given public key, by %s", async (alg, key) => {
    const workbench = start();
    const { actions } = workbench;
    actions.setKeyField("publicKey", await key());
    await settled(workbench);
    actions.applyFix({ kind: "new-encrypted", content: '{"sub":"1"}' });
    const view = await settled(workbench);
    expect(JSON.parse(view.header.text)).toEqual({ alg, enc: "A256GCM" });
    expect(view.whole.segments[3]?.bytes.length).toBe(11);
    expect(view.verdict).toMatchObject({ state: "no-key", provenance: "re-signed" });
    actions.undo();
    expect((await settled(workbench)).whole.text).toBe("");
  });

  it.concurrent("takes any text, and a password", async () => {
    const workbench = start();
    const { actions } = workbench;
    actions.setSecret("correct horse");
    actions.applyFix({ kind: "new-encrypted", content: "any text" });
    const view = await settled(workbench);
    expect(view).toMatchObject({ verdict: { state: "decrypted" }, token: { payload: { text: "any text" } } });
    expect(view.algorithm.value).toBe("PBES2-HS256+A128KW");
  });
});

describe("the messages about a token made here", () => {
  it.concurrent.each(sampled(["ECDH-ES", "A256GCMKW", "PBES2-HS256+A128KW"]))(
    "under %s report nothing missing in a header that is generated again",
    async (alg) => {
      const { actions, wrap, seen } = await opened();
      wrap();
      actions.setAlgorithm(alg);
      expect(allFindings((await seen()).findings).filter(({ severity }) => severity === "error")).toEqual([]);
      await actions.generateKey();
      const { findings, verdict } = await seen();
      expect(verdict.state).toBe("decrypted");
      expect(allFindings(findings).filter(({ severity }) => severity === "error")).toEqual([]);
    },
  );

  it.concurrent("refuse an invalid parameter, at its place in the header", async () => {
    const { actions, wrap, seen, view } = await opened();
    wrap();
    actions.setAlgorithm("ECDH-ES");
    await actions.generateKey();
    await seen();
    actions.editPane("header", view.getState().header.text.replace("{", '{"apu":"Q",'));
    const { findings, verdict, header } = await seen();
    expect(verdict.state).toBe("malformed");
    const said = allFindings(findings).find(({ variant }) => variant === "encrypted-parameter");
    expect(header.text.slice(said!.place!.range.start, said!.place!.range.end)).toBe('"Q"');
  });
});

describe("a JSON form", () => {
  const [, payload = "", signature = ""] = INNER.split(".");
  const JSON_FORM = `{\n  "payload": "${payload}",\n  "protected": "${INNER.split(".")[0]}",\n  "signature": "${signature}"\n}`;

  it.concurrent.each(["encryption", "signature"] as const)(
    "is wrapped in %s like any token, and taken out unchanged",
    async (how) => {
      const { actions, seen } = await opened(JSON_FORM);
      const { privateKey } = await rsa;
      actions.applyFix({ kind: "wrap", in: how });
      await seen();
      if (how === "encryption") actions.setKeyField("privateKey", JSON.stringify(await exportJWK(privateKey)));
      else actions.setSecret(SECRET);
      const view = await seen();
      expect(view.layers).toMatchObject([
        {
          path: "",
          form: how === "encryption" ? "jwe" : "jws",
          state: how === "encryption" ? "decrypted" : "verified",
        },
        { path: "content", form: "jws-json", state: "verified", token: { text: JSON_FORM } },
      ]);
      // A JWT is compact, so this is none (RFC 7519 section 1).
      expect(JSON.parse(view.header.text)).toMatchObject({ cty: "jose+json" });
      if (how === "encryption")
        expect(text((await compactDecrypt(view.whole.text, privateKey)).plaintext)).toBe(JSON_FORM);
      actions.applyFix({ kind: "take-out", inner: true });
      expect(await seen()).toMatchObject({ whole: { text: JSON_FORM }, verdict: { state: "verified" } });
    },
  );

  it.concurrent("is not wrapped if it is broken", async () => {
    const broken = JSON_FORM.replace('"signature"', '"signatures": [], "signature"');
    const { actions, seen } = await opened(broken);
    actions.applyFix({ kind: "wrap", in: "encryption" });
    expect((await seen()).whole.text).toBe(broken);
  });
});
