import type { Clock, TimeClaim } from "../claims/types.ts";
import type { Judgement, KeySource, Provenance, VerdictState } from "../crypto/types.ts";
import type { Walk } from "../gateway/types.ts";
import type { JsonDocument } from "../json/types.ts";
import type { KeyInputs, KeyReading } from "../keys/types.ts";
import type { Check, PolicyReading } from "../policy/types.ts";
import type { Finding, Message, Severity } from "../rules/types.ts";
import type { SuspectFacts, SuspectOutcome } from "../subject/suspects/types.ts";
import type { Solution } from "../solve/types.ts";
import type { ParsedToken, TokenForm } from "../envelope/types.ts";

/** Everything that a report is made from. Keys are included so that they can be kept out of it, whatever repeats them. */
export interface ReportInput {
  /** The version of the page. */
  readonly version: string;
  readonly clock: Clock & { readonly kind: "real" | "stopped" | "moved" };
  readonly token: ParsedToken;
  /** The place of the token in question inside the outermost token; absent or "": it is the outermost. */
  readonly layer?: string;
  readonly base: ParsedToken;
  readonly header: { readonly json: JsonDocument; readonly edited: boolean };
  readonly payload: { readonly json: JsonDocument; readonly edited: boolean };
  readonly verdict: {
    readonly state: VerdictState | "pending";
    readonly originalState: VerdictState | "pending";
    readonly provenance: Provenance;
    readonly judgement: Judgement | null;
  };
  readonly keys: KeyInputs;
  /** The keys of the other layers: the report must not contain them either. */
  readonly otherKeys?: readonly KeyInputs[];
  readonly readings: readonly (KeyReading | null)[];
  readonly times: readonly TimeClaim[];
  readonly findings: readonly Finding[];
  readonly messageOf: (finding: Finding) => Message;
  readonly policy: PolicyReading;
  readonly checks: readonly Check[];
  /** What narrows the causes for which the user is not found; null or absent if nothing was given that does. */
  readonly subject?: SuspectFacts | null;
  /** How the request passes through the gateway. */
  readonly walk: Walk;
  readonly solution: Solution | null;
}

/** A finding in words, with its consequences. */
export interface ReportFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly place: string | null;
  /** Absent if there are none. */
  readonly consequences?: readonly ReportFinding[];
}

/** A JSON value to be written: numbers as spelled, members in order, duplicates included. */
export type ReportValue =
  | string
  | boolean
  | null
  | { readonly raw: string }
  | readonly ReportValue[]
  | { readonly members: readonly (readonly [name: string, value: ReportValue])[] };

/** A part of the token as the report shows it: its value or, if it is not JSON, why there is none. */
export type ReportPart =
  | { readonly kind: "json"; readonly value: ReportValue; readonly edited: boolean }
  | { readonly kind: "absent" | "encrypted" | "not-json" };

/** A header of a JSON serialisation (RFC 7515 section 7.2, RFC 7516 section 7.2). */
export interface ReportHeader {
  /** The index of its signature or recipient; null: it belongs to all of them. */
  readonly of: number | null;
  /** It cannot be changed without breaking the token. */
  readonly isProtected: boolean;
  readonly part: ReportPart;
}

/** The report, before it is written as Markdown or JSON. All its texts are safe to show, and none is markup. */
export interface Report {
  /** The name of the layout, which changes only if a reader of the old one would be misled. */
  readonly schema: "jotscope-report/1";
  readonly version: string;
  readonly clock: { readonly kind: "real" | "stopped" | "moved"; readonly at: string; readonly leeway: number };
  readonly personalClaimsHidden: boolean;
  readonly verdict: {
    readonly state: VerdictState | "pending";
    readonly originalState: VerdictState | "pending";
    readonly provenance: Provenance;
    /** For an encrypted token: how its content is encrypted, and what its decryption proves; absent for any other. */
    readonly encryption?: { readonly enc: string | null; readonly proves: string | null };
    readonly algorithm: string | null;
    /** For a JSON serialisation: each signature or recipient in order, `shown` being the one whose headers these are; absent for any other. */
    readonly seals?: readonly {
      readonly algorithm: string | null;
      readonly kid: string | null;
      readonly state: VerdictState | "pending";
      readonly shown: boolean;
    }[];
    /** The code of the reason. */
    readonly reason: string | null;
    readonly weak: { readonly bits: number; readonly needed: number } | null;
    readonly key: {
      readonly from: KeySource;
      readonly kind: string;
      readonly kid: string | null;
      /** RFC 7638, of a public key; null for a secret, since its thumbprint could be searched for. */
      readonly thumbprint: string | null;
    } | null;
  };
  readonly token: {
    /** Absent: it is the outermost. */
    readonly layer?: string;
    readonly form: TokenForm;
    readonly characters: number;
    readonly segments: readonly { readonly name: string; readonly characters: number; readonly octets: number }[];
  };
  /** For a JSON serialisation, the protected header of the shown signature or recipient. */
  readonly header: ReportPart;
  /** The unprotected header parameters of a JSON serialisation; absent if there are none. */
  readonly unprotected?: ReportPart;
  /** All headers of a JSON serialisation, including those of signatures or recipients that are not shown; absent for any other. */
  readonly headers?: readonly ReportHeader[];
  readonly payload: ReportPart;
  /** The processed payload of an SD-JWT (RFC 9901 section 7.1); absent for any other token, and if it cannot be made. */
  readonly claims?: ReportPart;
  /** The names of its claims that come from disclosures; there if `claims` is. */
  readonly disclosed?: readonly string[];
  readonly times: readonly {
    readonly claim: string;
    readonly state: string;
    readonly at: string | null;
    readonly words: string;
  }[];
  readonly findings: readonly ReportFinding[];
  /** Null if there is no policy. */
  readonly policy:
    | readonly {
        readonly name: string;
        readonly token: string | null;
        readonly expected: readonly string[];
        readonly passed: boolean;
        readonly rule: string | null;
      }[]
    | null;
  /** Null if there is no policy. */
  readonly gateway: {
    readonly steps: readonly { readonly id: string; readonly outcome: string; readonly summary: string }[];
    readonly stopped: string | null;
    readonly status: number | null;
    readonly response: string | null;
  } | null;
  /** Null if nothing was given that narrows the causes. */
  readonly subject: {
    readonly conclusion: string;
    readonly causes: readonly {
      readonly id: string;
      readonly title: string;
      readonly outcome: SuspectOutcome;
      readonly why: string;
    }[];
  } | null;
  /** Null if nothing was tried. */
  readonly solver: {
    readonly tried: number;
    readonly found: string | null;
    /** The token is encrypted: what was tried is to decrypt it. */
    readonly decrypts?: true;
  } | null;
}
