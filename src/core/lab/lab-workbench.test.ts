import { describe, expect, it } from "vitest";
import { judgeToken } from "../crypto/judge.ts";
import type { KeyInputs } from "../keys/types.ts";
import { parseToken } from "../envelope/parse.ts";
import { CASES } from "../../testing/lab-cases.ts";
import { breaksOf, runAttack, workbenchOf } from "./run.ts";
import { createKeyShop } from "./toolkit/key-shop.ts";
import type { LabEnvironment, WorkbenchKeys } from "./types.ts";

const environment: LabEnvironment = { now: 1_800_000_000, keys: createKeyShop() };

describe.each(CASES)("$name", ({ scenario, variant }) => {
  it("the workbench says of it what the scenario declares", async () => {
    const { setup, forgery } = await runAttack(scenario, environment, variant);
    const keys = breaksOf(scenario, variant) === "secret" ? (setup.forgedWith ?? setup.workbench) : setup.workbench;
    const { state } = await judgeToken(parseToken(forgery.token), keyInputs(keys));
    const good = state === "verified" || state === "decrypted";
    expect(good ? state : "not-verified").toBe(workbenchOf(scenario, variant));
    if (breaksOf(scenario, variant) === "signature") expect(state).not.toBe("verified");
  });
});

function keyInputs({ publicKey = "", privateKey = "", secret }: WorkbenchKeys): KeyInputs {
  return {
    publicKey: { text: publicKey },
    privateKey: { text: privateKey },
    secret: secret ?? { text: "", encoding: "UTF-8" },
  };
}
