import { decodeSecret } from "../../keys/secret.ts";
import type { SecretEncoding } from "../../keys/types.ts";
import { keyManagementRow } from "../../registry/encryption-algorithms.ts";
import type { SegmentName } from "../../envelope/types.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, whole } from "../support/facts.ts";
import type { RuleContext } from "../types.ts";
import { decryptionWords } from "./decryption.words.ts";

const ENCODINGS: readonly SecretEncoding[] = ["UTF-8", "Base64", "Base64url", "Hex"];

/** The result of decrypting, what it proves, and why it failed, as far as that can be told (RFC 7516 section 5.2). */
export const decryption = defineRule({
  id: "decryption",
  spec: "RFC 7516 section 5.2",
  words: decryptionWords,
  look: (facts, say, context) => {
    const { judgement } = context;
    if (!judgement?.encrypted) return;
    const { reason } = judgement;
    const alg = facts.alg ?? "";
    const row = keyManagementRow(alg);
    const shared = row?.keyTypes.includes("oct") === true;
    const segment = (name: SegmentName) => {
      const found = facts.segment(name);
      return found ? at("token", found.range) : whole("token", context.token.text);
    };
    const member = (name: string) => {
      const value = facts.headerValue(name);
      return value ? at("header", value.range) : null;
    };
    const said = (name: string): string | null => {
      const value = facts.headerValue(name);
      return value?.type === "string" ? value.value : null;
    };
    const tampered = "jwe-tampered";
    switch (reason.code) {
      case "decrypted":
        if (row?.mode === "key encryption" && row.hash === null) {
          say("security", "rsa1_5-opened", { place: member("alg") });
        }
        if (context.provenance === "kept" && context.signing === null) {
          const fix = { kind: "mode", mode: "re-sign" } as const;
          say("warn", "kept-content", { place: whole("payload", context.panes.payload), fix });
        }
        return say("info", !shared ? "public" : row.hash === null ? "shared" : "password", {
          place: segment("tag"),
        });
      case "zip-bomb":
        return say("error", "zip-bomb", {
          args: { limit: `${reason.limit / 1024 / 1024} MB` },
          place: member("zip"),
          class: "jwe-zip",
        });
      case "secret-length": {
        const { secret } = context.keys;
        const fits = (encoding: SecretEncoding): boolean => {
          const decoding = decodeSecret({ text: secret.text, encoding });
          return "bytes" in decoding && decoding.bytes.length === reason.needed;
        };
        if (fits(secret.encoding)) return;
        const encoding = ENCODINGS.find(fits);
        // The solver tried this reading too: if it did not decrypt the token, it is not a fix.
        const { solution } = context;
        const refuted = encoding !== undefined && solution && solution.discovery === null ? solution.tried : 0;
        const needs = row?.mode === "direct encryption" ? (said("enc") ?? alg) : alg;
        return say("error", "secret-length", {
          args: {
            actual: reason.actual,
            needed: reason.needed,
            alg: needs,
            ...(encoding ? { encoding, refuted } : {}),
          },
          place: whole("secret", secret.text),
          fix: encoding && refuted === 0 ? { kind: "secret-encoding", encoding } : null,
        });
      }
      case "modulus-length": {
        const { actual, expected } = reason;
        return say("error", "other-modulus", {
          args: { actual, expected },
          place: segment("encrypted-key"),
          class: tampered,
        });
      }
      case "unwrap-failed":
        return say("error", !shared ? "other-private-key" : row.hash === null ? "other-shared-key" : "other-password", {
          args: { alg, ...names(context, said("kid")) },
          place: segment("encrypted-key"),
          class: tampered,
        });
      case "tag-mismatch":
        if (context.provenance === "kept" && context.original?.state === "decrypted") {
          const fix = context.signing === null ? ({ kind: "mode", mode: "re-sign" } as const) : null;
          return say("error", "header-edited", { place: segment("header"), class: tampered, fix });
        }
        return say("error", !reason.isKeyRight ? "key-or-content" : reason.reads ? "changed-but-reads" : "changed", {
          args: { alg, ...names(context, said("kid")) },
          place: segment(reason.reads ? "tag" : "ciphertext"),
          class: tampered,
        });
      case "content-key-length": {
        const { actual, needed } = reason;
        const enc = said("enc") ?? "";
        return say("error", "other-enc", { args: { actual, needed, enc }, place: member("enc"), class: tampered });
      }
      case "content-broken":
        return say("error", reason.by, {
          place: segment("ciphertext"),
          class: reason.by === "zip" ? "jwe-zip" : tampered,
        });
      case "jwe-shape":
        // The rule on the token's shape reports any other part, with or without a key.
        if (reason.part === "epk" && facts.headerValue("epk")?.type === "object") {
          return say("error", "small-order", { place: member("epk"), class: "jwe-epk" });
        }
        return;
      default:
    }
  },
});

/** The names of the key that the token asks for and of the one that was tried, where both have one and they differ. */
function names(
  { judgement }: RuleContext,
  wanted: string | null,
): { readonly wanted?: string; readonly tried?: string } {
  const material = judgement?.key?.material;
  const tried = material?.jwk.kid ?? material?.thumbprint;
  return wanted === null || typeof tried !== "string" || wanted === tried || wanted === material?.thumbprint
    ? {}
    : { wanted: excerpt(wanted, 40), tried: excerpt(tried, 40) };
}
