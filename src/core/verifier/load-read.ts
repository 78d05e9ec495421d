import type { Reading, VerifierKind, WrittenForm } from "./types.ts";

/** The result of reading a text: a configuration, or why it is not one. */
export type ReadResult =
  | { readonly is: "empty" }
  | { readonly is: "too-long" }
  /** The reader is not loaded yet. */
  | { readonly is: "needs-reader" }
  | { readonly is: "not-known"; readonly problem: string | null }
  | { readonly is: "read"; readonly reading: Reading };

interface Reader {
  readonly readText: (text: string) => ReadResult;
  readonly READ_KINDS: readonly string[];
  readonly WRITTEN: readonly WrittenKind[];
  readonly KINDS: ReadonlySet<string>;
}

/**
 * A form that can be written, and the kind that it is read as. Its id is the kind's, unless the kind has several forms.
 */
export interface WrittenKind extends WrittenForm {
  readonly kind: VerifierKind;
}

let reader: Reader | null = null;

/** Loads the reader for configurations, with the parsers of their syntaxes, once; at the latest before a paste. */
export async function loadReader(): Promise<Reader> {
  reader ??= await import("./read.ts");
  return reader;
}

/** What a text is; `needs-reader` until the reader is loaded. Never throws. */
export function readConfiguration(text: string): ReadResult {
  if (text.trim() === "") return { is: "empty" };
  return reader === null ? { is: "needs-reader" } : reader.readText(text);
}

/** The titles of the kinds that the page reads; empty until the reader is loaded. */
export function readKinds(): readonly string[] {
  return reader?.READ_KINDS ?? [];
}

/** The forms that the page writes; empty until the reader is loaded. */
export function writtenKinds(): readonly WrittenKind[] {
  return reader?.WRITTEN ?? [];
}

/** Whether the page reads configurations of a kind; false until the reader is loaded. */
export function readsKind(kind: string): boolean {
  return reader?.KINDS.has(kind) === true;
}
