import type { FieldName, TextPlace } from "../arrival/types.ts";
import type { Clock, TimeClaim, TimeStyle } from "../claims/types.ts";
import type { Judgement, Provenance, SignOutcome } from "../crypto/types.ts";
import type { JsonDocument } from "../json/types.ts";
import type { KeyInputs, KeyReading, SecretInput } from "../keys/types.ts";
import type { Solution } from "../solve/types.ts";
import type { Range, TextEdit } from "../text/range.ts";
import type { Envelope, ParsedToken } from "../envelope/types.ts";
import type { Removal } from "../token/types.ts";
import type { RuleId } from "./index.ts";
import type { Vocabulary } from "./support/words.ts";

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

/** The verdict of the verifier's configuration on the open token. */
export interface VerifierSays {
  /** What the configuration is called. */
  readonly title: string;
  /** The name of the condition that the refusal is about; null where the configuration does not refuse the token. */
  readonly refusedBy: string | null;
  /** What it accepts but should not. */
  readonly dangers: readonly { readonly title: string; readonly attack: string }[];
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
  /** What a shared view claims of the token that it holds; absent: it is from none, or was changed. */
  readonly shared?: SharedFindings | undefined;
  /** Texts of the keys that a link brought along with the token; absent: none. */
  readonly linkKeys?: readonly string[];
  /** Texts of the JSON panes, and whether each was edited; ranges of `header`/`payload` places are in these. */
  readonly panes: { readonly header: string; readonly payload: string };
  /** The documents of those texts, where they are known already; else the rules read the texts themselves. */
  readonly documents?: { readonly header: JsonDocument; readonly payload: JsonDocument };
  /** The token as an envelope, where it is known already. */
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
  /** Whether Private key is the other half of Public key; null where it cannot be told. */
  readonly pair: boolean | null;
  readonly times: readonly TimeClaim[];
  readonly clock: Clock;
  /** How instants are written in findings; absent: the usual way. */
  readonly timeStyle?: TimeStyle;
  /** The result of trying other readings of key and token if the signature does not verify; absent while running. */
  readonly solution?: Solution | null;
  /** The text of the user's validation policy; absent or white space: there is none. */
  readonly policy?: string;
  /** What an error message says that its verifier expects of this token, as the text of a policy; absent: nothing. */
  readonly expected?: string | undefined;
  /** What the verifier's configuration says of this token; absent: there is none. */
  readonly verifier?: VerifierSays | undefined;
  /** The text of the ids that the service knows; absent or white space: there is none. */
  readonly knownIds?: string;
}

/** What a fix button does; each fix changes only the page's inputs, as one step of Undo. `copy` changes nothing. */
export type Fix =
  | { readonly kind: "replace"; readonly place: Place; readonly insert: string }
  /** The same mistake in several places of one pane: the edits do not overlap. */
  | { readonly kind: "replace-many"; readonly pane: PaneName; readonly edits: readonly TextEdit[] }
  | { readonly kind: "replace-all"; readonly pane: PaneName; readonly text: string }
  /** A token that is not signed yet: it is, if there is a key. */
  | { readonly kind: "new-token"; readonly text: string }
  /** The current token becomes the content of another one: encrypted, or signed. */
  | { readonly kind: "wrap"; readonly in: "encryption" | "signature" }
  /**
   * The inner token that is shown becomes the current token; of the outermost, and with `inner` of any that is shown, the one
   * that is its content.
   */
  | { readonly kind: "take-out"; readonly inner?: true }
  /** Writes the `sd_hash` of this presentation into the key binding, which is re-signed once its key is available. */
  | { readonly kind: "bind-anew" }
  /** A payload leaves the token, which is then this one, and goes alongside it. */
  | { readonly kind: "detach"; readonly token: string; readonly payload: string }
  /** The secret becomes the key that Auth.js makes of it. */
  | { readonly kind: "auth-js-key" }
  /** A text becomes the content of an encrypted token, for the key that is there. */
  | { readonly kind: "new-encrypted"; readonly content: string }
  | { readonly kind: "secret-encoding"; readonly encoding: "UTF-8" | "Base64" | "Base64url" | "Hex" }
  /** With what the JWK that the secret comes from says of its use. */
  | ({ readonly kind: "secret" } & SecretInput)
  | { readonly kind: "secret-from-jwk" }
  /** The whole text of a field goes into another one, whose text it replaces. */
  | { readonly kind: "move"; readonly from: TextPlace; readonly to: FieldName }
  | { readonly kind: "judge-anyway"; readonly pane: "secret" | "public-key" | "private-key" }
  /** Judges the shown token with its padding, against RFC 7515. */
  | { readonly kind: "judge-padding" }
  /** Opens the shown token though it is not opened unasked: RSA1_5, and more iterations than are done at once. */
  | { readonly kind: "open-anyway" }
  /** The policy's whole text. */
  | { readonly kind: "policy"; readonly text: string }
  /** The whole text of the verifier's configuration; of an example with the token that it refuses, and that token's keys. */
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
  /** A text goes to the clipboard; `what` names it. */
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
  /** The user's policy refuses it, or the verifier whose error message or configuration is there; absent: the token, its key or the clock is the reason. */
  readonly by?: "policy" | "message" | "verifier";
}

/** Which other findings follow from it and are listed under it. */
export interface Explains {
  /** The variants of this rule that do; absent: each of them. */
  readonly as?: readonly string[];
  /** The rules (`IN-16`), or single variants of them (`IN-16/utf8`), that follow. */
  readonly rules: readonly string[];
  /** `part`: only in the same segment, pane or field as the cause; absent: wherever they are. */
  readonly where?: "part";
  /** Their fixes resolve the cause as well; else a fix of what only follows is not offered. */
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
  /** What follows from its findings, where they are the cause. */
  readonly explains?: readonly Explains[];
  /** Each finding is its own cause, also where another one reads the same: several are not put together. */
  readonly each?: true;
  /** Variants that say what is judged in place of what was pasted: they come behind errors alone. */
  readonly leads?: readonly string[];
}

/** The words of a finding: what is, why, what to do. */
export interface Message {
  readonly title: string;
  readonly why: string;
  /** The text on the fix button, if there is a fix. */
  readonly fix?: string;
  /** The clause or source that makes it a fact. */
  readonly source?: string;
}
