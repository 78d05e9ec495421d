import type { JWK } from "jose";
import type { Clock } from "../claims/types.ts";
import type { KeyInputs } from "../keys/types.ts";
import type { Place, Severity } from "../rules/types.ts";
import type { Keyring } from "./keyring.ts";
import type { Kind, Random, Replacer } from "./replacer.ts";

/** The replacements and keys of one visit: they are in memory alone, and gone with this. */
export interface TwinVisit {
  replacer: Replacer;
  readonly keyring: Keyring;
}

/** The options of a twin. */
export interface TwinOptions {
  /** Numbers from 0 up to 1 that nobody can guess; absent: those of Web Cryptography. */
  readonly random?: Random;
  /** NumericDate: when original and twin are judged. */
  readonly now: number;
  /** In seconds. */
  readonly leeway?: Clock["leeway"];
  /** The token of the text that is diagnosed, and that the keys are for; absent: the first one. */
  readonly about?: string;
  /** Keys at hand for that token: whether the original verifies with them decides whether the twin does with its own. */
  readonly keys?: Partial<KeyInputs>;
  /** The replacements so far: the same value gets the same one again. Absent: of this call alone. */
  readonly visit?: TwinVisit;
}

/** What could not be rebuilt, and its replacement. */
export interface TwinLimit {
  readonly code:
    /** Nothing here signs with it: the signature is random bytes. */
    | "algorithm"
    /** It was not re-encrypted: its parts are random bytes, and nothing opens it. */
    | "encryption"
    /** No key at hand opens it: what is inside is filler. */
    | "content"
    /** Content that is not text: random bytes. */
    | "binary"
    /** Certificates are random bytes, and none. */
    | "certificate";
  readonly detail: string;
}

/** A finding as far as original and twin are compared. */
export interface ComparedFinding {
  readonly rule: string;
  readonly variant: string;
  readonly severity: Severity;
  readonly place: Place | null;
  /** Its title; the twin's, so it contains no value of the original. */
  readonly title: string;
}

/** The same diagnosis of both. */
export interface FindingsCompared {
  readonly same: boolean;
  /** Those that both have. */
  readonly shared: readonly ComparedFinding[];
  /** Those that the twin does not repeat. */
  readonly missing: readonly ComparedFinding[];
  /** Those that the twin alone has. */
  readonly added: readonly ComparedFinding[];
}

/** A text whose tokens and values are replaced. */
export interface Twin {
  readonly text: string;
  /** The twin of the token that was diagnosed, as it is in the text; the text itself where it holds none. */
  readonly token: string;
  /** The tokens in it, in its order: each as it was, and its twin. */
  readonly tokens: readonly { readonly original: string; readonly twin: string }[];
  /** The throwaway keys: those that verify, and the same with their private members. */
  readonly publicKeys: readonly JWK[];
  readonly privateKeys: readonly JWK[];
  /** The replacements, each once: the only place with original values. */
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
