import type { JWK } from "jose";
import type { Range } from "../text/range.ts";

/** What a part of a pasted text is, other than a token. */
export type ThingKind =
  | "public-key"
  | "private-key"
  | "shared-key"
  | "policy"
  /** A verifier's configuration, as in its file. */
  | "verifier"
  | "claims"
  | "error"
  /** A server's time, in seconds since the epoch. */
  | "clock"
  /** The payload that a request sends along with a detached token. */
  | "detached-payload"
  /** The names of a wallet link's parameters, separated by spaces. */
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

/** Where a text that belongs in a field may be: a pane accepts anything. */
export type TextPlace = FieldName | "header" | "payload";

/** Where each kind of thing goes; those without a field are offered, or listed as not placed. */
export const FIELD_OF: Readonly<Partial<Record<ThingKind, Exclude<FieldName, "token">>>> = {
  "public-key": "publicKey",
  "private-key": "privateKey",
  "shared-key": "secret",
  policy: "policy",
  verifier: "verifier",
  error: "errorMessage",
  "detached-payload": "detachedPayload",
};

/** A recognised part of a pasted text. */
export interface Thing {
  readonly kind: ThingKind;
  /** Its text as found; if assembled from several parts, written as one. */
  readonly text: string;
  /** Its place, or that of its first part. */
  readonly range: Range;
  /** How many keys it contains; 1 for anything but a key set. */
  readonly count: number;
  /** The keys, if they could be read. */
  readonly keys?: readonly JWK[];
}
