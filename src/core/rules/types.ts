import type { Clock, TimeClaim, TimeStyle } from "../claims/types.ts";
import type { Judgement, Provenance, SignOutcome } from "../crypto/types.ts";
import type { JsonDocument } from "../json/types.ts";
import type { KeyInputs, KeyReading } from "../keys/types.ts";
import type { Solution } from "../solve/types.ts";
import type { Range } from "../text/range.ts";
import type { ParsedToken, Removal } from "../token/types.ts";

export type Severity = "error" | "security" | "warn" | "info" | "ok";

/** The editable texts that a finding can point into. `header` and `payload` are the panes' texts, not the segments. */
export type PaneName = "token" | "header" | "payload" | "secret" | "public-key" | "private-key";

export interface Place {
  readonly pane: PaneName;
  readonly range: Range;
}

/** How the token came into the page: what was pasted, what was taken away, what else was found in it. */
export interface Arrival {
  readonly pasted: string;
  readonly removals: readonly Removal[];
  /** From the address, where the token was (`?token=` was seen by the server). */
  readonly fromAddress?: "fragment" | "query";
}

/** What the rules look at. All of it is derived from the state; nothing here is asked of the network or the DOM. */
export interface RuleContext {
  readonly token: ParsedToken;
  /** The token before edits: what provenance `kept` and `re-signed` differ from. */
  readonly base: ParsedToken;
  readonly arrival: Arrival | null;
  /** Texts of the JSON panes, and whether each was edited; ranges of `header`/`payload` places are in these. */
  readonly panes: { readonly header: string; readonly payload: string };
  /** The documents of those texts, where they are at hand already; else the rules read the texts themselves. */
  readonly documents?: { readonly header: JsonDocument; readonly payload: JsonDocument };
  readonly provenance: Provenance;
  readonly keys: KeyInputs;
  readonly publicKey: KeyReading;
  readonly privateKey: KeyReading;
  /** Null while pending. */
  readonly judgement: Judgement | null;
  readonly original: Judgement | null;
  readonly signing: SignOutcome | null;
  /** Whether Private key is the other half of Public key; null where it can not be told. */
  readonly pair: boolean | null;
  readonly times: readonly TimeClaim[];
  readonly clock: Clock;
  /** How instants are written in findings; absent: the usual way. */
  readonly timeStyle?: TimeStyle;
  /** What trying other readings of key and token came to, where the signature does not verify; absent while it is on its way. */
  readonly solution?: Solution | null;
  /** The text of the user's validation policy; absent or white space: there is none. */
  readonly policy?: string;
  /** The text of the ids that the service knows; absent or white space: there is none. */
  readonly knownIds?: string;
}

/** What a fix button does; each changes only the page's inputs, and is one step of Undo. */
export type Fix =
  | { readonly kind: "replace"; readonly place: Place; readonly insert: string }
  | { readonly kind: "replace-all"; readonly pane: PaneName; readonly text: string }
  | { readonly kind: "secret-encoding"; readonly encoding: "UTF-8" | "Base64" | "Base64url" | "Hex" }
  | { readonly kind: "secret"; readonly text: string; readonly encoding: "UTF-8" | "Base64" | "Base64url" | "Hex" }
  | { readonly kind: "secret-from-jwk" }
  | { readonly kind: "move-private-key" }
  | { readonly kind: "judge-anyway"; readonly pane: "secret" | "public-key" | "private-key" }
  | { readonly kind: "use-token-key" }
  | { readonly kind: "set-clock"; readonly now: number }
  | { readonly kind: "restore-pasted" }
  | { readonly kind: "mode"; readonly mode: "re-sign" | "keep" }
  | { readonly kind: "revert" };

/**
 * One thing that the page says. `rule` and `variant` name the wording; `args` fill it; `place` is where to look.
 * `class` is the class of the malformed-input vectors where one fits.
 */
export interface Finding {
  readonly rule: string;
  readonly variant: string;
  readonly severity: Severity;
  readonly class?: string;
  readonly args: Readonly<Record<string, string | number>>;
  readonly place?: Place;
  readonly fix?: Fix;
}

/** One rule. Pure: the same context gives the same findings. `needs` says what it looks at, so that it can be skipped or cached. */
export interface Rule {
  readonly id: string;
  readonly needs: readonly ("token" | "arrival" | "keys" | "judgement" | "clock")[];
  /** The clause or source that makes it a fact. */
  readonly spec: string;
  readonly detect: (context: RuleContext) => readonly Finding[];
}

/** The words of a finding: what is, why, what to do. */
export interface Message {
  readonly title: string;
  readonly why: string;
  /** The text on the fix button, where there is a fix. */
  readonly fix?: string;
}
