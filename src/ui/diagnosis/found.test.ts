import { expect, test } from "vitest";
import type { Finding } from "../../core/rules/types.ts";
import { countFound } from "./found.ts";

const finding = (rule: Finding["rule"], variant: string, severity: Finding["severity"]): Finding => ({
  rule,
  variant,
  severity,
  args: {},
});

test("the empty page's note and “no problems found” are not counted as findings", () => {
  expect(countFound([finding("IN-03", "empty", "info")])).toBe(0);
  expect(countFound([finding("none", "verified", "ok")])).toBe(0);
  expect(countFound([finding("IN-03", "literal", "error"), finding("TIM-01", "expired", "error")])).toBe(2);
});
