import { deflateSync } from "node:zlib";
import { NO_KEYS } from "../../core/keys/no-keys.ts";
import type { RuleContext } from "../../core/rules/types.ts";
import { HOLDER, ISSUER } from "../rfc9901.ts";
import { compact, SAMPLE_NOW } from "./context.ts";
import { judged } from "./own.ts";
import { healthy, of, type Samples } from "./sample.ts";

const made = (header: object, claims: object): string =>
  compact(JSON.stringify({ alg: "ES256", ...header }), JSON.stringify(claims));
const pastedWith = (...others: readonly string[]): Partial<RuleContext> => ({
  arrival: { pasted: others.join("\n"), removals: [] },
});
const TOKEN = 'token "eyJhbGciOiJFUzI1NiIsInR5cCI6Im…BBBBBBBBBBBA"';

const CLIENT = "https://client.example";
const ATTESTED = { iss: "https://attester.example", sub: CLIENT, exp: SAMPLE_NOW + 60, cnf: { jwk: HOLDER } };
const attestation = (claims: object = {}, header: object = {}): string =>
  made({ typ: "oauth-client-attestation+jwt", ...header }, { ...ATTESTED, ...claims });
const POSSESSION = { iss: CLIENT, aud: "https://as.example", jti: "1", iat: SAMPLE_NOW };
const pop = (claims: object = {}, header: object = {}): string =>
  made({ typ: "oauth-client-attestation-pop+jwt", ...header }, { ...POSSESSION, ...claims });
const joined = (first: string, second: string, more: Partial<RuleContext> = {}) => of(`${first}~${second}`, more);
/** The two in the header fields of a request; the attestation is shown. */
const sent = (first: string, second: string, more = "") =>
  of(
    first,
    pastedWith(
      `POST /token HTTP/1.1\nOAuth-Client-Attestation: ${first}\nOAuth-Client-Attestation-PoP: ${second}`,
      more,
    ),
  );
const keyOf = (source: "cnf" | "public-key") => ({ key: { source, material: null, secretBytes: null } });
const fromCnf = keyOf("cnf");
const UNTYPED = [made({}, ATTESTED), made({}, POSSESSION)] as const;

const KEYS = { attested_keys: [ISSUER, HOLDER], exp: SAMPLE_NOW + 60, nonce: "n" };
const keyAttestation = (claims: object = {}, typ = "key-attestation+jwt"): string =>
  made({ typ }, { ...KEYS, ...claims });
const proof = (key_attestation: unknown, claims: object = { nonce: "n" }, jwk: object = HOLDER) =>
  of(
    made(
      { typ: "openid4vci-proof+jwt", jwk, key_attestation },
      { aud: "https://issuer.example", iat: SAMPLE_NOW, ...claims },
    ),
  );
const REQUEST = { client_id: "verifier_attestation:v.example" };
const verifierAttestation = (claims: object = {}): string =>
  made({ typ: "verifier-attestation+jwt" }, { sub: "v.example", cnf: { jwk: HOLDER }, ...claims });
const request = (jwt: string, more: object = {}) => of(made({ typ: "oauth-authz-req+jwt", jwt, ...more }, REQUEST));
const statement = (iss: string, sub: string): string => made({ typ: "entity-statement+jwt" }, { iss, sub });
const chained = (trust_chain: unknown) => of(made({ trust_chain }, { iss: "https://rp.example" }));
const OWN = statement("https://rp.example", "https://rp.example");
const ABOUT = statement("https://anchor.example", "https://rp.example");

const URI = "https://example.com/statuslists/1";
const lst = (octets: readonly number[] | Buffer): string => deflateSync(Buffer.from(octets)).toString("base64url");
const list = (status_list: object, claims: object = {}): string =>
  made({ typ: "statuslist+jwt" }, { sub: URI, ...claims, status_list });
const LIST = list({ bits: 2, lst: lst([0b11_10_01_00]) });
const referenced = (idx: number, uri = URI): string =>
  made({ typ: "at+jwt" }, { status: { status_list: { idx, uri } } });
/** What carries a token in the header, and the entry of a list in the payload. */
const CARRIED = 'header "\\"eyJhbGciOiJFUzI1NiIsInR5cCI6I…BBBBBBBBBBA\\""';
const THE_LIST = 'payload "{\\n    \\"bits\\": 2,\\n    \\"lst\\": \\"eJx7AgAA5QDl\\"\\n  }"';

const BINDING = 'token "eyJhbGciOiJFUzI1NiIsInR5cCI6Im…BBBBBBBBBBBA"';
const W3C = { "@context": ["https://www.w3.org/ns/credentials/v2"], type: ["VerifiableCredential"] };
const credential = (claims: object, vc: object) => of(made({}, { ...claims, vc }));
const ISSUED = made({}, { iss: "https://i.example" });
const metadata = (issuer: string): Partial<RuleContext> => ({
  keys: { ...NO_KEYS, publicKey: { text: JSON.stringify({ issuer, jwks: { keys: [ISSUER] } }) } },
});

export const walletSamples: Samples = {
  "client-attestation": {
    fires: [
      ["joined", joined(attestation(), pop()), "info"],
      ["joined", joined(...UNTYPED), "info"],
      [
        "joined",
        joined(attestation({}, { typ: "wallet-attestation+jwt" }), pop({}, { typ: "jwt-client-attestation-pop" })),
        "info",
      ],
      ["proven", joined(attestation(), pop(), { binding: judged("verified", fromCnf) }), "info", TOKEN],
      ["other-key", joined(attestation(), pop(), { binding: judged("invalid", fromCnf) }), "error", TOKEN],
      [
        "another",
        joined(attestation(), pop(), {
          binding: judged("verified", keyOf("public-key")),
        }),
        "error",
        TOKEN,
      ],
      ["no-pop", joined(attestation(), ""), "error"],
      ["no-key", of(attestation({ cnf: undefined })), "error"],
      [
        "private-key",
        of(attestation({ cnf: { jwk: { ...HOLDER, d: "AQ" } } })),
        "security",
        'payload "{\\n      \\"kty\\": \\"EC\\",\\n      \\"cr…: \\"AQ\\"\\n    }"',
      ],
      ["lacks", of(attestation({ exp: undefined })), "error"],
      ["mac", of(attestation({}, { alg: "HS256" })), "error"],
      [
        "mac",
        joined(attestation(), pop({}, { alg: "HS256" })),
        "error",
        'token "eyJhbGciOiJIUzI1NiIsInR5cCI6Im…BBBBBBBBBBBA"',
      ],
      ["pop-lacks", joined(attestation(), pop({ aud: undefined })), "error", TOKEN],
      ["own-key", joined(attestation(), pop({}, { jwk: ISSUER })), "error", TOKEN],
      ["other-client", joined(attestation(), pop({ iss: "https://evil.example" })), "error", TOKEN],
      [
        "other-client",
        sent(attestation(), pop({ iss: "https://evil.example" })),
        "error",
        'payload "\\"https://client.example\\""',
      ],
      ["other-client-id", sent(attestation(), pop(), "client_id=other"), "error"],
      ["other-audience", sent(attestation(), pop(), "Host: rs.example"), "warn"],
      [
        "with-pop",
        sent(attestation(), pop()),
        "info",
        null,
        'token becomes "eyJhbGciOiJFUzI1NiIsInR5cCI6Im…BBBBBBBBBBBA"',
      ],
      ["with-pop", sent(...UNTYPED), "info", null, 'token becomes "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiO…BBBBBBBBBBBA"'],
      [
        "with-attestation",
        of(pop(), pastedWith(attestation(), pop())),
        "info",
        null,
        'token becomes "eyJhbGciOiJFUzI1NiIsInR5cCI6Im…BBBBBBBBBBBA"',
      ],
    ],
    silent: [
      healthy(),
      of(attestation()),
      of(pop()),
      of(UNTYPED[0]),
      // An SD-JWT with a key binding, and no disclosures.
      joined(made({ typ: "dc+sd-jwt" }, ATTESTED), pop({ sd_hash: "x" }, { typ: "kb+jwt" })),
    ],
  },
  "carried-token": {
    fires: [
      [
        "carries",
        proof(keyAttestation()),
        "info",
        CARRIED,
        'token becomes "eyJhbGciOiJFUzI1NiIsInR5cCI6Im…BBBBBBBBBBBA"',
      ],
      [
        "carries",
        request(verifierAttestation()),
        "info",
        CARRIED,
        'token becomes "eyJhbGciOiJFUzI1NiIsInR5cCI6In…BBBBBBBBBBBA"',
      ],
      ["unreadable", proof("x"), "error", 'header "\\"x\\""'],
      ["unreadable", proof(["x"]), "error", 'header "[\\n    \\"x\\"\\n  ]"'],
      ["typ", proof(keyAttestation({}, "JWT")), "error", CARRIED],
      ["no-keys", proof(keyAttestation({ attested_keys: [] })), "error", CARRIED],
      ["attested", proof(keyAttestation()), "info", CARRIED],
      ["not-attested", proof(keyAttestation({ attested_keys: [ISSUER] })), "error", CARRIED],
      ["no-exp", proof(keyAttestation({ exp: undefined })), "error", CARRIED],
      ["expired", proof(keyAttestation({ exp: SAMPLE_NOW })), "error", CARRIED],
      ["no-nonce", proof(keyAttestation({ nonce: undefined })), "warn", CARRIED],
      ["other-nonce", proof(keyAttestation({ nonce: "other" })), "warn", CARRIED],
      ["other-client", request(verifierAttestation({ sub: "other.example" })), "error", CARRIED],
      ["no-cnf", request(verifierAttestation({ cnf: undefined })), "error", CARRIED],
      ["other-key", request(verifierAttestation({ cnf: { jwk: ISSUER } }), { jwk: HOLDER }), "error", CARRIED],
      ["chain", chained([OWN, ABOUT]), "info", 'header "[\\n    \\"eyJhbGciOiJFUzI1NiIsInR…BBBBBBA\\"\\n  ]"'],
      ["chain-empty", chained([]), "error", 'header "[]"'],
      [
        "chain-unreadable",
        chained([OWN, 1]),
        "error",
        'header "[\\n    \\"eyJhbGciOiJFUzI1NiIsInR…\\",\\n    1\\n  ]"',
      ],
      ["chain-broken", chained([OWN, statement("https://anchor.example", "https://other.example")]), "error", CARRIED],
      [
        "chain-other",
        chained([statement("https://other.example", "https://other.example")]),
        "error",
        'header "[\\n    \\"eyJhbGciOiJFUzI1NiIsInR…BBBBBBA\\"\\n  ]"',
      ],
    ],
    silent: [healthy(), of(made({ typ: "openid4vci-proof+jwt", jwk: HOLDER }, {})), of(made({ jwt: "x" }, {}))],
  },
  "status-list": {
    fires: [
      ["list", of(LIST), "info", THE_LIST],
      [
        "bits",
        of(list({ bits: 3, lst: lst([1]) })),
        "error",
        'payload "{\\n    \\"bits\\": 3,\\n    \\"lst\\": \\"eJxjBAAAAgAC\\"\\n  }"',
      ],
      ["lst", of(list({ bits: 1 })), "error", 'payload "{\\n    \\"bits\\": 1\\n  }"'],
      [
        "base64url",
        of(list({ bits: 1, lst: "a b" })),
        "error",
        'payload "{\\n    \\"bits\\": 1,\\n    \\"lst\\": \\"a b\\"\\n  }"',
      ],
      [
        "zlib",
        of(list({ bits: 1, lst: "aGVsbG8gd29ybGQ" })),
        "error",
        'payload "{\\n    \\"bits\\": 1,\\n    \\"lst\\": \\"a…d29ybGQ\\"\\n  }"',
      ],
      [
        "zlib",
        of(list({ bits: 1, lst: lst([1, 2, 3]).slice(0, -8) })),
        "error",
        'payload "{\\n    \\"bits\\": 1,\\n    \\"lst\\": \\"eJxjZGI\\"\\n  }"',
      ],
      [
        "large",
        of(list({ bits: 1, lst: lst(Buffer.alloc(2 ** 20 + 1)) })),
        "warn",
        'payload "{\\n    \\"bits\\": 1,\\n    \\"lst\\": \\"e…DAPEAAQ\\"\\n  }"',
      ],
      ["of-list", of(LIST, pastedWith(LIST, referenced(1))), "info", THE_LIST],
      ["of-list-outside", of(LIST, pastedWith(LIST, referenced(4))), "warn", THE_LIST],
      [
        "valid",
        of(referenced(0), pastedWith(referenced(0), LIST)),
        "info",
        'payload "{\\n      \\"idx\\": 0,\\n      \\"uri\\":…sts/1\\"\\n    }"',
      ],
      [
        "revoked",
        of(referenced(1), pastedWith(referenced(1), LIST)),
        "error",
        'payload "{\\n      \\"idx\\": 1,\\n      \\"uri\\":…sts/1\\"\\n    }"',
      ],
      [
        "revoked",
        of(referenced(2), pastedWith(referenced(2), LIST)),
        "error",
        'payload "{\\n      \\"idx\\": 2,\\n      \\"uri\\":…sts/1\\"\\n    }"',
      ],
      [
        "other",
        of(referenced(3), pastedWith(referenced(3), LIST)),
        "warn",
        'payload "{\\n      \\"idx\\": 3,\\n      \\"uri\\":…sts/1\\"\\n    }"',
      ],
      [
        "outside",
        of(referenced(4), pastedWith(referenced(4), LIST)),
        "warn",
        'payload "{\\n      \\"idx\\": 4,\\n      \\"uri\\":…sts/1\\"\\n    }"',
      ],
      [
        "elsewhere",
        of(referenced(0, "https://example.com/2"), pastedWith(LIST)),
        "warn",
        'payload "{\\n      \\"idx\\": 0,\\n      \\"uri\\":…com/2\\"\\n    }"',
      ],
    ],
    silent: [
      healthy(),
      of(referenced(0)),
      of(made({}, { status_list: 1 })),
      of(made({}, { status: { status_list: {} } })),
    ],
  },
  "required-claims": {
    fires: [
      [
        "lacks",
        of(made({ typ: "dpop+jwt", jwk: HOLDER }, { jti: "1", iat: SAMPLE_NOW })),
        "error",
        'header "\\"dpop+jwt\\""',
      ],
      ["lacks", of(made({ typ: "application/kb+jwt" }, { aud: "a" })), "error", 'header "\\"application/kb+jwt\\""'],
      [
        "lacks",
        of(made({ typ: "key-attestation+jwt" }, { attested_keys: [] })),
        "error",
        'header "\\"key-attestation+jwt\\""',
      ],
      [
        "binding",
        joined(made({ typ: "dc+sd-jwt" }, {}), made({ typ: "kb+jwt" }, { iat: 1, aud: "a" })),
        "error",
        BINDING,
      ],
    ],
    silent: [
      healthy(),
      of(made({ typ: "kb+jwt" }, { iat: 1, aud: "a", nonce: "n", sd_hash: "h" })),
      joined(made({ typ: "dc+sd-jwt" }, {}), made({ typ: "kb+jwt" }, { iat: 1, aud: "a", nonce: "n" })),
      of(made({ typ: "at+jwt" }, {})),
      of(made({ typ: "JWT" }, {})),
    ],
  },
  "w3c-credential": {
    fires: [
      [
        "differs",
        credential({ exp: SAMPLE_NOW }, { expirationDate: "2028-01-01T00:00:00Z" }),
        "warn",
        `payload "${SAMPLE_NOW}"`,
      ],
      ["differs", credential({ iss: "did:a" }, { issuer: { id: "did:b" } }), "warn", 'payload "\\"did:a\\""'],
      [
        "differs",
        credential({ sub: "did:a" }, { credentialSubject: { id: "did:b" } }),
        "warn",
        'payload "\\"did:a\\""',
      ],
      [
        "ended",
        credential({}, { expirationDate: "2027-01-15T08:00:00Z" }),
        "error",
        'payload "\\"2027-01-15T08:00:00Z\\""',
      ],
      [
        "ended",
        of(made({}, { ...W3C, validUntil: "2020-01-01T00:00:00Z" })),
        "error",
        'payload "\\"2020-01-01T00:00:00Z\\""',
      ],
      [
        "not-yet",
        of(made({}, { ...W3C, validFrom: "2027-01-15T08:00:01Z" })),
        "error",
        'payload "\\"2027-01-15T08:00:01Z\\""',
      ],
    ],
    silent: [
      healthy(),
      credential(
        { exp: Date.UTC(2028, 0) / 1000, iss: "did:a" },
        { expirationDate: "2028-01-01T01:00:00+01:00", issuer: "did:a" },
      ),
      of(made({}, { validUntil: "2020-01-01T00:00:00Z" })),
      of(made({}, { ...W3C, validUntil: "2020" })),
    ],
  },
  "keys-of-issuer": {
    fires: [["other", of(ISSUED, metadata("https://other.example")), "error", 'payload "\\"https://i.example\\""']],
    silent: [healthy(), of(ISSUED, metadata("https://i.example")), of(made({}, {}), metadata("https://other.example"))],
  },
};
