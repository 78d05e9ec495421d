import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import type { Actions, View } from "../state/types.ts";
import type { Workbench } from "../state/workbench.ts";

/** The workbench of the components below; `WorkbenchProvider` sets it. */
export const WorkbenchContext = createContext<Workbench | null>(null);

/**
 * Provides a workbench. Its actions render synchronously: when the handler of an input event returns, the page
 * already shows the new input, never an older one.
 */
export function WorkbenchProvider({
  workbench,
  children,
}: {
  readonly workbench: Workbench;
  readonly children: ReactNode;
}) {
  const value = useMemo(() => ({ ...workbench, actions: synchronous(workbench.actions) }), [workbench]);
  return <WorkbenchContext value={value}>{children}</WorkbenchContext>;
}

function synchronous(actions: Actions): Actions {
  return Object.fromEntries(
    Object.entries(actions).map(([name, act]: [string, (...args: never[]) => unknown]) => [
      name,
      (...args: never[]) => flushSync(() => act(...args)),
    ]),
  ) as unknown as Actions;
}

export function useWorkbench(): Workbench {
  const workbench = use(WorkbenchContext);
  if (workbench === null) throw new Error("no workbench above");
  return workbench;
}

export function useActions(): Actions {
  return useWorkbench().actions;
}

/** A part of the view; the component renders again when `select` returns another value (by `Object.is`). */
export function useView<Part>(select: (view: View) => Part): Part {
  return useViewOf(useWorkbench(), select);
}

/** Like `useView`, for any workbench. */
export function useViewOf<Part>({ view: { subscribe, told } }: Workbench, select: (view: View) => Part): Part {
  const read = (): Part => select(told());
  return useSyncExternalStore(subscribe, read, read);
}

/** While `still`, the subtree keeps showing the old view: invisible parts are not redrawn. */
export function Still({ still, children }: { readonly still: boolean; readonly children: ReactNode }) {
  const workbench = useWorkbench();
  const value = useMemo(() => {
    if (!still) return workbench;
    const kept = workbench.view.told();
    const told = (): View => kept;
    const view = { getState: told, told, subscribe: () => () => {} };
    return { ...workbench, view };
  }, [still, workbench]);
  return <WorkbenchContext value={value}>{children}</WorkbenchContext>;
}
