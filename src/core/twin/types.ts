import type { JWK } from "jose";
import type { Clock } from "../claims/types.ts";
import type { KeyInputs } from "../keys/types.ts";
import type { Place, Severity } from "../rules/types.ts";
import type { Keyring } from "./keyring.ts";
import type { Kind, Random, Replacer } from "./replacer.ts";

/** The replacements and keys of one visit: they exist only in memory, and are gone with this object. */
export interface TwinVisit {
  replacer: Replacer;
  readonly keyring: Keyring;
}

/** The options of a twin. */
export interface TwinOptions {
  /** Unpredictable numbers from 0 up to 1; absent: those of Web Cryptography. */
  readonly random?: Random;
  /** NumericDate: the time at which original and twin are judged. */
  readonly now: number;
  /** In seconds. */
  readonly leeway?: Clock["leeway"];
  /** The token of the text that is diagnosed, and that the keys are for; absent: the first one. */
  readonly about?: string;
  /** The keys given for that token: the twin verifies with its own keys if the original verifies with these. */
  readonly keys?: Partial<KeyInputs>;
  /** The replacements so far: the same value gets the same one again. Absent: only those of this call. */
  readonly visit?: TwinVisit;
}

/** What could not be rebuilt, and its replacement. */
export interface TwinLimit {
  readonly code:
    /** Nothing here signs with it: the signature is random bytes. */
    | "algorithm"
    /** It was not re-encrypted: its parts are random bytes that nothing opens. */
    | "encryption"
    /** No given key opens it: its content is filler. */
    | "content"
    /** Content that is not text: random bytes. */
    | "binary"
    /** Certificates are random bytes rather than certificates. */
    | "certificate";
  readonly detail: string;
}

/** The part of a finding that is compared between original and twin. */
export interface ComparedFinding {
  readonly rule: string;
  readonly variant: string;
  readonly severity: Severity;
  readonly place: Place | null;
  /** The twin's title, so it contains no value of the original. */
  readonly title: string;
}

/** The result of comparing the two diagnoses. */
export interface FindingsCompared {
  readonly same: boolean;
  /** Those in both. */
  readonly shared: readonly ComparedFinding[];
  /** Those missing in the twin. */
  readonly missing: readonly ComparedFinding[];
  /** Those only in the twin. */
  readonly added: readonly ComparedFinding[];
}

/** A text whose tokens and values are replaced. */
export interface Twin {
  readonly text: string;
  /** The twin of the diagnosed token, as it is in the text; the whole text if it contains none. */
  readonly token: string;
  /** The throwaway keys: the public ones, then the same with their private members. */
  readonly publicKeys: readonly JWK[];
  readonly privateKeys: readonly JWK[];
  /** The replacements, each once. No other member has a value that was replaced. */
  readonly replaced: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** How many pieces of each kind were replaced. */
  readonly counts: readonly { readonly kind: Kind; readonly count: number }[];
  readonly stayed: {
    readonly times: readonly string[];
    readonly names: readonly string[];
    readonly forms: readonly string[];
    readonly words: readonly string[];
  };
  readonly limits: readonly TwinLimit[];
  readonly findings: FindingsCompared;
}
