import type { SecretEncoding } from "../keys/types.ts";
import type { Flags } from "./free/flags.ts";
import type { Bench } from "./free/bench.ts";
import type { KeyShop } from "./toolkit/key-shop.ts";
import type { WorldObject } from "./world/types.ts";

/** A claims set (RFC 7519 section 4) as a verifier returns it. */
export type Claims = Readonly<Record<string, unknown>>;

/** The environment of a scenario: the moment (NumericDate, seconds) and the source of keys. */
export interface LabEnvironment {
  readonly now: number;
  readonly keys: KeyShop;
}

/** The families, in teaching order. */
export type FamilyId = "algorithm" | "key" | "signature" | "parser" | "encryption" | "substitution";

/** A key that an actor has. Keys with the same name are the same key. */
export interface Held {
  readonly name: string;
  readonly kind: "private" | "public" | "secret";
}

export interface Actor {
  readonly name: string;
  readonly role: string;
  readonly side: "issuer" | "service" | "attacker";
  readonly holds: readonly Held[];
}

export interface Variant {
  readonly id: string;
  readonly label: string;
  /** What differs, in one sentence. */
  readonly note: string;
}

/** A text of a key that the page shows. */
export interface KeyText {
  readonly name: string;
  readonly kind: Held["kind"];
  readonly text: string;
}

/** Keys as the workbench's fields take them. */
export interface WorkbenchKeys {
  readonly publicKey?: string;
  readonly privateKey?: string;
  readonly secret?: { readonly text: string; readonly encoding: SecretEncoding };
}

/** A situation with real keys and an honest token in it. Scenarios add what their verifiers need. */
export interface Setup {
  readonly variant: string;
  readonly now: number;
  /** A genuine token from the issuer, which the attacker has. */
  readonly honest: string;
  /** If the defence is another key: an honest token signed with it. */
  readonly hardenedHonest?: string;
  readonly keyTexts: readonly KeyText[];
  /** Simulated objects: they keep their own state, and can be changed. */
  readonly world: readonly WorldObject[];
  /** The honest key, as the workbench takes it. */
  readonly workbench: WorkbenchKeys;
  /** The key that verifies the forgery, if not the honest one. */
  readonly forgedWith?: WorkbenchKeys;
  /** What the free mode's verifier works with. */
  readonly bench: Bench;
}

/** One step of an attack. The page marks what changed in the token since the previous step. */
export interface Step {
  readonly title: string;
  readonly text: string;
  /** The token after the step. */
  readonly token: string;
  /** The content of an encrypted token: the page shows it in place of a signed token's payload. */
  readonly content?: string;
  /** Another product of the step: a key set, a file, a measurement. */
  readonly exhibit?: { readonly label: string; readonly text: string };
}

export interface Forgery {
  readonly steps: readonly Step[];
  readonly token: string;
  /** Tokens that their honest owner sends to the verifier first. */
  readonly before?: readonly string[];
}

export type Target = "naive" | "hardened";

export interface ForgeOptions {
  /** The verifier under attack; matters if the attack queries it (`asks`). */
  readonly target: Target;
}

/** A verifier: ordinary code in its own file, which is shown unchanged. */
export interface Verifier<S extends Setup> {
  /** The file under `core/lab` whose text is shown, and whose `verify` runs. */
  readonly file: string;
  /** What distinguishes it, in a few words. */
  readonly summary: string;
  /** Accepts by returning the claims, rejects by throwing. */
  verify(setup: S, token: string): Promise<Claims>;
  /** Facts about what it did with this token: term and text. */
  trace?(setup: S, token: string): readonly (readonly [string, string])[];
}

type FixTarget = "jose" | "PyJWT" | "golang-jwt" | "jjwt";

/** One line for each library; what matters is between ⟦ and ⟧. */
export type Fixes = Readonly<Record<FixTarget, string>>;

export interface Clause {
  /** "RFC 8725", "RFC 8725bis", "RFC 7515" … */
  readonly document: string;
  readonly section: string;
  readonly title: string;
  /** Its requirement, in our words. */
  readonly asks: string;
}

export interface Question {
  readonly text: string;
  readonly answers: readonly string[];
  /** Index of the correct answer. */
  readonly right: number;
  readonly why: string;
}

export interface Scenario<S extends Setup = Setup> {
  readonly id: string;
  readonly number: number;
  readonly family: FamilyId;
  readonly title: string;
  /** One sentence for the list. */
  readonly summary: string;
  readonly cve: readonly string[];
  /** What the attacker needs, in a few words: "the public key". */
  readonly needs: string;
  /** The situation, in two or three sentences. */
  readonly situation: string;
  readonly actors: readonly Actor[];
  /** The attack is real work, capped in size. */
  readonly isCapped?: true;
  /** Of capped ones, and where the full cost is worth mentioning. */
  readonly cost?: string;
  readonly variants: readonly Variant[];
  /** The attack queries the verifier under attack, so it runs separately against each. */
  readonly asks?: true;
  /** Free mode: the flags of the hardened verifier which, loosened this way, let the attack through. Null: no flag is at fault. */
  readonly loosened: Partial<Flags> | null;
  /** If no flag lets a forgery through: the flags which, loosened this way, reveal a valid signature to the attacker. */
  readonly tells?: Partial<Flags>;
  /** The free mode's verifier reads only signed tokens, so it does not apply. */
  readonly hasNoFreeMode?: true;
  readonly naive: Verifier<S>;
  readonly hardened: Verifier<S>;
  /** Verifiers for variants that need a different one. */
  readonly naiveFor?: Readonly<Record<string, Verifier<S>>>;
  readonly loosenedFor?: Readonly<Record<string, Partial<Flags> | null>>;
  /** What it means if the naive verifier accepts. */
  readonly consequence: string;
  readonly lesson: string;
  readonly clause: Clause;
  readonly fixes: Fixes;
  readonly question: Question;
  setup(environment: LabEnvironment, variant: string): Promise<S>;
  forge(setup: S, options: ForgeOptions): Promise<Forgery>;
}

type Lists = "cve" | "variants";

/** Types a scenario by its setup, and adds the lists that it leaves out. */
export function defineScenario<S extends Setup>(
  scenario: Omit<Scenario<S>, Lists> & Partial<Pick<Scenario<S>, Lists>>,
): Scenario {
  // A scenario's functions only receive setups that it made itself: `attack` and the page keep them together.
  return { cve: [], variants: [], ...scenario };
}
