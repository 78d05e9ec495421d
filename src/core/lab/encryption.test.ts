import { describe, expect, it } from "vitest";
import { numberOf } from "../keys/numbers/big-number.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { isQuick } from "../../testing/rounds.ts";
import { LAB } from "../../testing/lab-cases.ts";
import { SCENARIOS } from "./scenarios.ts";
import { findBlock } from "./toolkit/bleichenbacher.ts";
import { keyOfRemainders, smallPoints, xOfMultiple } from "./toolkit/invalid-curve.ts";
import { isOnCurve, P } from "./toolkit/p256.ts";
import { decryptBlock, encryptPkcs1, makeSmallRsa } from "./toolkit/small-rsa.ts";
import type { Scenario, Setup, Target } from "./types.ts";

async function forged(id: string, target: Target) {
  const scenario = SCENARIOS.find((one) => one.id === id) as Scenario;
  const setup = await scenario.setup(LAB, "");
  return { setup, forgery: await scenario.forge(setup, { target }) };
}

describe("the padding oracle", () => {
  it("recovers the very block that was encrypted, whatever the content key", async () => {
    // The length of the lab's key; the shorter one, the shortest that a content key fits, takes a third of the time.
    for (const size of isQuick ? [27] : [40, 27]) {
      const key = makeSmallRsa(size);
      const contentKey = crypto.getRandomValues(new Uint8Array(16));
      const encrypted = encryptPkcs1(key, contentKey);
      const isPadded = async (text: bigint): Promise<boolean> => {
        const [first, second] = decryptBlock(key, toOctets(text, key.size));
        return first === 0 && second === 2;
      };
      const found = await findBlock(key, numberOf(encrypted), isPadded, 60_000);
      expect(found?.block).toBe(numberOf(decryptBlock(key, encrypted)));
      // A first attempt that gets nowhere: the next ones begin at another multiple.
      let asked = 0;
      const late = async (text: bigint): Promise<boolean> => (asked += 1) > 800 && isPadded(text);
      const blinded = await findBlock(key, numberOf(encrypted), late, 60_000, 800);
      expect(blinded?.block).toBe(found?.block);
    }
  });

  it("reveals nothing if every answer is the same, and the attack ends", async () => {
    const key = makeSmallRsa(40);
    const encrypted = numberOf(encryptPkcs1(key, new Uint8Array(16)));
    expect(await findBlock(key, encrypted, async () => false, 500)).toBeNull();
    expect(await findBlock(key, encrypted, async () => true, 500)).not.toMatchObject({
      block: numberOf(decryptBlock(key, toOctets(encrypted, key.size))),
    });
  });

  it.skipIf(isQuick)("lets Alice's token be read from the naive service, but not from the hardened one", async () => {
    const { forgery } = await forged("bleichenbacher", "naive");
    expect(forgery.steps.map(({ content }) => content ?? "").join(" ")).toContain("alice@example.com");
    const refused = await forged("bleichenbacher", "hardened");
    expect(refused.forgery.steps.map(({ content }) => content)).toEqual([undefined, undefined]);
    expect(refused.forgery.steps.at(-1)?.exhibit?.text).not.toContain("\n");
  });
});

describe("points off the curve", () => {
  it("have their stated order, and are not on P-256", () => {
    for (const { order, point } of smallPoints()) {
      expect(isOnCurve(point.X, point.Y)).toBe(false);
      // One step short of the order is the opposite of the point: the same x.
      expect(xOfMultiple(point, order - 1), String(order)).toBe(point.X % P);
      expect(xOfMultiple(point, order), String(order)).toBe(0n);
    }
  });

  it("give enough remainders for any key below 2^64", () => {
    for (const key of [1n, 2n ** 63n, 2n ** 64n - 1n, 0x1234_5678_9abc_def0n]) {
      const remainders = smallPoints().map(({ order }) => {
        const remainder = Number(key % BigInt(order));
        return { order, remainder: Math.min(remainder, order - remainder) };
      });
      expect(keyOfRemainders(remainders)).toBe(key);
    }
  });

  it("reveal the naive service's private key, and nothing of the hardened one's", async () => {
    const { setup, forgery } = await forged("invalid-curve", "naive");
    const told = forgery.steps.at(-1)?.exhibit?.text ?? "";
    expect(numberOf(decodeBase64Url(told).bytes)).toBe((setup as Setup & { key: bigint }).key);
    const refused = await forged("invalid-curve", "hardened");
    expect(refused.forgery.steps.map(({ exhibit }) => exhibit?.text)).toEqual([undefined, "none", undefined]);
  });
});

function toOctets(number: bigint, size: number): Uint8Array {
  const hex = number.toString(16).padStart(size * 2, "0");
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
