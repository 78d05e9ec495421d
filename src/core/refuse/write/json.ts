import { jsonText } from "../../policy/write/quote.ts";
import type { Kit, KitToken } from "../types.ts";

/** One token as others read it. `token` is null where it would hold a good token that is not to be in the file: then `parts` make it. */
function tokenJson(token: KitToken, isWhole: boolean): object {
  const { parts, faults: _, isBound, ...facts } = token;
  const isOpen = isWhole || (!isBound && parts.every((part) => typeof part === "string" || part.of !== "signature"));
  return { ...facts, token: isOpen ? facts.token : null, ...(isOpen || isBound ? {} : { parts }) };
}

/**
 * A kit as one JSON document: the good token first, then what must be refused, then what it lacks and why. `withGood` puts the
 * good token and its signature in, also where it was not made here.
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
    // A strict verifier refuses these too; libraries in wide use accept them.
    strict: strict.map((token) => tokenJson(token, withGood)),
    missing,
    unfit,
    warnings,
  });
}
