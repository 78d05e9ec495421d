import type { JWK } from "jose";
import type { Range } from "../text/range.ts";

/** What a part of an arriving text is, apart from a token. */
export type ThingKind =
  | "public-key"
  | "private-key"
  | "shared-key"
  | "policy"
  /** The configuration of a verifier, as its own file has it. */
  | "verifier"
  | "claims"
  | "error"
  /** A server's time, in seconds since the epoch. */
  | "clock"
  /** What a request sends alongside a token whose payload is detached. */
  | "detached-payload"
  /** The names of a wallet link's parameters, parted by spaces. */
  | "link";

/** A field that a text may belong in. */
export type FieldName =
  | "token"
  | "secret"
  | "publicKey"
  | "privateKey"
  | "policy"
  | "verifier"
  | "errorMessage"
  | "detachedPayload";

/** Where a text may stand that belongs in a field: a pane takes whatever is put into it. */
export type TextPlace = FieldName | "header" | "payload";

/** Where each kind of thing goes; those without a field are offered, or named as what was not placed. */
export const FIELD_OF: Readonly<Partial<Record<ThingKind, Exclude<FieldName, "token">>>> = {
  "public-key": "publicKey",
  "private-key": "privateKey",
  "shared-key": "secret",
  policy: "policy",
  verifier: "verifier",
  error: "errorMessage",
  "detached-payload": "detachedPayload",
};

/** A part of an arriving text that was recognised. */
export interface Thing {
  readonly kind: ThingKind;
  /** Its text as it is there; what was put together from several parts is written as one. */
  readonly text: string;
  /** Where it stands, or the first of its parts. */
  readonly range: Range;
  /** How many keys it holds; 1 for all that is not a key set. */
  readonly count: number;
  /** The keys, where it is some that could be read. */
  readonly keys?: readonly JWK[];
}
