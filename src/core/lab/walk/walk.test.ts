import fc from "fast-check";
import { compactVerify } from "jose";
import { describe, expect, it } from "vitest";
import { createKeyShop } from "../toolkit/key-shop.ts";
import type { WalkAlgorithm } from "./types.ts";
import type { WalkKey } from "./sign.ts";
import { ancestry, makeWalk } from "./walk.ts";
import { rounds } from "../../../testing/rounds.ts";

const shop = createKeyShop();

async function keysOf(
  algorithm: WalkAlgorithm,
): Promise<{ readonly sign: WalkKey; readonly verify: CryptoKey | Uint8Array }> {
  if (algorithm === "HS256") return { sign: shop.secret("walk"), verify: shop.secret("walk") };
  if (algorithm === "Ed25519") {
    const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    return { sign: pair.privateKey, verify: pair.publicKey };
  }
  const pair = await (algorithm === "RS256" ? shop.rsa("walk") : shop.p256("walk"));
  return { sign: pair.privateKey, verify: pair.publicKey };
}

describe.each<WalkAlgorithm>(["HS256", "RS256", "ES256", "Ed25519"])("%s", (algorithm) => {
  const header = JSON.stringify({ alg: algorithm });

  it("makes a token that verifies", async () => {
    const { sign, verify } = await keysOf(algorithm);
    const { token } = await makeWalk(algorithm, header, '{"sub":"zoë"}', sign);
    await expect(compactVerify(token, verify)).resolves.toBeDefined();
  });

  it("every origin lies inside its stage", async () => {
    const { sign } = await keysOf(algorithm);
    const { stages } = await makeWalk(algorithm, header, '{"sub":"1"}', sign);
    const sizes = new Map(stages.map(({ id, cells }) => [id, cells.length]));
    for (const { start, end, stage } of stages.flatMap(({ cells }) => cells.flatMap(({ origins }) => origins))) {
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual(sizes.get(stage) ?? -1);
    }
  });

  it("every character of the third segment traces back to all of header and payload", async () => {
    const { sign } = await keysOf(algorithm);
    const { stages } = await makeWalk(algorithm, header, "{}", sign);
    const last = stages.at(-1);
    // The last character, for r of ECDSA depends on nothing but chance.
    const marks = ancestry(stages, last?.id ?? "", (last?.cells.length ?? 0) - 1);
    expect(marks.get("header-json")).toEqual([{ stage: "header-json", start: 0, end: header.length }]);
    expect(marks.get("payload-json")).toEqual([{ stage: "payload-json", start: 0, end: 2 }]);
  });
});

describe("the origin of a base64url character", () => {
  it("is the one or two bytes that hold its six bits, and through them the JSON", async () => {
    const { stages } = await makeWalk("HS256", "{}", '{"é":1}', shop.secret("walk"));
    // {"é":1} is 7b 22 c3 a9 22 3a 31 7d: the fourth character holds the low bits of c3.
    expect([...ancestry(stages, "payload-base64url", 3)]).toEqual([
      ["payload-utf8", [{ stage: "payload-utf8", start: 2, end: 3 }]],
      ["payload-json", [{ stage: "payload-json", start: 2, end: 3 }]],
    ]);
    expect(ancestry(stages, "payload-base64url", 1).get("payload-json")).toEqual([
      { stage: "payload-json", start: 0, end: 2 },
    ]);
  });

  it("covers every byte of every text", async () => {
    const secret = shop.secret("walk");
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 20, unit: "grapheme" }), async (payload) => {
        const { stages } = await makeWalk("HS256", "{}", payload, secret);
        const bytes = stages.find(({ id }) => id === "payload-utf8")?.cells.length ?? 0;
        const encoded = stages.find(({ id }) => id === "payload-base64url")?.cells ?? [];
        const covered = new Set(
          encoded.flatMap(({ origins }) =>
            origins.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
          ),
        );
        return covered.size === bytes;
      }),
      { numRuns: rounds(30) },
    );
  });

  it("names the same bytes of r and s in DER", async () => {
    const { privateKey } = await shop.p256("walk");
    for (let round = 0; round < 20; round += 1) {
      const { stages } = await makeWalk("ES256", "{}", "{}", privateKey);
      const fixed = stages.find(({ id }) => id === "signature")?.cells ?? [];
      const der = stages.find(({ id }) => id === "der")?.cells ?? [];
      for (const { text, origins } of der) for (const { start } of origins) expect(fixed[start]?.text).toBe(text);
      expect(der.filter(({ origins }) => origins.length > 0).length).toBeGreaterThanOrEqual(60);
    }
  });
});
