import type { View } from "./types.ts";
import type { Changes } from "./workbench.ts";

/** Resolves with the view once no signature is pending. */
export function settled({ view, watch }: Pick<Changes, "view" | "watch">): Promise<View> {
  return new Promise((resolve) => {
    if (!view().signaturePending) return resolve(view());
    const stop = watch((now) => {
      if (now.signaturePending) return;
      stop();
      resolve(now);
    });
  });
}
