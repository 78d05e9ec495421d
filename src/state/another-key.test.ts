import {
  CompactEncrypt,
  compactDecrypt,
  exportJWK,
  FlattenedEncrypt,
  flattenedDecrypt,
  generateKeyPair,
  type JWK,
} from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { allFindings } from "../core/rules/flatten.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import { encodeUtf8 } from "../core/text/utf8.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { settled, start } from "../testing/state/workbench.ts";

const CONTENT = '{"sub":"1","n":1.0}';

interface Pair {
  readonly own: string;
  readonly open: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

async function pair(alg: string): Promise<Pair> {
  const made = await generateKeyPair(alg, { extractable: true });
  const text = (jwk: JWK): string => JSON.stringify(jwk);
  return {
    ...made,
    own: text(await exportJWK(made.privateKey)),
    open: text(await exportJWK(made.publicKey)),
  };
}

let rsa: Pair;
let curve: Pair;
let compact: string;
let json: string;

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
  [rsa, curve] = [await pair("RSA-OAEP-256"), await pair("ECDH-ES+A256KW")];
  const header = { alg: "ECDH-ES+A256KW", enc: "A256GCM" };
  const content = encodeUtf8(CONTENT);
  compact = await new CompactEncrypt(content)
    .setProtectedHeader(header)
    .setKeyManagementParameters({ apu: encodeUtf8("Alice") })
    .encrypt(curve.publicKey);
  json = JSON.stringify(await new FlattenedEncrypt(content).setProtectedHeader(header).encrypt(curve.publicKey));
});

async function open(token: string) {
  const workbench = start();
  const { actions } = workbench;
  actions.openText(token);
  actions.setKeyField("privateKey", curve.own);
  const seen = () => settled(workbench);
  await seen();
  return {
    ...workbench,
    seen,
    type: async (alg: string) => {
      const { header } = await seen();
      actions.editPane("header", header.text.replace(/"alg": "[^"]*"/, `"alg": "${alg}"`));
      return seen();
    },
    said: async (rule: string) => allFindings((await seen()).findings).filter((finding) => finding.rule === rule),
  };
}

const opens = async (text: string, key: CryptoKey): Promise<string> => {
  const { plaintext } = text.startsWith("{")
    ? await flattenedDecrypt(JSON.parse(text) as Parameters<typeof flattenedDecrypt>[0], key)
    : await compactDecrypt(text, key);
  return new TextDecoder().decode(plaintext);
};

describe.each(["compact", "JSON"])("an encrypted token (%s) with a changed algorithm", (form) => {
  const token = (): string => (form === "JSON" ? json : compact);

  it("keeps its content while its key is replaced, even character by character, and is encrypted for the new one", async () => {
    const { actions, seen, type, view } = await open(token());
    await type("RSA-OAEP-256");
    for (const text of ["", rsa.own.slice(0, 20), rsa.own.slice(0, 200)]) {
      actions.setKeyField("privateKey", text);
      const between = await seen();
      expect(between.payload).toMatchObject({ readOnly: null });
      expect(between.verdict.state).not.toBe("decrypted");
      expect(JSON.parse(between.payload.text)).toEqual({ sub: "1", n: 1 });
    }
    actions.setKeyField("privateKey", rsa.own);
    const made = await seen();
    expect(made.verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
    expect(await opens(made.whole.text, rsa.privateKey)).toBe(CONTENT);
    actions.editPane("payload", '{"sub":"2"}');
    expect(await opens((await seen()).whole.text, rsa.privateKey)).toBe('{"sub":"2"}');
    while (view.getState().canUndo && view.getState().whole.text !== token()) {
      actions.undo();
      await seen();
    }
    expect(view.getState().whole.text).toBe(token());
  });

  it("is encrypted for a public key alone, with the content still editable", async () => {
    const { actions, seen, type } = await open(token());
    await type("RSA-OAEP-256");
    actions.setKeyField("privateKey", "");
    actions.setKeyField("publicKey", rsa.open);
    actions.editPane("payload", '{"sub":"3"}');
    const made = await seen();
    expect(made.verdict).toMatchObject({ state: "no-key", provenance: "re-signed" });
    expect(made.token.payload?.text).toBe('{"sub":"3"}');
    expect(await opens(made.whole.text, rsa.privateKey)).toBe('{"sub":"3"}');
  });

  it("shows no content with another key if nothing was edited, or all edits are undone", async () => {
    const { actions, seen, type } = await open(token());
    actions.setKeyField("privateKey", rsa.own);
    expect((await seen()).payload).toMatchObject({ text: "", readOnly: "encrypted" });
    actions.setKeyField("privateKey", curve.own);
    await type("RSA-OAEP-256");
    actions.setKeyField("privateKey", rsa.own);
    expect((await seen()).verdict.state).toBe("decrypted");
    actions.editPane("header", (await seen()).put.header);
    const back = await seen();
    expect(back.whole.text).toBe(token());
    expect(back.payload).toMatchObject({ text: "", readOnly: "encrypted" });
    expect(back.verdict).toMatchObject({ provenance: "original" });
    expect(back.verdict.state).not.toBe("decrypted");
  });

  it("is encrypted for a key generated here", async () => {
    const { actions, seen, type } = await open(token());
    await type("ECDH-ES");
    await actions.generateKey("X25519");
    const made = await seen();
    expect(made.verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
    expect(JSON.parse(made.payload.text)).toEqual({ sub: "1", n: 1 });
    expect(made.fields.keys.privateKey.text).not.toBe(curve.own);
    expect(made.token.seal?.joined.json.text ?? made.token.header?.text).toContain("X25519");
  });
});

describe("an alg typed into the header", () => {
  it("leaves parameters that only the former one uses: reported, and removed with one press, after which it is encrypted without", async () => {
    const { actions, seen, type, said } = await open(compact);
    await type("RSA-OAEP-256");
    actions.setKeyField("privateKey", rsa.own);
    const [leftover] = await said("jwe-practice");
    expect(leftover).toMatchObject({ severity: "warn", variant: "leftover", args: { names: "epk, apu" } });
    expect((await seen()).token.header?.text).toContain("epk");
    actions.applyFix(leftover!.fix!);
    const without = await seen();
    expect(await said("jwe-practice")).toEqual([]);
    expect(without.token.header?.json.text).not.toMatch(/epk|apu/);
    expect(without.verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
    expect(await opens(without.whole.text, rsa.privateKey)).toBe(CONTENT);
  });

  it("lacks what the new one needs if the ciphertext is kept: reported with a fix that encrypts again", async () => {
    const { actions, seen, type, said } = await open(compact);
    actions.setMode("keep");
    await type("PBES2-HS256+A128KW");
    actions.setSecret("a password that is long enough");
    const lacking = (await said("jwe-shape")).filter(({ fix }) => fix?.kind === "mode");
    expect(lacking.map(({ severity, variant }) => `${severity} ${variant}`)).toEqual(["error p2c", "error p2s"]);
    actions.applyFix(lacking[0]!.fix!);
    const made = await seen();
    expect(made.verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
    expect(await said("jwe-shape")).toEqual([]);
    expect(made.token.header?.text).toMatch(/p2s/);
  });

  it("that arrived so is reported without a fix, since another header would break the token", async () => {
    const { said } = await open(
      await new CompactEncrypt(encodeUtf8(CONTENT))
        .setProtectedHeader({ alg: "ECDH-ES+A256KW", enc: "A256GCM", p2s: "AAAAAAAAAAA" })
        .encrypt(curve.publicKey),
    );
    expect(await said("jwe-practice")).toMatchObject([
      { severity: "warn", variant: "leftover", args: { names: "p2s" } },
    ]);
    expect((await said("jwe-practice"))[0]?.fix ?? null).toBeNull();
  });
});
