import type { Range } from "../../text/range.ts";
import type { KeyMaterial, KeyProblem, KeyReading, KeyRepair } from "../types.ts";

/** Reads a text found within the field's text, by the same rules; its ranges refer to the inner text. */
export type ReadNested = (text: string) => Promise<KeyReading>;

/** A reading with further repairs before its own. */
export function withRepairs(reading: KeyReading, repairs: readonly KeyRepair[]): KeyReading {
  if (reading.kind === "empty") return reading;
  const whole = { ...reading, repairs: [...repairs, ...reading.repairs] };
  return whole.kind === "unusable" ? inEach(whole, (each) => withRepairs(each, repairs)) : whole;
}

/** The same for the keys that bare bytes would be. */
function inEach(
  reading: Extract<KeyReading, { kind: "unusable" }>,
  by: (reading: KeyReading) => KeyReading,
): KeyReading {
  const { byAlgorithm } = reading;
  if (!byAlgorithm) return reading;
  return { ...reading, byAlgorithm: byAlgorithm.map((each) => ({ ...each, reading: by(each.reading) })) };
}

/** Whether a text is bytes that are a key for a token's algorithm. */
export function isRawKey(reading: KeyReading): boolean {
  return reading.kind === "unusable" && (reading.byAlgorithm?.length ?? 0) > 0;
}

/** A reading with recomputed places. */
export function relocate(reading: KeyReading, move: (range: Range) => Range): KeyReading {
  if (reading.kind === "empty") return reading;
  const repairs = reading.repairs.map((each): KeyRepair => ({
    ...withoutInsert(each),
    range: each.range && move(each.range),
  }));
  const moveProblem = (problem: KeyProblem): KeyProblem => ({
    ...withoutInsert(problem),
    range: problem.range && move(problem.range),
  });
  if (reading.kind === "unusable") {
    const { unreadable } = reading;
    const moved = {
      ...reading,
      repairs,
      problem: moveProblem(reading.problem),
      ...(unreadable ? { unreadable: unreadable.map(moveProblem) } : {}),
    };
    return inEach(moved, (each) => relocate(each, move));
  }
  const keys = reading.keys.map((key): KeyMaterial => ({
    ...key,
    ...(key.range ? { range: move(key.range) } : {}),
    ...(key.damaged ? { damaged: moveProblem(key.damaged) } : {}),
  }));
  return { ...reading, repairs, keys, unreadable: reading.unreadable.map(moveProblem) };
}

/** Without the suggested replacement: it is written for the inner text, which may be escaped in the field. */
function withoutInsert<T extends { readonly insert?: string }>(each: T): T {
  const rest: T & { insert?: string } = { ...each };
  delete rest.insert;
  return rest;
}

/** Whether a reading says more than that the text is something else: it has keys, or an unreadable key. */
export function isTelling(reading: KeyReading): boolean {
  if (reading.kind !== "unusable") return reading.kind === "keys";
  // A container that is recognised with certainty has a command that opens it.
  if (reading.problem.args["command"] !== undefined) return true;
  return !["not-a-key", "url-or-path", "empty-set", "json-invalid"].includes(reading.problem.code);
}

/**
 * Whether a text is worth reading as a key: it contains what only keys do, also in Base64 (of `-----`, `{"`, `{` and
 * a line break, `ssh-`, `ecdsa-`, and of `LS0tLS`, which is the first encoded again). Otherwise nothing is tried.
 */
export function mayHoldKey(text: string): boolean {
  return /BEGIN(?:(?!BEGIN)[ \w])*-|<RSAKeyValue>|^\s*(?:M[A-P][\w+/]{20}|LS0tLS|TFMwdExT|PFJTQUtleVZhbHVl|eyJ|ew[o0]|c3NoL|ZWNkc2Et|UHJpdmF0ZS1L|UHVibGljLUt|UlNBIFB|RUQyNTUxOSBQ|RUQ0NDggUH|WDI1NTE5IF|WDQ0OCBQ|ssh-|ecdsa-sha2-|AAAA|(?:did:key:)?z[1-9A-HJ-NP-Za-km-z]{44})|"kty\\*"|(?:Private|Public)-Key:/.test(
    text,
  );
}
