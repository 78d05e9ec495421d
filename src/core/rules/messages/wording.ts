/** The arguments of a finding, as its rule gives them. */
export type Args = Readonly<Record<string, string | number>>;

/** Title, why and what to do, and the text of the fix button where there is one. */
export type Words = readonly [title: string, why: string, fix?: string];

/** Words by `rule/variant`, or by `rule` for all of its variants. */
export type Wordings = Readonly<Record<string, Words | ((args: Args, variant: string) => Words)>>;

/** "1 character", "3 characters". */
export function plural(count: string | number | undefined, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
