import { lazy, Suspense, useSyncExternalStore } from "react";
import { currentRoute, onRouteChange } from "../page/route.ts";
import { TopBar } from "./frame/TopBar.tsx";
import { useLater } from "./use-later.tsx";
import { useActions } from "./WorkbenchContext.tsx";
import { WorkbenchScreen } from "./WorkbenchScreen.tsx";

const LabScreen = lazy(async () => ({ default: (await import("./lab/LabScreen.tsx")).LabScreen }));
const CrackScreen = lazy(async () => ({ default: (await import("./crack/CrackScreen.tsx")).CrackScreen }));

/** The scenario whose attack is the search for the secret, which has a screen of its own below it. */
const WEAK_SECRET = /^#\/lab\/weak-secret(?![\w-])/;

/** The screen that the address names; the workbench where it names none. What was typed into the workbench stays meanwhile. */
export function Screens() {
  const route = useSyncExternalStore(onRouteChange, currentRoute, () => "");
  const later = useLater();
  const lab = route.startsWith("#/lab");
  return (
    <>
      {lab ? <Lab route={route} /> : <WorkbenchScreen />}
      {later !== null && (
        <>
          <later.PageKeys screen={lab ? "lab" : "workbench"} />
          <later.LeaveGuard />
          <later.HelpSheet />
        </>
      )}
    </>
  );
}

function Lab({ route }: { readonly route: string }) {
  const { openWith } = useActions();
  return (
    <div className="screen">
      <TopBar screen="lab" />
      <Suspense fallback={<p className="loading">The lab is being set up.</p>}>
        <LabScreen
          route={route}
          openInWorkbench={(token, { publicKey, secret } = {}) => {
            openWith(token, {
              ...(publicKey === undefined ? {} : { publicKey: { text: publicKey } }),
              ...(secret === undefined ? {} : { secret }),
            });
            location.hash = "#/";
          }}
        />
        {WEAK_SECRET.test(route) && (
          <CrackScreen
            openInWorkbench={(token, secret) => {
              openWith(token, { secret });
              location.hash = "#/";
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
