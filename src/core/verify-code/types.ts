import type { SecretEncoding } from "../keys/types.ts";
import type { Policy } from "../policy/members.ts";
import type { Requirements, TokenFacts } from "../policy/write/requirements.ts";

/** The input for code: the policy, what the token says of itself, and which key it is checked with. */
export interface Situation {
  readonly policy: Policy;
  readonly token: TokenFacts;
  /** The public key at hand; null if there is none, or a shared secret. */
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
  /** `JWT_PUBLIC_KEY` of the environment, as PEM: there is none at hand, and the target fetches none. */
  | { readonly from: "environment" };

/** A policy as code asks for it. */
export interface Asked extends Omit<Requirements, "keys"> {
  /** The algorithm that is pinned where the target takes one alone. */
  readonly algorithm: string;
  readonly key: CodeKey;
  /** Values of `typ` that are taken, in lower case and without `application/` (RFC 7515 section 4.1.9). */
  readonly typ: readonly string[];
  /** Claims that must be there, `exp` always. */
  readonly required: readonly string[];
  /** The subjects that are taken, as they are. */
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
  /** It does EdDSA on Ed448 as well. */
  readonly hasEd448?: boolean;
  /** It fetches no key set: without a key at hand the key comes from the environment. */
  readonly fetches: boolean;
  /** It is given its key outside the code. */
  readonly hasOwnKey?: boolean;
  /** The JWE that it opens, as "alg enc"; null: none. */
  readonly decrypts: RegExp | null;
  /** What begins a comment to the end of the line. */
  readonly comment: string;
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
