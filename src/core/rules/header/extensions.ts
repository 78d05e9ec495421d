import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { lastMember } from "../../json/query.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { octetsOfText } from "../../text/octets.ts";
import type { JsonNode } from "../../json/types.ts";
import {
  dateTime,
  detachedMechanism,
  type ExtensionRow,
  EXTENSIONS,
  PASSPORT_CLAIMS,
} from "../../registry/extensions.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, type Facts } from "../support/facts.ts";
import { plural, type Args } from "../support/words.ts";

/** The names in a well-formed `crit`. */
export function criticalNames({ headerValue }: Facts): readonly string[] {
  const crit = headerValue("crit");
  return crit?.type === "array" ? crit.items.flatMap((item) => (item.type === "string" ? [item.value] : [])) : [];
}

interface Listed {
  readonly row: ExtensionRow;
  readonly value: JsonNode;
}

/** The extensions that `crit` lists, that the header has, and that are processed here; `b64` has its own rule. */
function listedIn(facts: Facts): readonly Listed[] {
  return criticalNames(facts).flatMap((name) => {
    const [row, value] = [EXTENSIONS.get(name), facts.headerValue(name)];
    return row && value && name !== "b64" ? [{ row, value }] : [];
  });
}

/** A signing time in seconds is never this large; one in milliseconds is. */
const MOST_SECONDS = 1e11;

const HASHES: Readonly<Record<string, (octets: Uint8Array) => Uint8Array>> = {
  S256: sha256,
  S384: sha384,
  S512: sha512,
};

type Compared =
  | { readonly kind: "fits"; readonly index: number; readonly isBase64Url: boolean }
  | { readonly kind: "differs" }
  | { readonly kind: "unknown"; readonly method: string };

/**
 * Which hash in `sigD` is that of an object, or of its base64url. `b64` decides which it must be: where it is false,
 * the hash of the object's octets; where it is absent or true, that of its base64url without padding. Each value of
 * `hashV` is the base64url of the hash (ETSI TS 119 182-1 clauses 5.2.8.1 and 5.2.8.3.3). Read on 2026-11-30 in EU
 * DSS, which quotes the clause (`JAdESLevelBaselineB.getSignedDataDigests`, and
 * `JAdESSignature.isDocumentDigestMatch` on validation), and in Chromium (`net/cert/two_qwac.cc`); not in the text of
 * ETSI itself.
 */
function heldAgainst(sigD: JsonNode, octets: Uint8Array): Compared {
  const member = (name: string): JsonNode | undefined =>
    sigD.type === "object" ? lastMember(sigD, name)?.value : undefined;
  const [method, values, pars] = [member("hashM"), member("hashV"), member("pars")];
  const hash = method?.type === "string" ? HASHES[method.value] : undefined;
  const isWhole = values?.type === "array" && pars?.type === "array" && values.items.length === pars.items.length;
  if (hash === undefined || !isWhole)
    return { kind: "unknown", method: method?.type === "string" ? excerpt(method.value, 30) : "none" };
  const signed = values.items.map((item) => (item.type === "string" ? item.value : ""));
  for (const isBase64Url of [true, false]) {
    const index = signed.indexOf(encodeBase64Url(hash(isBase64Url ? encodeUtf8(encodeBase64Url(octets)) : octets)));
    if (index >= 0) return { kind: "fits", index, isBase64Url };
  }
  return { kind: "differs" };
}

/** Extensions of other profiles, judged by their own specifications. */
export const extension = defineRule({
  id: "critical-extension",
  ticks: true,
  spec: "RFC 7515 section 4.1.11",
  words: {
    value: (a: Args<"name" | "form" | "spec">) => [
      `${a.name} does not have the form its specification requires`,
      `It must be ${a.form} (${a.spec}). Since crit lists it, a verifier that cannot process it must refuse the token.`,
    ],
    milliseconds: (a: Args<"name" | "spec">) => [
      `${a.name} counts milliseconds`,
      `It must be seconds since 1970 (${a.spec}). A verifier reads it as a time far in the future and refuses the signature.`,
      "Divide by 1000",
    ],
    future: (a: Args<"name" | "spec">) => [
      `${a.name} is later than now`,
      `It says when the token was signed (${a.spec}), which cannot be in the future. One of the clocks is wrong.`,
    ],
    claims: (a: Args<"ppt" | "missing">) => [
      `A PASSporT with the extension ${a.ppt} lacks ${a.missing}`,
      "The extension's specification requires these claims (RFC 8588, RFC 8946, RFC 8443, RFC 9795).",
    ],
    understood: (a: Args<"names" | "profile" | "what" | "spec">) => [
      `crit lists ${a.names}, which this page reads as ${a.profile} defines it`,
      `${a.what} (${a.spec}). A verifier without this profile must refuse the token.`,
    ],
    beyond: (a: Args<"beyond">) => [
      "A verifier has more to check than the signature",
      `Because of its crit, ${a.beyond}. Nothing in the token can show that, and this page does not check it.`,
    ],
    "http-headers": (a: Args<"fields">) => [
      "The signed payload is made of HTTP fields, not of the body",
      `sigD lists these fields in this order, one per line as "name: value", with LF between them and none at the end: ${a.fields} (ETSI TS 119 182-1 clause 5.2.8.2). Put exactly these lines into Detached payload. The body is covered through its digest.`,
    ],
    "not-unencoded": [
      "sigD signs HTTP fields, and b64 is not false",
      "With the mechanism HttpHeaders, b64 must be false (ETSI TS 119 182-1 clause 5.1.10). Verifiers that follow it read other bytes as signed.",
    ],
    objects: (a: Args<"objects">) => [
      "The signed payload is made of other objects",
      `sigD lists these, one after the other: ${a.objects} (ETSI TS 119 182-1 clause 5.2.8.3.2). Nothing is fetched: put their content into Detached payload.`,
    ],
    hashes: (a: Args<"objects">) => [
      "The signature is over hashes of other objects",
      `sigD has a hash for each of them, and the payload itself is empty: ${a.objects} (ETSI TS 119 182-1 clause 5.2.8.3.3). That the signature verifies does not show that the objects have these hashes: put one into Detached payload to compare it.`,
    ],
    "hash-method": (a: Args<"method">) => [
      `The detached payload was not compared: hashM is ${a.method}`,
      "Only S256, S384 and S512 are compared here (ETSI TS 119 182-1 clause 5.2.8.3.3), with one value in hashV for each object. That the signature verifies says nothing about the objects.",
    ],
    "hash-fits": (a: Args<"object" | "rest">) => [
      `The detached payload has the signed hash of ${a.object}`,
      `Its hash is the value of hashV in that position (ETSI TS 119 182-1 clause 5.2.8.3.3).${a.rest === 0 ? "" : ` ${plural(a.rest, "object")} more in sigD: not compared.`} The verdict says whether that value is signed.`,
    ],
    "hash-of-octets": (a: Args<"object">) => [
      `The signed hash of ${a.object} is over its bytes, not over their base64url`,
      "Unless b64 is false, hashV has the hash of the object's base64url (ETSI TS 119 182-1 clause 5.2.8.1), without padding. The content is the signed one, but a verifier that follows the clause refuses it.",
    ],
    "hash-of-base64url": (a: Args<"object">) => [
      `The signed hash of ${a.object} is over its base64url, not over the bytes`,
      "Since b64 is false, hashV must have the hash of the object's bytes (ETSI TS 119 182-1 clause 5.2.8.1). The content is the signed one, but a verifier that follows the clause refuses it.",
    ],
    "hash-differs": (a: Args<"objects">) => [
      "The detached payload is not what was signed",
      `Its hash is not in hashV, neither of its bytes nor of its base64url: ${a.objects}. One line end more or less, another encoding or a changed byte is enough. The signature covers only the hashes, and still verifies.`,
    ],
  },
  look: (facts, say, { clock }) => {
    const listed = listedIn(facts);
    for (const { row, value } of listed) {
      const place = at("header", value.range);
      const args = { name: excerpt(row.name, 40), spec: row.spec };
      if (!row.fits(value)) {
        say("error", "value", { args: { ...args, form: row.form }, place, class: "crit" });
        continue;
      }
      const time = value.type === "number" ? value.value : row.name === "sigT" ? dateTime(value) : null;
      if (time !== null && time > MOST_SECONDS) {
        const insert = String(Math.floor(time / 1000));
        say("error", "milliseconds", { args, place, fix: { kind: "replace", place, insert } });
      } else if (time !== null && time > clock.now + clock.leeway) say("error", "future", { args, place });
      if (row.name === "ppt" && value.type === "string") {
        const missing = (PASSPORT_CLAIMS.get(value.value) ?? []).filter((name) => facts.lacks("payload", name));
        if (missing.length > 0)
          say("error", "claims", { args: { ppt: value.value, missing: missing.join(", ") }, place });
      }
    }
    const fit = listed.filter(({ row, value }) => row.fits(value));
    for (const profile of new Set(fit.map(({ row }) => row.profile))) {
      const rows = fit.flatMap(({ row }) => (row.profile === profile ? [row] : []));
      const crit = facts.headerValue("crit");
      say("info", "understood", {
        args: {
          names: rows.map(({ name }) => name).join(", "),
          profile,
          what: rows.map(({ name, says }) => `${name.replace(/^.*\//, "")} is ${says}`).join(", "),
          spec: [...new Set(rows.map(({ spec }) => spec))].join(", "),
        },
        place: crit && at("header", crit.range),
        class: "crit",
      });
      const beyond = rows.flatMap((row) => row.beyond ?? []);
      if (beyond.length > 0)
        say("warn", "beyond", { args: { beyond: beyond.join("; ") }, place: crit && at("header", crit.range) });
    }
    const sigD = fit.find(({ row }) => row.name === "sigD")?.value;
    const made = detachedMechanism(sigD);
    if (sigD === undefined || made === null) return;
    const place = at("header", sigD.range);
    const names = excerpt(made.names.join(", "), 300);
    if (made.mechanism === "HttpHeaders") {
      say("info", "http-headers", { args: { fields: names }, place });
      const b64 = facts.headerValue("b64");
      if (b64?.type !== "boolean" || b64.value !== false) say("warn", "not-unencoded", { place });
    } else if (made.mechanism === "ObjectIdByURI") say("info", "objects", { args: { objects: names }, place });
    else {
      const payload = facts.token.detached?.payload;
      const answer = payload === undefined ? null : heldAgainst(sigD, octetsOfText(payload));
      const object = answer?.kind === "fits" ? excerpt(made.names[answer.index] ?? "", 100) : "";
      const b64 = facts.headerValue("b64");
      const isPlain = b64?.type === "boolean" && !b64.value;
      if (answer === null) say("warn", "hashes", { args: { objects: names }, place });
      else if (answer.kind === "unknown") say("warn", "hash-method", { args: { method: answer.method }, place });
      else if (answer.kind === "differs") say("error", "hash-differs", { args: { objects: names }, place });
      else if (answer.isBase64Url !== isPlain)
        say("info", "hash-fits", { args: { object, rest: made.names.length - 1 }, place });
      else say("warn", isPlain ? "hash-of-base64url" : "hash-of-octets", { args: { object }, place });
    }
  },
});
