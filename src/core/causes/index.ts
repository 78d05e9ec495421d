import { claimsCauses } from "./claims.ts";
import { debuggerCauses } from "./debugger.ts";
import { headerCauses } from "./header.ts";
import { inputCauses } from "./input.ts";
import { keyCauses } from "./key.ts";
import { providerCauses } from "./provider.ts";
import { secretCauses } from "./secret.ts";
import { serviceCauses } from "./service.ts";
import { timeCauses } from "./time.ts";
import type { Cause, CauseFamily, CauseRecord } from "./types.ts";

const RECORDS = {
  input: inputCauses,
  secret: secretCauses,
  key: keyCauses,
  header: headerCauses,
  time: timeCauses,
  claims: claimsCauses,
  provider: providerCauses,
  debugger: debuggerCauses,
  service: serviceCauses,
} as const satisfies Readonly<Record<CauseFamily, Readonly<Record<string, CauseRecord>>>>;

type Keys<T> = T extends unknown ? keyof T : never;

/** The id of a cause; rules that detect it have the same one. */
export type CauseId = Keys<(typeof RECORDS)[CauseFamily]>;

/**
 * Everything that goes wrong with tokens, by id, in the catalogue's order: collected from issue trackers, sources and
 * documentation of libraries, gateways and issuers, as of 2026-07; the family "service" is the project's own.
 */
export const CAUSES = Object.fromEntries(
  Object.entries(RECORDS).flatMap(([family, records]) =>
    Object.entries(records).map(([id, record]) => [id, { ...record, family }]),
  ),
) as Readonly<Record<CauseId, Cause>>;

/** Whether a text is the id of a cause. */
export function isCauseId(text: string): text is CauseId {
  return Object.hasOwn(CAUSES, text);
}
