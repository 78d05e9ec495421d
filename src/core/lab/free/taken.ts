import type { Claims } from "../types.ts";
import type { FlagName } from "./flags.ts";

/** A token split into its parts. */
export interface Taken {
  readonly token: string;
  /** The signing input and the signature, in the serialisation in use. */
  readonly signed: { readonly input: string; readonly signature: Uint8Array<ArrayBuffer> };
  readonly header: Readonly<Record<string, unknown>>;
  /** The first `alg` member: what a reader sees that keeps the first. */
  readonly firstAlg: unknown;
  readonly claims: Claims;
}

/** Thrown by a check that fails; caught in `verifyFreely`. */
export class Failed extends Error {
  readonly flag: FlagName;

  constructor(flag: FlagName, message: string) {
    super(message);
    this.name = "Failed";
    this.flag = flag;
  }
}

export type Note = (flag: FlagName, text: string) => void;
