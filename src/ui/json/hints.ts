import type { TimeClaimName } from "../../core/registry/time-claims.ts";

/** Where the time claims' values end, as a key that a tick leaves unchanged. */
export function hintsIn(
  times: readonly {
    readonly claim: TimeClaimName;
    readonly range: { readonly end: number };
    readonly disclosure?: object;
  }[],
): string {
  const own = times.filter(({ disclosure }) => disclosure === undefined);
  return own.map(({ claim, range }) => `${range.end - 1}:${claim}`).join();
}

/** The reverse of `hintsIn`. */
export function hintsOf(key: string): readonly (readonly [at: number, claim: TimeClaimName])[] {
  if (key === "") return [];
  return key.split(",").map((part) => {
    const [at, claim] = part.split(":");
    return [Number(at), claim as TimeClaimName];
  });
}
