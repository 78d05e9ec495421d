import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Flags, HARDENED } from "./free/flags.ts";
import { verifyFreely } from "./free/verifier.ts";
import { attackOf, CASES, expectedOf, LAB } from "../../testing/lab-cases.ts";
import { TRIED } from "../../testing/lab-tried.ts";
import { explainRejection } from "./explain.ts";
import { loosenedOf, naiveOf } from "./run.ts";
import { SCENARIOS } from "./scenarios.ts";
import { readSource, sourceOf } from "./sources.ts";
import type { Scenario, Setup, Verifier } from "./types.ts";
import { sampled } from "../../testing/rounds.ts";

describe("the list of scenarios", () => {
  it("contains every file of scenarios/, with unique IDs and numbers", () => {
    const files = readdirSync(new URL("./scenarios", import.meta.url)).map((file) => file.replace(/\.ts$/, ""));
    expect(SCENARIOS.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
    expect(new Set(SCENARIOS.map(({ number }) => number)).size).toBe(SCENARIOS.length);
  });

  it("uses every verifier in naive/ and hardened/", () => {
    const used = new Set(SCENARIOS.flatMap((scenario) => verifiersOf(scenario).map(({ file }) => file)));
    for (const folder of ["naive", "hardened"])
      for (const name of readdirSync(new URL(`./${folder}`, import.meta.url)))
        if (!["index.ts", "strict-form.ts"].includes(name)) expect(used).toContain(`${folder}/${name}`);
    expect(used.size).toBeGreaterThan(1);
  });
});

describe.each(SCENARIOS)("$id", (scenario) => {
  it("shows the very code that runs, with the guilty line marked only in the naive one", async () => {
    for (const verifier of verifiersOf(scenario)) {
      const onDisk = readFileSync(new URL(`./${verifier.file}`, import.meta.url), "utf8");
      expect(sourceOf(verifier.file)).toBe(onDisk);
      const module = (await import(/* @vite-ignore */ `./${verifier.file}`)) as { verify?: unknown };
      expect(module.verify).toBeTypeOf("function");
      const guilty = readSource(verifier.file).filter((line) => line.guilty !== null);
      expect(guilty.length > 0).toBe(verifier.file.startsWith("naive/"));
    }
  });

  it("asks a question with one right answer", () => {
    expect(scenario.question.answers.length).toBeGreaterThan(1);
    expect(scenario.question.answers[scenario.question.right]).toBeDefined();
  });

  it("marks the important lines in each fix", () => {
    for (const fix of Object.values(scenario.fixes)) expect(fix).toMatch(/⟦[^⟦⟧]+⟧/);
  });
});

describe.each(TRIED)("$name", (one) => {
  const { scenario, variant } = one;

  it("an honest token passes both verifiers", async () => {
    const setup = await scenario.setup(LAB, variant);
    await expect(naiveOf(scenario, variant).verify(setup, setup.honest)).resolves.toMatchObject({ sub: "mallory" });
    await expect(scenario.hardened.verify(setup, setup.hardenedHonest ?? setup.honest)).resolves.toMatchObject({
      sub: "mallory",
    });
  });

  it("the forgery passes the naive verifier and is refused by the hardened one", async () => {
    const outcome = await attackOf(one);
    expect(outcome.naive).toMatchObject({ verdict: "accepted" });
    expect(outcome.hardened).toMatchObject({ verdict: "rejected" });
    expect(outcome.forgery.steps.length).toBeGreaterThan(1);
    expect(outcome.forgery.steps.at(-1)?.token).toBe(outcome.forgery.token);
  });

  it("the hardened verifier gives its reason in the lab's words", async () => {
    const { hardened } = await attackOf(one);
    const code = hardened.verdict === "rejected" ? hardened.rejection.code : "accepted";
    expect(code).toMatch(/^(ERR_J\w+|[a-z0-9]+(-[a-z0-9]+)*)$/);
  });

  it.skipIf(scenario.hasNoFreeMode)(
    "passes the free mode's verifier with the flags at fault loosened, and not with all of them hardened",
    async () => {
      const setup = await scenario.setup(LAB, variant);
      const { token, before = [] } = await scenario.forge(setup, { target: "naive" });
      const loosened = loosenedOf(scenario, variant);
      const judged = async (flags: Flags): Promise<string> => {
        const seen = new Set<string>();
        for (const earlier of before) await verifyFreely(earlier, flags, setup.bench, seen);
        return (await verifyFreely(token, flags, setup.bench, seen)).verdict;
      };
      expect(await judged({ ...HARDENED, ...loosened })).toBe("accepted");
      // Where no flag is at fault, the attacker holds a working key: no verifier can tell.
      expect(await judged(HARDENED)).toBe(loosened ? "rejected" : "accepted");
      // Where the defence is another key, the free mode holds the bad one, and refuses it.
      const honest = (await verifyFreely(setup.honest, HARDENED, setup.bench, new Set())).verdict;
      expect(honest).toBe(setup.hardenedHonest && loosened ? "rejected" : "accepted");
    },
  );
});

describe("forgeries without a good signature", () => {
  const forged = CASES.filter(({ scenario, variant }) => expectedOf(scenario, variant).breaks === "signature");

  it.each(sampled(forged))("$name is refused by every other hardened verifier of the same key", async (one) => {
    const { scenario } = one;
    const { forgery } = await attackOf(one);
    for (const other of SCENARIOS) {
      const { keyKind } = expectedOf(other, "");
      if (other === scenario || keyKind !== expectedOf(scenario, "").keyKind || keyKind === "own") continue;
      const setup = await other.setup(LAB, other.variants[0]?.id ?? "");
      const said = await other.hardened.verify(setup, forgery.token).then(
        () => "accepted",
        (error: unknown) => explainRejection(error).code,
      );
      expect(said, other.id).not.toBe("accepted");
    }
  });
});

function verifiersOf(scenario: Scenario): readonly Verifier<Setup>[] {
  return [scenario.naive, scenario.hardened, ...Object.values(scenario.naiveFor ?? {})];
}
