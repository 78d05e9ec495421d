import type { JWK } from "jose";
import type { KeyFormat } from "../registry/key-formats.ts";
import type { Range } from "../text/range.ts";

/** How the text of the secret becomes the HMAC key's bytes. Chosen by the user, never guessed. Values are the option texts. */
export type SecretEncoding = "UTF-8" | "Base64" | "Base64url" | "Hex";

/** The HMAC secret as the user gave it. `jwk` contains the other members of an oct JWK whose `k` was accepted with one click. */
export interface SecretInput {
  readonly text: string;
  readonly encoding: SecretEncoding;
  readonly jwk?: {
    readonly alg?: string;
    readonly use?: string;
    readonly key_ops?: readonly string[];
    readonly kid?: string;
  };
}

/** A key field as the user filled it: the exact text, and the user's choices for it. */
export interface KeyFieldInput {
  readonly text: string;
  readonly passphrase?: string;
  /** "Judge anyway": a JWK's contradicting `use`, `key_ops` or `alg` are ignored. */
  readonly judgeAnyway?: boolean;
}

/** Everything from which a verdict or a signature may take a key. */
export interface KeyInputs {
  readonly secret: SecretInput;
  readonly publicKey: KeyFieldInput;
  readonly privateKey: KeyFieldInput;
  /** Set if the user asked to use the token's own key (`jwk`, `x5c`). */
  readonly tokenKey?: Pick<KeyFieldInput, "text">;
  /** For a key binding: the key in its SD-JWT's `cnf` (RFC 9901 section 4.3), used if the fields have none. */
  readonly boundKey?: Pick<KeyFieldInput, "text">;
}

/** Damage that was repaired before reading, visibly; `range` is its place in the field. */
export interface KeyRepair {
  readonly code:
    | "bom"
    | "crlf"
    | "escaped-newlines"
    | "one-line"
    | "line-breaks"
    | "missing-armour"
    | "quotes"
    | "smart-quotes"
    | "indentation"
    | "env-or-yaml"
    | "invisible"
    | "text-around"
    | "label"
    | "dashes"
    | "json-string"
    | "base64url-body"
    | "double-encoded"
    | "markup"
    | "plus-signs"
    | "printed"
    | "raw"
    | "octets-behind"
    // a member of a JWK: `args.member`
    | "leading-zero"
    | "lost-zero"
    | "standard-base64"
    | "hex-number"
    | "decimal-number"
    | "octet-list"
    | "escaped-member"
    | "encoded-twice"
    | "whole-key"
    | "stray-bits"
    | "seed-and-public"
    | "point"
    | "computed"
    | "type-name"
    | "member-names"
    | "from-x5c";
  /** The correct JSON for `range`, if that is the only repair needed. */
  readonly insert?: string;
  readonly range: Range | null;
  /** The original and its interpretation, if helpful: `{ from: "RSA PUBLIC KEY", to: "PUBLIC KEY" }`. */
  readonly args: Readonly<Record<string, string>>;
}

/** A certificate's fields. Shown, never validated, and labelled so. Dates are NumericDates (seconds). */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly serialNumber: string;
  /** `x5t` and `x5t#S256` of it (RFC 7515 sections 4.1.7 and 4.1.8), base64url. */
  readonly thumbprints: CertificateThumbprints;
  /** Its basicConstraints mark it as an authority's (RFC 5280 section 4.2.1.9): it signs certificates. */
  readonly isAuthority: boolean;
  /** Subject and issuer are equal: a root, or a self-signed certificate. */
  readonly isSelfIssued: boolean;
}

/** The thumbprints of a certificate by the names of the header parameters that carry them. */
export interface CertificateThumbprints {
  readonly x5t: string;
  readonly "x5t#S256": string;
}

/** The first certificate in a JWK's `x5c` (RFC 7517 section 4.7), whose key must equal the JWK's members. */
export interface CarriedCertificate {
  readonly isOwn: boolean;
  readonly certificate: CertificateFacts;
}

/** The fixed parameters of an RSASSA-PSS key (RFC 4055 section 3.1). */
export interface PssParameters {
  /** Web Cryptography's name (`SHA-256`), or the object identifier if unknown. */
  readonly hash: string;
  /** The hash of MGF1, the mask generation function. */
  readonly maskHash: string;
  /** The minimum length of the salt in bytes. */
  readonly leastSalt: number;
}

/** One key in normal form: a JWK (RFC 7517), whatever its original format. */
export interface KeyMaterial {
  /** Public or private members as given; a private key keeps its public members. `kid`, `use`, `key_ops`, `alg`, `ext` as given. */
  readonly jwk: JWK;
  readonly isPrivate: boolean;
  readonly format: KeyFormat;
  /** The kind for the user: "RSA 2048 bits", "EC P-256", "Ed25519", "oct 256 bits". */
  readonly description: string;
  /** RFC 7638 SHA-256 thumbprint, base64url. */
  readonly thumbprint: string;
  /** A PSS key OID (RFC 4055) restricts the key to PS algorithms. */
  readonly pssOnly?: boolean;
  /** Parameters of such a key that restrict it further. */
  readonly pss?: PssParameters;
  readonly certificate?: CertificateFacts;
  /** For a JWK that has `x5c` in addition to its own members. */
  readonly carried?: CarriedCertificate;
  /** Place in the field, if the format has one per key. */
  readonly range?: Range;
  /** Why the existing private members cannot be used; `jwk` is only the public half. */
  readonly damaged?: KeyProblem;
}

/** Why a text gives no key: what it seems to be and where it is broken. `code` is stable; the wording is in the rules. */
export interface KeyProblem {
  readonly code:
    | "not-a-key" // prose, a path, a URL, HTML, a token: `args.what`
    | "jwk-invalid" // `args.member`, `args.why`
    | "no-pair" // the private half of a JWK belongs to another public key
    | "json-invalid"
    | "pem-body" // a character or length that is not Base64
    | "pem-no-end"
    | "asn1" // does not parse: `args.why`
    | "type-unsupported" // `args.what`: DSA, X25519 …
    | "passphrase-needed"
    | "passphrase-wrong"
    | "cipher-unsupported" // `args.what`
    | "empty-set"
    | "url-or-path";
  readonly format: KeyFormat | null;
  readonly range: Range | null;
  readonly args: Readonly<Record<string, string>>;
  /** The correct JSON for `range`, if certain. */
  readonly insert?: string;
  /** The key's metadata, if readable. */
  readonly key?: KeyTraits;
}

/** Metadata of an unreadable key: its name and purpose. */
export interface KeyTraits {
  /** Its place in the set, from 0. */
  readonly index: number;
  readonly description: string;
  /** The members that name the key and its use (RFC 7517 section 4), as given. */
  readonly jwk: JWK;
}

/** The content of a key field. */
export type KeyReading =
  | { readonly kind: "empty" }
  | {
      readonly kind: "keys";
      readonly format: KeyFormat;
      readonly keys: readonly KeyMaterial[];
      readonly repairs: readonly KeyRepair[];
      /** Unreadable keys of a set, and why; the other keys are read. */
      readonly unreadable: readonly KeyProblem[];
    }
  | {
      readonly kind: "unusable";
      readonly problem: KeyProblem;
      readonly repairs: readonly KeyRepair[];
      /** All keys of a set without a readable one; `problem` is that of the first. */
      readonly unreadable?: readonly KeyProblem[];
      /** For ambiguous bytes: the key that they would be for an algorithm. */
      readonly byAlgorithm?: readonly ReadingByAlgorithm[];
    };

/** The reading of a field for the token's algorithm and the field's half of a pair. */
export interface ReadingByAlgorithm {
  readonly alg: string;
  readonly half: "public" | "private";
  readonly reading: KeyReading;
}

/** Whether, and why not, one key fits one algorithm and operation. */
export type KeyFit =
  | { readonly kind: "fits"; readonly weak?: { readonly bits: number; readonly needed: number } }
  /** Impossible with this key: type, curve, size. `key-error` without an override. */
  | {
      readonly kind: "mismatch";
      readonly code:
        | "type"
        | "curve"
        | "size"
        | "pss-only"
        | "pss-parameters"
        | "coordinate-length"
        | "public-only"
        | "oct-as-asymmetric";
      readonly args: Readonly<Record<string, string | number>>;
    }
  /** Possible, but the key's metadata forbids it: `judgeAnyway` overrides that. */
  | {
      readonly kind: "contradiction";
      readonly code: "alg" | "use" | "key_ops" | "ext";
      readonly args: Readonly<Record<string, string | number>>;
    };

/** A key of a set that was not used, and why, in order. */
export interface PassedOver {
  readonly index: number;
  readonly kid: string | null;
  readonly description: string;
  readonly reason: "kid" | "did-not-verify" | "not-tried" | KeyFit;
}
