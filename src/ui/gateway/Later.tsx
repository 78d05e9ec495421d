import { lazy, Suspense } from "react";

const Section = lazy(async () => ({ default: (await import("./Section.tsx")).GatewaySection }));

/** What stands below the workbench, in a chunk of its own. */
export function SecondFloor() {
  return (
    <Suspense fallback={null}>
      <Section />
    </Suspense>
  );
}
