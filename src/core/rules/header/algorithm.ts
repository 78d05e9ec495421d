import { SIGNATURE_ALGORITHMS } from "../../registry/algorithms.ts";
import { textKind } from "../input/text-form.ts";
import { KEY_MANAGEMENT_ALGORITHMS } from "../../registry/encryption-algorithms.ts";
import { wholeValue } from "../../json/query.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, type Facts } from "../support/facts.ts";
import { lettersOf } from "../support/look-alike.ts";
import { misreadHeader } from "../support/misread-header.ts";
import { typeWords } from "../../registry/value-kind.ts";
import type { Place } from "../types.ts";
import { type Args } from "../support/words.ts";

/** Registered JWS algorithms that this page does not support (RFC 9864 section 2.1, IANA as of 2026-05-22). */
const NOT_BUILT = "ESP256 ESP384 ESP512 ESB256 ESB320 ESB384 ESB512".split(" ");

/** What NATS calls Ed25519 in its own tokens. */
const NATS_NAMES = ["ed25519", "ed25519-nkey"];

/** Normalizes a name: letters and digits only, look-alikes replaced by what they look like. */
function bare(name: string): string {
  return lettersOf(name)
    .replace(/%20|,none$/gi, "")
    .replace(/[^a-z\d]/gi, "")
    .toLowerCase();
}

const BY_BARE = new Map(
  [...SIGNATURE_ALGORITHMS, ...NOT_BUILT, ...KEY_MANAGEMENT_ALGORITHMS].map((name) => [bare(name), name]),
);

function algPlace(facts: Facts): Place {
  const range = facts.headerValue("alg")?.range ?? facts.header.object?.range ?? { start: 0, end: 0 };
  return at("header", range);
}

/** `alg` is `none`, in any spelling. */
export const unsecured = defineRule({
  id: "HDR-01",
  spec: "RFC 7519 section 6, RFC 8725 section 3.2",
  words: {
    none: [
      "The token is not signed",
      "alg is none: anyone can write such a token. Verifiers refuse it unless told to expect it (RFC 8725 section 3.2).",
    ],
    signature: [
      "alg is none, but there is a signature",
      "With none the signature must be empty (RFC 7518 section 3.6). A verifier that looks only at alg accepts any content.",
    ],
    spelling: (a: Args<"alg">) => [
      `alg is ${a.alg}: none, spelled differently`,
      "Names are case-sensitive, so this is not an algorithm at all. Attackers spell it this way to get past a filter: a verifier that ignores case accepts the token unsigned.",
    ],
  },
  look: (facts, say) => {
    const { alg } = facts;
    if (alg === null || BY_BARE.get(bare(alg)) !== "none" || facts.token.form.startsWith("jwe")) return;
    const signed = (facts.segment("signature")?.text ?? "") !== "";
    say("security", alg !== "none" ? "spelling" : signed ? "signature" : "none", {
      args: { alg: excerpt(alg, 20) },
      place: algPlace(facts),
      class: "alg-none",
    });
  },
});

/** The families of JWS algorithms by the names that other standards and people use, longest first. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/ecdsa|^es\d/, "ES"],
  [/pss|mgf1|^ps\d/, "PS"],
  [/hmac|^hs\d|^sha\d+$/, "HS"],
  [/rsa|^rs\d/, "RS"],
];

/** The algorithm that a name from another standard, or a typo, may mean: `HmacSHA256`, `RSA256`, `HS265`; empty if none. */
function likeName(alg: string): string {
  const name = alg
    .slice(0, 200)
    .toLowerCase()
    .replace(/^.*[#/:]/, "")
    .replace(/[^a-z\d]/g, "");
  const family = FAMILIES.find(([pattern]) => pattern.test(name))?.[1];
  const digits = [...(name.match(/\d{3}/g)?.at(-1) ?? "")].toSorted().join("");
  const size = ["256", "384", "512"].find((bits) => [...bits].toSorted().join("") === digits);
  return family !== undefined && size !== undefined ? family + size : "";
}

/** Whose an algorithm name is, to stand before “name”: XML Signature's URL, Java's (JCA), OpenSSL's; null if unknown. */
function standardOf(alg: string): string | null {
  if (/^https?:\/\/www\.w3\.org\//i.test(alg)) return "XML Signature's";
  if (/^hmac_?sha-?\d{3}$|^sha-?\d{3}with(?:rsa|ecdsa|rsaandmgf1)(?:inp1363format)?$/i.test(alg)) return "Java's (JCA)";
  if (/^(?:rsa-sha|ecdsa-with-sha|hmacwithsha|sha)-?\d{3}(?:withrsaencryption)?$/i.test(alg)) return "OpenSSL's";
  if (/^(?:rsassa|ecdsa|hmac|rsa|pss)[\w-]*sha/i.test(alg)) return "a key service's or a crypto library's";
  return null;
}

/** `alg` must be there, be a string, and be a name that the verifier knows, character by character. */
export const algorithmName = defineRule({
  id: "HDR-03",
  spec: "RFC 7515 section 4.1.1",
  words: {
    missing: ["The header has no alg", "It must name the algorithm (RFC 7515 section 4.1.1)."],
    misread: (a: Args<"alg" | "read" | "meant" | "at">) => [
      `alg reads ${a.alg} because of a misread character: ${a.read} for ${a.meant}`,
      `With ${a.meant} as character ${a.at} of the token it is a registered name. Text recognition and people confuse 0 and O, 1, l and I, 5 and S: copy a token as text, not from a picture. Others may be misread as well; the signature tells.`,
      `Write ${a.meant}`,
    ],
    swapped: (a: Args<"alg">) => [
      "Header and payload are swapped",
      `The first segment has the claims and the second one the header, with alg ${a.alg}. The header comes first (RFC 7515 section 7.1). If they were signed in the right order, the token verifies once they are back in it.`,
      "Swap them",
    ],
    misnamed: (a: Args<"name">) => [
      `The header says ${a.name}, not alg`,
      "Names are exact: the member must be called alg (RFC 7515 section 4.1.1).",
    ],
    type: (a: Args<"type">) => [
      `alg is ${a.type}, not a string`,
      "It must be a string with the algorithm's name (RFC 7515 section 4.1.1).",
    ],
    case: (a: Args<"alg" | "meant">) => [
      `alg ${a.alg} is not an algorithm; ${a.meant} is`,
      "Names are case-sensitive (RFC 7515 section 4.1.1). Changing it changes what is signed.",
      `Write ${a.meant}`,
    ],
    encryption: (a: Args<"alg">) => [
      `${a.alg} encrypts keys, it does not sign`,
      "It belongs in a token of five segments (JWE).",
    ],
    "not-built": (a: Args<"alg">) => [
      `This page does not support ${a.alg}`,
      "The algorithm is registered (RFC 9864), but this page can neither verify nor make its signatures.",
    ],
    empty: ["alg is an empty string", "It must name the algorithm (RFC 7515 section 4.1.1)."],
    nats: (a: Args<"alg">) => [
      `${a.alg} is NATS's own name for Ed25519`,
      "NATS reads it; verifiers of JWTs refuse it, and so does this page. Changing the name changes what is signed.",
    ],
    foreign: (a: Args<"standard" | "like" | "alg">) => [
      `alg is ${a.standard} name for ${a.like}`,
      `${a.alg} is not registered for JWS: a verifier must refuse the token (RFC 7515 section 5.2). Use ${a.like} where the token is signed. The signature covers the header, so the token has to be signed again.`,
      `Write ${a.like} and sign again`,
    ],
    unknown: (a: Args<"alg" | "like">) => [
      `alg ${a.alg} is not a registered algorithm`,
      `A verifier that does not know it must refuse the token (RFC 7515 section 5.2).${a.like ? ` ${a.like} may be meant: use that registered name where the token is signed.` : ""}`,
      `Write ${a.like}`,
    ],
  },
  look: (facts, say) => {
    const { header, token } = facts;
    if (!header.object || token.form.startsWith("jwe") || token.form === "text" || textKind(token) !== null) return;
    const value = facts.headerValue("alg");
    const place = algPlace(facts);
    if (!value) {
      // Where the header is truncated, the missing part may have it.
      if (!facts.lacks("header", "alg")) return;
      const [first, second] = [facts.segment("header"), facts.segment("payload")];
      const own = facts.payload.object && wholeValue(facts.payload.document, "alg");
      if (first && second && own?.type === "string" && SIGNATURE_ALGORITHMS.includes(own.value)) {
        const swapped = [second.text, first.text, ...token.text.split(".").slice(2)].join(".");
        say("error", "swapped", {
          args: { alg: own.value },
          place: at("token", { start: first.range.start, end: second.range.end }),
          class: "alg-missing",
          fix: { kind: "replace-all", pane: "token", text: swapped },
        });
        return;
      }
      const near = header.object.members.find(({ name }) =>
        ["alg", "algo", "algorithm", "algorithmname"].includes(bare(name)),
      );
      say("error", near ? "misnamed" : "missing", {
        args: { name: near?.name ?? "" },
        place: near ? at("header", near.nameRange) : place,
        class: "alg-missing",
      });
      return;
    }
    if (value.type !== "string") {
      say("error", "type", { args: { type: typeWords(value) }, place, class: "alg-type" });
      return;
    }
    const alg = value.value;
    if (SIGNATURE_ALGORITHMS.includes(alg)) return;
    const meant = BY_BARE.get(bare(alg));
    if (meant === "none") return;
    if (NOT_BUILT.includes(alg)) {
      say("warn", "not-built", { args: { alg }, place, class: "alg-unknown" });
    } else if (meant === alg) {
      // With enc it is an encrypted token with too few segments; another rule reports that.
      if (!facts.headerValue("enc")) say("error", "encryption", { args: { alg }, place, class: "alg-unknown" });
    } else if (meant !== undefined && !facts.payloadValue("nats")) {
      say("error", "case", {
        args: { alg: excerpt(alg, 40), meant },
        place,
        class: "alg-case",
        fix: { kind: "replace", place, insert: JSON.stringify(meant) },
      });
    } else if (alg === "") {
      say("error", "empty", { place, class: "alg-unknown" });
    } else if (NATS_NAMES.includes(alg) && facts.payloadValue("nats")) {
      say("warn", "nats", { args: { alg: excerpt(alg, 40) }, place, class: "alg-unknown" });
    } else {
      const segment = facts.segment("header");
      const misread = segment && /[^\w-]/.test(alg) ? misreadHeader(segment.text) : null;
      if (misread && segment) {
        const start = segment.range.start + misread.at;
        const where = at("token", { start, end: start + 1 });
        say("error", "misread", {
          args: { alg: excerpt(alg, 20), read: misread.read, meant: misread.meant, at: start + 1 },
          place: where,
          class: "alg-unknown",
          fix: { kind: "replace", place: where, insert: misread.meant },
        });
        return;
      }
      const like = likeName(alg);
      const standard = standardOf(alg);
      const isForeign = standard !== null && SIGNATURE_ALGORITHMS.includes(like);
      say("error", isForeign ? "foreign" : "unknown", {
        args: { alg: excerpt(alg, 60), like, standard: standard ?? "" },
        place,
        class: "alg-unknown",
        fix: SIGNATURE_ALGORITHMS.includes(like) ? { kind: "replace", place, insert: JSON.stringify(like) } : null,
      });
    }
  },
  explains: [{ as: ["swapped"], rules: ["TIM-08"] }],
});
