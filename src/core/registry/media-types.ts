/** A media type of tokens, as used in `typ` and `cty` (RFC 7515 sections 4.1.9 and 4.1.10). */
interface MediaTypeRow {
  /** With its article, so it can follow "Looks like". */
  readonly kind: string;
  readonly spec: string;
}

/** By name, lowercase and without `application/`. As of 2026-07. */
const ROWS: ReadonlyMap<string, MediaTypeRow> = new Map(
  (
    [
      ["jwt", "a JSON Web Token", "RFC 7519 section 5.1"],
      ["at+jwt", "an access token", "RFC 9068 section 2.1"],
      ["logout+jwt", "a logout token", "OpenID Connect Back-Channel Logout 1.0 section 2.4"],
      ["dpop+jwt", "a DPoP proof", "RFC 9449 section 4.2"],
      ["secevent+jwt", "a security event token", "RFC 8417 section 2.3"],
      ["oauth-authz-req+jwt", "a request object", "RFC 9101 section 10.8"],
      ["token-introspection+jwt", "an introspection response", "RFC 9701 section 5"],
      ["client-authentication+jwt", "a client assertion", "RFC 7523bis section 4"],
      ["entity-statement+jwt", "an OpenID Federation entity statement", "OpenID Federation 1.0 section 3"],
      ["trust-mark+jwt", "an OpenID Federation trust mark", "OpenID Federation 1.0 section 7.1"],
      ["resolve-response+jwt", "an OpenID Federation resolve response", "OpenID Federation 1.0 section 8.3.2"],
      ["oauth-client-attestation+jwt", "a client attestation", "Attestation-Based Client Authentication section 4"],
      [
        "oauth-client-attestation-pop+jwt",
        "a client attestation PoP",
        "Attestation-Based Client Authentication section 5.1",
      ],
      [
        "wallet-attestation+jwt",
        "a client attestation",
        "Attestation-Based Client Authentication, draft 02, appendix A",
      ],
      ["jwt-client-attestation-pop", "a client attestation PoP", "IT-Wallet, before oauth-client-attestation-pop+jwt"],
      ["key-attestation+jwt", "a key attestation", "OpenID4VCI 1.0 appendix D.1"],
      ["keyattestation+jwt", "a key attestation", "OpenID4VCI, draft 15"],
      ["openidvci-issuer-metadata+jwt", "a credential issuer's metadata", "OpenID4VCI 1.0 section 12.2.3"],
      ["verifier-attestation+jwt", "a verifier attestation", "OpenID4VP 1.0 section 12"],
      ["openid4vci-proof+jwt", "a proof of a credential request", "OpenID4VCI 1.0 appendix F.1"],
      ["statuslist+jwt", "a token status list", "Token Status List section 5.1"],
      ["wit+jwt", "a workload identity token", "WIMSE workload credentials"],
      ["kb+jwt", "a key-binding JWT", "RFC 9901 section 4.3"],
      ["vc+jwt", "a verifiable credential", "W3C VC-JOSE-COSE section 3.1"],
      ["vc+ld+jwt", "a verifiable credential", "W3C VC-JOSE-COSE section 3.1"],
      ["vp+jwt", "a verifiable presentation", "W3C VC-JOSE-COSE section 3.1"],
      ["sd+jwt", "an SD-JWT", "RFC 9901"],
      ["vc+sd-jwt", "an SD-JWT credential", "SD-JWT VC, before dc+sd-jwt"],
      ["dc+sd-jwt", "an SD-JWT credential", "SD-JWT VC section 3.1"],
      ["example+sd-jwt", "an SD-JWT", "RFC 9901"],
    ] as const
  ).map(([name, kind, spec]) => [name, { kind, spec }]),
);

/** The names of all rows. */
export const MEDIA_TYPES: readonly string[] = [...ROWS.keys()];

/** The name in `ROWS` for a value of `typ` or `cty`: case does not matter, and `application/` is optional. */
export function mediaTypeName(value: string): string {
  return value.toLowerCase().replace(/^application\//, "");
}

/** The row of a value of `typ` or `cty`; null if the media type is unknown. */
export function mediaType(value: string): MediaTypeRow | null {
  return ROWS.get(mediaTypeName(value)) ?? null;
}
