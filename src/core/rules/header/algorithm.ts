import { SIGNATURE_ALGORITHMS } from "../../registry/algorithms.ts";
import { KEY_MANAGEMENT_NAMES } from "../input/jwe-algorithms.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, type Facts } from "../support/facts.ts";
import { lettersOf } from "../support/look-alike.ts";
import { typeWords } from "../../registry/value-kind.ts";
import type { Place } from "../types.ts";

/** Registered JWS algorithms that this page does not do (RFC 9864 section 2.1, IANA as of 2026-05-22). */
const NOT_BUILT = "ESP256 ESP384 ESP512 ESB256 ESB320 ESB384 ESB512".split(" ");

/** Any spelling of a name comes to this: letters and digits only, look-alikes read as what they look like. */
function bare(name: string): string {
  return lettersOf(name)
    .replace(/%20|,none$/gi, "")
    .replace(/[^a-z\d]/gi, "")
    .toLowerCase();
}

const BY_BARE = new Map(
  [...SIGNATURE_ALGORITHMS, ...NOT_BUILT, ...KEY_MANAGEMENT_NAMES].map((name) => [bare(name), name]),
);

function algPlace(facts: Facts): Place {
  const range = facts.headerValue("alg")?.range ?? facts.header.object?.range ?? { start: 0, end: 0 };
  return at("header", range);
}

/** `alg` says that there is no signature, in whatever spelling. */
export const unsecured = defineRule("HDR-01", ["token"], "RFC 7519 section 6, RFC 8725 section 3.2", (facts, say) => {
  const { alg } = facts;
  if (alg === null || BY_BARE.get(bare(alg)) !== "none" || facts.token.form === "jwe") return;
  const signed = (facts.segment("signature")?.text ?? "") !== "";
  say("security", alg !== "none" ? "spelling" : signed ? "signature" : "none", {
    args: { alg: excerpt(alg, 20) },
    place: algPlace(facts),
    class: "alg-none",
  });
});

/** The families of JWS algorithms by what other standards and people call them, the longer words first. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/ecdsa|^es\d/, "ES"],
  [/pss|mgf1|^ps\d/, "PS"],
  [/hmac|^hs\d|^sha\d+$/, "HS"],
  [/rsa|^rs\d/, "RS"],
];

/** The algorithm that a name of another standard, or a slip of the pen, possibly means: `HmacSHA256`, `RSA256`, `HS265`; empty where none comes to mind. */
function likeName(alg: string): string {
  const name = alg
    .slice(0, 200)
    .toLowerCase()
    .replace(/^.*[#/:]/, "")
    .replace(/[^a-z\d]/g, "");
  const family = FAMILIES.find(([pattern]) => pattern.test(name))?.[1];
  const digits = [...(/\d{3}(?!.*\d{3})/.exec(name)?.[0] ?? "")].toSorted().join("");
  const size = ["256", "384", "512"].find((bits) => [...bits].toSorted().join("") === digits);
  return family !== undefined && size !== undefined ? family + size : "";
}

/** `alg` must be there, be a string, and be a name that the verifier knows, letter by letter. */
export const algorithmName = defineRule("HDR-03", ["token"], "RFC 7515 section 4.1.1", (facts, say) => {
  const { header, token } = facts;
  if (!header.object || token.form === "jwe" || token.form === "text") return;
  const value = facts.headerValue("alg");
  const place = algPlace(facts);
  if (!value) {
    const near = header.object.members.find(({ name }) => ["alg", "algorithm"].includes(bare(name)));
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
    // With enc it is an encrypted token of too few segments, and said to be.
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
  } else if (alg.startsWith("ed25519") && facts.payloadValue("nats")) {
    say("warn", "nats", { args: { alg: excerpt(alg, 40) }, place, class: "alg-unknown" });
  } else {
    say("error", "unknown", { args: { alg: excerpt(alg, 40), like: likeName(alg) }, place, class: "alg-unknown" });
  }
});
