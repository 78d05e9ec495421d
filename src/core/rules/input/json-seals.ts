import { jsonSeals } from "../../envelope/json-seals.ts";
import { SELECTIVE_MEMBERS } from "../../envelope/selective.ts";
import { lastMember } from "../../json/query.ts";
import { acmeUrl, isAcmeRequest } from "../support/acme.ts";
import { defineRule } from "../support/define.ts";
import { at } from "../support/facts.ts";
import { plural, type Args, type Vocabulary } from "../support/words.ts";

/** Parameters that steer a verifier, which an attacker would change first. */
const DECIDING: readonly string[] = ["alg", "enc", "jwk", "jku", "x5c", "x5u"];

const unprotectedWords = {
  note: (a: Args<"names">) => [
    `${a.names} is not protected`,
    "Anyone can change an unprotected header without breaking the token, so it may help to find a key, but proves nothing.",
  ],
  deciding: (a: Args<"name">) => [
    `${a.name} is not protected`,
    "It decides how the token is checked, and anyone can change it. Put it into the protected header (RFC 7515 section 10.7).",
  ],
} satisfies Vocabulary;

/** The unprotected header parameters of the selected signature or recipient. */
export const unprotectedParameters = defineRule({
  id: "unprotected-header",
  spec: "RFC 7515 section 10.7",
  words: unprotectedWords,
  look: ({ token, envelope }, say) => {
    if (token.seal === undefined || (envelope?.form !== "jws-json" && envelope?.form !== "jwe-json")) return;
    const own = envelope.seals[token.seal.index]?.unprotected;
    // What an SD-JWT discloses is in the signed digests, and its key binding is signed by itself.
    const isProven = (name: string): boolean => envelope.selective !== null && SELECTIVE_MEMBERS.includes(name);
    const all = [...(envelope.unprotected?.members ?? []), ...(own?.members ?? [])].filter(
      // Another finding says that b64 must not be here.
      ({ name }) => !isProven(name) && !(name === "b64" && token.form === "jws-json"),
    );
    if (all.length === 0) return;
    // A JWE derives its key from the header: a changed header decrypts nothing.
    const grave = token.form === "jws-json" ? all.filter(({ name }) => DECIDING.includes(name)) : [];
    for (const { name, nameRange } of grave) say("warn", "deciding", { args: { name }, place: at("token", nameRange) });
    const others = all.filter((member) => !grave.includes(member));
    if (others.length === 0) return;
    const names = others.map(({ name }) => name).slice(0, 5);
    say("info", "note", { args: { names: names.join(", ") }, place: at("token", others[0]!.nameRange) });
  },
});

const otherSealsWords = {
  kept: (a: Args<"number">) => [
    `Signature ${a.number} was made before the edit`,
    "It covers the old content, so it no longer verifies. Select it and re-sign it with its own key, or remove it.",
  ],
  fails: (a: Args<"number">) => [
    `Signature ${a.number} does not verify`,
    "It was made with a different key from the one given, or over different content.",
  ],
  unchecked: (a: Args<"count">) => [
    `${plural(a.count, "signature")} not checked`,
    `There is no key for ${a.count === 1 ? "it" : "them"}. Give a key set to check all signatures at once, or select one and give its key.`,
  ],
  behind: (a: Args<"number">) => [
    `Recipient ${a.number} can no longer decrypt it`,
    "The content was encrypted with a new key, and this recipient still has the old one encrypted for them. Encrypting the new one for them needs their public key.",
  ],
} satisfies Vocabulary;

/** Findings about the signatures and recipients that are not selected. */
export const otherSeals = defineRule({
  id: "other-seals",
  spec: "RFC 7515 section 7.2.1, RFC 7516 section 7.2.1",
  words: otherSealsWords,
  each: true,
  look: ({ token, envelope }, say, { judgement, base }) => {
    const { seal } = token;
    if (!judgement?.seals || seal === undefined || base.seal === undefined) return;
    if (envelope?.form !== "jws-json" && envelope?.form !== "jwe-json") return;
    const isJws = envelope.form === "jws-json";
    const [now, before] = [jsonSeals(token).seals, jsonSeals(base).seals];
    const { each } = judgement.seals;
    let unchecked = 0;
    for (const [index, { state, reason }] of each.entries()) {
      if (index === seal.index) continue;
      const range = envelope.seals[index]?.range ?? envelope.seals[index]?.entry.range;
      const place = range ? at("token", range) : null;
      const texts = (of: typeof now) => of[index]?.token.segments.map(({ text }) => text) ?? [];
      const [own, old] = [texts(now), texts(before)];
      const isKept = isJws
        ? own[2] === old[2] && (own[0] !== old[0] || own[1] !== old[1])
        : own[1] === old[1] && own[1] !== "" && own[3] !== old[3];
      const args = { number: index + 1 };
      if (isKept) say("warn", isJws ? "kept" : "behind", { args, place });
      else if (state === "invalid" && isJws) say("error", "fails", { args, place, class: "signature-invalid" });
      else if (isJws && reason.code === "other-seal") unchecked += 1;
    }
    if (unchecked > 0 && judgement.state !== "no-key") say("info", "unchecked", { args: { count: unchecked } });
  },
});

const acmeWords = {
  request: (a: Args<"who" | "url">) => [
    `ACME request to ${a.url}, by ${a.who}`,
    "The signature binds the body to this address and to one nonce, so that nobody can send it elsewhere or again (RFC 8555 section 6).",
  ],
  both: [
    "jwk and kid are both present",
    "An ACME request has exactly one of them: jwk for a new account, otherwise kid with the account’s URL (RFC 8555 section 6.2).",
  ],
  neither: [
    "Neither jwk nor kid says whose request it is",
    "An ACME request has exactly one of them: jwk for a new account, otherwise kid with the account’s URL (RFC 8555 section 6.2).",
  ],
  form: [
    "An ACME request must be flattened JSON",
    "Servers refuse the compact and the general form, and an unprotected header (RFC 8555 section 6.2).",
  ],
  algorithm: (a: Args<"alg">) => [
    `${a.alg} cannot sign an ACME request`,
    "none and MAC algorithms are refused: the server has only the account’s public key (RFC 8555 section 6.2).",
  ],
} satisfies Vocabulary;

/** An ACME request: a flattened JWS whose protected header has `nonce` and `url` (RFC 8555 section 6.2). */
export const acmeRequest = defineRule({
  id: "acme-request",
  spec: "RFC 8555 sections 6.2 to 6.5",
  words: acmeWords,
  look: (facts, say) => {
    const { token, header, alg, headerValue } = facts;
    const url = acmeUrl(facts);
    if (url === null || (token.form !== "jws" && token.form !== "jws-json")) return;
    const member = (name: string) => (header.object === null ? null : lastMember(header.object, name));
    const [jwk, kid, urlMember] = [member("jwk"), member("kid"), member("url")];
    const place = urlMember ? at("header", urlMember.range) : null;
    const who =
      kid?.value.type === "string" ? `the account ${kid.value.value}` : "a new account, identified by the key in jwk";
    say("info", "request", { args: { who, url }, place });
    if (jwk && kid) say("error", "both", { place: at("header", kid.nameRange), class: "header-param-type" });
    if (!jwk && !kid) say("error", "neither", { place });
    if (alg !== null && /^(?:none|HS\d+)$/.test(alg)) {
      const value = headerValue("alg");
      say("error", "algorithm", { args: { alg }, place: value ? at("header", value.range) : null });
    }
    if (!isAcmeRequest(facts)) say("error", "form", { place: null });
  },
});
