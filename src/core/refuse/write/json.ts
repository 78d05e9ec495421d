import { jsonText } from "../../policy/write/quote.ts";
import type { Kit, KitToken } from "../types.ts";

/**
 * One token for other programs. `token` is null if it would contain a good token that must not be in the file: then
 * `parts` build it.
 */
function tokenJson(token: KitToken, isWhole: boolean): object {
  const { parts, faults: _, isBound, ...facts } = token;
  const isOpen = isWhole || (!isBound && parts.every((part) => typeof part === "string" || part.of !== "signature"));
  return { ...facts, token: isOpen ? facts.token : null, ...(isOpen || isBound ? {} : { parts }) };
}

/**
 * A kit as one JSON document: the good token, the tokens to refuse, then what is missing and why. `withGood` includes
 * the good token and its signature even if it was not made here.
 */
export function kitJson(kit: Kit, { withGood = kit.isMadeHere } = {}): string {
  const { good, tokens, strict, missing, unfit, warnings, expects, alg, now, goodUntil } = kit;
  return jsonText({
    schema: "jotscope-must-refuse-1",
    made: now,
    alg,
    goodUntil,
    expects,
    tokens: [good, ...tokens].map((token) => tokenJson(token, withGood)),
    // A strict verifier refuses these, too; widely used libraries accept them.
    strict: strict.map((token) => tokenJson(token, withGood)),
    missing,
    unfit,
    warnings,
  });
}
