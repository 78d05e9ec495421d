import { expect, it } from "vitest";
import type { Finding } from "../rules/types.ts";
import { replyText } from "./reply.ts";

const finding = (rule: Finding["rule"], severity: Finding["severity"] = "error"): Finding => ({
  rule,
  variant: "any",
  severity,
  args: { value: "a-value-of-the-token" },
});

it("says what is wrong, what helps and who acts, and no value of the token", () => {
  const text = replyText("verified", [finding("TIM-01"), finding("CLM-05"), finding("TIM-09", "info")]);
  expect(text).toContain("The token has expired.\nWhat to do: Get a fresh token.");
  expect(text).toContain("Who acts: the client that gets the token.");
  expect(text).toContain("Who acts: the client that requests the token.");
  expect(text).not.toContain("a-value-of-the-token");
  expect(text).not.toContain("signature");
});

it("a failing signature is a reason, and an unchecked one is called unchecked", () => {
  expect(replyText("invalid", [finding("signature")])).toContain("does not match the key");
  expect(replyText("no-key", [])).toContain("not checked");
  expect(replyText("no-key", [])).toContain("no reason to reject it");
});

it("nothing is called good while the signature fails, is missing or is still being checked", () => {
  for (const state of ["invalid", "unsigned", "malformed"] as const) {
    expect(replyText(state, [])).not.toContain("no reason to reject");
  }
  expect(replyText("pending", [])).toContain("still being checked");
  expect(replyText("verified", [finding("signature")])).toContain("See the full report for details.");
});

it("each cause is named once, and of many the three most severe", () => {
  const many = [
    finding("TIM-01"),
    finding("TIM-01"),
    finding("CLM-01"),
    finding("CLM-05"),
    finding("HDR-02"),
    finding("KEY-02"),
  ];
  const text = replyText("verified", many);
  expect(text.match(/What to do/g)).toHaveLength(3);
  expect(text).toContain("There are 2 more reasons");
});
