import { expect, test } from "vitest";
import { findingsAbout } from "./about.ts";
import type { Finding, PaneName } from "./types.ts";

const finding = (
  variant: string,
  start: number,
  end: number,
  more: Partial<Finding> = {},
  pane: PaneName = "payload",
): Finding => ({
  rule: "TIM-01",
  variant,
  severity: "error",
  args: {},
  place: { pane, range: { start, end } },
  ...more,
});

const about = (findings: readonly Finding[], start: number, end: number) =>
  findingsAbout(findings, "payload", { start, end }, { start: 0, end: 100 }).map(
    ({ finding: { variant }, index }) => `${variant} ${index}`,
  );

test("a part has the findings that touch it, and not those about the whole or another pane", () => {
  const findings = [
    finding("whole", 0, 100),
    finding("before", 0, 10),
    finding("across", 5, 15),
    finding("at", 12, 12),
    finding("first", 10, 10),
    finding("header", 12, 14, {}, "header"),
    finding("behind", 20, 25),
  ];
  expect(about(findings, 10, 20)).toEqual(["across 2", "at 3", "first 4"]);
});

test("a consequence is found, and leads to where its cause is listed", () => {
  const cause = finding("cause", 50, 60, { consequences: [finding("follows", 12, 14)] });
  expect(about([finding("other", 70, 71), cause], 10, 20)).toEqual(["follows 1"]);
  expect(about([{ rule: "none", variant: "verified", severity: "ok", args: {} }], 10, 20)).toEqual([]);
});
