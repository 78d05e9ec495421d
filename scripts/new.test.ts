import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { newCheck } from "./lib/new/check.mjs";
import { newKeyFormat } from "./lib/new/key-format.mjs";
import { newRule } from "./lib/new/rule.mjs";
import { newScenario } from "./lib/new/scenario.mjs";

const read = (path: string): string | null => (existsSync(path) ? readFileSync(path, "utf8") : null);

test("a new rule is its file, a line in the list, a sample, and a cause among those of its family", () => {
  const files = newRule({ id: "TIM-99", name: "clockBehind" }, read);
  const [rule, list, samples, cause] = [...files.keys()];
  expect([rule, list, samples, cause]).toEqual([
    "src/core/rules/time/clock-behind.ts",
    "src/core/rules/index.ts",
    "src/testing/rules/time.ts",
    "src/core/causes/time.ts",
  ]);
  expect(files.get(rule ?? "")).toMatch(/export const clockBehind = defineRule\(\{\n {2}id: "TIM-99",\n/);
  expect(files.get(list ?? "")).toContain('import { clockBehind } from "./time/clock-behind.ts";\n');
  expect(files.get(list ?? "")).toContain("\n  clockBehind,\n] as const;");
  expect(files.get(samples ?? "")).toMatch(
    / {2}"TIM-99": \{\n {4}fires: \[\["there", .*\]\],\n {4}silent: .*\n {2}\},\n\};\n$/,
  );
  expect(files.get(cause ?? "")).toMatch(
    /\n {2}"TIM-99": \{\n {4}topic: "lifetime",[^{}]*\n {2}\},\n\} as const satisfies/,
  );
});

test("an existing cause is left as is", () => {
  const without = (path: string) => read(path)?.replace('"TIM-12": {', '"TIM-98": {') ?? null;
  expect([
    ...newRule({ id: "TIM-12", name: "another" }, (path) =>
      path.includes("testing") ? without(path) : read(path),
    ).keys(),
  ]).toEqual(["src/core/rules/time/another.ts", "src/core/rules/index.ts", "src/testing/rules/time.ts"]);
});

test("an ID of the project's own gets its own folder and a name made from it, and no cause", () => {
  expect([...newRule({ id: "odd-claim" }, read).keys()]).toEqual([
    "src/core/rules/own/odd-claim.ts",
    "src/core/rules/index.ts",
    "src/testing/rules/own.ts",
  ]);
});

test("a malformed or existing ID is refused before anything is written", () => {
  expect(() => newRule({ id: "ABC-01" }, read)).toThrow("ABC-01 is not an id");
  expect(() => newRule({ id: "tim_1" }, read)).toThrow("tim_1 is not an id");
  expect(() => newRule({ id: "TIM-01", name: "past" }, read)).toThrow("TIM-01 or past exists already");
  expect(() => newRule({ id: "TIM-99", name: "expired" }, read)).toThrow("TIM-99 or expired exists already");
});

test("a new scenario is its file, a naive verifier, a line in the list and one of what is expected, with the next number", () => {
  const files = newScenario({ id: "odd-attack" }, read);
  const [scenario, naive, list, expected] = [...files.keys()];
  expect([scenario, naive, list, expected]).toEqual([
    "src/core/lab/scenarios/odd-attack.ts",
    "src/core/lab/naive/odd-attack.ts",
    "src/core/lab/scenarios.ts",
    "src/testing/lab-expected.ts",
  ]);
  const number = /\n {2}id: "odd-attack",\n( {2}number: \d+,\n)/.exec(files.get(scenario ?? "") ?? "")?.[1] ?? "none";
  const folder = "src/core/lab/scenarios";
  expect(number).toMatch(/\d/);
  for (const file of readdirSync(folder)) expect(read(`${folder}/${file}`)).not.toContain(number);
  expect(files.get(naive ?? "")).toContain("// guilty: ");
  expect(files.get(list ?? "")).toContain('import oddAttack from "./scenarios/odd-attack.ts";\n');
  expect(files.get(list ?? "")).toContain("\n  oddAttack,\n];");
  expect(files.get(expected ?? "")).toContain('\n  "odd-attack": ["signature", "rs256", "not-verified", null],\n};');
});

test("a scenario that exists, or an ID that would leave its folder, is refused", () => {
  expect(() => newScenario({ id: "alg-none" }, read)).toThrow("alg-none exists already");
  expect(() => newScenario({ id: "../odd" }, read)).toThrow("../odd is not the id of a scenario");
});

test("a new key format is its reader, a line before those that guess, a name, and a sample for the laws", () => {
  const files = newKeyFormat({ id: "odd-form" }, read);
  const [reader, list, rows, samples] = [...files.keys()];
  expect([reader, list, rows, samples]).toEqual([
    "src/core/keys/formats/odd-form.ts",
    "src/core/keys/text-formats.ts",
    "src/core/registry/key-formats.ts",
    "src/testing/keys/formats.ts",
  ]);
  expect(files.get(reader ?? "")).toContain('export const oddForm: TextFormat = {\n  id: "odd-form",\n');
  expect(files.get(list ?? "")).toContain('import { oddForm } from "./formats/odd-form.ts";\n');
  expect(files.get(list ?? "")).toContain('  oddForm,\n  {\n    id: "values",');
  expect(files.get(rows ?? "")).toContain('\n  "odd-form": { name: "odd form" },\n} as const satisfies');
  expect(files.get(samples ?? "")).toMatch(/\n {4}format: "odd-form",\n[^\]]*\n {2}\},\n\];\n$/);
});

test("a key format that exists as a file or a row is refused", () => {
  for (const id of ["pem", "xml", "openssl-text", "broken-json"])
    expect(() => newKeyFormat({ id }, read), id).toThrow(`${id} exists already`);
});

test("a new check is its file, the last line of the list, the policy member that asks for it, and a sample", () => {
  const files = newCheck({ id: "oddClaim" }, read);
  const [check, list, members, samples] = [...files.keys()];
  expect([check, list, members, samples]).toEqual([
    "src/core/policy/checks/odd-claim.ts",
    "src/core/policy/checks.ts",
    "src/core/policy/members.ts",
    "src/testing/policy.ts",
  ]);
  expect(files.get(check ?? "")).toContain("export const oddClaim: PolicyCheck = ");
  expect(files.get(list ?? "")).toContain('import { oddClaim } from "./checks/odd-claim.ts";\n');
  expect(files.get(list ?? "")).toContain("\n  oddClaim,\n];");
  expect(files.get(members ?? "")).toContain('\n  oddClaim: ["text"],\n} as const satisfies');
  expect(files.get(samples ?? "")).toMatch(/\n {2}\{ policy: \{ oddClaim: "a" \}, .*\},\n\];\n$/);
});

test("a check whose policy member exists is refused", () => {
  expect(() => newCheck({ id: "maxAge" }, read)).toThrow("maxAge exists already");
  expect(() => newCheck({ id: "max-age" }, read)).toThrow("max-age is not the name of a member");
});
