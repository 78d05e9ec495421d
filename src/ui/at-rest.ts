import type { Fix } from "../core/rules/types.ts";
import { isSame } from "../core/same.ts";
import type { View } from "../state/types.ts";
import type { Workbench } from "../state/workbench.ts";

/** How long statements about the previous text stay while the answer for the new one is pending, in milliseconds. */
const PATIENCE_MS = 150;

const known = new WeakMap<Workbench, Workbench>();

/**
 * The workbench with a view that skips the moments between a keystroke and its answer: nothing is drawn twice for one
 * key, and no finding flickers. After `PATIENCE_MS` the pending state is shown; another token is shown at once.
 */
export function atRest(workbench: Workbench): Workbench {
  const made = known.get(workbench);
  if (made !== undefined) return made;
  const { view: live, actions } = workbench;
  const listeners = new Set<(view: View, before: View) => void>();
  let shown = live.told();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const before = shown;
    shown = live.told();
    if (shown !== before) for (const listener of listeners) listener(shown, before);
  };
  let isImpatient = false;
  live.subscribe((view) => {
    const waits = isOnItsWay(view) && continues(shown, view);
    if (!waits || isImpatient) {
      isImpatient = waits;
      return show();
    }
    timer ??= setTimeout(() => {
      isImpatient = true;
      show();
    }, PATIENCE_MS);
  });
  const view: Workbench["view"] = {
    getState: () => shown,
    told: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  /** An offer shown meanwhile is about the previous text: it runs only if the new text has the same offer. */
  const applyFix = (fix: Fix): void => {
    if (shown === live.getState()) return actions.applyFix(fix);
    const stop = live.subscribe((latest) => {
      if (isOnItsWay(latest)) return;
      stop();
      if (offers(latest, fix)) actions.applyFix(fix);
    });
  };
  const resting: Workbench = { ...workbench, view, actions: { ...actions, applyFix } };
  known.set(workbench, resting);
  known.set(resting, resting);
  return resting;
}

function isOnItsWay({ verdict, signaturePending }: View): boolean {
  return signaturePending || (verdict.state === "pending" && !verdict.onRequest);
}

/** Whether a view shows the same token, edited further. */
function continues(before: View, view: View): boolean {
  return (
    before.inputs.pasted === view.inputs.pasted &&
    before.path === view.path &&
    before.forgotten === view.forgotten &&
    before.canUndo === view.canUndo
  );
}

function offers({ findings }: View, fix: Fix): boolean {
  const all = findings.flatMap((finding) => [finding, ...(finding.consequences ?? [])]);
  return all.some((finding) => finding.fix !== undefined && isSame(finding.fix, fix));
}
