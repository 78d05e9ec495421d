import { CompactEncrypt } from "jose";
import { beforeAll, expect, it } from "vitest";
import { allFindings } from "../core/rules/flatten.ts";
import { loadDiagnosis } from "../core/rules/load.ts";
import "../core/rules/solve/found-words.ts";
import { solve } from "../core/solve/solve.ts";
import type { SolveQuestion } from "../core/solve/types.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { hsToken, NOW, SECRET, settled } from "../testing/state/workbench.ts";
import { SOLVE_PAUSE_MS } from "./tasks.ts";
import { createWorkbench } from "./workbench.ts";

const PUBLIC_KEY = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n";

beforeAll(async () => {
  await loadDetector();
});

/** What a workbench with these keys asks to be tried. */
async function asked(keys: {
  readonly secret?: string;
  readonly publicKey?: string;
  readonly token?: string;
}): Promise<readonly SolveQuestion[]> {
  const questions: SolveQuestion[] = [];
  const workbench = createWorkbench({
    now: () => NOW * 1000,
    writeClipboard: async () => {},
    secureContext: true,
    decodeLarge: () => Promise.reject(new Error("not large")),
    solve: (question) => {
      questions.push(question);
      return Promise.resolve({ discovery: null, tried: 1, milliseconds: 1, fingerprint: null, kinds: [] });
    },
  });
  workbench.actions.openText(keys.token ?? hsToken('{"sub":"1"}'));
  if (keys.secret !== undefined) workbench.actions.setSecret(keys.secret);
  if (keys.publicKey !== undefined) workbench.actions.setKeyField("publicKey", keys.publicKey);
  await settled(workbench);
  // What is wanted is asked once typing has paused.
  await new Promise((resolve) => setTimeout(resolve, 4 * SOLVE_PAUSE_MS));
  return questions;
}

it.concurrent("tries other readings if a secret does not verify, and none if there is nothing to read or it verifies", async () => {
  const runs = await Promise.all([asked({ secret: "another" }), asked({ secret: SECRET }), asked({})]);
  expect(runs.map(({ length }) => length)).toEqual([1, 0, 0]);
});

it.concurrent("tries a public key on an HMAC without a secret: that is the key confusion attack", async () => {
  const [question, ...others] = await asked({ publicKey: PUBLIC_KEY });
  expect(question?.keys.publicKey.text).toBe(PUBLIC_KEY);
  expect(others).toEqual([]);
});

it.concurrent("tries a secret on a token that needs a public key, if there is none: the header may have been changed", async () => {
  const [, payload, signature] = hsToken('{"sub":"1"}').split(".");
  const token = `${btoa('{"alg":"RS256"}')}.${payload}.${signature}`;
  const runs = await Promise.all([asked({ token, secret: SECRET }), asked({ token })]);
  expect(runs.map(({ length }) => length)).toEqual([1, 0]);
});

it.concurrent("tries the other keys of a set with an unreadable one: they may verify in another reading", async () => {
  const [, payload] = hsToken('{"sub":"1"}').split(".");
  const token = `${btoa('{"alg":"ES256"}')}.${payload}.${"A".repeat(86)}`;
  const unreadable = '{"kty":"EC","crv":"P-256","x":"!","y":"!"}';
  const [question] = await asked({ token, publicKey: `{"keys":[${unreadable}]}` });
  expect(question?.token).toBe(token);
});

it("no longer offers an encoding that it has refuted, next to the message that no reading decrypts", async () => {
  await loadDiagnosis();
  const right = "5f2b1c6d9e3a4f708192a3b4c5d6e7f8";
  const token = await new CompactEncrypt(new TextEncoder().encode("x"))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .encrypt(new TextEncoder().encode(right));
  const open = async (secret: string) => {
    const workbench = createWorkbench({
      now: () => NOW * 1000,
      writeClipboard: async () => {},
      secureContext: true,
      decodeLarge: () => Promise.reject(new Error("not large")),
      solve: (question) => solve(question, () => 0),
    });
    const { actions, view } = workbench;
    actions.openText(token);
    actions.setSecret(secret);
    await expect.poll(() => view.getState().solution).not.toBeNull();
    const { findings } = await settled(workbench);
    return allFindings(findings);
  };
  const wrong = await open(btoa("a key that did not encrypt it 32"));
  expect(wrong.map(({ rule, variant }) => `${rule} ${variant}`)).toContain("SEC-14 shared");
  expect(wrong.find(({ variant }) => variant === "secret-length")).toMatchObject({ args: { encoding: "Base64" } });
  expect(wrong.filter(({ fix }) => fix?.kind === "secret-encoding")).toEqual([]);
  const found = await open(btoa(right));
  expect(found.some(({ fix }) => fix?.kind === "secret")).toBe(true);
});

it.concurrent("tries a secret that does not open an encrypted token, and nothing if it opens, if there is none, or if the key is right", async () => {
  const key = new TextEncoder().encode("sixteen bytes ok");
  const token = await new CompactEncrypt(new TextEncoder().encode('{"sub":"1"}'))
    .setProtectedHeader({ alg: "A128KW", enc: "A128GCM" })
    .encrypt(key);
  const direct = await new CompactEncrypt(key).setProtectedHeader({ alg: "dir", enc: "A128GCM" }).encrypt(key);
  const runs = await Promise.all([
    asked({ token, secret: "another of bytes" }),
    asked({ token, secret: "too short" }),
    asked({ token: direct, secret: '"sixteen bytes ok"' }),
    asked({ token, secret: "sixteen bytes ok" }),
    asked({ token }),
    asked({ token: `${token.slice(0, -4)}AAAA`, secret: "sixteen bytes ok" }),
  ]);
  expect(runs.map(({ length }) => length)).toEqual([1, 1, 1, 0, 0, 0]);
  expect(runs[2]?.[0]?.keys.secret.text).toBe('"sixteen bytes ok"');
});
