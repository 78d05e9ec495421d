import type { Range } from "../../text/range.ts";
import type { KeyMaterial, KeyProblem, KeyReading, KeyRepair } from "../types.ts";

/** Reads a text that was found within the field's, by all the same rules; its ranges are those of the inner text. */
export type ReadNested = (text: string) => Promise<KeyReading>;

/** A reading with more repairs in front of its own. */
export function withRepairs(reading: KeyReading, repairs: readonly KeyRepair[]): KeyReading {
  if (reading.kind === "empty") return reading;
  const whole = { ...reading, repairs: [...repairs, ...reading.repairs] };
  return whole.kind === "unusable" ? inEach(whole, (each) => withRepairs(each, repairs)) : whole;
}

/** The same of what bare bytes would be for each algorithm. */
function inEach(
  reading: Extract<KeyReading, { kind: "unusable" }>,
  by: (reading: KeyReading) => KeyReading,
): KeyReading {
  const { byAlgorithm } = reading;
  if (!byAlgorithm) return reading;
  return { ...reading, byAlgorithm: byAlgorithm.map((each) => ({ ...each, reading: by(each.reading) })) };
}

/** Whether a text is bytes that the algorithm of a token makes a key of. */
export function isRawKey(reading: KeyReading): boolean {
  return reading.kind === "unusable" && (reading.byAlgorithm?.length ?? 0) > 0;
}

/** A reading whose places are recomputed; what has no place keeps none. */
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

/** Without what should be there instead: it is spelled for the inner text, which may be escaped in the field. */
function withoutInsert<T extends { readonly insert?: string }>(each: T): T {
  const rest: T & { insert?: string } = { ...each };
  delete rest.insert;
  return rest;
}

/** Whether a reading says more than that the text is something else: it has keys, or a key that cannot be read. */
export function isTelling(reading: KeyReading): boolean {
  if (reading.kind !== "unusable") return reading.kind === "keys";
  // A container that is told for sure has the command that opens it.
  if (reading.problem.args["command"] !== undefined) return true;
  return !["not-a-key", "url-or-path", "empty-set", "json-invalid"].includes(reading.problem.code);
}

/**
 * Whether a text is worth to be read as a key: it begins or contains what only keys do, also in Base64 (of `-----`, `{"`,
 * `{` with a line break behind, `ssh-`, `ecdsa-`, and of `LS0tLS`, which is the first once more). Short of that nothing is
 * tried.
 */
export function mayHoldKey(text: string): boolean {
  return /BEGIN(?:(?!BEGIN)[ \w])*-|<RSAKeyValue>|^\s*(?:M[A-P][\w+/]{20}|LS0tLS|TFMwdExT|PFJTQUtleVZhbHVl|eyJ|ew[o0]|c3NoL|ZWNkc2Et|UHJpdmF0ZS1L|UHVibGljLUt|UlNBIFB|RUQyNTUxOSBQ|RUQ0NDggUH|WDI1NTE5IF|WDQ0OCBQ|ssh-|ecdsa-sha2-|AAAA)|"kty\\*"|(?:Private|Public)-Key:/.test(
    text,
  );
}
