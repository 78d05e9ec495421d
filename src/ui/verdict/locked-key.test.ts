import { generateKeyPairSync } from "node:crypto";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { beforeAll, expect, it } from "vitest";
import { loadDetector } from "../../core/token/load-detect.ts";
import { settled, start } from "../../testing/state/workbench.ts";
import { lockedKeyOf, lockedWords } from "./locked-key.ts";

const encrypted = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "open sesame" },
}).privateKey;

beforeAll(async () => {
  await loadDetector();
});

it("asks for the passphrase of Private key if Public key is empty, says that it is being tried, and that it is wrong", async () => {
  const pair = await generateKeyPair("ES256");
  const workbench = start();
  const { actions, view } = workbench;
  const said = () => lockedWords(lockedKeyOf(view.getState()), view.getState().verdict);
  actions.openText(await new SignJWT({}).setProtectedHeader({ alg: "ES256" }).sign(pair.privateKey));
  await settled(workbench);
  expect(said()).toBeNull();
  actions.setKeyField("privateKey", encrypted);
  await settled(workbench);
  expect(said()).toBe("ES256 needs the passphrase of Private key, or the issuer’s public key");
  actions.setPassphrase("privateKey", "open barley");
  expect(said()).toBe("The passphrase of Private key is being tried");
  await settled(workbench);
  expect(said()).toBe("The passphrase does not open Private key");
  actions.setKeyField("publicKey", await exportSPKI(pair.publicKey));
  expect((await settled(workbench)).verdict.state).toBe("verified");
  expect(said()).toBeNull();
});

it("names Public key if it holds an encrypted key, and Private key when signing", async () => {
  const pair = await generateKeyPair("ES256");
  const workbench = start();
  const { actions, view } = workbench;
  actions.openText(await new SignJWT({}).setProtectedHeader({ alg: "ES256" }).sign(pair.privateKey));
  actions.setKeyField("publicKey", encrypted);
  await settled(workbench);
  expect(lockedKeyOf(view.getState())).toMatchObject({ field: "Public key", passphrase: "needed" });
  actions.setKeyField("publicKey", await exportSPKI(pair.publicKey));
  actions.setKeyField("privateKey", encrypted);
  await settled(workbench);
  actions.editPane("payload", '{"sub":"2"}');
  await settled(workbench);
  actions.setPassphrase("privateKey", "open sesame");
  expect(view.getState().verdict.judgement).toBeNull();
  expect(lockedWords(lockedKeyOf(view.getState()), view.getState().verdict)).toBe(
    "The passphrase of Private key is being tried",
  );
});
