import { parseToken } from "../../envelope/parse.ts";
import type { ParsedToken } from "../../envelope/types.ts";
import { labelBefore } from "../../token/found-context.ts";
import type { RuleContext } from "../types.ts";

/** So much of a pasted text is searched for other tokens, and so many of them are looked at. */
const MOST_PASTED = 200_000;
const MOST_FOUND = 20;

/** A token that was pasted, and what names it there. */
interface Beside {
  readonly token: ParsedToken;
  readonly label: string | null;
}

const known = new WeakMap<RuleContext, readonly Beside[]>();

/** As much of the pasted text as rules look at; "" if nothing is known of it. */
export function pastedText({ arrival }: RuleContext): string {
  return arrival?.pasted.slice(0, MOST_PASTED) ?? "";
}

/** The other compact JWS that were pasted with the token, in the order of the text; of an SD-JWT its JWS. The same context gets the same list. */
export function tokensBeside(context: RuleContext): readonly Beside[] {
  let found = known.get(context);
  if (found === undefined) known.set(context, (found = search(pastedText(context), context.token.text)));
  return found;
}

function search(pasted: string, own: string): readonly Beside[] {
  return [...pasted.matchAll(/(?<![\w-])eyJ[\w-]{10,20000}\.[\w-]{1,200000}\.[\w-]{1,1000}/g)]
    .filter(([text]) => text !== own && !own.startsWith(`${text}~`))
    .slice(0, MOST_FOUND)
    .map(({ 0: text, index }) => ({ token: parseToken(text), label: labelBefore(pasted, index) }));
}
