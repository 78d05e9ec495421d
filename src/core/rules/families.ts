import type { CauseFamily } from "../causes/types.ts";

/** What a rule is about: a family of the catalogue of causes, or one of the two families of the project's own rules. */
type RuleFamily = CauseFamily | "signature" | "practice";

const FAMILIES: Readonly<Record<string, RuleFamily>> = {
  IN: "input",
  SEC: "secret",
  KEY: "key",
  HDR: "header",
  TIM: "time",
  CLM: "claims",
  PRV: "provider",
  DBG: "debugger",
  SRV: "service",
  key: "key",
  signature: "signature",
  signed: "signature",
  token: "signature",
  decryption: "signature",
  critical: "header",
};

/** The family of a rule, by the first word of its id: "TIM-01" is about time, "signature-length" about the signature. */
export function familyOf(rule: string): RuleFamily {
  return FAMILIES[rule.split("-", 1)[0] ?? ""] ?? "practice";
}
