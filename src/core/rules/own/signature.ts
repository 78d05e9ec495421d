import { type SignatureFault, signatureFault } from "../../keys/numbers/degenerate.ts";
import { leastModulusBits } from "../../keys/fit/fit.ts";
import { algorithmRow, familyOf } from "../../registry/algorithms.ts";
import { defineRule, type Definition } from "../support/define.ts";
import type { Vocabulary } from "../support/words.ts";
import type { Rule } from "../types.ts";
import { at, whole, type Facts } from "../support/facts.ts";
import { lastMember } from "../../json/query.ts";
import { signatureBytes } from "../support/signature-bytes.ts";
import {
  invalidSignatureWords,
  signatureLengthWords,
  impossibleSignatureWords,
  degenerateSignatureWords,
  derSignatureWords,
  ecdsaLengthWords,
  judgedByOwnKeyWords,
} from "./signature.words.ts";

/** The signature does not match the key and the signed bytes (RFC 7515 section 5.2, step 8). */
export const invalidSignature = defineRule({
  id: "signature",
  spec: "RFC 7515 section 5.2",
  words: invalidSignatureWords,
  look: (facts, say, context) => {
    const { judgement, provenance } = context;
    if (judgement?.state !== "invalid" || judgement.encrypted) return;
    const segment = facts.segment("signature");
    if (judgement.seals !== undefined && judgement.seals.each[judgement.seals.chosen]?.state !== "invalid") return;
    const place = segment ? at("token", segment.range) : whole("token", context.token.text);
    const args = { alg: judgement.alg ?? "" };
    if (judgement.reason.code === "none-with-signature") {
      say("error", "none", { args, place, class: "alg-none" });
    } else if (provenance === "kept") {
      say("error", "kept", { args, place, class: "signature-invalid", fix: { kind: "mode", mode: "re-sign" } });
    } else if (judgement.reason.code === "signature-length" || judgement.reason.code === "signature-degenerate") {
      // The rules on lengths and values report these, with more detail.
      return;
    } else if (judgement.key?.material === null && judgement.key.source !== "secret") {
      const tried = judgement.passedOver.filter(({ reason }) => reason === "did-not-verify").length;
      say("error", "set", { args: { ...args, tried }, place, class: "signature-invalid" });
    } else {
      say("error", algorithmRow(judgement.alg ?? "")?.family === "HMAC" ? "hmac" : "mismatch", {
        args,
        place,
        class: "signature-invalid",
      });
    }
  },
});

/** A rule on the shape of a signature: silent if it verifies. */
function ofUnverified<const Id extends string, const W extends Vocabulary>(rule: Definition<Id, W>): Rule<Id, W> {
  return defineRule<Id, W>({
    ...rule,
    look: (facts, say, context) => {
      if (context.judgement?.state !== "verified") rule.look(facts, say, context);
    },
  });
}

/** The header names an algorithm whose signatures have another length (RFC 7518 section 3). */
export const signatureLength = ofUnverified({
  id: "signature-length",
  spec: "RFC 7518 sections 3.2, 3.3, RFC 8037 section 3.1",
  words: signatureLengthWords,
  look: (facts, say, { judgement }) => {
    const alg = facts.alg ?? "";
    const { segment, actual } = signature(facts);
    if (!segment || segment.text === "" || familyOf(alg) === "ECDSA") return;
    const place = at("token", segment.range);
    const fits = "signature-length";
    const isRsa = algorithmRow(alg)?.kty === "RSA";
    if (isRsa && judgement?.reason.code === "signature-length") {
      const { expected } = judgement.reason;
      say("error", "modulus", {
        args: { alg, actual, expected, ...(actual < LEAST_MODULUS ? otherOf(actual) : {}) },
        place,
        class: fits,
      });
    } else if (isRsa) {
      // With a key, the expected length is the key's.
      if (judgement?.reason.code === "mismatch") return;
      if (actual * 8 < leastModulusBits(alg))
        say("error", "rsa", { args: { alg, actual, ...otherOf(actual) }, place, class: fits });
      // A modulus may have any length; nearly all are multiples of 256 bits, and of 1,024 bits at least.
      else if (actual < LEAST_MODULUS || actual % 32 !== 0) {
        say("warn", "unusual", { args: { alg, actual, bits: actual * 8, ...otherOf(actual) }, place, class: fits });
      }
    } else {
      const expected = signatureBytes(alg, actual);
      if (expected === null || actual === expected) return;
      say("error", actual < expected ? "short" : "long", {
        args: { alg, actual, expected, ...otherOf(actual) },
        place,
        class: fits,
      });
    }
  },
});

/** A signature that no key of the algorithm can have made: RSA values of 0 or not below the modulus (RFC 8017 section 5.2.2). */
export const impossibleSignature = ofUnverified({
  id: "signature-impossible",
  spec: "RFC 8017 section 5.2.2",
  words: impossibleSignatureWords,
  look: (facts, say) => {
    const { segment, bytes } = signature(facts);
    // On a curve, another rule says more about such bytes.
    if (!segment || bytes.length < 16 || !/^[RPH]S\d/.test(facts.alg ?? "")) return;
    const [first] = bytes;
    if ((first !== 0 && first !== 255) || bytes.some((byte) => byte !== first)) return;
    say("security", "same", {
      args: { alg: facts.alg ?? "", byte: first === 0 ? "0" : "255" },
      place: at("token", segment.range),
      class: "signature-invalid",
    });
  },
});

/** An EdDSA signature that no signer makes: some verifiers accept it for any content (RFC 8032 section 5.1.7). */
export const degenerateSignature = ofUnverified({
  id: "signature-degenerate",
  spec: "RFC 8032 sections 5.1.7 and 5.2.7",
  words: degenerateSignatureWords,
  look: (facts, say) => {
    const fault = faultOf(facts);
    if (fault !== "small-order-r" && fault !== "s-range") return;
    const { segment, bytes } = signature(facts);
    say(fault === "s-range" ? "error" : "security", fault, {
      args: { curve: bytes.length === 114 ? "Ed448" : "Ed25519" },
      place: segment ? at("token", segment.range) : null,
      class: "signature-invalid",
    });
  },
});

/** What is wrong with the values of a signature of the right length, whatever the key. */
function faultOf(facts: Facts): SignatureFault | null {
  const { bytes } = signature(facts);
  const row = algorithmRow(facts.alg ?? "");
  if (!row || bytes.length === 0 || signatureBytes(facts.alg, bytes.length) !== bytes.length) return null;
  // EdDSA uses one of two curves, whose signatures differ in length.
  const curve = row.curves.find((name) => algorithmRow(name)?.signatureBytes === bytes.length);
  return signatureFault((curve === undefined ? null : algorithmRow(curve)) ?? row, bytes);
}

/** No RSA modulus in use is shorter, in bytes. */
const LEAST_MODULUS = 128;

/** The usual signatures of a given length. */
const OTHERS = new Map([
  [32, "HS256"],
  [48, "HS384"],
  [64, "HS512, ES256 and Ed25519"],
  [96, "ES384"],
  [256, "RS256 with a 2048-bit key"],
]);

/** The argument that names what makes signatures of this length. */
function otherOf(bytes: number): { readonly other?: string } {
  const other = OTHERS.get(bytes);
  return other === undefined ? {} : { other };
}

function signature({ segment }: Facts) {
  const found = segment("signature");
  return { segment: found, actual: found?.bytes.length ?? 0, bytes: found?.bytes ?? new Uint8Array() };
}

function isDer(bytes: Uint8Array): boolean {
  return (
    bytes.length > 8 &&
    bytes[0] === 0x30 &&
    (bytes[1] === bytes.length - 2 || (bytes[1] === 0x81 && bytes[2] === bytes.length - 3))
  );
}

/** ECDSA signatures are R and S side by side, not ASN.1. */
export const derSignature = ofUnverified({
  id: "KEY-19",
  spec: "RFC 7518 section 3.4",
  words: derSignatureWords,
  look: (facts, say) => {
    const { segment, bytes, actual } = signature(facts);
    const expected = signatureBytes(facts.alg, actual);
    if (!segment || expected === null || familyOf(facts.alg) !== "ECDSA" || actual === expected || !isDer(bytes))
      return;
    say("error", "der", {
      args: { alg: facts.alg ?? "", actual, expected },
      place: at("token", segment.range),
      class: "signature-format",
    });
  },
});

/** R and S are each as long as the curve's coordinates, leading zeros included, and between 1 and the order minus 1. */
export const ecdsaLength = ofUnverified({
  id: "KEY-20",
  spec: "RFC 7518 section 3.4",
  words: ecdsaLengthWords,
  look: (facts, say) => {
    const { segment, bytes, actual } = signature(facts);
    const expected = signatureBytes(facts.alg, actual);
    if (!segment || segment.text === "" || expected === null || familyOf(facts.alg) !== "ECDSA") return;
    const args = { alg: facts.alg ?? "", actual, expected, half: expected / 2 };
    const place = at("token", segment.range);
    if (actual !== expected) {
      if (!isDer(bytes)) say("error", "length", { args, place, class: "signature-length" });
      return;
    }
    const fault = faultOf(facts);
    if (fault === "zero" || fault === "order") say("security", fault, { args, place, class: "signature-format" });
  },
});

/** HDR-07 reports that the header carries a key; this reports that it was used. */
export const judgedByOwnKey = defineRule({
  id: "token-key",
  spec: "RFC 8725 section 3.10",
  words: judgedByOwnKeyWords,
  look: ({ headerValue }, say, { judgement }) => {
    if (judgement?.key?.source !== "token" || judgement.state !== "verified") return;
    const jwk = headerValue("jwk");
    const range = jwk?.range ?? headerValue("x5c")?.range;
    const kid = jwk?.type === "object" ? lastMember(jwk, "kid")?.value : null;
    say("security", "own", {
      args: { kid: kid?.type === "string" ? kid.value : "" },
      place: range ? at("header", range) : null,
    });
  },
});
