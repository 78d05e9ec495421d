import { useEffect, useState } from "react";
import { loadReader } from "../../core/verifier/load-read.ts";

/** Whether the code that reads and writes configurations has loaded; requests it if not, and renders again when it has. */
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
