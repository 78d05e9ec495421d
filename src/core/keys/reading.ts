import type { KeyReading, ReadingByAlgorithm } from "./types.ts";

/** Context of a field: its half of a pair and the token's algorithm, which may identify raw bytes. */
export function readingFor(
  reading: KeyReading,
  alg: string | null,
  half: ReadingByAlgorithm["half"] = "public",
): KeyReading {
  const others = reading.kind === "unusable" ? reading.byAlgorithm : undefined;
  return others?.find((other) => other.alg === alg && other.half === half)?.reading ?? reading;
}

/** Whether a text that was read without a passphrase contains an encrypted key. */
export function wantsPassphrase(reading: KeyReading): boolean {
  const problems = reading.kind === "keys" ? reading.unreadable : reading.kind === "unusable" ? [reading.problem] : [];
  return problems.some(({ code }) => code.startsWith("passphrase"));
}

/** Whether a text is blank, so there is no key to read. */
export function isBlank(text: string): boolean {
  return !/\S/.test(text);
}
