import { jwkThumbprint, isSymmetric } from "../../keys/confirmation.ts";
import type { JsonObject } from "../../json/types.ts";
import { defineRule } from "../support/define.ts";
import { at, claimPlace, claimText, excerpt } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

/** An ID Token that the user's own wallet issued, with the key that signed it. */
export const selfIssued = defineRule({
  id: "self-issued",
  spec: "Self-Issued OpenID Provider v2 section 11.1, OpenID Connect Core section 7.4",
  words: {
    key: [
      "A self-issued ID Token: the key that signs it is in sub_jwk",
      "It shows that its sender has this key, whose thumbprint is the subject. Who that is, it does not show; the client must have asked for it, with the nonce.",
      "Put it into Public key",
    ],
    thumbprint: (a: Args<"expected">) => [
      "sub is not the thumbprint of sub_jwk",
      `It must be the key's thumbprint (RFC 7638), ${a.expected}; otherwise a client refuses the token (SIOPv2 section 11.1).`,
    ],
    private: [
      "sub_jwk has the private key",
      "Whoever has seen this token can sign as this subject. Only the public members belong there.",
    ],
    issuer: (a: Args<"iss">) => [
      "A self-issued ID Token is issued by its subject",
      `iss is ${a.iss}. It must be the same as sub (SIOPv2 section 8); in OpenID Connect Core section 7 it is https://self-issued.me.`,
    ],
  },
  look: (facts, say, { publicKey, judgement }) => {
    const jwk = facts.payloadValue("sub_jwk");
    if (jwk?.type !== "object") return;
    const place = claimPlace(facts, "sub_jwk");
    const isPrivate = isSymmetric(jwk) || jwk.members.some(({ name }) => name === "d" || name === "k");
    if (isPrivate) say("security", "private", { place });
    const expected = isPrivate ? "" : (jwkThumbprint(jwk) ?? "");
    const sub = claimText(facts, "sub");
    // A subject may be a DID as well.
    if (expected !== "" && sub !== expected && !sub.startsWith("did:") && !sub.endsWith(`:${expected}`)) {
      const range = facts.payloadValue("sub")?.range;
      say("error", "thumbprint", { args: { expected }, place: range ? at("payload", range) : place });
    }
    const iss = claimText(facts, "iss");
    if (iss !== "" && iss !== sub && !/^https:\/\/self-issued\.me(?:\/v2)?$/.test(iss))
      say("warn", "issuer", { args: { iss: excerpt(iss, 60) }, place: claimPlace(facts, "iss") });
    if (judgement?.state !== "verified")
      say("info", "key", {
        place,
        fix:
          publicKey.kind === "empty" && !isPrivate
            ? { kind: "replace-all", pane: "public-key", text: textOf(facts.claims.text, jwk) }
            : null,
      });
  },
});

const textOf = (text: string, { range }: JsonObject): string => text.slice(range.start, range.end);
