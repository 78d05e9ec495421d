import type { Finding, Message, RuleContext } from "./types.ts";

/** The diagnosis: what the page says, and in which words. */
export interface Diagnosis {
  readonly runRules: (context: RuleContext) => readonly Finding[];
  /** Notes next to the panes, which are not findings. */
  readonly standingNotes: (context: RuleContext) => readonly Finding[];
  readonly messageOf: (finding: Finding) => Message;
}

let loading: Promise<Diagnosis> | null = null;

/**
 * Loads rules and wording, a third of all script, as their own chunk: a token is decoded, judged and signed without
 * them, and they come right after the first paint. The same promise for every caller; rejects where the chunk cannot be
 * loaded, and tries again when asked again.
 */
export function loadDiagnosis(): Promise<Diagnosis> {
  loading ??= import("./diagnosis.ts").catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}
