/** The arguments of words: required ones and optional ones. */
export type Args<Name extends string = never, Optional extends string = never> = Readonly<
  Record<Name, string | number> & Partial<Record<Optional, string | number>>
>;

/** Title, why and what to do, and the text of the fix button if there is one. */
export type Words = readonly [title: string, why: string, fix?: string];

/** What a rule can say: words by variant, made from the arguments that the finding must have. */
export type Vocabulary<A = never> = Readonly<Record<string, Words | ((args: A) => Words)>>;

/** The arguments that words, or all of several, require. */
export type ArgsOf<W> = [Extract<W, (args: never) => Words>] extends [never]
  ? Args
  : [Extract<W, (args: never) => Words>] extends [(args: infer A) => Words]
    ? A
    : never;

export { plural } from "../../base/words.ts";

/** Says how many digests of an SD-JWT have no disclosure in it. */
export function unshown(count: number): string {
  return count === 1 ? "One digest has no disclosure here" : `${count} digests have no disclosure here`;
}
