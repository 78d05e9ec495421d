import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { algorithmRow, familyOf } from "../../registry/algorithms.ts";
import { mediaTypeName } from "../../registry/media-types.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { otherSpelling } from "../../text/digest-spelling.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import { compared, type PolicyCheck, textIn, valueIn } from "./check.ts";

/**
 * `at_hash` and `c_hash` of an ID Token match the access token and the code; `ath` of a DPoP proof (RFC 9449 section 4.2)
 * matches the access token, and a proof has no hash of the code.
 */
export const hashes: PolicyCheck = ({ policy, header, payload }) => {
  const isProof = mediaTypeName(textIn(header, "typ")) === "dpop+jwt";
  const wanted = isProof ? { ath: policy.accessToken } : { at_hash: policy.accessToken, c_hash: policy.code };
  return Object.entries(wanted).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const hash = isProof ? encodeBase64Url(sha256(encodeUtf8(value))) : halfHash(value, textIn(header, "alg"));
    const node = valueIn(payload, name);
    const said = textIn(payload, name);
    const how = otherSpelling(said, hash);
    const variant = node === null ? "missing" : how === null ? "hash" : "hash-spelled";
    const mismatch = said === hash ? null : ({ rule: "CLM-19", variant } as const);
    return [compared("hash", name, node, [hash], mismatch, how === null ? {} : { args: { how } })];
  });
};

const HASHES = { 256: sha256, 384: sha384, 512: sha512 } as const;

/**
 * The left half of a token's hash in base64url, by the hash of the ID Token's `alg` (OpenID Connect Core sections
 * 3.1.3.6, 3.3.2.11).
 */
export function halfHash(value: string, alg: string): string {
  const bits = algorithmRow(alg)?.hashBits ?? (familyOf(alg) === "EdDSA" ? 512 : 256);
  const digest = HASHES[bits](encodeUtf8(value));
  return encodeBase64Url(digest.slice(0, digest.length / 2));
}
