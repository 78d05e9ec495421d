import { lazy, Suspense, useSyncExternalStore } from "react";
import { currentRoute, onRouteChange, screenOf } from "../page/route.ts";
import { Desk } from "./Desk.tsx";
import { TopBar } from "./frame/TopBar.tsx";
import { useLater } from "./use-later.tsx";
import { useSeen } from "./use-seen.ts";

const LabPage = lazy(async () => ({ default: (await import("./lab/LabPage.tsx")).LabPage }));

/** The screen that the address names, or the workbench. The state of the others is kept. */
export function Screens() {
  const route = useSyncExternalStore(onRouteChange, currentRoute, () => "");
  const later = useLater();
  const screen = screenOf(route);
  const isLab = screen === "lab";
  const hasDesk = useSeen(!isLab);
  return (
    <>
      {hasDesk && <Desk screen={screen} />}
      {isLab && (
        <div className="screen">
          <TopBar screen="lab" />
          <Suspense fallback={<main className="loading">Loading the lab.</main>}>
            <LabPage route={route} />
          </Suspense>
        </div>
      )}
      {later !== null && (
        <>
          <later.ScreenMemory screen={screen} />
          <later.PageKeys screen={screen} />
          <later.LeaveGuard />
          <later.CopiedHere />
          <later.Sheets />
        </>
      )}
    </>
  );
}
