/** The arguments that words take: those that each finding has, and those that some have. */
export type Args<Name extends string = never, Optional extends string = never> = Readonly<
  Record<Name, string | number> & Partial<Record<Optional, string | number>>
>;

/** Title, why and what to do, and the text of the fix button if there is one. */
export type Words = readonly [title: string, why: string, fix?: string];

/** What a rule can say: words by variant, made from the arguments that the finding must have. */
export type Vocabulary<A = never> = Readonly<Record<string, Words | ((args: A) => Words)>>;

/** The arguments that words, or each of several, ask for. */
export type ArgsOf<W> = [Extract<W, (args: never) => Words>] extends [never]
  ? Args
  : [Extract<W, (args: never) => Words>] extends [(args: infer A) => Words]
    ? A
    : never;

export { plural } from "../../base/words.ts";

/** That so many digests of an SD-JWT have no disclosure in it. */
export function unshown(count: number): string {
  return count === 1 ? "One digest has no disclosure here" : `${count} digests have no disclosure here`;
}
