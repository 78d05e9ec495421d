import { expect, test } from "vitest";
import type { CauseId } from "../causes/index.ts";
import type { RuleId } from "../rules/index.ts";
import type { Finding } from "../rules/types.ts";
import { VOCABULARIES } from "../rules/message.ts";
import { diagnoseComplaint } from "./diagnose.ts";
import { matchComplaint } from "./match.ts";
import { type Known, PASSED, SHOWN_BY, standingOf } from "./standing.ts";

const finding = (rule: RuleId, variant: string, severity: Finding["severity"]): Finding => ({
  rule,
  variant,
  severity,
  args: {},
});
const known = (...findings: readonly Finding[]): Known => ({
  findings,
  header: null,
  payload: null,
  unread: [],
  judgement: null,
  solution: null,
  policy: { kind: "empty" },
});

test("a cause is found by the rule that shows it under another id, and only by its variants", () => {
  const standing = (cause: CauseId, ...given: Parameters<typeof finding>) =>
    standingOf(cause, known(finding(...given))).kind;
  expect(standing("SRV-07", "dpop-proof", "method", "error")).toBe("found");
  expect(standing("SRV-07", "dpop-proof", "nonce", "error")).toBe("unknown");
  expect(standing("SRV-08", "dpop-proof", "nonce", "error")).toBe("found");
  expect(standing("SRV-12", "disclosure-digests", "sd-hash", "error")).toBe("found");
  expect(standing("SRV-12", "disclosure-digests", "unmatched", "error")).toBe("unknown");
  expect(standing("SRV-12", "binding-key", "proven", "info")).toBe("unknown");
});

test("a comparison that succeeded is never said to be the cause", () => {
  const proof = finding("CLM-23", "dpop-proof", "info");
  expect(standingOf("CLM-23", known(proof)).kind).toBe("ruled-out");
  expect(standingOf("CLM-23", known(finding("CLM-23", "dpop", "info"))).kind).toBe("found");
  const message = 'WWW-Authenticate: DPoP error="invalid_dpop_proof", error_description="htm mismatch"';
  const seen = known(proof, finding("dpop-proof", "method", "error"));
  const reading = diagnoseComplaint(matchComplaint(message), (cause) => standingOf(cause, seen));
  expect(reading.kind === "known" && reading.answers[0]).toMatchObject({ rule: "SRV-07", standing: { kind: "found" } });
});

test("every rule and variant named here exists", () => {
  const named = [
    ...Object.values(SHOWN_BY).flatMap((rules) =>
      Object.entries(rules).flatMap(([rule, variants]) => variants.map((variant) => [rule, variant] as const)),
    ),
    ...Object.entries(PASSED).flatMap(([rule, words]) => Object.keys(words).map((variant) => [rule, variant] as const)),
  ];
  expect(named.length).toBeGreaterThan(10);
  for (const [rule, variant] of named) expect(Object.keys(VOCABULARIES.get(rule) ?? {}), rule).toContain(variant);
});
