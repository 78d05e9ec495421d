/** The members of a key of one `kty` (RFC 7518 section 6, RFC 8037 section 2, RFC 9964 section 3). */
export interface KeyType {
  /** The member that names the curve or parameter set; null if the keys differ in size alone. */
  readonly named: "crv" | "alg" | null;
  /** Members of the public key (or the secret) in base64url, all required. */
  readonly required: readonly string[];
  /** Optional members of the private key. */
  readonly optional: readonly string[];
}

/** The members of RSA keys that occur all together or not at all (RFC 7518 section 6.3.2). */
export const PRIMES: readonly string[] = ["p", "q", "dp", "dq", "qi"];

/** The key types by `kty`. A Map, so `__proto__` is not a member of it. */
export const KEY_TYPES: ReadonlyMap<string, KeyType> = new Map<string, KeyType>([
  ["RSA", { named: null, required: ["n", "e"], optional: ["d", ...PRIMES] }],
  ["EC", { named: "crv", required: ["x", "y"], optional: ["d"] }],
  ["OKP", { named: "crv", required: ["x"], optional: ["d"] }],
  ["oct", { named: null, required: ["k"], optional: [] }],
  ["AKP", { named: "alg", required: ["pub"], optional: ["priv"] }],
]);

/** The members of private keys, including `oth` of RSA (RFC 7518 section 6.3.2.7), but not `k` of a shared secret. */
export const PRIVATE_MEMBERS: ReadonlySet<string> = new Set([
  "oth",
  ...[...KEY_TYPES.values()].flatMap(({ optional }) => optional),
]);
