import type { FieldName, TextPlace } from "../arrival/types.ts";
import type { Clock, TimeClaim, TimeStyle } from "../claims/types.ts";
import type { Judgement, Provenance, SignOutcome } from "../crypto/types.ts";
import type { JsonDocument } from "../json/types.ts";
import type { KeyInputs, KeyReading, SecretInput } from "../keys/types.ts";
import type { Solution } from "../solve/types.ts";
import type { Range, TextEdit } from "../text/range.ts";
import type { Envelope, ParsedToken } from "../envelope/types.ts";
import type { Removal } from "../token/types.ts";
import type { TokenPlace } from "../verifier/types.ts";
import type { RuleId } from "./index.ts";
import type { Vocabulary } from "./support/words.ts";

export type Severity = "error" | "security" | "warn" | "info" | "ok";

/** The editable texts that a finding can point into. `header` and `payload` are the panes' texts, not the segments. */
export type PaneName = "token" | "header" | "payload" | "secret" | "public-key" | "private-key";

export interface Place {
  readonly pane: PaneName;
  readonly range: Range;
}

/** How the token arrived: what was pasted, what was removed, what else was found. */
export interface Arrival {
  readonly pasted: string;
  readonly removals: readonly Removal[];
  /** From the address, where the token was (`?token=` was seen by the server). */
  readonly fromAddress?: "fragment" | "query";
}

/** The verdict of the verifier's configuration on the open token. */
export interface VerifierSays {
  /** The configuration's title. */
  readonly title: string;
  /** The condition that caused the refusal; null if the configuration does not refuse the token. */
  readonly refusedBy: string | null;
  /** What it accepts but should not. */
  readonly dangers: readonly { readonly title: string; readonly attack: string }[];
  /** Where it looks for the token in a request; absent: unknown. */
  readonly places?: readonly TokenPlace[] | undefined;
}

/** The sharer's findings in a shared view, as far as rules need them. */
interface SharedFindings {
  readonly claimed: { readonly findings: readonly { readonly rule: string }[] };
}

/** The input of the rules, all derived from the state; never from the network or the DOM. */
export interface RuleContext {
  readonly token: ParsedToken;
  /** The token before edits: what provenance `kept` and `re-signed` differ from. */
  readonly base: ParsedToken;
  readonly arrival: Arrival | null;
  /** What a shared view claims about its token; absent: no shared view, or changed since. */
  readonly shared?: SharedFindings | undefined;
  /** Texts of the keys that a link brought along with the token; absent: none. */
  readonly linkKeys?: readonly string[];
  /** Texts of the JSON panes, and whether each was edited; ranges of `header`/`payload` places are in these. */
  readonly panes: { readonly header: string; readonly payload: string };
  /** The parsed documents of those texts, if already known; otherwise the rules parse the texts themselves. */
  readonly documents?: { readonly header: JsonDocument; readonly payload: JsonDocument };
  /** The token as an envelope, if already known. */
  readonly envelope?: Envelope | null;
  readonly provenance: Provenance;
  readonly keys: KeyInputs;
  readonly publicKey: KeyReading;
  readonly privateKey: KeyReading;
  /** Null while pending. */
  readonly judgement: Judgement | null;
  readonly original: Judgement | null;
  /** The judgement on the key binding of an SD-JWT; null while pending, absent: it has none. */
  readonly binding?: Judgement | null | undefined;
  readonly signing: SignOutcome | null;
  /** Whether Private key is the other half of Public key; null if unknown. */
  readonly pair: boolean | null;
  readonly times: readonly TimeClaim[];
  readonly clock: Clock;
  /** How instants are written in findings; absent: the usual way. */
  readonly timeStyle?: TimeStyle;
  /** The result of trying other readings of key and token if the signature does not verify; absent while running. */
  readonly solution?: Solution | null;
  /** The text of the user's validation policy; absent or blank: none. */
  readonly policy?: string;
  /** What the verifier expects according to an error message, as the text of a policy; absent: nothing. */
  readonly expected?: string | undefined;
  /** What the verifier's configuration says about this token; absent: none. */
  readonly verifier?: VerifierSays | undefined;
  /** The text of the ids that the service knows; absent or blank: none. */
  readonly knownIds?: string;
}

/** What a fix button does; each fix changes only the page's inputs, as one step of Undo. `copy` changes nothing. */
export type Fix =
  | { readonly kind: "replace"; readonly place: Place; readonly insert: string }
  /** The same mistake in several places of one pane: the edits do not overlap. */
  | { readonly kind: "replace-many"; readonly pane: PaneName; readonly edits: readonly TextEdit[] }
  | { readonly kind: "replace-all"; readonly pane: PaneName; readonly text: string }
  /** An unsigned token that is signed if there is a key. */
  | { readonly kind: "new-token"; readonly text: string }
  /** The current token becomes the content of another one: encrypted, or signed. */
  | { readonly kind: "wrap"; readonly in: "encryption" | "signature" }
  /**
   * The shown inner token becomes the current token; if the outermost is shown, or with `inner`, the token that is
   * its content does.
   */
  | { readonly kind: "take-out"; readonly inner?: true }
  /** Writes the `sd_hash` of this presentation into the key binding, which is re-signed once its key is available. */
  | { readonly kind: "bind-anew" }
  /** The payload is detached: `token` is what remains, and the payload goes into its own field. */
  | { readonly kind: "detach"; readonly token: string; readonly payload: string }
  /** The secret is replaced by the key that Auth.js derives from it. */
  | { readonly kind: "auth-js-key" }
  /** A text becomes the content of an encrypted token, for the key that is there. */
  | { readonly kind: "new-encrypted"; readonly content: string }
  | { readonly kind: "secret-encoding"; readonly encoding: "UTF-8" | "Base64" | "Base64url" | "Hex" }
  /** With what the secret's JWK says about its use. */
  | ({ readonly kind: "secret" } & SecretInput)
  | { readonly kind: "secret-from-jwk" }
  /** The whole text of a field moves to another one and replaces its text. */
  | { readonly kind: "move"; readonly from: TextPlace; readonly to: FieldName }
  | { readonly kind: "judge-anyway"; readonly pane: "secret" | "public-key" | "private-key" }
  /** Judges the shown token with its padding, against RFC 7515. */
  | { readonly kind: "judge-padding" }
  /** Decrypts the shown token although that needs consent: RSA1_5, or many iterations. */
  | { readonly kind: "open-anyway" }
  /** The policy's new text. */
  | { readonly kind: "policy"; readonly text: string }
  /** The new text of the verifier's configuration; for an example, also the token it refuses and that token's keys. */
  | {
      readonly kind: "verifier";
      readonly text: string;
      readonly token?: { readonly token: string; readonly keys: Partial<KeyInputs> };
    }
  | { readonly kind: "use-token-key" }
  | { readonly kind: "set-clock"; readonly now: number }
  /** Puts these removals of the arrival back, and no others. */
  | { readonly kind: "restore-pasted"; readonly removals: readonly Removal[] }
  | { readonly kind: "mode"; readonly mode: "re-sign" | "keep" }
  /** Copies a text to the clipboard; `what` names it. */
  | { readonly kind: "copy"; readonly text: string; readonly what: string }
  | { readonly kind: "revert" };

/**
 * One statement of the page. `rule` and `variant` name the wording; `args` fill it; `place` is where to look.
 * `class` is the class of the malformed-input vectors where one fits.
 */
export interface Finding {
  readonly rule: RuleId;
  readonly variant: string;
  readonly severity: Severity;
  readonly class?: string;
  readonly args: Readonly<Record<string, string | number>>;
  readonly place?: Place;
  readonly fix?: Fix;
  /** Its consequences, most severe first; none of them is listed separately. */
  readonly consequences?: readonly Finding[];
  /** Refused by the user's policy, or by the verifier whose error message or configuration was given; absent: because of the token, its key or the clock. */
  readonly by?: "policy" | "message" | "verifier";
}

/** Which other findings follow from it and are listed under it. */
export interface Explains {
  /** The variants of this rule that do; absent: all of them. */
  readonly as?: readonly string[];
  /** The rules (`IN-16`), or single variants of them (`IN-16/utf8`), that follow. */
  readonly rules: readonly string[];
  /** `part`: only in the same segment, pane or field as the cause; absent: anywhere. */
  readonly where?: "part";
  /** Their fixes also resolve the cause; otherwise a consequence's fix is not offered. */
  readonly keepsFix?: true;
}

/** One rule. Pure: the same context gives the same findings. */
export interface Rule<Id extends string = string, W extends Vocabulary = Vocabulary> {
  readonly id: Id;
  /** Uses the clock, so it runs again on each tick. Other rules run once per context. */
  readonly ticks?: true;
  /** The clause or source that makes it a fact. */
  readonly spec: string;
  /** What it can say, by variant. */
  readonly words: W;
  readonly detect: (context: RuleContext) => readonly Finding[];
  /** What follows if its findings are the cause. */
  readonly explains?: readonly Explains[];
  /** Each finding is a cause of its own, even if another one reads the same: they are not merged. */
  readonly each?: true;
  /** Variants that say what is judged instead of the pasted token: only errors precede them. */
  readonly leads?: readonly string[];
}

/** The words of a finding: what is wrong, why, and what to do. */
export interface Message {
  readonly title: string;
  readonly why: string;
  /** The text on the fix button, if there is a fix. */
  readonly fix?: string;
  /** The clause or source that makes it a fact. */
  readonly source?: string;
}
