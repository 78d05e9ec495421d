import {
  exportJWK,
  FlattenedEncrypt,
  flattenedDecrypt,
  GeneralEncrypt,
  generalDecrypt,
  generateKeyPair,
  type JWK,
} from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { allFindings } from "../core/rules/flatten.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import { encodeUtf8 } from "../core/text/utf8.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { settled, start } from "../testing/state/workbench.ts";

interface Pair {
  readonly own: JWK;
  readonly open: JWK;
  readonly key: CryptoKey;
  readonly publicKey: CryptoKey;
}

async function pair(alg: string, kid: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const [own, open] = [await exportJWK(privateKey), await exportJWK(publicKey)];
  return { own: { ...own, kid, alg }, open: { ...open, kid, alg }, key: privateKey, publicKey };
}

let rsa: Pair;
let curve: Pair;
let general: string;

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
  [rsa, curve] = [await pair("RSA-OAEP-256", "r"), await pair("ECDH-ES+A256KW", "c")];
  const made = new GeneralEncrypt(encodeUtf8('{"n":1.0}'))
    .setProtectedHeader({ enc: "A256GCM" })
    .setSharedUnprotectedHeader({ cty: "json" })
    .setAdditionalAuthenticatedData(encodeUtf8("beside"));
  for (const { publicKey, open } of [rsa, curve])
    made.addRecipient(publicKey).setUnprotectedHeader({ alg: open.alg!, kid: open.kid! });
  general = JSON.stringify(await made.encrypt(), null, 2);
});

async function open(token: string) {
  const workbench = start();
  const { actions, view } = workbench;
  actions.openText(token);
  await settled(workbench);
  const seen = () => settled(workbench);
  return {
    ...workbench,
    seen,
    states: async () => (await seen()).verdict.judgement?.seals?.each.map(({ state }) => state),
    text: () => view.getState().whole.text,
  };
}

const text = (octets: Uint8Array): string => new TextDecoder().decode(octets);

describe("a general JWE of two recipients", () => {
  it("is opened for the recipient that the key matches, whose headers are then shown", async () => {
    const { actions, seen, states } = await open(general);
    expect((await seen()).verdict.state).toBe("no-key");
    actions.setKeyField("privateKey", JSON.stringify(curve.own));
    expect(await states()).toEqual(["no-key", "decrypted"]);
    const view = await seen();
    expect(view.verdict).toMatchObject({ state: "decrypted", provenance: "original" });
    expect(view.payload).toMatchObject({ text: '{\n  "n": 1.0\n}', readOnly: null });
    expect(view.algorithm.value).toBe("ECDH-ES+A256KW");
    expect(view.token.seal?.index).toBe(1);
  });

  it("is re-encrypted for that recipient; the other keeps an unusable key, and that is reported", async () => {
    const { actions, seen, states, text: now } = await open(general);
    actions.setKeyField("privateKey", JSON.stringify(curve.own));
    await seen();
    actions.editPane("payload", '{"n": 2}');
    const view = await seen();
    expect(view.verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
    expect(await states()).toEqual(["no-key", "decrypted"]);
    const made = JSON.parse(now()) as { recipients: readonly { encrypted_key: string }[] };
    const old = JSON.parse(general) as typeof made;
    expect(made.recipients[0]).toEqual(old.recipients[0]);
    expect(allFindings(view.findings).map(({ rule, variant }) => `${rule}/${variant}`)).toContain("other-seals/behind");
    const opened = await generalDecrypt(made as never, curve.key);
    expect(text(opened.plaintext)).toBe('{"n":2}');
    expect(text(opened.additionalAuthenticatedData ?? new Uint8Array())).toBe("beside");
    await expect(generalDecrypt(made as never, rsa.key)).rejects.toThrow("decryption operation failed");
    actions.undo();
    await seen();
    expect(now()).toBe(general);
  });

  it("is re-encrypted for everyone whose public key is in a set", async () => {
    const { actions, seen, text: now } = await open(general);
    actions.setKeyField("privateKey", JSON.stringify(curve.own));
    actions.setKeyField("publicKey", JSON.stringify({ keys: [rsa.open, curve.open] }));
    await seen();
    actions.editPane("payload", '{"n": 2}');
    const view = await seen();
    for (const { key } of [rsa, curve])
      expect(text((await generalDecrypt(JSON.parse(now()) as never, key)).plaintext)).toBe('{"n":2}');
    expect(allFindings(view.findings).map(({ variant }) => variant)).not.toContain("behind");
  });

  it("keeps its ciphertext on request", async () => {
    const { actions, seen, text: now } = await open(general);
    actions.setKeyField("privateKey", JSON.stringify(curve.own));
    actions.setMode("keep");
    await seen();
    actions.editPane("payload", '{"n": 2}');
    expect((await seen()).verdict.provenance).toBe("kept");
    expect(now()).toBe(general);
  });
});

it.each(["dir", "A256KW", "A256GCMKW"])("a flattened JWE of %s is opened, edited, and read by jose", async (alg) => {
  const key = Uint8Array.from({ length: 32 }, (_, index) => index);
  const made = await new FlattenedEncrypt(encodeUtf8('{"a":1}'))
    .setProtectedHeader({ alg, enc: "A256GCM" })
    .setUnprotectedHeader({ kid: "k" })
    .encrypt(key);
  const { actions, seen, text: now } = await open(JSON.stringify(made));
  actions.setSecretEncoding("Hex");
  actions.setSecret(Buffer.from(key).toString("hex"));
  expect((await seen()).verdict.state).toBe("decrypted");
  actions.editPane("payload", '{"a":2}');
  expect((await seen()).verdict).toMatchObject({ state: "decrypted", provenance: "re-signed" });
  const opened = await flattenedDecrypt(JSON.parse(now()) as never, key);
  expect(text(opened.plaintext)).toBe('{"a":2}');
  expect(opened.unprotectedHeader).toEqual({ kid: "k" });
});
