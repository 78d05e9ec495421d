import { describe, expect, it } from "vitest";
import { CASES, LAB } from "../../../testing/lab-cases.ts";
import { loosenedOf } from "../run.ts";
import { SCENARIOS } from "../scenarios.ts";
import { attacksThrough } from "./attacks.ts";
import { type CodeLine, codeOf } from "./code.ts";
import { decisionOf, judgeFreely } from "./decision.ts";
import { FLAG_GROUPS, FLAG_ROWS, type FlagName, type Flags, HARDENED, loosenedIn } from "./flags.ts";

/** Every loosened value of every flag. */
const LOOSE = FLAG_ROWS.flatMap(({ name, options }) =>
  options.slice(1).map(([value]) => ({ name, value, flags: { ...HARDENED, [name]: value } as Flags })),
);

describe("the groups", () => {
  it("contain every flag exactly once, and none is empty", () => {
    const grouped = FLAG_GROUPS.flatMap(({ id }) => FLAG_ROWS.filter(({ group }) => group === id));
    expect(grouped.map(({ name }) => name).toSorted()).toEqual(Object.keys(HARDENED).toSorted());
    for (const { id } of FLAG_GROUPS) expect(grouped.some(({ group }) => group === id)).toBe(true);
  });

  it("list the hardened value first in each row", () => {
    for (const { name, options } of FLAG_ROWS) expect(options[0]?.[0]).toBe(HARDENED[name]);
  });
});

describe("the attacks through a check", () => {
  it("are none while it is hardened, and at least one for every loosened value", () => {
    for (const { name } of FLAG_ROWS) expect(attacksThrough(name, HARDENED[name], SCENARIOS)).toEqual([]);
    for (const { name, value, flags } of LOOSE)
      expect(attacksThrough(name, flags[name], SCENARIOS), `${name} ${value}`).not.toEqual([]);
  });

  it("name every scenario at each check that it needs loosened", () => {
    for (const { scenario, variant } of CASES) {
      if (scenario.hasNoFreeMode) continue;
      const loosened = { ...HARDENED, ...loosenedOf(scenario, variant) };
      for (const name of loosenedIn(loosened))
        expect(attacksThrough(name, loosened[name], SCENARIOS).map((attack) => attack.scenario)).toContain(scenario);
    }
  });

  it("are marked `tells` only if the attack queries the verifier", () => {
    const telling = SCENARIOS.filter(({ tells }) => tells !== undefined);
    expect(telling).not.toEqual([]);
    for (const scenario of telling) expect(scenario).toMatchObject({ asks: true, loosened: null });
  });

  it.each(LOOSE)("really succeed with $name $value", async ({ name, value, flags }) => {
    for (const { scenario, variant, also, tells } of attacksThrough(name, flags[name], SCENARIOS)) {
      if (tells) continue;
      const setup = await scenario.setup(LAB, variant);
      const { token, before = [] } = await scenario.forge(setup, { target: "naive" });
      const loosened = { ...HARDENED, ...loosenedOf(scenario, variant), [name]: value } as Flags;
      expect(loosenedIn(loosened).toSorted()).toEqual([name, ...also].toSorted());
      expect((await judgeFreely({ token, before }, loosened, setup.bench)).verdict, scenario.id).toBe("accepted");
    }
  });
});

describe("the deciding checks", () => {
  const decided = async (id: string, change: (needed: Flags) => Flags) => {
    const scenario = SCENARIOS.find((each) => each.id === id);
    if (!scenario) throw new Error(id);
    const variant = scenario.variants[0]?.id ?? "";
    const setup = await scenario.setup(LAB, variant);
    const { token, before = [] } = await scenario.forge(setup, { target: "naive" });
    const flags = change({ ...HARDENED, ...loosenedOf(scenario, variant) });
    const verdict = await judgeFreely({ token, before }, flags, setup.bench);
    return decisionOf({ token, before }, flags, setup.bench, verdict);
  };

  it("are the one that refused", async () => {
    expect(await decided("alg-none", () => HARDENED)).toEqual({ kind: "refused", flags: ["algorithm"] });
  });

  it("are each loosened check that would refuse alone, and no other", async () => {
    expect(await decided("rs-hs-confusion", (needed) => ({ ...needed, replay: "none" }))).toEqual({
      kind: "let-through",
      flags: ["algorithm", "key"],
    });
  });

  it("are several together if hardening one is not enough", async () => {
    expect(await decided("alg-none", (needed) => ({ ...needed, signature: "skipped" }))).toEqual({
      kind: "together",
      flags: ["algorithm"],
    });
  });

  it("are none if a working key signed", async () => {
    expect(await decided("ecdsa-nonce-reuse", (needed) => ({ ...needed, crit: "ignored" }))).toEqual({
      kind: "passed",
      flags: [],
    });
  });
});

describe("the words about the claims", () => {
  const said = async (change: Partial<Flags>) => {
    const scenario = SCENARIOS.find(({ id }) => id === "alg-none")!;
    const { honest, bench } = await scenario.setup(LAB, "");
    const { checks } = await judgeFreely({ token: honest, before: [] }, { ...HARDENED, ...change }, bench);
    return checks.at(-1)?.text;
  };

  it("names only what was checked as required", async () => {
    expect(await said({})).toBe("kind, issuer, audience, time and use are as required");
    expect(await said({ issuer: "ignored", replay: "none" })).toBe(
      "kind, audience and time are as required; issuer and use are not checked",
    );
    expect(
      await said({ typ: "ignored", issuer: "ignored", audience: "ignored", time: "ignored", replay: "none" }),
    ).toBe("kind, issuer, audience, time and use are not checked");
  });
});

describe("the verifier's code", () => {
  const linesOf = (lines: readonly CodeLine[], name: FlagName | null) =>
    lines.filter(({ flag }) => flag === name).map(({ text }) => text);

  it("contains every check while all are hardened, and highlights none", () => {
    const code = codeOf(HARDENED);
    for (const { name } of FLAG_ROWS) expect(linesOf(code, name), name).not.toEqual([]);
    expect(code.some(({ isLoose }) => isLoose)).toBe(false);
  });

  it.each(LOOSE)("differs only in the lines of $name $value, and highlights only those", ({ name, flags }) => {
    const [hardened, loosened] = [codeOf(HARDENED), codeOf(flags)];
    for (const other of [null, ...FLAG_ROWS.map((row) => row.name)]) {
      const [before, after] = [linesOf(hardened, other), linesOf(loosened, other)];
      if (other === name) expect(after).not.toEqual(before);
      else expect(after).toEqual(before);
    }
    for (const { flag, isLoose } of loosened) expect(isLoose).toBe(flag === name);
    expect(loosened.some(({ isLoose }) => isLoose)).toBe(true);
  });

  it("differs for each value", () => {
    for (const { name, options } of FLAG_ROWS) {
      const texts = options.map(([value]) => linesOf(codeOf({ ...HARDENED, [name]: value }), name).join("\n"));
      expect(new Set(texts).size, name).toBe(options.length);
    }
  });
});
