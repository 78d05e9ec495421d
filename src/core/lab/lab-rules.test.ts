import { describe, expect, it } from "vitest";
import { judgeToken } from "../crypto/judge.ts";
import { readKeys } from "../keys/read.ts";
import type { KeyInputs } from "../keys/types.ts";
import { RULES } from "../rules/index.ts";
import { allFindings } from "../rules/flatten.ts";
import { runRules } from "../rules/run.ts";
import { contextOf } from "../../testing/rules/context.ts";
import { parseToken } from "../envelope/parse.ts";
import { sampled } from "../../testing/rounds.ts";
import { attackOf, CASES, expectedOf, LAB } from "../../testing/lab-cases.ts";
import { ACCESS_TOKEN_TYPE, AUDIENCE, ISSUER } from "./actors.ts";
import { readCompact } from "./toolkit/compact.ts";

const { now } = LAB;

/** Found by trying other readings of a key, which needs its own search; that search has its own tests. */
const FOUND_BY_SEARCH = "SEC-11";

describe("the diagnosis names the cause that a scenario declares", () => {
  const declared = CASES.filter(
    ({ scenario, variant }) => ![null, FOUND_BY_SEARCH].includes(expectedOf(scenario, variant).rule),
  );

  it.each(sampled(declared))("$name", async (one) => {
    const { scenario, variant } = one;
    const { setup, forgery } = await attackOf(one);
    const { publicKey = "", secret } = setup.forgedWith ?? setup.workbench;
    const keys: KeyInputs = {
      publicKey: { text: publicKey },
      privateKey: { text: "" },
      secret: secret ?? { text: "", encoding: "UTF-8" },
    };
    const judgement = await judgeToken(parseToken(forgery.token), keys);
    const policy = JSON.stringify({
      algorithms: [setup.bench.alg],
      iss: ISSUER,
      aud: AUDIENCE,
      typ: ACCESS_TOKEN_TYPE,
      jtiDenyList: (forgery.before ?? []).map((token) => readCompact(token).claims["jti"]),
    });
    const context = contextOf(
      forgery.token,
      { keys, judgement, original: judgement, publicKey: await readKeys(publicKey), policy },
      { now, leeway: 0 },
    );
    expect(allFindings(runRules(context)).map(({ rule }) => rule)).toContain(expectedOf(scenario, variant).rule);
  });

  it("every declared rule exists, and no policy is broken without one", () => {
    const known = new Set<string | null>([null, ...RULES.map(({ id }) => id)]);
    for (const { scenario, variant } of CASES) {
      expect(known, scenario.id).toContain(expectedOf(scenario, variant).rule);
      if (expectedOf(scenario, variant).breaks === "policy")
        expect(expectedOf(scenario, variant).rule, scenario.id).not.toBeNull();
    }
  });
});
