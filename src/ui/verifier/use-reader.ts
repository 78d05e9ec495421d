import { useEffect, useState } from "react";
import { loadReader } from "../../core/verifier/load-read.ts";

/** Whether what reads and writes configurations is there; asked for where it is not, and drawn again when it comes. */
export function useReader(): boolean {
  const [loaded, set] = useState(false);
  useEffect(() => {
    loadReader().then(
      () => set(true),
      () => undefined,
    );
  }, []);
  return loaded;
}
