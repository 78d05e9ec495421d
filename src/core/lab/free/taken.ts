import type { Claims } from "../types.ts";
import type { FlagName } from "./flags.ts";

/** What is known of a token once it is taken apart. */
export interface Taken {
  readonly token: string;
  /** What is signed, and the signature, as the serialisation in use has them. */
  readonly signed: { readonly input: string; readonly signature: Uint8Array<ArrayBuffer> };
  readonly header: Readonly<Record<string, unknown>>;
  /** `alg` of the first member of that name: what a reader sees that stops there. */
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
