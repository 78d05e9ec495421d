import type { Cause } from "../types.ts";
import { claimsCauses } from "./claims.ts";
import { debuggerCauses } from "./debugger.ts";
import { headerCauses } from "./header.ts";
import { inputCauses } from "./input.ts";
import { keyCauses } from "./key.ts";
import { providerCauses } from "./provider.ts";
import { secretCauses } from "./secret.ts";
import { timeCauses } from "./time.ts";

/** The causes by the id of their rule, in words that hold for any token. */
export const CAUSES: Readonly<Record<string, Cause>> = {
  ...inputCauses,
  ...secretCauses,
  ...keyCauses,
  ...headerCauses,
  ...timeCauses,
  ...claimsCauses,
  ...providerCauses,
  ...debuggerCauses,
};
