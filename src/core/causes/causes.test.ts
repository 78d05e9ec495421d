import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RULES } from "../rules/index.ts";
import { familyOf } from "../rules/families.ts";
import { STANDING } from "../rules/standing/standing.ts";
import { CAUSES, isCauseId } from "./index.ts";

const all = Object.entries(CAUSES);
/** The collected causes; those of the family "service" are the project's own. */
const rows = all.filter(([, { family }]) => family !== "service");
const told = new Set([...RULES, ...STANDING].map(({ id }) => id));
const facts = join(process.env["JOTSCOPE_VECTORS"] ?? "", "../data/diagnosis-rules.json");

test("the catalogue holds at least the 146 collected causes, numbered in their families without gaps", () => {
  expect(rows.length).toBeGreaterThanOrEqual(146);
  const next = new Map<string, number>();
  for (const [id, { family }] of all) {
    const number = next.get(family) ?? 1;
    expect(Number(id.slice(-2)), id).toBe(number);
    next.set(family, number + 1);
  }
  expect([...next.keys()]).toEqual([
    "input",
    "secret",
    "key",
    "header",
    "time",
    "claims",
    "provider",
    "debugger",
    "service",
  ]);
});

test("every cause is either detected by a rule or decided by nobody, never both", () => {
  for (const [id, row] of all) {
    expect(told.has(id), id).toBe(row.decides !== "nobody");
  }
});

test("the README counts the causes as they are", () => {
  const seen = all.filter(([, { decides }]) => decides !== "nobody").length;
  const readme = readFileSync("README.md", "utf8").replaceAll(/\s+/g, " ");
  expect(readme).toContain(`${seen} of the ${all.length} causes`);
  expect(readme).toContain(`the other ${all.length - seen} `);
});

test("a rule with an ID of the catalogue's shape is in the catalogue", () => {
  expect([...told].filter((id) => /^[A-Z]{2,3}-\d+$/.test(id) && !isCauseId(id))).toEqual([]);
});

test("a title names the cause in a few words, and is unique", () => {
  const titles = all.map(([, { title }]) => title);
  expect(new Set(titles).size).toBe(titles.length);
  for (const title of titles) {
    expect(title.length, title).toBeLessThanOrEqual(70);
    expect(title, title).not.toMatch(/\.$|^\s|\s$/);
  }
});

test.skipIf(!existsSync(facts))(
  "the facts that come with the vectors are all in it, in their families (skipped without them)",
  () => {
    const { rules } = JSON.parse(readFileSync(facts, "utf8")) as { rules: readonly { id: string; category: string }[] };
    const collected = new Set(rules.map(({ id }) => id));
    expect(rows.filter(([id]) => collected.has(id)).map(([id, { family }]) => `${id} ${family}`)).toEqual(
      rules.map(({ id, category }) => `${id} ${category}`),
    );
  },
);

test("a rule's family is that of its cause, and a rule without a cause has one by its name", () => {
  for (const [id, { family }] of Object.entries(CAUSES)) expect(familyOf(id), id).toBe(family);
  expect(familyOf("signature-length")).toBe("signature");
  expect(familyOf("long-lived")).toBe("practice");
});
