import { useEffect, useState } from "react";
import { SCENARIOS } from "../../core/lab/scenarios.ts";
import type { Scenario, WorkbenchKeys } from "../../core/lab/types.ts";
import { CourseList } from "./CourseList.tsx";
import "./lab.css";
import { type Progress, readProgress, writeProgress } from "./progress.ts";
import { type LabRoute, otherParameters, readLabRoute, SIGNATURE_PAGE, writeLabRoute } from "./route.ts";
import { ScenarioPage } from "./ScenarioPage.tsx";
import { SignatureWalk } from "./SignatureWalk.tsx";

const IDS = SCENARIOS.map(({ id }) => id);

/**
 * The attack lab. `route` is the address's fragment (`#/lab…`); `openInWorkbench` opens a token, with the honest or the
 * working key, in the workbench; `standing` is where the page's clock is stopped (NumericDate), null while it ticks;
 * `resetClock` starts it and `moveClock` stops it. Loaded only when it is opened.
 */
export function LabScreen({
  route: fragment,
  openInWorkbench,
  standing,
  resetClock,
  moveClock,
  resetChallenges,
  copyLink,
}: {
  readonly route: string;
  readonly openInWorkbench: (token: string, keys?: WorkbenchKeys) => void;
  readonly standing: number | null;
  readonly resetClock: () => void;
  readonly moveClock: (to: number) => void;
  /** Returns the function that undoes it. */
  readonly resetChallenges: () => () => void;
  /** Rejects if the clipboard refuses. */
  readonly copyLink: (text: string) => Promise<void>;
}) {
  const { route, go } = useLabRoute(fragment);
  const [progress, setProgress] = useState<Progress>(() => readProgress(IDS));
  const [frozen, freeze] = useState<number | null>(null);
  const change = (next: Progress): void => {
    setProgress(next);
    writeProgress(next);
  };
  const onSeen = (id: string): void => {
    if (!progress.seen.has(id)) change({ ...progress, seen: new Set([...progress.seen, id]) });
  };
  const scenario = SCENARIOS.find(({ id }) => id === route.page);
  const course = courseOf(route.course);
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
        <SkipLink to=".lab-families" words="Skip to the list of attacks" />
        {route.page !== null && (
          <p className="lab-problem" role="alert">
            There is no scenario with that name. Here are all of them.
          </p>
        )}
        <CourseList
          progress={progress}
          course={course}
          onKeep={(isKept) => change({ ...progress, isKept })}
          onCourse={(chosen) => go({ course: chosen.map(({ id }) => id) })}
          copyLink={copyLink}
          onReset={() => {
            const others = otherParameters(location.hash);
            change({ ...progress, seen: new Set() });
            freeze(null);
            const restoreChallenges = resetChallenges();
            resetClock();
            // The parameter that stopped the clock is removed from the address too.
            go(
              { course: [] },
              others.filter((pair) => !pair.startsWith("now=")),
            );
            return () => {
              change(progress);
              restoreChallenges();
              freeze(frozen);
              if (standing !== null) moveClock(standing);
              go({ course: course.map(({ id }) => id) }, others);
            };
          }}
        />
      </main>
    );
  return (
    <main className="lab has-stage" id="main">
      <SkipLink to=":is(.lab-steps, .lab-board)" words="Skip to the attack" />
      <ScenarioPage
        key={scenario.id}
        scenario={scenario}
        route={{ ...route, course: course.map(({ id }) => id) }}
        course={course.length > 0 ? course : SCENARIOS}
        progress={progress}
        standing={standing}
        frozen={frozen}
        onFreeze={freeze}
        go={go}
        onSeen={onSeen}
        openInWorkbench={openInWorkbench}
        copyText={copyLink}
      />
    </main>
  );
}

/** The scenarios of a course in order; unknown names are left out. */
function courseOf(ids: readonly string[]): readonly Scenario[] {
  return ids.flatMap((id) => SCENARIOS.find((scenario) => scenario.id === id) ?? []);
}

/** Skips the controls at the top of the lab. */
function SkipLink({ to, words }: { readonly to: string; readonly words: string }) {
  return (
    <a
      className="skip"
      href="#main"
      onClick={(event) => {
        // The fragment is the place within the page, which stays.
        event.preventDefault();
        document.querySelector<HTMLElement>(`${to} :is(a, button)`)?.focus();
      }}
    >
      {words}
    </a>
  );
}

/** The place in the address, and a function to move on without adding to the history. */
function useLabRoute(fragment: string): {
  readonly route: LabRoute;
  readonly go: (change: Partial<LabRoute>, others?: readonly string[]) => void;
} {
  const [state, setState] = useState({ fragment, route: readLabRoute(fragment) });
  // A new address from outside takes precedence over navigation from the old one.
  if (state.fragment !== fragment) setState({ fragment, route: readLabRoute(fragment) });
  const go = (change: Partial<LabRoute>, others = otherParameters(location.hash)): void => {
    const route = { ...state.route, ...change };
    const address = [writeLabRoute(route), ...others].join("&");
    history.replaceState(history.state, "", address);
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
