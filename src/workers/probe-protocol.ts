/** The address for a worker to try. */
export interface ProbeRequest {
  readonly url: string;
}

/** The outcome in the worker; the kinds are those of `core/privacy/judge.ts`. */
export type ProbeReply =
  | { readonly kind: "violated"; readonly directive: string }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "answered" }
  | { readonly kind: "sent" };
