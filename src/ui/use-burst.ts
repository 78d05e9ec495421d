import { useEffect, useMemo } from "react";
import { createBurst } from "./burst.ts";

/** A pane's `createBurst`, which listens to every key on the page. `onOver` must keep its identity between renders, or a burst is lost. */
export function useBurst(onOver: (text: string) => void): Pick<ReturnType<typeof createBurst>, "note"> {
  const burst = useMemo(() => createBurst(onOver), [onOver]);
  useEffect(() => {
    const press = (): void => burst.press();
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, [burst]);
  return burst;
}
