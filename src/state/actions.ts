import type { Fixing } from "./fixing.ts";
import { DEFAULT_SETTINGS, NO_INPUTS } from "./initial.ts";
import { layerActions, paneIn } from "./layer-actions.ts";
import { atLayer, layerInputs } from "./layer-inputs.ts";
import { loadActs, withActs } from "./load-acts.ts";
import { createRuns } from "./runs.ts";
import { tokenActions } from "./token-actions.ts";
import type { Actions, Inputs } from "./types.ts";
import type { Changes, Surroundings } from "./workbench.ts";

/** Longer texts are refused before they reach a field. */
const MAX_TEXT = 16 * 1024 * 1024;

/** Every user action, as a change of the inputs. */
export function createActions(changes: Changes, surroundings: Surroundings): Actions {
  const runs = createRuns(surroundings.now);
  /** Request counters: only the latest answer is still wanted. */
  const requests = { key: 0, example: 0 };

  function refuses(size: number): boolean {
    const isTooLarge = size > MAX_TEXT;
    if (isTooLarge) changes.notify("too-large", { size, limit: MAX_TEXT });
    return isTooLarge;
  }

  const putPane = paneIn(changes);
  const { endBurst, forget, ...token } = tokenActions(changes, runs, refuses);
  const copyText: Actions["copyText"] = async (text, what) =>
    (await loadActs()).copyText(changes, surroundings, text, what);
  const moveClock = (to: number): void => changes.setSettings({ clock: { kind: "moved", to, startedAt: null } });
  const fixing: Fixing = { changes, putPane, refuses, ...runs, moveClock, revert: token.revert, copyText };

  /** An empty page with the current signature mode. */
  function emptied(): Inputs {
    return { ...NO_INPUTS, ...atLayer(NO_INPUTS, "", { mode: layerInputs(changes.inputs(), "").mode }) };
  }

  /** Ends typing, remembering and key generation. */
  function endAll(): void {
    runs.end();
    forget();
    requests.key += 1;
    requests.example += 1;
  }

  return {
    ...token,
    ...layerActions(changes, runs, putPane, refuses),
    moveClock,
    startClock: () => withActs((acts) => acts.startClock(changes)),
    stopClock: () => moveClock(changes.view().clock.now),
    resetClock: () => changes.setSettings({ clock: { kind: "real" } }),
    setMode: (mode) => withActs((acts) => acts.setMode(mode, fixing)),
    setAlgorithm: (alg) => withActs((acts) => acts.setAlgorithm(alg, fixing)),
    judgeLarge() {
      changes.set({ judgeLarge: changes.inputs().base });
    },
    undo() {
      runs.end();
      endBurst();
      changes.undo();
    },
    clearAll() {
      const { policy, verifier } = changes.inputs();
      const left = { ...emptied(), policy, verifier };
      endAll();
      changes.forgetDerived();
      changes.step(left);
      changes.notify("cleared");
    },
    forgetEverything() {
      endAll();
      changes.forgetEverything(emptied());
      changes.setSettings({ mapping: DEFAULT_SETTINGS.mapping });
    },
    forgetDerived: changes.forgetDerived,
    applyFix: (fix) => withActs((acts) => acts.applyFix(fix, fixing)),
    act: (what) => withActs((acts) => what(acts, fixing)),
    setDetached: (text) => withActs((acts) => acts.setDetached(text, fixing)),
    async generateKey(curve) {
      const before = changes.view();
      const request = (requests.key += 1);
      const { putKey } = await import("./making.ts");
      await putKey(fixing, before, () => request === requests.key, curve);
    },
    async openExample(id) {
      const before = changes.inputs();
      const request = (requests.example += 1);
      const { openMade } = await import("./making.ts");
      await openMade(changes, id, before, () => request === requests.example);
    },
    openWith: (token, keys) => withActs((acts) => acts.openWith(changes, { token, keys })),
    setNotes: (change) => changes.set(change, runs.mark("notes")),
    setSettings: (change) => changes.setSettings(change),
    copy: async (what) => (await loadActs()).copy(changes, surroundings, what),
    copyText,
    markCopied: (text) => changes.take(text),
    notify: changes.notify,
    refuses,
  };
}
