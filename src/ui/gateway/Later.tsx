import { lazy, Suspense } from "react";
import { Privacy } from "../privacy/Later.tsx";

const Section = lazy(async () => ({ default: (await import("./Section.tsx")).GatewaySection }));

/** What stands below the workbench, in chunks of their own. */
export function SecondFloor() {
  return (
    <>
      <Suspense fallback={null}>
        <Section />
      </Suspense>
      <Privacy place="below" />
    </>
  );
}
