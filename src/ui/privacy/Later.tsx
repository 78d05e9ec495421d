import { lazy, Suspense } from "react";

const Panel = lazy(async () => ({ default: (await import("./PrivacyPanel.tsx")).PrivacyPanel }));

/** The privacy panel, in a chunk of its own; its place is kept meanwhile. */
export function Privacy({ place = "start" }: { readonly place?: "start" | "below" }) {
  return (
    <Suspense fallback={place === "start" ? <div className="pane" id="p-sig" /> : null}>
      <Panel place={place} />
    </Suspense>
  );
}
