import { expect, test } from "@playwright/test";
import { lighthouse } from "../scripts/lib/lighthouse.mjs";

// Speed depends on the machine, so the benchmark reports it; these two categories do not.

for (const desktop of [false, true]) {
  test(
    `Lighthouse finds nothing to improve in accessibility and best practices, ${desktop ? "desktop" : "phone"}`,
    { tag: "@alone" },
    async ({ baseURL }) => {
      test.setTimeout(180_000);
      const { scores, below } = await lighthouse(baseURL ?? "", ["accessibility", "best-practices"], { desktop });
      expect(below).toEqual([]);
      expect(scores).toEqual({ accessibility: 100, "best-practices": 100 });
    },
  );
}
