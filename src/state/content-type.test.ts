import { CompactEncrypt } from "jose";
import { beforeAll, expect, it } from "vitest";
import { loadDiagnosis } from "../core/rules/load.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import { settled, start } from "../testing/state/workbench.ts";

beforeAll(async () => {
  await Promise.all([loadDetector(), loadDiagnosis()]);
});

const KEY = new Uint8Array(32).fill(7);

/** The findings about encrypted content, once it is decrypted. */
async function said(content: Uint8Array, header: object): Promise<readonly (readonly [string, string])[]> {
  const token = await new CompactEncrypt(content)
    .setProtectedHeader({ alg: "dir", enc: "A256GCM", ...header })
    .encrypt(KEY);
  const bench = start();
  bench.actions.openText(token);
  bench.actions.setSecretEncoding("Base64url");
  bench.actions.setSecret(Buffer.from(KEY).toString("base64url"));
  await expect.poll(() => bench.view.getState().verdict.state).toBe("decrypted");
  const { findings, messageOf } = await settled(bench);
  return findings.map((finding) => [`${finding.rule}/${finding.variant}`, messageOf!(finding).why] as const);
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const ids = (found: readonly (readonly [string, string])[]) => found.map(([id]) => id);

it("content that is not JSON is called what cty says, not a broken JWT", async () => {
  const found = ids(await said(text("Hello there"), { cty: "text/plain" }));
  expect(found).toContain("IN-16/other");
  expect(found).not.toContain("IN-16/plain");
});

it("content that cty calls a token but is not one is reported once", async () => {
  const found = ids(await said(text("Hello there"), { cty: "JWT" }));
  expect(found).toContain("HDR-10/announced");
  expect(found.filter((id) => id.startsWith("IN-16"))).toEqual([]);
});

it("the bytes of encrypted content that is not text are counted", async () => {
  const bytes = Uint8Array.from({ length: 40 }, (_, index) => 128 + ((index * 37) % 128));
  const [, why] = (await said(bytes, {})).find(([id]) => id === "IN-16/binary") ?? [];
  expect(why).toContain("40 bytes");
});
