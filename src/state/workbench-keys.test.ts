import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { loadDetector } from "../core/token/load-detect.ts";
import { userKeys } from "./key-fields.ts";
import { encode, hs256, hsToken, SECRET, settled, start, withToken } from "../testing/state/workbench.ts";

beforeAll(async () => {
  await loadDetector();
});

describe("a key that says it is not for this", () => {
  /** Presses the button of the first finding that offers to continue anyway. */
  async function goOn(workbench: Awaited<ReturnType<typeof withToken>>): Promise<void> {
    await expect.poll(() => workbench.view.getState().findings.length).toBeGreaterThan(0);
    const fixes = workbench.view.getState().findings.flatMap(({ fix }) => (fix?.kind === "judge-anyway" ? [fix] : []));
    expect(fixes).toHaveLength(1);
    workbench.actions.applyFix(fixes[0]!);
  }

  it("signs once overridden, though another key verifies", async () => {
    const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
    const workbench = start();
    workbench.actions.openText(await new SignJWT({ sub: "1" }).setProtectedHeader({ alg: "ES256" }).sign(privateKey));
    workbench.actions.setKeyField("publicKey", await exportSPKI(publicKey));
    workbench.actions.setKeyField("privateKey", JSON.stringify({ ...(await exportJWK(privateKey)), use: "enc" }));
    workbench.actions.editPane("payload", '{"sub":"2"}');
    expect((await settled(workbench)).signing?.kind).toBe("unavailable");
    await goOn(workbench);
    expect((await settled(workbench)).verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
  });

  it("verifies once overridden, even the secret of a JWK", async () => {
    const workbench = await withToken(
      hsToken('{"sub":"1"}'),
      JSON.stringify({ kty: "oct", k: encode(SECRET), alg: "HS512" }),
    );
    workbench.actions.applyFix({ kind: "secret-from-jwk" });
    expect((await settled(workbench)).verdict.state).toBe("key-error");
    await goOn(workbench);
    expect((await settled(workbench)).verdict.state).toBe("verified");
  });
});

describe("the k of a JWK", () => {
  const jwk = (more: object) => ({ kty: "oct", k: encode(SECRET), ...more });

  it("keeps the JWK's declared use on every way to the verifier", async () => {
    for (const contradiction of [{ alg: "A256GCM" }, { use: "enc" }, { key_ops: ["encrypt"] }]) {
      const workbench = await withToken(hsToken('{"sub":"1"}'), JSON.stringify(jwk(contradiction)));
      workbench.actions.applyFix({ kind: "secret-from-jwk" });
      expect((await settled(workbench)).verdict.state).toBe("key-error");
      // Changing the encoding and changing it back gives the same key.
      workbench.actions.setSecretEncoding("UTF-8");
      workbench.actions.applyFix({ kind: "secret-encoding", encoding: "Base64url" });
      expect((await settled(workbench)).verdict.state).toBe("key-error");
      const { secret } = workbench.view.getState().fields.keys;
      workbench.actions.setSecret("");
      workbench.actions.applyFix({ kind: "secret", ...secret });
      const { verdict } = await settled(workbench);
      expect(verdict).toMatchObject({ state: "key-error", judgement: { reason: { code: "key-unfit" } } });
    }
  });

  it("in a set is that of the token's kid, and no other's", async () => {
    const keys = [
      jwk({ kid: "other", k: encode("x".repeat(32)) }),
      jwk({ kid: "mine" }),
      jwk({ kid: "twice" }),
      jwk({ kid: "twice" }),
    ];
    const header = (kid: string) => `${encode(JSON.stringify({ alg: "HS256", kid }))}.${encode('{"sub":"1"}')}`;
    for (const [kid, state] of [
      ["mine", "verified"],
      ["other", "invalid"],
      // Missing or ambiguous in the set: no key is used.
      ["missing", "invalid"],
      ["twice", "invalid"],
    ] as const) {
      const workbench = await withToken(`${header(kid)}.${hs256(header(kid))}`, JSON.stringify({ keys }));
      workbench.actions.applyFix({ kind: "secret-from-jwk" });
      const { verdict, fields } = await settled(workbench);
      expect([kid, verdict.state]).toEqual([kid, state]);
      expect(fields.keys.secret.jwk?.kid).toBe(kid === "mine" || kid === "other" ? kid : undefined);
    }
  });
});

describe("keys", () => {
  it("stay when another token arrives, and when its paste is undone", async () => {
    const workbench = start();
    workbench.actions.openText(hsToken('{"sub":"1"}'));
    workbench.actions.setSecret(SECRET);
    workbench.actions.openText(hsToken('{"sub":"2"}'));
    workbench.actions.undo();
    workbench.actions.undo();
    expect(workbench.view.getState().fields.keys.secret.text).toBe(SECRET);
  });

  it("sign with Private key and verify with Public key, or with the public half if that is empty", async () => {
    const pair = await generateKeyPair("ES256", { extractable: true });
    const token = await new SignJWT({ sub: "1" }).setProtectedHeader({ alg: "ES256" }).sign(pair.privateKey);
    const workbench = start();
    workbench.actions.openText(token);
    workbench.actions.setKeyField("privateKey", await exportPKCS8(pair.privateKey));
    expect((await settled(workbench)).verdict).toMatchObject({ state: "verified", keySource: "private-key" });
    workbench.actions.setKeyField("publicKey", await exportSPKI(pair.publicKey));
    expect((await settled(workbench)).verdict).toMatchObject({ state: "verified", keySource: "public-key" });
    workbench.actions.editPane("payload", '{"sub":"2"}');
    expect((await settled(workbench)).verdict).toMatchObject({ state: "verified", provenance: "re-signed" });
    expect(workbench.view.getState().pair).toBe(true);
  });

  it("from the token are used only on request, and not for the next token", async () => {
    const pair = await generateKeyPair("ES256", { extractable: true });
    const jwk = await exportJWK(pair.publicKey);
    const token = await new SignJWT({ sub: "1" }).setProtectedHeader({ alg: "ES256", jwk }).sign(pair.privateKey);
    const workbench = start();
    workbench.actions.openText(token);
    expect((await settled(workbench)).verdict.state).toBe("no-key");
    workbench.actions.applyFix({ kind: "use-token-key" });
    expect((await settled(workbench)).verdict).toMatchObject({ state: "verified", keySource: "token" });
    workbench.actions.openText(`${token} `);
    expect((await settled(workbench)).verdict.state).toBe("no-key");
  });

  it("are generated for the header's algorithm and are not the user's keys", async () => {
    const workbench = start();
    workbench.actions.openText(hsToken('{"sub":"1"}', '{"alg":"ES256"}'));
    await workbench.actions.generateKey();
    const view = await settled(workbench);
    expect(view.publicKey?.kind).toBe("keys");
    expect(view.pair).toBe(true);
    expect(userKeys(view.fields)).toEqual({ secret: false, pair: false });
    workbench.actions.setKeyField("publicKey", "mine");
    expect(userKeys(workbench.view.getState().fields).pair).toBe(true);
  });

  it("of the user's stay the user's when the page generates another next to them", async () => {
    const workbench = start();
    const { actions, view } = workbench;
    actions.setKeyField("privateKey", "mine");
    actions.openText(hsToken('{"sub":"1"}'));
    await actions.generateKey();
    expect(userKeys(view.getState().fields)).toEqual({ secret: false, pair: true });
    await actions.openExample("HS256");
    expect(userKeys(view.getState().fields)).toEqual({ secret: false, pair: true });
  });
});
