import { parseJson } from "../../json/parse.ts";
import { lastMember, wholeObject } from "../../json/query.ts";
import { defineRule } from "../support/define.ts";
import { at, claimPlace, claimText, excerpt } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

/** Metadata is never longer. */
const MOST = 200_000;

/** The key field has an issuer's metadata with its keys, and the token is another issuer's. */
export const keysOfIssuer = defineRule({
  id: "keys-of-issuer",
  spec: "SD-JWT VC, JWT VC Issuer Metadata; RFC 8414 section 3.3",
  words: {
    other: (a: Args<"issuer" | "iss">) => [
      "The keys are those of another issuer",
      `They come from the metadata of ${a.issuer}, and iss of the token is ${a.iss}. Both must be the same text, or the key says nothing of this issuer: a verifier must not use it (SD-JWT VC, JWT VC Issuer Metadata).`,
    ],
  },
  look: (facts, say, { keys }) => {
    const { text } = keys.publicKey;
    const iss = claimText(facts, "iss");
    if (iss === "" || text.length > MOST || !text.trimStart().startsWith("{")) return;
    const root = wholeObject(parseJson(text));
    const issuer = root && lastMember(root, "issuer")?.value;
    const jwks = root && lastMember(root, "jwks")?.value;
    if (issuer?.type !== "string" || jwks?.type !== "object" || issuer.value === iss) return;
    const args = { issuer: excerpt(issuer.value, 80), iss: excerpt(iss, 80) };
    say("error", "other", { args, place: claimPlace(facts, "iss") ?? at("public-key", issuer.range) });
  },
});
