/** One policy check: claims that pass and claims that fail it, in addition to those that every sample has. */
interface CheckSample {
  /** As written. */
  readonly policy: object;
  readonly passes: object;
  readonly fails: object;
  /** Rule and variant of the mismatch. */
  readonly says: string;
}

const NOW = 1_800_000_000;

/** The minimum that shows each check at work; the policy tests cover the other distinctions. */
export const CHECK_SAMPLES: readonly CheckSample[] = [
  { policy: { iss: ["a"] }, passes: { iss: "a" }, fails: { iss: "b" }, says: "CLM-02/other" },
  { policy: { aud: ["a"] }, passes: { aud: ["a", "b"] }, fails: { aud: "b" }, says: "CLM-05/other" },
  { policy: { sub: ["a*"] }, passes: { sub: "ab" }, fails: {}, says: "CLM-19/missing" },
  { policy: { client: ["a"] }, passes: { cid: "a" }, fails: { azp: "b" }, says: "CLM-17/client" },
  { policy: { requiredClaims: ["a"] }, passes: { a: 1 }, fails: { a: null }, says: "CLM-19/missing" },
  {
    policy: { claims: { "a.b": 1 } },
    passes: { a: { b: 1 } },
    fails: { a: { b: 2 } },
    says: "CLM-19/value",
  },
  { policy: { maxAge: 60 }, passes: { iat: NOW - 60 }, fails: { iat: NOW - 61 }, says: "TIM-12/old" },
  { policy: { maxLifetime: 60 }, passes: { iat: 1, exp: 61 }, fails: { iat: 1, exp: 62 }, says: "TIM-07/long" },
  { policy: { jtiDenyList: ["a"] }, passes: { jti: "b" }, fails: { jti: "a" }, says: "CLM-20/denied" },
  { policy: { nonce: "a" }, passes: { nonce: "a" }, fails: { nonce: "b" }, says: "CLM-20/nonce" },
  { policy: { scopes: ["a"] }, passes: { scp: ["a"] }, fails: { scp: ["b"] }, says: "CLM-18/scope" },
  { policy: { roles: ["a"] }, passes: { groups: ["a"] }, fails: { groups: ["b"] }, says: "CLM-18/role" },
];
