import { createPrivateKey, createPublicKey } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readTimes } from "../claims/timeline.ts";
import type { KeyReading } from "../keys/types.ts";
import { SIGNATURE_ALGORITHMS } from "../registry/algorithms.ts";
import { KEY_MANAGEMENT_ALGORITHMS } from "../registry/encryption-algorithms.ts";
import { parseToken, withContent } from "../envelope/parse.ts";
import { EXAMPLES, makeExample } from "./example.ts";
import { judgeToken } from "./judge.ts";
import { fields, readJwks } from "../../testing/keys/inputs.ts";

// RSA keys are slow to make on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const NOW = 1_800_000_000;

afterEach(() => vi.unstubAllGlobals());

/** The PEM as Node writes it, which confirms that it is that key's. */
async function readPem(text: string): Promise<KeyReading> {
  if (!text.startsWith("-----BEGIN ")) return readJwks(text);
  const key = text.includes("PRIVATE") ? createPrivateKey(text) : createPublicKey(text);
  return readJwks(JSON.stringify(key.export({ format: "jwk" })));
}

async function judged(id: string) {
  const { token, keys } = await makeExample(id, NOW);
  const parsed = parseToken(token);
  const times = parsed.payload ? readTimes(parsed.payload.json, { now: NOW, leeway: 0 }) : [];
  return {
    parsed,
    keys,
    judgement: await judgeToken(parsed, fields(keys), readPem),
    exp: times.find(({ claim }) => claim === "exp"),
  };
}

describe("examples", () => {
  it.each([
    ...EXAMPLES.filter(({ flaw, enc }) => flaw === null && enc === undefined).map(({ id }) => id),
    ...SIGNATURE_ALGORITHMS.filter((alg) => EXAMPLES.every(({ id }) => id !== alg) && !/^[RP]S(?!384)/.test(alg)).map(
      (alg) => `alg:${alg}`,
    ),
  ])("%s verifies with its own keys, and its times are current", async (id) => {
    const { judgement, exp } = await judged(id);
    expect(judgement).toMatchObject({ state: "verified", weak: null });
    expect(exp?.state).toBe("valid");
  });

  it.each([
    ...EXAMPLES.filter(({ enc }) => enc !== undefined).map(({ id }) => id),
    ...KEY_MANAGEMENT_ALGORITHMS.filter((alg) => alg !== "RSA1_5" && !alg.startsWith("PBES2")).map(
      (alg) => `alg:${alg}`,
    ),
  ])("%s is decrypted with its own keys", async (id) => {
    const { judgement } = await judged(id);
    expect(judgement).toMatchObject({ state: "decrypted", weak: null });
    const { payload } = withContent(parseToken(""), judgement.opened?.content);
    if (id !== "nested")
      expect(readTimes(payload!.json, { now: NOW, leeway: 0 })).toContainEqual(
        expect.objectContaining({ claim: "exp", state: "valid" }),
      );
  });

  it("nested holds a signed token, whose keys are those of the inner layer", async () => {
    const { token, keys, inside } = await makeExample("nested", NOW);
    const { opened } = await judgeToken(parseToken(token), fields(keys));
    const inner = parseToken(opened?.content?.text ?? "");
    expect(await judgeToken(inner, fields(inside?.["content"] ?? {}))).toMatchObject({ state: "verified" });
  });

  it("expired has a good signature, and expired three days ago", async () => {
    const { judgement, exp } = await judged("expired");
    expect(judgement.state).toBe("verified");
    expect(exp).toMatchObject({ state: "expired", seconds: NOW - 3 * 86_400 });
  });

  it("invalid verifies once its secret is read as Base64", async () => {
    const { judgement, parsed, keys } = await judged("invalid");
    expect(judgement).toMatchObject({ state: "invalid", reason: { code: "mismatch" } });
    const secret = { text: keys.secret?.text ?? "", encoding: "Base64" } as const;
    expect((await judgeToken(parsed, fields({ secret }))).state).toBe("verified");
  });

  it("tampered is well-formed and does not verify", async () => {
    expect((await judged("tampered")).judgement).toMatchObject({ state: "invalid", reason: { code: "mismatch" } });
  });

  it("none is unsigned", async () => {
    expect((await judged("none")).judgement.state).toBe("unsigned");
  });

  it("of asymmetric algorithms name the key by its thumbprint", async () => {
    const { parsed, judgement } = await judged("ES256");
    expect(JSON.parse(parsed.header?.text ?? "").kid).toBe(judgement.key?.material?.thumbprint);
  });

  it("are never the same twice", async () => {
    expect((await makeExample("HS256", NOW)).token).not.toBe((await makeExample("HS256", NOW)).token);
  });

  it("are refused for unknown IDs", async () => {
    await expect(makeExample("alg:XX", NOW)).rejects.toThrow("alg:XX");
  });

  it("of HMAC are made without a secure context too", async () => {
    const whole = globalThis.crypto;
    const { subtle } = whole;
    vi.stubGlobal("crypto", { getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => whole.getRandomValues(bytes) });
    const { token, keys } = await makeExample("HS256", NOW);
    vi.stubGlobal("crypto", { subtle });
    expect((await judgeToken(parseToken(token), fields(keys))).state).toBe("verified");
  });
});
