import { segment } from "../../lab/toolkit/compact.ts";
import { ecdsaToDer } from "../../lab/toolkit/der.ts";
import { ALPHABET, decodeBase64Url, encodeBase64Url } from "../../text/base64url.ts";
import type { Bench } from "../bench.ts";
import { changed } from "../json-edits.ts";
import type { Kind, Part } from "../types.ts";
import { HEADER, kept, of, PAYLOAD, ready, segmentsOf, SIGNATURE, UNCHECKED_MEANS } from "./kept.ts";

const LOOSE = "The same token can be written in two ways: a deny list or cache keyed by text misses one of them.";

/** Tokens with a changed copy of the good signature, or with the good one over different content. They need no key. */
export function keptSignature(bench: Bench): readonly Kind[] {
  const { header, payload, signature } = segmentsOf(bench);
  const before: readonly Part[] = [HEADER, ".", PAYLOAD, "."];
  const { bytes } = decodeBase64Url(signature);
  const isEcdsa = bench.row.family === "ECDSA";
  const notEcdsa = isEcdsa ? {} : { unfit: "applies only to ECDSA signatures" };
  // What the diagnosis says about a length depends on which other signature it fits.
  const { family } = bench.row;
  const short = isEcdsa ? "KEY-20" : family === "HMAC" ? "signature" : "signature-length";
  const long = isEcdsa ? "KEY-20" : family === "EdDSA" ? "signature-spelling" : "signature-length";
  const half = Math.floor(signature.length / 8) * 4;
  // Replaces four characters in the middle with distant ones: three bytes differ, and the text stays canonical.
  const other = Array.from(signature.slice(8, 12), (character) => far(character)).join("");
  const padded = padding(header) !== "" ? ([HEADER, padding(header)] as const) : ([HEADER] as const);
  const paddedPayload = padding(payload) !== "" ? ([PAYLOAD, padding(payload)] as const) : ([PAYLOAD] as const);
  const last = signature.at(-1) ?? "A";
  const spare = signature.length % 4 === 2 ? 4 : signature.length % 4 === 3 ? 2 : 0;
  return [
    ready({
      label: "changed-payload",
      title: "Payload changed, signature kept",
      rule: "signature",
      clause: "RFC 7515 section 5.2",
      needs: "nothing",
      change: "one claim added, signature of the good token",
      accepted: "Anyone can change the claims: the token is decoded, not verified.",
      scenario: "decode-not-verify",
      faults: { header: [], payload: ["must_refuse"], signature: "kept" },
      parts: [HEADER, ".", segment(changed(bench.payload, { must_refuse: true })), ".", SIGNATURE],
    }),
    ready({
      label: "changed-header",
      title: "Header changed, signature kept",
      rule: "signature",
      clause: "RFC 7515 section 5.2",
      needs: "nothing",
      change: "one parameter added, signature of the good token",
      accepted: UNCHECKED_MEANS,
      scenario: "decode-not-verify",
      faults: { header: ["must_refuse"], payload: [], signature: "kept" },
      parts: [segment(changed(bench.header, { must_refuse: true })), ".", PAYLOAD, ".", SIGNATURE],
    }),
    ready({
      label: "changed-signature",
      title: "Three bytes of the signature changed",
      rule: "signature",
      clause: "RFC 7515 section 5.2",
      needs: "nothing",
      change: "four characters of the signature",
      accepted: UNCHECKED_MEANS,
      scenario: "decode-not-verify",
      faults: kept,
      parts: [...before, of("signature", 0, 8), other, of("signature", 12)],
    }),
    ready({
      label: "truncated-signature",
      title: "Half of the signature",
      rule: short,
      clause: "RFC 8725 section 3.3",
      needs: "nothing",
      change: "second half of the signature removed",
      accepted: "Only the bytes that were sent are compared: a short signature can be guessed.",
      scenario: "null-signature",
      faults: kept,
      parts: [...before, of("signature", 0, half)],
    }),
    ready({
      label: "signature-junk",
      title: "Bytes after the signature",
      rule: long,
      clause: "RFC 8725 section 3.3",
      needs: "nothing",
      change: "four characters added to the signature",
      accepted: LOOSE,
      scenario: "signature-junk",
      faults: kept,
      parts: [...before, SIGNATURE, "AAAA"],
    }),
    ready({
      label: "signature-standard-base64",
      title: "A character outside Base64url",
      rule: "IN-12",
      clause: "RFC 7515 section 2",
      needs: "nothing",
      change: "an exclamation mark after the signature",
      accepted: LOOSE,
      scenario: "signature-junk",
      faults: kept,
      parts: [...before, SIGNATURE, "!"],
    }),
    ready({
      label: "padded",
      title: "Padding inside the token",
      rule: "IN-06",
      clause: "RFC 7515 section 2",
      needs: "nothing",
      change: "= after a segment, signature kept",
      accepted: "The signature is checked over text that differs from what was received.",
      scenario: "base64url-malleability",
      faults: kept,
      ...(padded.length + paddedPayload.length === 2
        ? { unfit: "neither header nor payload leaves room for padding" }
        : {}),
      parts: [...padded, ".", ...paddedPayload, ".", SIGNATURE],
    }),
    ready({
      label: "white-space",
      title: "A space inside the payload segment",
      rule: "IN-02",
      clause: "RFC 7515 section 2",
      needs: "nothing",
      change: "one space, signature kept",
      accepted: "The signature is checked over text that differs from what was received.",
      scenario: "base64url-malleability",
      faults: kept,
      parts: [HEADER, ".", of("payload", 0, 8), " ", of("payload", 8), ".", SIGNATURE],
    }),
    ready({
      label: "zero-signature",
      title: "Psychic signature: r and s are zero",
      rule: "KEY-20",
      clause: "RFC 8725 section 3.4",
      needs: "nothing",
      change: "signature of zeros",
      accepted: "Anyone can sign any claims (CVE-2022-21449). Update the runtime.",
      scenario: "psychic-signature",
      faults: { header: [], payload: [], signature: "forged" },
      ...notEcdsa,
      parts: [HEADER, ".", segment(bench.forged), ".", encodeBase64Url(new Uint8Array(bytes.length))],
    }),
    ready({
      label: "ecdsa-der",
      title: "The same signature in DER",
      rule: "KEY-19",
      clause: "RFC 7518 section 3.4",
      needs: "nothing",
      change: "signature written as DER",
      accepted: LOOSE,
      scenario: "ecdsa-der",
      faults: kept,
      isBound: true,
      ...notEcdsa,
      parts: [...before, isEcdsa ? encodeBase64Url(ecdsaToDer(bytes)) : ""],
    }),
    ready({
      label: "trailing-bits",
      title: "The last character's unused bits",
      rule: "IN-14",
      clause: "RFC 4648 section 3.5",
      needs: "nothing",
      change: "last character of the signature",
      accepted: LOOSE,
      scenario: "base64url-malleability",
      faults: kept,
      isStrict: true,
      isBound: true,
      ...(spare === 0 ? { unfit: "its signature has no unused bits" } : {}),
      parts: [...before, of("signature", 0, -1), ALPHABET[ALPHABET.indexOf(last) + 1] ?? "B"],
    }),
    ready({
      label: "padded-signature",
      title: "Padding after the signature",
      rule: "IN-06",
      clause: "RFC 7515 section 2",
      needs: "nothing",
      change: "= after the signature",
      accepted: LOOSE,
      scenario: "base64url-malleability",
      faults: kept,
      isStrict: true,
      ...(spare === 0 ? { unfit: "its signature leaves no room for padding" } : {}),
      parts: [...before, SIGNATURE, padding(signature)],
    }),
    ready({
      label: "white-space-signature",
      title: "A space inside the signature",
      rule: "IN-02",
      clause: "RFC 7515 section 2",
      needs: "nothing",
      change: "one space in the signature",
      accepted: LOOSE,
      scenario: "base64url-malleability",
      faults: kept,
      isStrict: true,
      parts: [...before, of("signature", 0, 8), " ", of("signature", 8)],
    }),
  ];
}

function far(character: string): string {
  return ALPHABET[(ALPHABET.indexOf(character) + 21) % 64] ?? "A";
}

/** The padding of standard Base64 for a text of that length (RFC 4648 section 4). */
function padding(text: string): string {
  return "=".repeat((4 - (text.length % 4)) % 4);
}
