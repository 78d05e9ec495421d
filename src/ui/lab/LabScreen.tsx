import { useEffect, useState } from "react";
import { SCENARIOS } from "../../core/lab/scenarios.ts";
import type { WorkbenchKeys } from "../../core/lab/types.ts";
import { CourseList } from "./CourseList.tsx";
import "./lab.css";
import { type Progress, readProgress, writeProgress } from "./progress.ts";
import { type LabRoute, readLabRoute, SIGNATURE_PAGE, writeLabRoute } from "./route.ts";
import { ScenarioNav } from "./ScenarioNav.tsx";
import { ScenarioPage } from "./ScenarioPage.tsx";
import { SignatureWalk } from "./SignatureWalk.tsx";

const IDS = SCENARIOS.map(({ id }) => id);

/**
 * The attack lab. `route` is the address's fragment (`#/lab…`); `openInWorkbench` takes a token, and the honest or the
 * working key, to the workbench. Loaded only when it is opened.
 */
export function LabScreen({
  route: fragment,
  openInWorkbench,
}: {
  readonly route: string;
  readonly openInWorkbench: (token: string, keys?: WorkbenchKeys) => void;
}) {
  const { route, go } = useLabRoute(fragment);
  const [progress, setProgress] = useState<Progress>(() => readProgress(IDS));
  const change = (next: Progress): void => {
    setProgress(next);
    writeProgress(next);
  };
  const onSeen = (id: string): void => {
    if (!progress.seen.has(id)) change({ ...progress, seen: new Set([...progress.seen, id]) });
  };
  const scenario = SCENARIOS.find(({ id }) => id === route.page);
  useTitle(route.page === SIGNATURE_PAGE ? "How a signature is made" : (scenario?.title ?? null));
  if (route.page === SIGNATURE_PAGE)
    return (
      <main className="lab" id="main">
        <SignatureWalk openInWorkbench={openInWorkbench} />
      </main>
    );
  if (!scenario)
    return (
      <main className="lab" id="main">
        {route.page !== null && (
          <p className="lab-problem" role="alert">
            There is no scenario with that name. Here are all of them.
          </p>
        )}
        <CourseList progress={progress} onKeep={(isKept) => change({ ...progress, isKept })} />
      </main>
    );
  return (
    <main className="lab has-side" id="main">
      <ScenarioNav current={scenario.id} progress={progress} />
      <ScenarioPage
        key={scenario.id}
        scenario={scenario}
        route={route}
        go={go}
        onSeen={onSeen}
        openInWorkbench={openInWorkbench}
      />
    </main>
  );
}

/** The place that the address says, and a way to move on from it that leaves the history as short as it was. */
function useLabRoute(fragment: string): { readonly route: LabRoute; readonly go: (change: Partial<LabRoute>) => void } {
  const [state, setState] = useState({ fragment, route: readLabRoute(fragment) });
  // A new address from outside wins over where the reader had gone from the old one.
  if (state.fragment !== fragment) setState({ fragment, route: readLabRoute(fragment) });
  const go = (change: Partial<LabRoute>): void => {
    const route = { ...state.route, ...change };
    history.replaceState(history.state, "", writeLabRoute(route));
    setState({ fragment, route });
  };
  return { route: state.route, go };
}

function useTitle(title: string | null): void {
  useEffect(() => {
    const before = document.title;
    document.title = title === null ? "Attack lab, Jotscope" : `${title}, Jotscope`;
    return () => {
      document.title = before;
    };
  }, [title]);
}
