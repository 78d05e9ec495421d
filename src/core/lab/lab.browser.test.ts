import { describe, expect, it } from "vitest";
import { CASES } from "../../testing/lab-cases.ts";
import { attack } from "./run.ts";
import { createKeyShop } from "./toolkit/key-shop.ts";
import type { LabEnvironment } from "./types.ts";

const environment: LabEnvironment = { now: Math.floor(Date.now() / 1000), keys: createKeyShop() };

describe("in a browser", () => {
  it.each(CASES)(
    "$name passes the naive verifier and is refused by the hardened one",
    async ({ scenario, variant }) => {
      const { naive, hardened } = await attack(scenario, await scenario.setup(environment, variant));
      expect(naive).toMatchObject({ verdict: "accepted" });
      expect(hardened).toMatchObject({ verdict: "rejected" });
    },
  );
});
