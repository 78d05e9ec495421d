import { useEffect, useRef } from "react";
import { nesting } from "../../state/nesting.ts";
import type { View } from "../../state/types.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** The path of the innermost token in the decrypted content; null if there is none. */
function innermostOf({ layers, inputs }: View): string | null {
  // Someone who wraps a token wants to see the outer one.
  if (inputs.plaintext[""] !== undefined) return null;
  const nested = nesting(layers);
  return nested.length > 1 && nested.some(({ state }) => state === "decrypted") ? nested.at(-1)!.path : null;
}

/**
 * Shows the innermost token once an encrypted one is decrypted: once for each token that arrived, and not while the focus is
 * in a field of the layer that is shown. Then the list offers it.
 */
export function useInnermost(): void {
  const innermost = useView(innermostOf);
  const arrived = useView(({ inputs }) => inputs.pasted);
  const shown = useView(({ path }) => path);
  const { showLayer } = useActions();
  const done = useRef<string | null>(null);
  useEffect(() => {
    if (innermost === null || done.current === arrived) return;
    done.current = arrived;
    const isTyping = document.activeElement?.closest("#p-json, #p-sig")?.contains(document.activeElement) === true;
    if (innermost !== shown && !isTyping) showLayer(innermost);
  }, [innermost, arrived, shown, showLayer]);
}
