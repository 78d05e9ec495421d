import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of inputs with the right answers: `JOTSCOPE_CASES`, else `cases` next to the folder of vectors. */
export const CASES_FOLDER: string =
  process.env["JOTSCOPE_CASES"] ??
  (process.env["JOTSCOPE_VECTORS"] === undefined ? "" : join(process.env["JOTSCOPE_VECTORS"], "../cases"));

/**
 * The right answers for a pasted token: verdicts, the first finding, where its fix leads, and what must not be said.
 */
export interface TokenCase {
  readonly id: string;
  readonly about: string;
  /** The time at which it is judged, in seconds. */
  readonly now: number;
  readonly paste: string;
  /** What was in the token pane before. */
  readonly pastedBefore?: string;
  readonly publicKey?: string;
  readonly privateKey?: string;
  readonly secret?: string;
  readonly secretEncoding?: "UTF-8" | "Base64" | "Base64url" | "Hex";
  readonly policy?: object;
  /** The other side's answer. */
  readonly errorMessage?: string;
  readonly expect: {
    readonly state: readonly string[];
    readonly first?: { readonly words: string; readonly rules: readonly string[] };
    readonly fix?: {
      readonly words: string;
      readonly state?: string;
      readonly token?: string;
      readonly exp?: number;
      readonly claims?: Readonly<Record<string, unknown>>;
    };
    readonly token?: string;
    readonly exp?: number;
    readonly payload?: unknown;
    readonly nothingToObjectTo?: boolean;
  };
  readonly not?: readonly string[];
}

/** The cases in a file of the folder; null if folder or file is missing: a test then skips, and says so. */
export function readCases(name: string): readonly unknown[] | null {
  const path = join(CASES_FOLDER, name);
  if (CASES_FOLDER === "" || !existsSync(path)) return null;
  return JSON.parse(readFileSync(path, "utf8")) as readonly unknown[];
}

/** The right answers for a key's text: its public key and the verdict on a token for it, or why it is not a key. */
export interface KeyCase {
  readonly id: string;
  readonly about: string;
  readonly key: string;
  /** "Public key" if absent. */
  readonly field?: "Private key";
  readonly token: string;
  /** The time at which it is judged, in seconds. */
  readonly now: number;
  readonly expect: {
    readonly state: readonly string[];
    readonly publicJwk?: Readonly<Record<string, string>>;
    /** The private number in its normal form. */
    readonly privateD?: string;
    readonly reason?: string;
    readonly does?: "signs";
  };
}
