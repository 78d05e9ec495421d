import { describe, expect, it } from "vitest";
import { judgeToken } from "../crypto/judge.ts";
import type { KeyInputs } from "../keys/types.ts";
import { parseToken } from "../envelope/parse.ts";
import { attackOf, expectedOf } from "../../testing/lab-cases.ts";
import { TRIED } from "../../testing/lab-tried.ts";
import type { WorkbenchKeys } from "./types.ts";

describe.each(TRIED)("$name", (one) => {
  const { scenario, variant } = one;

  it("the workbench reports what the scenario declares", async () => {
    const { setup, forgery } = await attackOf(one);
    const keys =
      expectedOf(scenario, variant).breaks === "secret" ? (setup.forgedWith ?? setup.workbench) : setup.workbench;
    const { state } = await judgeToken(parseToken(forgery.token), keyInputs(keys));
    const good = state === "verified" || state === "decrypted";
    expect(good ? state : "not-verified").toBe(expectedOf(scenario, variant).workbench);
    if (expectedOf(scenario, variant).breaks === "signature") expect(state).not.toBe("verified");
  });
});

function keyInputs({ publicKey = "", privateKey = "", secret }: WorkbenchKeys): KeyInputs {
  return {
    publicKey: { text: publicKey },
    privateKey: { text: privateKey },
    secret: secret ?? { text: "", encoding: "UTF-8" },
  };
}
