import { useMemo } from "react";
import type { TimeReading } from "../../core/claims/types.ts";
import { keepSame } from "../../state/memo.ts";
import type { View } from "../../state/types.ts";
import { useView } from "../WorkbenchContext.tsx";

/** A time claim's meaning, without its place. */
export interface Reading extends TimeReading {
  readonly isDisclosed: boolean;
}

/** The times without their places: the same array while they are unchanged, wherever typing moves them. */
export function useReadings(): readonly Reading[] {
  const select = useMemo(() => {
    const same = keepSame<readonly Reading[]>();
    return ({ times }: View) =>
      same(
        times.map(({ claim, state, raw, seconds, asMilliseconds, why, disclosure }) => ({
          claim,
          state,
          raw,
          seconds,
          asMilliseconds,
          why,
          isDisclosed: disclosure !== undefined,
        })),
      );
  }, []);
  return useView(select);
}
