import type { JWK } from "jose";
import type { Range } from "../text/range.ts";
import type { CertificateFacts, KeyProblem, PssParameters } from "./types.ts";
import type { KeyFormat } from "../registry/key-formats.ts";

/** One key from a format, before it is described; `range` is its place in the field, if known. */
export interface FoundKey {
  readonly jwk: JWK;
  readonly format: KeyFormat;
  readonly pssOnly?: boolean;
  readonly pss?: PssParameters;
  readonly certificate?: CertificateFacts;
  readonly range?: Range;
  readonly damaged?: KeyProblem;
}

/** A recognised but unreadable key; the caller adds the place. */
export interface Refusal extends Omit<KeyProblem, "range"> {
  readonly range?: Range | null;
}

export type Found = FoundKey | Refusal;

export function isRefusal(found: object): found is Refusal {
  return "code" in found;
}

/** A refusal in one line. */
export function refuse(
  code: KeyProblem["code"],
  format: KeyFormat | null,
  args: Readonly<Record<string, string>> = {},
): Refusal {
  return { code, format, args };
}
