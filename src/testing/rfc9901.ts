/** The examples of RFC 9901 section 8: SD-JWTs in JSON. The keys are those of its section A.5. */

const payload = [
  "eyJfc2QiOiBbIjRIQm42YUlZM1d0dUdHV1R4LXFVajZjZGs2V0JwWnlnbHRkRmF2UGE3TFkiLCAiOHNtMVFDZjAy",
  "MXBObkhBQ0k1c1A0bTRLWmd5Tk9PQVljVGo5SE5hQzF3WSIsICJjZ0ZkaHFQbzgzeFlObEpmYWNhQ2FhN3VQOVJD",
  "UjUwVkU1UjRMQVE5aXFVIiwgImpNQ1hWei0tOWI4eDM3WWNvRGZYUWluencxd1pjY2NmRlJCQ0ZHcWRHMm8iXSwg",
  "ImlzcyI6ICJodHRwczovL2lzc3Vlci5leGFtcGxlLmNvbSIsICJpYXQiOiAxNjgzMDAwMDAwLCAiZXhwIjogMTg4",
  "MzAwMDAwMCwgIl9zZF9hbGciOiAic2hhLTI1NiIsICJjbmYiOiB7Imp3ayI6IHsia3R5IjogIkVDIiwgImNydiI6",
  "ICJQLTI1NiIsICJ4IjogIlRDQUVSMTladnUzT0hGNGo0VzR2ZlNWb0hJUDFJTGlsRGxzN3ZDZUdlbWMiLCAieSI6",
  "ICJaeGppV1diWk1RR0hWV0tWUTRoYlNJaXJzVmZ1ZWNDRTZ0NGpUOUYySFpRIn19fQ",
].join("");
const protectedHeader = "eyJhbGciOiAiRVMyNTYiLCAidHlwIjogImV4YW1wbGUrc2Qtand0In0";
const signature = "3oOtvPxU3QdDWUmfGexVB5rWyON2f1atg5rL825bvvD1g7ywjKDKy2UHqHoH2QS4FA99JbG5qnlqFaGXFChfjQ";

/** sub, given_name, family_name and birthdate. */
export const DISCLOSURES = [
  "WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgInN1YiIsICJqb2huX2RvZV80MiJd",
  "WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImdpdmVuX25hbWUiLCAiSm9obiJd",
  "WyI2SWo3dE0tYTVpVlBHYm9TNXRtdlZBIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd",
  "WyJlSThaV205UW5LUHBOUGVOZW5IZGhRIiwgImJpcnRoZGF0ZSIsICIxOTQwLTAxLTAxIl0",
] as const;
const [, given, family] = DISCLOSURES;

const flatBinding = [
  "eyJhbGciOiAiRVMyNTYiLCAidHlwIjogImtiK2p3dCJ9.eyJub25jZSI6ICIxMjM0NTY3ODkwIiwgImF1ZCI6ICJ",
  "odHRwczovL3ZlcmlmaWVyLmV4YW1wbGUub3JnIiwgImlhdCI6IDE3NDg1MzcyNDQsICJzZF9oYXNoIjogIlZqdFB",
  "zZ1pwUVRSeEtKdkRwU0otblhsWktFOVo5TGdENEZ5Q3d3b05NUncifQ.GrDvJ2jhYNmUvqdwVEIrxeTFEuI5qKSM",
  "7I6P95JmA6Wko-FBB5vPGQn0wvmdgjLCE2iDRh1r82zchjmABQ3V8w",
].join("");
const generalBinding = [
  "eyJhbGciOiAiRVMyNTYiLCAidHlwIjogImtiK2p3dCJ9.eyJub25jZSI6ICIxMjM0NTY3ODkwIiwgImF1ZCI6ICJ",
  "odHRwczovL3ZlcmlmaWVyLmV4YW1wbGUub3JnIiwgImlhdCI6IDE3NDg1MzcyNDQsICJzZF9oYXNoIjogInFieUl",
  "XUDNwaFZneEVzRFJpd2R3OVc2QkozZHhpUEx1bWNZcFBidTRFYjgifQ.VyZqxaVHh1XE6M-kuax_7Laq42uFDrx1",
  "7lLG2jluyKgy_PqC85z4DVpISdMZDdSANGs-0zN2N7xnM-E1Pg0sOw",
].join("");

/** Section 8.2, as issued. */
export const FLATTENED_ISSUED = JSON.stringify(
  { header: { disclosures: DISCLOSURES }, payload, protected: protectedHeader, signature },
  null,
  2,
);

/** Section 8.2, with key binding. */
export const FLATTENED = JSON.stringify(
  { header: { disclosures: [family, given], kb_jwt: flatBinding }, payload, protected: protectedHeader, signature },
  null,
  2,
);

/** The same in the compact serialisation. */
export const COMPACT = [`${protectedHeader}.${payload}.${signature}`, family, given, flatBinding].join("~");

/** Section 8.3: two issuer signatures, the first of which has the disclosures. */
export const GENERAL = JSON.stringify(
  {
    payload,
    signatures: [
      {
        header: { disclosures: [family, given], kid: "issuer-key-1", kb_jwt: generalBinding },
        protected: protectedHeader,
        signature: "dz1N3uvhVHJjldyXwppmBLieTj0vuBMbzL06rnrLIuxEQb9BHoIOwGrWh-UadW4orRpEiEtjf7xyHDONMJ6tBw",
      },
      {
        header: { kid: "issuer-key-2" },
        protected: protectedHeader,
        signature: "kuXio_U88RH_-fihAPET4AFUjj0BpxsT6yddMFIr6pfHKtAe0FOJNWQxU42rfnORuNQNTgGsf2A8LjEba5inNg",
      },
    ],
  },
  null,
  2,
);

/** The issuer's public key, for the flattened examples and the first signature of the general one. */
export const ISSUER = {
  kty: "EC",
  crv: "P-256",
  x: "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
  y: "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
} as const;

/** The key of the general example's second signature: examples/json_serialization_general of sd-jwt-python, which made the examples. */
export const SECOND_ISSUER = {
  kty: "EC",
  crv: "P-256",
  x: "bN-hp3IN0GZB3OlaQnHDPhY4nZsZbQyo4wY-y1NWCvA",
  y: "vaSsH5jt9zt3aQvTvrSaFYLyjPG9Ug-2vntoNXlCbVU",
} as const;

/** The holder's public key, for the key bindings. */
export const HOLDER = {
  kty: "EC",
  crv: "P-256",
  x: "TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc",
  y: "ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ",
} as const;
