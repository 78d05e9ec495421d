import { expect, it } from "vitest";
import { brokenLaw, isBeyondJose, PAIRS } from "../../../testing/crypto/pair-laws.ts";

it(
  "in this browser, decrypt(encrypt(x)) = x for all pairs, and jose agrees where it can",
  { timeout: 120_000 },
  async () => {
    const hasAes192 = await crypto.subtle.generateKey({ name: "AES-GCM", length: 192 }, false, ["encrypt"]).then(
      () => true,
      () => false,
    );
    const wrong: string[] = [];
    for (const [alg, enc] of PAIRS) {
      const law = await brokenLaw(
        alg,
        enc,
        crypto.getRandomValues(new Uint8Array(40)),
        !isBeyondJose(alg, enc, hasAes192),
      );
      if (law !== "") wrong.push(`${alg} with ${enc}: ${law}`);
    }
    const beyond = PAIRS.filter(([alg, enc]) => isBeyondJose(alg, enc, hasAes192));
    console.info(
      `${PAIRS.length} pairs; jose not asked for ${beyond.length}: this browser has no AES-192, which it needs`,
    );
    expect(wrong).toEqual([]);
  },
);
