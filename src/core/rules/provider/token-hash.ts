import { halfHash } from "../../policy/checks/hashes.ts";
import { pastedText } from "../support/beside.ts";
import { defineRule } from "../support/define.ts";
import { claimPlace, claimText } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

/** A parameter or member, in JSON, a form or an address; a code or token has no white space in it. */
const VALUES = {
  access_token: /(?:^|[\s"'{,?&#])access_token["']?\s{0,9}[:=]\s{0,9}["']?([\w.~+/-]{10,20000}=*)/g,
  code: /(?:^|[\s"'{,?&#])code["']?\s{0,9}[:=]\s{0,9}["']?([\w.~+/-]{10,2000}=*)/g,
} as const;

/** An ID Token and the access token or code that came with it: the hash in the one is of the other. */
export const tokenHash = defineRule({
  id: "token-hash",
  spec: "OpenID Connect Core sections 3.1.3.6, 3.2.2.9 and 3.3.2.11",
  words: {
    other: (a: Args<"hash" | "name">) => [
      `${a.hash} is not the hash of the ${a.name} next to it`,
      `${a.hash} must be the left half of the hash of ${a.name}, in base64url, with the hash function of alg (OpenID Connect Core section 3.1.3.6). A client refuses this ID Token: the two are of different responses, or one was changed.`,
    ],
  },
  look: (facts, say, context) => {
    const alg = facts.alg ?? "";
    const pasted = pastedText(context);
    for (const [hash, name] of [
      ["at_hash", "access_token"],
      ["c_hash", "code"],
    ] as const) {
      const said = claimText(facts, hash);
      if (said === "" || alg === "" || alg.toLowerCase() === "none") continue;
      const values = new Set([...pasted.matchAll(VALUES[name])].map(([, value = ""]) => value));
      const [value] = values;
      // Of several nobody knows which one came with it.
      if (value === undefined || values.size > 1 || value === facts.token.text) continue;
      if (halfHash(value, alg) !== said)
        say("error", "other", { args: { hash, name }, place: claimPlace(facts, hash) });
    }
  },
});
