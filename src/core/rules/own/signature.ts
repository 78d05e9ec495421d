import { algorithmRow } from "../../registry/algorithms.ts";
import { defineRule } from "../support/define.ts";
import { at, whole, type Facts } from "../support/facts.ts";
import { lastMember } from "../../json/query.ts";
import { signatureBytes } from "../support/signature-bytes.ts";

/** What was signed and what the key says do not belong together (RFC 7515 section 5.2, step 8). */
export const invalidSignature = defineRule(
  "signature",
  ["judgement"],
  "RFC 7515 section 5.2",
  (facts, say, context) => {
    const { judgement, provenance } = context;
    if (judgement?.state !== "invalid") return;
    const segment = facts.segment("signature");
    const place = segment ? at("token", segment.range) : whole("token", context.token.text);
    const args = { alg: judgement.alg ?? "" };
    if (judgement.reason.code === "none-with-signature") {
      say("error", "none", { args, place, class: "alg-none" });
    } else if (provenance === "kept") {
      say("error", "kept", { args, place, class: "signature-invalid", fix: { kind: "mode", mode: "re-sign" } });
    } else if (judgement.reason.code === "signature-length") {
      // Told by the rules on lengths, which say more.
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
);

/** The header names an algorithm whose signatures have another length (RFC 7518 section 3). */
export const signatureLength = defineRule(
  "signature-length",
  ["token", "judgement"],
  "RFC 7518 sections 3.2, 3.3, RFC 8037 section 3.1",
  (facts, say, { judgement }) => {
    const alg = facts.alg ?? "";
    const { segment, actual } = signature(facts);
    if (!segment || segment.text === "" || alg.startsWith("ES")) return;
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
      // Moduli are whole multiples of 64 bits in practice, and 1,024 bits at least.
      if (actual < LEAST_MODULUS || actual % 8 !== 0)
        say("error", "rsa", { args: { alg, actual, ...otherOf(actual) }, place, class: fits });
      else if (actual % 32 !== 0 && judgement?.state !== "verified") {
        say("warn", "unusual", { args: { alg, actual, bits: actual * 8 }, place, class: fits });
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
);

/** A signature that no key of the algorithm can have made: RSA values of 0 or not below the modulus (RFC 8017 section 5.2.2). */
export const impossibleSignature = defineRule(
  "signature-impossible",
  ["token"],
  "RFC 8017 section 5.2.2",
  (facts, say) => {
    const { segment, bytes } = signature(facts);
    if (!segment || bytes.length < 16 || !/^(?:[RP]S\d|HS\d|Ed)/.test(facts.alg ?? "")) return;
    const [first] = bytes;
    if ((first !== 0 && first !== 255) || bytes.some((byte) => byte !== first)) return;
    say("security", "same", {
      args: { alg: facts.alg ?? "", byte: first === 0 ? "0" : "255" },
      place: at("token", segment.range),
      class: "signature-invalid",
    });
  },
);

/** No RSA modulus in use is shorter, in bytes. */
const LEAST_MODULUS = 128;

/** Which kind of signature has a length, where one comes to mind. */
const OTHERS = new Map([
  [32, "HS256"],
  [48, "HS384"],
  [64, "HS512, ES256 and Ed25519"],
  [96, "ES384"],
  [256, "RS256 with a 2048-bit key"],
]);

/** As an argument: what makes signatures of this length. */
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
export const derSignature = defineRule("KEY-19", ["token"], "RFC 7518 section 3.4", (facts, say) => {
  const { segment, bytes, actual } = signature(facts);
  const expected = signatureBytes(facts.alg, actual);
  if (!segment || expected === null || !(facts.alg ?? "").startsWith("ES") || actual === expected || !isDer(bytes))
    return;
  say("error", "der", {
    args: { alg: facts.alg ?? "", actual, expected },
    place: at("token", segment.range),
    class: "signature-format",
  });
});

/** R and S are each as long as the curve's coordinates, zeros in front included; and neither is zero. */
export const ecdsaLength = defineRule("KEY-20", ["token"], "RFC 7518 section 3.4", (facts, say) => {
  const { segment, bytes, actual } = signature(facts);
  const expected = signatureBytes(facts.alg, actual);
  if (!segment || segment.text === "" || expected === null || !(facts.alg ?? "").startsWith("ES")) return;
  const args = { alg: facts.alg ?? "", actual, expected, half: expected / 2 };
  const place = at("token", segment.range);
  if (actual !== expected) {
    if (!isDer(bytes)) say("error", "length", { args, place, class: "signature-length" });
    return;
  }
  const isZero = (part: Uint8Array) => part.every((byte) => byte === 0);
  if (isZero(bytes.subarray(0, expected / 2)) || isZero(bytes.subarray(expected / 2))) {
    say("security", "zero", { args, place, class: "signature-format" });
  }
});

/** Whether the header carries a usable key is told by HDR-07; that it judged is told here. */
export const judgedByOwnKey = defineRule(
  "token-key",
  ["judgement"],
  "RFC 8725 section 3.10",
  ({ headerValue }, say, { judgement }) => {
    if (judgement?.key?.source !== "token" || judgement.state !== "verified") return;
    const jwk = headerValue("jwk");
    const range = jwk?.range ?? headerValue("x5c")?.range;
    const kid = jwk?.type === "object" ? lastMember(jwk, "kid")?.value : null;
    say("security", "own", {
      args: { kid: kid?.type === "string" ? kid.value : "" },
      place: range ? at("header", range) : null,
    });
  },
);
