import type { SecretEncoding } from "../keys/types.ts";
import type { Policy } from "../policy/members.ts";
import type { Requirements, TokenFacts } from "../policy/write/requirements.ts";

/** The input for code: the policy, what the token says about itself, and the key that verifies it. */
export interface Situation {
  readonly policy: Policy;
  readonly token: TokenFacts;
  /** The available public key; null if there is none, or only a shared secret. */
  readonly key: PublicKey | null;
  /** How the text of the secret becomes bytes. The secret itself is never part of code. */
  readonly secretEncoding: SecretEncoding;
  /** The encryption around the token, if there is one. */
  readonly jwe: Encryption | null;
}

/** A public key as PEM and as members of a JWK, both written from parsed members and never from a field's text. */
export interface PublicKey {
  /** SubjectPublicKeyInfo in PEM (RFC 7468 section 13); null if it has none. */
  readonly pem: string | null;
  readonly jwk: Readonly<Record<string, string>>;
}

/** The outer JWE (RFC 7516): how its key travels, how its content is encrypted, and whether that content is a signed token. */
export interface Encryption {
  readonly alg: string;
  readonly enc: string;
  readonly isNested: boolean;
}

/** Where the code gets its key. */
export type CodeKey =
  /** `JWT_SECRET` of the environment, in this encoding. */
  | { readonly from: "secret"; readonly encoding: SecretEncoding }
  /** Written in the code. */
  | { readonly from: "code"; readonly pem: string; readonly jwk: Readonly<Record<string, string>> }
  /** The issuer's key set. */
  | { readonly from: "url"; readonly url: string }
  /** `JWT_PUBLIC_KEY` of the environment, as PEM: no key is available, and the target fetches none. */
  | { readonly from: "environment" };

/** A policy as code asks for it. */
export interface Asked extends Omit<Requirements, "keys"> {
  /** The algorithm that is pinned where the target accepts only one. */
  readonly algorithm: string;
  readonly key: CodeKey;
  /** Accepted values of `typ`, in lower case and without `application/` (RFC 7515 section 4.1.9). */
  readonly typ: readonly string[];
  /** Required claims; `exp` is always one. */
  readonly required: readonly string[];
  /** Accepted subjects, compared exactly. */
  readonly subs: readonly string[];
  /** Seconds. */
  readonly leeway: number;
  readonly maxAge: number | null;
  readonly jwe: Encryption | null;
}

/** A library or tool that code is written for. */
export interface VerifyTarget {
  readonly id: string;
  readonly title: string;
  /** The version that the code is for. */
  readonly version: string;
  /** The day on which its documentation and source were last read; null: not all that the code calls was found in them. */
  readonly checked: string | null;
  /** What installs it. */
  readonly install: string;
  /** The registered algorithms that it verifies. */
  readonly algorithms: RegExp;
  /** It supports EdDSA on Ed448 as well. */
  readonly hasEd448?: boolean;
  /** It fetches no key set: without an available key, the key comes from the environment. */
  readonly fetchesNone?: true;
  /** It gets its key outside the code. */
  readonly hasOwnKey?: boolean;
  /** The JWE algorithms that it supports, as "alg enc". */
  readonly decrypts?: RegExp;
  /** What begins a line comment, if not `//`. */
  readonly comment?: "#";
  /** How it differs from the policy, for a comment. */
  readonly remarks?: (asked: Asked) => readonly string[];
  readonly write: (asked: Asked) => string;
}

/** Code, and remarks on it. */
export interface VerifyCode {
  readonly text: string;
  /** False: the target cannot do it, and the text says why. */
  readonly isCode: boolean;
  /** What the code checks, in order. */
  readonly checks: readonly string[];
  /** Variables of the environment that it reads. */
  readonly environment: readonly string[];
}
