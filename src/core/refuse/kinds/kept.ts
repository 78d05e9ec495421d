import type { Bench } from "../bench.ts";
import type { Faults, GoodSegment, Kind, Part } from "../types.ts";

/** A piece of the good token. */
export const of = (segment: GoodSegment, start?: number, end?: number): Part => ({
  of: segment,
  ...(start === undefined ? {} : { start }),
  ...(end === undefined ? {} : { end }),
});

export const HEADER = of("header");
export const PAYLOAD = of("payload");
export const SIGNATURE = of("signature");

/** Only the signature differs. */
export const kept: Faults = { header: [], payload: [], signature: "kept" };

/** The segments of the good token as text. */
export function segmentsOf({ good }: Pick<Bench, "good">): Readonly<Record<GoodSegment, string>> {
  const [header = "", payload = "", signature = ""] = good.split(".");
  return { header, payload, signature };
}

/** The consequences that most kinds share. */
export const UNSIGNED_MEANS = "Anyone can write any claims: the service does not insist on a signature.";
export const UNCHECKED_MEANS = "Anyone can change the claims: the signature is not checked, or not over these bytes.";

/** A kind whose token needs no computation. */
export function ready(kind: Omit<Kind, "make"> & { readonly parts: readonly Part[] }): Kind {
  const { parts, ...facts } = kind;
  return { ...facts, make: () => Promise.resolve(parts) };
}
