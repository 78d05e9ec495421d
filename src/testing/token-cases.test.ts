import { afterAll, describe, expect, test } from "vitest";
import { CASES_FOLDER, readCases, type TokenCase } from "./cases.ts";
import { OPEN } from "./token-cases-open.ts";
import { SAYS } from "./token-cases-says.ts";
import { unmet } from "./token-cases.ts";

const cases = readCases("tokens.json") as readonly TokenCase[] | null;
const suffix = cases === null ? " (skipped: neither JOTSCOPE_CASES nor JOTSCOPE_VECTORS leads to tokens.json)" : "";

describe.skipIf(cases === null)(`pasted tokens, each with its cause first${suffix}`, () => {
  const all = cases ?? [];
  let met = 0;
  let open = 0;

  afterAll(() => {
    if (all.length > 0)
      console.info(`${CASES_FOLDER}: ${met} of ${all.length} cases are met, ${open} are listed as open`);
  });

  test.concurrent.each(all.map((one) => [one.id, one.about, one] as const))("%s: %s", async (id, _, one) => {
    const wrong = await unmet(one, SAYS[id]);
    const reason = OPEN[id];
    if (wrong.length === 0) met += 1;
    else if (reason !== undefined) open += 1;
    if (reason === undefined) expect(wrong.join("\n")).toBe("");
    else expect(wrong, `${id} is met now: take it off the list of open cases`).not.toEqual([]);
  });

  test("every listed case is in the folder", () => {
    expect(Object.keys(OPEN).filter((id) => !all.some((one) => one.id === id))).toEqual([]);
  });
});
