import { digestOf, hashName, openDisclosures } from "../../envelope/disclosures.ts";
import { parseToken } from "../../envelope/parse.ts";
import { compactSdJwt, isKeyBinding, selectiveOf } from "../../envelope/selective.ts";
import type { ParsedToken } from "../../envelope/types.ts";
import { lastMember, wholeObject } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import type { Range } from "../../text/range.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at } from "../support/facts.ts";
import type { Args, Vocabulary } from "../support/words.ts";
import { createOtherDigests, otherSdHash } from "./other-digests.ts";
import { REGISTERED } from "./sd-jwt.ts";

const digestWords = {
  unmatched: [
    "No digest matches this disclosure",
    "A verifier must reject the whole SD-JWT: the digest is neither in the signed payload nor in another disclosure (RFC 9901 section 7.1).",
  ],
  inside: [
    "This disclosure is inside one that does not count",
    "No digest matches the one that has its digest, or that one does not fit its place: a verifier must reject the whole SD-JWT (RFC 9901 section 7.1).",
  ],
  spelled: (a: Args<"how">) => [
    "A disclosure's digest is not what a verifier computes",
    `It is ${a.how}. A verifier compares the base64url digest of the disclosure's own characters, without padding, and rejects the whole SD-JWT (RFC 9901 sections 4.2.3 and 7.1).`,
    "Write the digest",
  ],
  duplicate: [
    "A disclosure appears twice",
    "One digest stands for one disclosure. Remove the second one (RFC 9901 section 7.1).",
  ],
  repeated: (a: Args<"digest">) => [
    "A digest appears twice",
    `A verifier must reject the whole SD-JWT: ${a.digest} occurs more than once (RFC 9901 section 7.1).`,
  ],
  taken: (a: Args<"name">) => [
    `The claim ${a.name} is already there`,
    "A disclosure must not replace a claim next to its digest: a verifier must reject the whole SD-JWT (RFC 9901 section 7.1).",
  ],
  misplaced: [
    "A disclosure does not fit the place of its digest",
    "A digest in _sd covers salt, name and value; one in an array covers salt and value (RFC 9901 section 7.1).",
  ],
  unknown: (a: Args<"hash">) => [
    "The digests were not compared",
    `This page does not compute ${a.hash}, so it cannot tell whether the disclosures belong to this token.`,
  ],
  "sd-hash": [
    "The key binding was made for another presentation",
    "Its sd_hash is not the digest of this SD-JWT: the issuer's JWT or the disclosures have changed since the holder signed (RFC 9901 section 4.3.1). A new one needs the holder's key.",
    "Write the new sd_hash",
  ],
  "sd-hash-spelled": (a: Args<"how">) => [
    "sd_hash fits this presentation, but is not what a verifier computes",
    `It is ${a.how}. It must be the base64url digest of all characters up to and including the last ~ (RFC 9901 section 4.3.1). A new one needs the holder's key.`,
    "Write the new sd_hash",
  ],
  "sd-hash-uncovered": (a: Args<"how">) => [
    "sd_hash does not cover the disclosures",
    `It is ${a.how}, so it would fit a presentation with any disclosures. It must be the base64url digest of all characters up to and including the last ~ (RFC 9901 section 4.3.1). A new one needs the holder's key.`,
    "Write the new sd_hash",
  ],
  "no-sd-hash": [
    "The key binding does not say what it binds",
    "sd_hash is missing: the digest of the issuer's JWT and the disclosures in the compact form (RFC 9901 section 4.3).",
  ],
} as const satisfies Vocabulary;

/** Each disclosure is named by one digest, and the key binding by its `sd_hash` belongs to exactly these. */
export const disclosureDigests = defineRule({
  id: "disclosure-digests",
  spec: "RFC 9901 sections 4.3.1 and 7.1",
  words: digestWords,
  look: ({ envelope, payload, token }, say) => {
    const selective = envelope?.selective;
    if (!selective || selective.isAttestation || payload.object === null || payload.document.problems.length > 0)
      return;
    const { disclosures, repeated, claims } = openDisclosures(payload.document, selective);
    const hash = hashName(payload.document);
    const others = createOtherDigests(payload.document, disclosures, hash);
    for (const one of disclosures) {
      const { state, range, isTaken, isMisplaced, name } = one;
      const place = at("token", range);
      const other = state === "unmatched" ? others.made(one) : null;
      if (other !== null) say("error", "spelled", { ...other, class: "sd-jwt" });
      else if (state === "unmatched" && others.isInside(one)) say("error", "inside", { place, class: "sd-jwt" });
      else if (state === "unmatched" || state === "duplicate") say("error", state, { place, class: "sd-jwt" });
      if (isTaken) say("error", "taken", { args: { name: name ?? "" }, place, class: "sd-jwt" });
      if (isMisplaced) say("error", "misplaced", { place, class: "sd-jwt" });
    }
    for (const { digest, range } of repeated)
      say("error", "repeated", {
        args: { digest: digest.slice(0, 50) },
        place: range && at("payload", range),
        class: "sd-jwt",
      });
    if (claims === null && hash !== null && REGISTERED.has(hash) && disclosures.length > 0)
      say("warn", "unknown", { args: { hash }, class: "sd-jwt" });
    checkBinding(token, hash, say);
  },
});

function checkBinding(token: ParsedToken, hash: string | null, say: Say<typeof digestWords>): void {
  const binding = bindingOf(token);
  if (binding === null) return;
  const bound = compactSdJwt(token) ?? "";
  const digest = digestOf(bound, hash);
  const said = lastMember(binding.claims, "sd_hash")?.value;
  const details = { place: at("token", binding.range), class: "sd-jwt" };
  if (said === undefined) say("error", "no-sd-hash", details);
  else if (digest !== null && !(said.type === "string" && said.value === digest)) {
    const other = said.type === "string" ? otherSdHash(said.value, bound, hash) : null;
    const fix = { kind: "bind-anew" } as const;
    if (other === null) say("error", "sd-hash", { ...details, fix });
    else {
      const { how, covers } = other;
      say("error", covers ? "sd-hash-spelled" : "sd-hash-uncovered", { ...details, args: { how }, fix });
    }
  }
}

/** The key binding of an SD-JWT with its claims; null if it has none or it cannot be read. */
function bindingOf(token: ParsedToken): { readonly range: Range; readonly claims: JsonObject } | null {
  const binding = selectiveOf(token)?.binding ?? null;
  if (binding === null || !isKeyBinding(binding.text)) return null;
  const { payload } = parseToken(binding.text);
  const claims = payload && wholeObject(payload.json);
  return claims && { range: binding.range, claims };
}
