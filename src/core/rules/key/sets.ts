import type { KeyMaterial } from "../../keys/types.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, whole } from "../support/facts.ts";
import { fieldsOf, keysOf } from "./fields.ts";
import { type Args } from "../support/words.ts";

/** Two keys of one kind with the same kid: which one a verifier picks is chance (RFC 7517 section 4.5). */
export const duplicateKid = defineRule({
  id: "key-set-duplicate",
  spec: "RFC 7517 section 4.5",
  words: {
    other: (a: Args<"kid">) => [
      `Two different keys have the kid ${a.kid}`,
      "This page tries each. Other verifiers take the first or the last, so the same token is valid for some and not for others. Give each key its own kid (RFC 7517 section 4.5).",
    ],
    same: (a: Args<"kid">) => [
      `The key ${a.kid} is in the set twice`,
      "Both are the same key. Some libraries refuse a set with a repeated kid.",
    ],
  },
  look: (_, say, context) => {
    for (const { pane, reading, text } of fieldsOf(context)) {
      const byName = new Map<string, KeyMaterial>();
      for (const key of keysOf(reading)) {
        const { kid, kty, use } = key.jwk;
        if (typeof kid !== "string") continue;
        // Keys of different kinds or uses may share a name: readers can tell them apart.
        const name = JSON.stringify([kid, kty, use]);
        const first = byName.get(name);
        byName.set(name, first ?? key);
        const isSame = first?.thumbprint === key.thumbprint;
        // A pair's two halves are one key.
        if (!first || (isSame && first.isPrivate !== key.isPrivate)) continue;
        say(isSame ? "info" : "warn", isSame ? "same" : "other", {
          args: { kid: excerpt(kid, 40) },
          place: key.range ? at(pane, key.range) : whole(pane, text),
        });
      }
    }
  },
});
