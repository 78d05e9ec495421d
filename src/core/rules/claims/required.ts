import { bindingClaims } from "../../envelope/disclosures.ts";
import { isKeyBinding } from "../../envelope/selective.ts";
import { lastMember, wholeObject } from "../../json/query.ts";
import { mediaType, mediaTypeName } from "../../registry/media-types.ts";
import { type Profile, profileOfKind } from "../../registry/profiles.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";
import { type Args } from "../support/words.ts";

/** Kinds that only their `typ` makes them, and that a recipient must refuse if they lack a claim; other kinds are issued with fewer, and accepted. */
const STRICT: readonly string[] = [
  "dpop+jwt",
  "kb+jwt",
  "openid4vci-proof+jwt",
  "key-attestation+jwt",
  "statuslist+jwt",
  "trust-mark+jwt",
  "entity-statement+jwt",
];

/** A proof, presentation or statement lacks a claim that its specification requires. */
export const requiredClaims = defineRule({
  id: "required-claims",
  spec: "RFC 9449 section 4.2, RFC 9901 section 4.3, OpenID4VCI 1.0 appendices D.1 and F.1, OpenID Federation 1.0 section 3",
  words: {
    lacks: (a: Args<"kind" | "names" | "spec">) => [
      `${a.kind.toString().replace(/^./, (first) => first.toUpperCase())} must have ${a.names}`,
      `Without it a recipient must refuse this (${a.spec}).`,
    ],
    binding: (a: Args<"names" | "spec">) => [
      `The key binding lacks ${a.names}`,
      `Without it a verifier must reject this presentation (${a.spec}).`,
    ],
  },
  look: ({ claims, headerValue, envelope }, say) => {
    const typ = headerValue("typ");
    const profile = typ?.type === "string" && STRICT.includes(mediaTypeName(typ.value)) ? profileOf(typ.value) : null;
    const root = wholeObject(claims);
    const missing =
      profile === null || root === null ? [] : lacking(profile, (name) => lastMember(root, name) !== null);
    if (profile !== null && missing.length > 0)
      say("error", "lacks", {
        args: { kind: profile.kind, names: missing.join(", "), spec: profile.claims[0]?.spec ?? "" },
        place: typ && at("header", typ.range),
      });
    const selective = envelope?.selective;
    const binding = selective?.binding && isKeyBinding(selective.binding.text) ? bindingClaims(selective) : null;
    const ofBinding = profileOf("kb+jwt");
    if (!selective?.binding || binding === null || ofBinding === null) return;
    // The rule about sd_hash says what it is for.
    const unsaid = lacking(ofBinding, (name) => name === "sd_hash" || lastMember(binding, name) !== null);
    if (unsaid.length > 0)
      say("error", "binding", {
        args: { names: unsaid.join(", "), spec: ofBinding.claims[0]?.spec ?? "" },
        place: at("token", selective.binding.range),
      });
  },
});

function profileOf(typ: string): Profile | null {
  return profileOfKind(mediaType(typ)?.kind ?? "");
}

function lacking({ claims }: Profile, has: (name: string) => boolean): readonly string[] {
  return claims.filter(({ need, name }) => need === "required" && !has(name)).map(({ name }) => name);
}
