import { lazy, Suspense } from "react";
import { Privacy } from "../privacy/Later.tsx";
import { useView } from "../WorkbenchContext.tsx";

const Section = lazy(async () => ({ default: (await import("./Section.tsx")).GatewaySection }));
const Report = lazy(async () => ({ default: (await import("../report/ReportSection.tsx")).ReportSection }));
const Complaint = lazy(async () => ({ default: (await import("../complaint/Complaint.tsx")).Complaint }));

/** What stands below the workbench, in chunks of their own; an error message can be asked about without a token too. */
export function SecondFloor() {
  const empty = useView(({ token }) => token.text === "");
  return (
    <Suspense fallback={null}>
      <Complaint />
      {!empty && (
        <>
          <Section />
          <Report />
          <Privacy place="below" />
        </>
      )}
    </Suspense>
  );
}
