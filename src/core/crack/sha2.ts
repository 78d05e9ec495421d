import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import type { HmacAlgorithm } from "./types.ts";

/** The hash functions of the HMAC algorithms (RFC 7518 section 3.2), with the sizes of their blocks and values. */
export const HASHES = { HS256: sha256, HS384: sha384, HS512: sha512 } as const satisfies Readonly<
  Record<HmacAlgorithm, unknown>
>;
