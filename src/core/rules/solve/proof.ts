import type { SolveStep } from "../../solve/types.ts";
import type { FoundArgs, FoundRule } from "./found.ts";
import { plural, type Words } from "../support/words.ts";
import { stepPhrase } from "./step-phrases.ts";

/** The words of a discovery. */
export type FoundEntry = Words | ((a: FoundArgs) => Words);

type ByStep<Row> = Readonly<Partial<Record<SolveStep, Row>>>;

/** Rows about steps, by the rule that the steps belong to. */
export type ByRule<Row> = Readonly<Partial<Record<FoundRule, ByStep<Row>>>>;

/** What each row becomes, in order. */
export function eachRow<Row, Made>(
  rows: ByRule<Row>,
  make: (rule: FoundRule, step: SolveStep, row: Row) => Made,
): readonly Made[] {
  return (Object.entries(rows) as [FoundRule, ByStep<Row>][]).flatMap(([rule, own]) =>
    (Object.entries(own) as [SolveStep, Row][]).map(([step, row]) => make(rule, step, row)),
  );
}

/** A text of a proof: fixed, or built from what was found. */
export type Said = string | ((a: FoundArgs) => string);

export const said = (text: Said, a: FoundArgs): string => (typeof text === "string" ? text : text(a));

/** The same words for an encrypted token, where someone else takes the signer's part. */
export function ofEncrypted(words: Words): Words {
  const worded = (text: string): string =>
    text
      .replaceAll("Signer and verifier", "Sender and recipient")
      .replaceAll("signer", "sender")
      .replaceAll("The verifier", "The recipient");
  const [title, why, fix] = words;
  return fix === undefined ? [worded(title), worded(why)] : [worded(title), worded(why), worded(fix)];
}

/** What a step that makes the signature fit proves: the rule it belongs to, and the words. */
export interface Proof {
  readonly rule: FoundRule;
  readonly words: FoundEntry;
}

export type Proofs = Readonly<Partial<Record<SolveStep, Proof>>>;

const byTrying = (a: FoundArgs): string => `Found by trying ${plural(a.tried, "reading")} in ${a.ms} ms.`;

/** "It verifies as Base64, without the white space at its ends. Found by trying 14 readings in 3 ms." */
export function found(a: FoundArgs, step: SolveStep, more: string): string {
  const also = a.also ? `, ${a.also}` : "";
  return `It ${a.act === "decrypt" ? "decrypts" : "verifies"} ${stepPhrase(step, a)}${also}. ${more} ${byTrying(a)}`;
}

/**
 * For a signature that the right key made in a way other than JWS: it fits that way, but is not verified. `who` says
 * who makes such signatures, `right` what the signer has to do.
 */
export function made(a: FoundArgs, step: SolveStep, who: string, right: string): string {
  const also = a.also ? `, ${a.also}` : "";
  return `The key is right: the signature fits ${stepPhrase(step, a)}${also}. ${who} A verifier must refuse the token: ${right} ${byTrying(a)}`;
}
