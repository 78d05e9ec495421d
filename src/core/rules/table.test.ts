import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RULES } from "./index.ts";
import { STANDING } from "./standing/standing.ts";
import { isRuleId, RULE_TABLE } from "./table.ts";

const rows = Object.entries(RULE_TABLE);
const told = new Set([...RULES, ...STANDING].map(({ id }) => id));
const facts = join(process.env["JOTSCOPE_VECTORS"] ?? "", "../data/diagnosis-rules.json");

test("the table holds 146 causes, numbered in their families without a gap", () => {
  expect(rows.length).toBe(146);
  const next = new Map<string, number>();
  for (const [id, { family }] of rows) {
    const number = next.get(family) ?? 1;
    expect(Number(id.slice(-2)), id).toBe(number);
    next.set(family, number + 1);
  }
  expect([...next.keys()]).toEqual(["input", "secret", "key", "header", "time", "claims", "provider", "debugger"]);
});

test("every cause of the table is either told by a rule or left out with a reason, never both", () => {
  for (const [id, row] of rows) {
    expect(told.has(id), `${id} is ${row.status}`).toBe(row.status === "built");
    if (row.status === "left-out") expect(row.reason, id).toMatch(/^[a-z].{15,}[^.]$/);
  }
});

test("a rule with an id of the catalogue's shape is in the table", () => {
  expect([...told].filter((id) => /^[A-Z]{2,3}-\d+$/.test(id) && !isRuleId(id))).toEqual([]);
});

test("a title names the cause in a few words, once", () => {
  const titles = rows.map(([, { title }]) => title);
  expect(new Set(titles).size).toBe(titles.length);
  for (const title of titles) {
    expect(title.length, title).toBeLessThanOrEqual(70);
    expect(title, title).not.toMatch(/\.$|^\s|\s$/);
  }
});

test.skipIf(!existsSync(facts))(
  "the ids are those of the facts that lie beside the vectors (skipped without them)",
  () => {
    const { rules } = JSON.parse(readFileSync(facts, "utf8")) as { rules: readonly { id: string; category: string }[] };
    expect(rows.map(([id, { family }]) => `${id} ${family}`)).toEqual(
      rules.map(({ id, category }) => `${id} ${category}`),
    );
  },
);
