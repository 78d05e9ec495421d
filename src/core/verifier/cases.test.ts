import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CASES_FOLDER } from "../../testing/cases.ts";
import { objectFrom, readingOf } from "../../testing/verifier.ts";
import { judge } from "./judge.ts";
import { loadReader, readConfiguration } from "./load-read.ts";

await loadReader();

interface Case {
  readonly id: string;
  readonly kind: string | readonly string[];
  readonly configuration: string;
  readonly header: object;
  readonly claims: object;
  readonly now: number;
  readonly conditions: readonly {
    readonly condition: string;
    readonly also?: readonly string[];
    readonly outcome: string;
  }[];
  readonly neverMet?: readonly string[];
  readonly security?: readonly string[];
}

const file = join(CASES_FOLDER, "relying-party.json");
const cases =
  CASES_FOLDER !== "" && existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { cases: readonly Case[] }).cases
    : [];
/** The cases whose verifier the page reads. */
const read = cases.filter(({ configuration }) => readConfiguration(configuration).is === "read");

describe.skipIf(cases.length === 0)("cases from public threads", () => {
  test.each(read.map((one) => [one.id, one] as const))("%s", (_, one) => {
    const reading = readingOf(one.configuration);
    expect([one.kind].flat()).toContain(reading.kind);
    const { conditions } = judge(reading, {
      header: objectFrom(one.header),
      claims: objectFrom(one.claims),
      signature: "met",
      now: one.now,
      leeway: 0,
    });
    for (const { condition, also = [], outcome } of one.conditions) {
      const found = conditions.filter(({ condition: { name } }) =>
        [condition, ...also].some(
          (other) =>
            name === other ||
            name.endsWith(`/${other}`) ||
            name.endsWith(`.${other}`) ||
            name.split("/").includes(other) ||
            name.includes(`/${other}/`),
        ),
      );
      expect(
        found.map((each) => each.outcome),
        condition,
      ).toContain(outcome);
    }
    for (const name of one.neverMet ?? [])
      expect(conditions.filter(({ condition, outcome }) => condition.name.endsWith(name) && outcome === "met")).toEqual(
        [],
      );
    for (const claim of one.security ?? []) expect(reading.dangers.map((danger) => danger.claim)).toContain(claim);
  });
});
