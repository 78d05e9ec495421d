import type { Clock, TimeClaim, TimeStyle } from "../core/claims/types.ts";
import type { Judgement, KeySource, Provenance, SignOutcome, VerdictState } from "../core/crypto/types.ts";
import type { Envelope, PlaceName } from "../core/envelope/types.ts";
import type { HeaderMapping } from "../core/gateway/types.ts";
import type { JsonDocument } from "../core/json/types.ts";
import type { KeyInputs, KeyReading, SecretEncoding } from "../core/keys/types.ts";
import type { Arrival, Finding, Fix, Message } from "../core/rules/types.ts";
import type { Solution } from "../core/solve/types.ts";
import type { PaneEdits, ParsedToken, TokenForm } from "../core/envelope/types.ts";
import type { FoundToken } from "../core/token/types.ts";
import type { Claimed } from "../core/share/view.ts";
import type { Fixing } from "./fixing.ts";
import type { Acts } from "./load-acts.ts";

export type SignatureMode = "re-sign" | "keep";
export type ThemeChoice = "system" | "light" | "dark" | "high-contrast";

/**
 * Where the page's `now` comes from; all in seconds. `stopped`: the address (`#now=`) stopped it. `moved`: the user
 * moved it, and it is stopped there until it is started: from then on (`startedAt`, in real time) it ticks.
 */
export type ClockInput =
  | { readonly kind: "real" }
  | { readonly kind: "stopped"; readonly at: number }
  | { readonly kind: "moved"; readonly to: number; readonly startedAt: number | null };

/** The user's inputs for one layer of a token: the outermost, or an inner one. */
export interface LayerInputs {
  readonly edits: PaneEdits;
  readonly keys: KeyInputs;
  /** Keys that the page itself made (example, "Generate key"): any other text is the user's own and is never replaced without asking. */
  readonly pageKeys: KeyInputs;
  readonly mode: SignatureMode;
  /** The user asked to verify with the token's own key (`jwk`, `x5c`). */
  readonly useTokenKey: boolean;
  /**
   * How often "Sign again" was pressed for exactly this token: each press re-signs it, even without edits. -1:
   * another signature was selected since the last edit, which does not sign it.
   */
  readonly signAgain: number;
  /** The detached payload, exactly as typed; counts only if the token omits its own. */
  readonly detached: string;
  /** The selected signature or recipient of a JSON form, shown in the panes; null until one is selected. */
  readonly seal: ChosenSeal | null;
  /** The content of an encrypted token that this page put there; null if only its key reveals it. */
  readonly plaintext: Plaintext | null;
}

/** The content of an encrypted token that is known without decryption; counts only while the layer's text is `of`. */
export interface Plaintext {
  readonly of: string;
  readonly text: string;
  /** It counts only while the layer is edited: the key that decrypted it is gone. */
  readonly edited?: true;
}

/** The selected signature or recipient of a JSON form. */
export interface ChosenSeal {
  readonly index: number;
  /** The keys with which others were re-signed while selected, by index, and how often that was requested. */
  readonly signed?: Readonly<Record<number, { readonly keys: KeyInputs; readonly again: number }>>;
}

/**
 * Values by path: the places from the outermost layer on, joined by one space; "" is the outermost layer itself. A layer
 * without an entry has what an empty page has.
 */
export type ByPath<Value> = Readonly<Record<string, Value>>;

/** What is typed next to the token, whichever layer is shown. */
export type Note = "knownIds" | "accountChanged" | "lastSync" | "workingToken" | "errorMessage" | "policy" | "verifier";

/** All user inputs that belong to the token; what Undo restores. */
export interface Inputs extends Readonly<{ [Name in keyof LayerInputs]: ByPath<LayerInputs[Name]> }> {
  /** The exact text of the token pane, before edits. */
  readonly base: string;
  /** `base` as it was when it last arrived whole (paste, drop, address, example): where "Revert to pasted" goes. */
  readonly pasted: string;
  /** How `pasted` was found in the text that arrived; whether that may still be said is `View.arrived`. */
  readonly arrival: Arrival | null;
  /** All tokens of the last paste, where there were several. */
  readonly found: readonly FoundToken[];
  /** The page made `pasted` by itself (an example, another screen): nobody pasted it. */
  readonly made: boolean;
  /** The layer to show; while the token has none there, the nearest enclosing one is shown. */
  readonly path: string;
  /** The secret or private key that "Generate key" made last; otherwise "". */
  readonly generated: string;
  /** The texts of keys from the token's link: anyone with the link has them. */
  readonly linkKeys: readonly string[];
  /** What an opened shared view claims about its token; absent without one. */
  readonly shared?: Shared | undefined;
  /** The base that the user asked to verify although it is too large to be verified automatically. */
  readonly judgeLarge: string | null;
  /** The token that the user asked to verify with its padding, which no token should have. */
  readonly judgePadded: string | null;
  /** Encrypted tokens for which the user allowed RSA1_5 or very many iterations. */
  readonly openAnyway: readonly string[];
  /** The user ids that the service knows, one per line or as CSV, to compare with `sub`. */
  readonly knownIds: string;
  /** When the account of `sub` was created, changed or deleted, as typed. */
  readonly accountChanged: string;
  /** When the service's users were last synchronised, as typed. */
  readonly lastSync: string;
  /** The token of a user who is found, or a text with it, to compare with. */
  readonly workingToken: string;
  /** An error message that a library or gateway printed, to be explained. */
  readonly errorMessage: string;
  /** The text of the validation policy: what the user's own service expects of a token. "Clear all" leaves it. */
  readonly policy: string;
  /** The configuration of the verifier that refuses the token, in its own format. Like the policy, "Clear all" leaves it. */
  readonly verifier: string;
}

/** A shared view that was opened; counts only while `base` is its token. */
export interface Shared {
  readonly of: string;
  /** It contains the signatures, which cover its content. */
  readonly isWhole: boolean;
  readonly claimed: Claimed;
}

/** What a link may bring with its token, all in the same step of Undo. */
export type FromLink = Pick<Inputs, "keys" | "linkKeys">;

/** The user's settings for the page, not the token. Not part of Undo. */
export interface Settings {
  readonly theme: ThemeChoice;
  readonly leeway: number;
  readonly hideSecrets: boolean;
  /** Encode an edited segment with its white space, as typed, instead of without. */
  readonly encodeAsTyped: boolean;
  readonly clock: ClockInput;
  /** How the page writes times. */
  readonly timeStyle: TimeStyle;
  readonly editor: "rich" | "plain";
  /** Reduce the spacing, so more fits on the screen. */
  readonly compact?: boolean;
  /** Which claims the gateway forwards as which header fields; null: the usual ones. */
  readonly mapping: readonly HeaderMapping[] | null;
}

export interface PaneView {
  /** The pane's whole text: what was typed, or the lossless pretty print of the base's segment. */
  readonly text: string;
  readonly json: JsonDocument;
  readonly edited: boolean;
  /** Why the pane is read-only, if it is. */
  readonly readOnly: "encrypted" | "binary" | "too-large" | "no-segment" | null;
}

export interface AlgorithmOption {
  readonly alg: string;
  /** This browser cannot do it (a capability check said so). */
  readonly lacking: boolean;
}

/**
 * Where the base came from. "The bytes you pasted" depends only on this: provenance `original` just means that the base
 * is unedited.
 */
export type BaseIs =
  /** Nothing is there. */
  | "empty"
  /** Exactly the text that was pasted, dropped or filled in. */
  | "pasted"
  /** The pasted token, without what `arrival.removals` lists. */
  | "found-in-paste"
  /** Exactly what the page's address contained. */
  | "from-link"
  /** Made by the page: an example, a token of another screen. */
  | "made"
  /** No longer what arrived: a fix was applied, it was unwrapped, or the token pane was edited. */
  | "changed"
  /** Typed here; nothing arrived before. */
  | "typed";

/** The last arrival, as far as it is still relevant. */
export interface Arrived {
  readonly base: BaseIs;
  /** How the shown text arrived; null once the token pane shows another text, and there again when that text is restored. */
  readonly arrival: Arrival | null;
  /** The tokens that arrived with the shown one, if several; empty as soon as `arrival` is null. */
  readonly found: readonly FoundToken[];
}

/** A layer of the token, shown or not. */
export interface LayerItem extends Pick<View, "token" | "envelope" | "header" | "payload"> {
  readonly path: string;
  /** The path of the layer around it, and the place in that; null for the outermost. */
  readonly around: string | null;
  readonly place: PlaceName | null;
  readonly form: TokenForm | "kb-jwt";
  readonly state: VerdictState | "pending";
  /** The judgement on its token; null while pending. */
  readonly judgement: Judgement | null;
}

/** Everything the interface shows, derived from `Inputs`, `Settings`, the tasks' answers and the clock. */
export interface View {
  readonly inputs: Inputs;
  readonly settings: Settings;
  /** The outermost token as shown: base, edits and signature combined. */
  readonly whole: ParsedToken;
  readonly arrived: Arrived;
  /** The shared view of the shown layer, while it is unchanged. */
  readonly shared: Shared | undefined;
  /** All layers of the token, outermost first: one if it has no inner one. */
  readonly layers: readonly LayerItem[];
  /** The shown layer has the claims that a service reads (`nesting`): policy and known ids apply only to it. */
  readonly hasClaims: boolean;
  /** The shown layer: everything from here to `solution` is about it. */
  readonly path: string;
  /** The inputs of that layer. */
  readonly fields: LayerInputs;
  /** The layer's token as shown, which is `whole` for the outermost. */
  readonly token: ParsedToken;
  /** The token's parts; null if it is not a token, and right after the first paint. */
  readonly envelope: Envelope | null;
  /** The layer's token before its own edits. */
  readonly base: ParsedToken;
  /** What `base` is: an inner layer's base was pasted only if nothing was typed around it. */
  readonly baseIs: BaseIs;
  readonly header: PaneView;
  readonly payload: PaneView;
  /** The texts that the page put into the panes; a pane is edited while its text differs. */
  readonly put: { readonly header: string; readonly payload: string };
  readonly algorithm: {
    /** `alg` of the header pane if it is a string, otherwise "". */
    readonly value: string;
    readonly options: readonly AlgorithmOption[];
    /** Null: enabled. Else why the box is disabled. */
    readonly disabled: "header-not-object" | "no-token" | null;
  };
  /** Which key fields are needed: `hmac` Secret, `asymmetric` the pair. `unknown` (no or unknown alg) shows both. */
  readonly family: "hmac" | "asymmetric" | "none" | "unknown";
  readonly verdict: {
    readonly state: VerdictState | "pending";
    readonly provenance: Provenance;
    readonly originalState: VerdictState | "pending";
    readonly keySource: KeySource | null;
    /** The judgement on the shown token; null while pending. */
    readonly judgement: Judgement | null;
    readonly original: Judgement | null;
    /** The token is too large to be verified automatically: pending until `judgeLarge`. */
    readonly onRequest: boolean;
  };
  /** The token is too large to be decoded at each keystroke: its panes are read-only, and while `decoding` still empty. */
  readonly large: { readonly decoding: boolean } | null;
  /** A signature is being made: the token still shows the last one. */
  readonly signaturePending: boolean;
  /** The result of signing, if it was needed; null if not, or while pending. */
  readonly signing: SignOutcome | null;
  /** Null while being read. */
  readonly publicKey: KeyReading | null;
  readonly privateKey: KeyReading | null;
  readonly pair: boolean | null;
  readonly times: readonly TimeClaim[];
  readonly clock: Clock;
  /** The real time, in seconds, wherever the clock is. */
  readonly realTime: number;
  /** The result of trying other readings of the key, if the signature does not verify; null while running or not needed. */
  readonly solution: Solution | null;
  /** Empty until the rules are loaded, right after the first paint. */
  readonly findings: readonly Finding[];
  /** The notes beside the panes: whose token it seems to be, and whether it looks live. Never among the findings. */
  readonly standing: readonly Finding[];
  /** The wording of a finding; null until the rules are loaded. */
  readonly messageOf: ((finding: Finding) => Message) | null;
  /** Leaving the page would lose uncopied work. */
  readonly unsaved: boolean;
  /** That includes a generated key. */
  readonly unsavedKey: boolean;
  readonly canUndo: boolean;
  readonly canRevert: boolean;
  readonly canSignAgain: boolean;
  /** `crypto.subtle` is available. */
  readonly secureContext: boolean;
  /** How often everything was forgotten: fields are recreated with it, since their own undo would restore their text. */
  readonly forgotten: number;
  /** The latest notice (copied, refused for its size …); changes with each event. */
  readonly notice: Notice | null;
}

export interface Notice {
  readonly id: number;
  readonly code:
    | "copied"
    | "copy-failed"
    | "too-large" // args.size, args.limit
    | "file-decoded" // args.encoding: the file was text in an encoding other than UTF-8
    | "file-shown" // args.as: the file was binary, and is shown in this form
    | "file-binary" // the file was binary, and was refused
    | "address-bad-value" // args.name
    | "shared-fault" // a shared view cannot be opened; args.fault: why, args.version: its version
    | "address-key-alone" // the address had a key but no token
    | "link-opened" // a changed address brought another token
    // About a text that arrived, each with what else it offers. args.left: the kinds of things that were not placed,
    // args.token: the token that its claims make, args.clock: the time of the server that answered, and args.skew: how
    // far that is from real time, both in seconds, args.mark: the step's mark; any other step ends the notice.
    | "placed" // args.what: the kinds of things, args.tokens and args.keys: how many were found, args.name: what a foreign one is
    | "claims" // there were only decoded claims
    | "foreign" // args.name: what the text is instead of a JOSE token, args.certain: 0 if it only looks like it; args.open: the text
    | "nothing-known" // nothing was recognised; args.link: the parameters' names of a link that opens a wallet
    | "importing" // args.name: the file that is read into the Collection
    | "cleared"
    | "auth-js" // args.version of Auth.js that made the key, args.cookie: the name that is its salt, or ""
    | "auth-js-none" // no Auth.js key decrypts the token
    | "algorithm-members" // args.alg, args.names: parameters removed from the header because the chosen algorithm does not use them
    | "generated" // args.alg
    | "generate-late" // args.alg
    | "generate-failed"; // args.alg
  readonly args: Readonly<Record<string, string | number>>;
}

/** How a text changed: typed, or inserted at once, possibly by several consecutive events. */
export type Entry = "typed" | "begins" | "continues";

/** Every user action. Each returns at once; asynchronous results appear in the view. */
export interface Actions {
  /**
   * Typing in the token pane: the new whole text becomes the base, never cleaned. `continues`: the event continues
   * the previous insertion, so both are one step.
   */
  readonly typeToken: (text: string, continues?: boolean) => void;
  /** A text was pasted or dropped into the token pane: `text` is the resulting whole text. One step, including removals. */
  readonly pasteToken: (text: string) => void;
  /** A paste, drop or fill: searched for tokens; the first opens, the others are offered; without a token the text stays. */
  readonly openText: (text: string, fromAddress?: "fragment" | "query", given?: FromLink) => void;
  /** A text that arrived outside any field: its contents go where they belong, as one step; a notice says what went where. */
  readonly placeText: (text: string) => void;
  readonly chooseToken: (index: number) => void;
  /** A pane's new whole text. A run of typing is one step of Undo; an insertion (a paste, a button) is a step of its own. */
  readonly editPane: (pane: "header" | "payload", text: string, entry?: Entry) => void;
  readonly setAlgorithm: (alg: string) => void;
  readonly setSecret: (text: string) => void;
  readonly setSecretEncoding: (encoding: SecretEncoding) => void;
  readonly setKeyField: (field: "publicKey" | "privateKey", text: string) => void;
  /** Typing in the field Detached payload. */
  readonly setDetached: (text: string) => void;
  readonly setPassphrase: (field: "publicKey" | "privateKey", passphrase: string) => void;
  /** Shows the panes of another layer. */
  readonly showLayer: (path: string) => void;
  readonly setMode: (mode: SignatureMode) => void;
  readonly signAgain: () => void;
  /** Verifies a token that is too large to be verified automatically. */
  readonly judgeLarge: () => void;
  readonly revert: () => void;
  readonly undo: () => void;
  /** Empties all fields, as one step of Undo, and all caches. */
  readonly clearAll: () => void;
  /** Like `clearAll`, and also erases Undo, the policy and the verifier’s configuration. It cannot be undone. */
  readonly forgetEverything: () => void;
  /** Empties the caches: the page is being left for good. */
  readonly forgetDerived: () => void;
  readonly applyFix: (fix: Fix) => void;
  /**
   * Makes a key (pair) for the header's alg, on the given curve if there is a choice, and puts it into the fields;
   * the caller asks before replacing one. Decrypted content is then encrypted for it.
   */
  readonly generateKey: (curve?: string) => Promise<void>;
  /** Opens a token that another screen made, with the keys that belong to it; one step of Undo. */
  readonly openWith: (token: string, keys: Partial<KeyInputs>) => void;
  /** Makes a token of the family with a fresh key and current times. */
  readonly openExample: (id: string) => Promise<void>;
  /** Text typed beside the token; a step of Undo only if Undo would otherwise overwrite it (after Clear all), as with key fields. */
  readonly setNotes: (change: Partial<Pick<Inputs, Note>>) => void;
  readonly setSettings: (change: Partial<Settings>) => void;
  /** Runs actions that only some tokens need, once loaded. */
  readonly act: (what: (acts: Acts, fixing: Fixing) => void) => void;
  /** Moves the clock to a moment, in seconds, and stops it. */
  readonly moveClock: (to: number) => void;
  /** Starts a stopped clock, or stops it. */
  readonly startClock: () => void;
  readonly stopClock: () => void;
  /** Returns to real time. */
  readonly resetClock: () => void;
  /** Copies the shown token (waiting for a pending signature) or a pane's text. */
  readonly copy: (what: "token" | "header" | "payload" | "public-key" | "private-key" | "secret") => Promise<void>;
  /** Copies any text; `what` names it in the notice. */
  readonly copyText: (text: string, what: string) => Promise<void>;
  /** A text was copied manually. */
  readonly markCopied: (text: string) => void;
  readonly notify: (code: Notice["code"], args?: Notice["args"]) => void;
  /** Whether this many characters are too many for any field; a notice says so. */
  readonly refuses: (size: number) => boolean;
}
