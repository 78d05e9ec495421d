import { sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { parseJson } from "../../json/parse.ts";
import { lastMember, wholeObject } from "../../json/query.ts";
import type { JsonNode } from "../../json/types.ts";
import type { CertificateThumbprints, KeyMaterial } from "../../keys/types.ts";
import { decodeBase64Url, encodeBase64Url } from "../../text/base64url.ts";
import { digestSpelledBy } from "../../text/digest-spelling.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, excerpt, type Facts } from "../support/facts.ts";
import { type Args, type Vocabulary } from "../support/words.ts";
import type { Place, RuleContext } from "../types.ts";
import { keysOf } from "./fields.ts";
import { hexInside } from "../support/thumbprint-text.ts";

/** A certificate, and what to call it. */
interface Certificate {
  readonly called: string;
  readonly thumbprints: CertificateThumbprints;
}

const NAMES = ["x5t", "x5t#S256"] as const;

/** The certificates in `x5c` of the header, the signer's first; empty if it is not a list of Base64 strings. */
export function chainOf({ headerValue }: Facts): readonly Uint8Array[] {
  const chain = headerValue("x5c");
  if (chain?.type !== "array" || chain.items.length > 10) return [];
  return chain.items.map((item) => certificateBytes(item));
}

function certificateBytes(item: JsonNode): Uint8Array {
  const text = item.type === "string" && item.value.length < 20_000 ? item.value : "";
  return decodeBase64Url(text.replaceAll(/[=\s]/g, "")).bytes;
}

function thumbprintsOf(bytes: Uint8Array): CertificateThumbprints {
  return { x5t: encodeBase64Url(sha1(bytes)), "x5t#S256": encodeBase64Url(sha256(bytes)) };
}

/** The certificates of a token: its own chain, or that of the verifying key, or the only one in the field. */
function certificatesAtHand(facts: Facts, { judgement, publicKey }: RuleContext): readonly Certificate[] {
  const chain = chainOf(facts);
  if (chain.length > 0) {
    return chain.map((bytes, index) => ({
      called: index === 0 ? "the first certificate of x5c" : `certificate ${index + 1} of x5c`,
      thumbprints: thumbprintsOf(bytes),
    }));
  }
  const fields = keysOf(publicKey);
  const key = judgement?.key?.material ?? (fields.length === 1 ? fields[0] : undefined);
  return key ? certificatesOf(key) : [];
}

function certificatesOf({ certificate, carried }: KeyMaterial): readonly Certificate[] {
  if (certificate) return [{ called: "the certificate in the field", thumbprints: certificate.thumbprints }];
  return carried ? [{ called: "the certificate of the key (x5c)", thumbprints: carried.certificate.thumbprints }] : [];
}

type ThumbprintArgs = Args<"name" | "actual" | "expected" | "called">;

const words = {
  spelled: (a: ThumbprintArgs) => [
    `${a.name} is the right thumbprint, encoded differently`,
    `It is ${a.actual}; base64url without padding is ${a.expected} (RFC 7515 section 4.1.7). It is compared character by character, so verifiers find no certificate by it.`,
    "Write it in base64url",
  ],
  hash: (a: ThumbprintArgs) => [
    `${a.name} contains the thumbprint of the other hash`,
    `x5t is SHA-1 and has 20 bytes, x5t#S256 is SHA-256 and has 32 (RFC 7515 sections 4.1.7 and 4.1.8). It is of ${a.called}, whose ${a.name} is ${a.expected}.`,
    "Write the right hash",
  ],
  chain: (a: ThumbprintArgs) => [
    `${a.name} is the thumbprint of ${a.called}, not of the signer's certificate`,
    `The thumbprint names the certificate whose key signed, the first of x5c (RFC 7515 section 4.1.7): ${a.expected}.`,
    "Write the signer's thumbprint",
  ],
  key: (a: ThumbprintArgs) => [
    `${a.name} is the thumbprint of the key, not of its certificate`,
    `RFC 7638 computes it from the JWK, for kid; ${a.name} is computed from the whole certificate (RFC 7515 section 4.1.7): ${a.expected}.`,
    "Write the certificate's thumbprint",
  ],
  other: (a: ThumbprintArgs) => [
    `${a.name} is the thumbprint of another certificate`,
    `It is ${a.actual}; ${a.called} has ${a.expected}. A verifier that looks certificates up by it finds another one, or none: Entra answers AADSTS700027. It changes with every renewal.`,
    "Write the thumbprint of this certificate",
  ],
} satisfies Vocabulary;

/** A thumbprint in the header, or in a key of a set, that does not match the given certificate. */
export const thumbprints = defineRule({
  id: "x5t",
  spec: "RFC 7515 sections 4.1.7 and 4.1.8, RFC 7517 sections 4.8 and 4.9",
  words,
  look: (facts, say, context) => {
    const certificates = certificatesAtHand(facts, context);
    for (const name of NAMES) {
      const value = facts.headerValue(name);
      if (value?.type !== "string") continue;
      sayWrong(say, {
        name,
        given: value.value,
        certificates,
        place: at("header", value.range),
        key: context.judgement?.key?.material ?? null,
      });
    }
    for (const key of keysOf(context.publicKey)) {
      for (const name of NAMES) {
        const value = memberOf(key, context.keys.publicKey.text, name);
        if (value?.type !== "string" || !key.carried) continue;
        sayWrong(say, {
          name,
          given: value.value,
          certificates: certificatesOf(key),
          place: at("public-key", value.range),
          key,
        });
      }
    }
  },
  // The rule on header types also reports padding and the other alphabet.
  explains: [{ as: ["spelled"], rules: ["header-type"], where: "part" }],
});

/** The value of a JWK member, with its place in the field; null if the key is not a JWK there. */
export function memberOf({ format, range }: KeyMaterial, text: string, name: string): JsonNode | null {
  if (format !== "jwk" || !range) return null;
  const root = wholeObject(parseJson(text.slice(range.start, range.end)));
  const value = root && lastMember(root, name)?.value;
  if (!value) return null;
  return { ...value, range: { start: range.start + value.range.start, end: range.start + value.range.end } };
}

interface Given {
  readonly name: (typeof NAMES)[number];
  readonly given: string;
  readonly certificates: readonly Certificate[];
  readonly place: Place;
  readonly key: KeyMaterial | null;
}

function sayWrong(say: Say<typeof words>, { name, given, certificates, place, key }: Given): void {
  const [own] = certificates;
  const expected = own?.thumbprints[name];
  if (!own || expected === undefined || given === expected || hexInside(given, name)) return;
  const plain = digestSpelledBy(given, 20) ?? digestSpelledBy(given, 32) ?? given;
  const other = name === "x5t" ? "x5t#S256" : "x5t";
  const further = certificates.find(({ thumbprints: each }) => each[name] === plain);
  const variant =
    plain === expected
      ? "spelled"
      : plain === own.thumbprints[other]
        ? "hash"
        : further
          ? "chain"
          : plain === key?.thumbprint
            ? "key"
            : "other";
  say("warn", variant, {
    args: { name, actual: excerpt(given, 50), expected, called: (variant === "chain" ? further : own)?.called ?? "" },
    place,
    fix: { kind: "replace", place, insert: JSON.stringify(expected) },
  });
}
