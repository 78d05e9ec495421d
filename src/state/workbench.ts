import { createStore, type StoreApi } from "zustand/vanilla";
import { capabilities } from "../core/crypto/capabilities.ts";
import { readKeys } from "../core/keys/read.ts";
import { type Diagnosis, loadDiagnosis } from "../core/rules/load.ts";
import type { Solution, SolveQuestion } from "../core/solve/types.ts";
import type { LargeDecoding } from "../core/token/large.ts";
import { createActions } from "./actions.ts";
import { createDeriveView, type Answers } from "./derive-view.ts";
import { type History, isInSteps, record, undo } from "./history.ts";
import { DEFAULT_SETTINGS, NO_INPUTS } from "./initial.ts";
import type { OpenKeys } from "./open-keys.ts";
import { createTasks } from "./tasks.ts";
import { type Taken, withTaken } from "./unsaved.ts";
import type { Actions, Inputs, Notice, Settings, View } from "./types.ts";

/** What the workbench needs from its surroundings, so that it runs in tests without a browser. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Puts a text on the clipboard; rejects where that is refused. */
  readonly writeClipboard: (text: string) => Promise<void>;
  /** `crypto.subtle` is there. */
  readonly secureContext: boolean;
  /** Decodes a token over `LIVE_LIMIT` away from the page's own thread. */
  readonly decodeLarge: (text: string, signal: AbortSignal) => Promise<LargeDecoding>;
  /** Searches for the reading of a key under which a token verifies, away from the page's own thread; absent: nothing is searched. */
  readonly solve?: (question: SolveQuestion, signal: AbortSignal) => Promise<Solution>;
  /** Opens encrypted keys away from the page's own thread; absent: they are opened on it. */
  readonly openKeys?: OpenKeys;
}

export interface Workbench {
  readonly view: StoreApi<View>;
  readonly actions: Actions;
  /** Lets the clock move on; called about once a second while the page is seen. */
  readonly tick: () => void;
}

/** The ways in which actions change the state; each ends with the view derived anew. */
export interface Changes {
  readonly inputs: () => Inputs;
  readonly settings: () => Settings;
  readonly view: () => View;
  /** Changes inputs as one step of Undo; steps with the same non-null mark that follow each other are one. */
  readonly step: (change: Partial<Inputs>, mark?: string | null) => void;
  /** Changes inputs outside Undo (what is typed into a key field), but as a step where Undo would otherwise write over it. */
  readonly set: (change: Partial<Inputs>, mark?: string | null) => void;
  readonly setSettings: (change: Partial<Settings>) => void;
  readonly undo: () => void;
  readonly lastMark: () => string | null;
  /** Remembers a text that was copied out of the page. */
  readonly take: (text: string) => void;
  readonly notify: (code: Notice["code"], args?: Notice["args"]) => void;
  /** Resolves with the view once no signature is on its way. */
  readonly settled: () => Promise<View>;
}

/** Makes a workbench: inputs, tasks and the derived view. Nothing runs until something is put in. */
export function createWorkbench(surroundings: Surroundings): Workbench {
  let inputs: Inputs = NO_INPUTS;
  let history: History<Inputs> = { steps: [] };
  let settings: Settings = DEFAULT_SETTINGS;
  let notice: Notice | null = null;
  let taken: Taken = [];
  let available: ReadonlySet<string> | null = null;
  let diagnosis: Diagnosis | null = null;

  const tasks = createTasks(
    () => refresh(),
    surroundings.decodeLarge,
    surroundings.solve ?? (() => Promise.reject(new Error("nothing to search with"))),
    surroundings.openKeys ?? readKeys,
  );
  const deriveView = createDeriveView(tasks);
  const answers = (): Answers => ({
    available,
    diagnosis,
    canUndo: history.steps.length > 0,
    taken,
    notice,
    secureContext: surroundings.secureContext,
  });
  const derive = (): View => deriveView(inputs, settings, nowSeconds(), answers());
  const view = createStore<View>(() => derive());

  function nowSeconds(): number {
    const real = Math.floor(surroundings.now() / 1000);
    switch (settings.clock.kind) {
      case "real":
        return real;
      case "stopped":
        return settings.clock.at;
      case "moved":
        return real + settings.clock.offset;
    }
  }
  function refresh(): void {
    view.setState(derive(), true);
  }

  const changes: Changes = {
    inputs: () => inputs,
    settings: () => settings,
    view: () => view.getState(),
    step(change, mark = null) {
      ({ history, state: inputs } = record(history, inputs, change, mark));
      refresh();
    },
    set(change, mark) {
      if (isInSteps(history, change)) return changes.step(change, mark);
      inputs = { ...inputs, ...change };
      refresh();
    },
    setSettings(change) {
      settings = { ...settings, ...change };
      refresh();
    },
    undo() {
      ({ history, state: inputs } = undo(history, inputs));
      refresh();
    },
    take(text) {
      taken = withTaken(taken, text);
      refresh();
    },
    lastMark: () => history.steps.at(-1)?.mark ?? null,
    notify(code, args = {}) {
      notice = { id: (notice?.id ?? 0) + 1, code, args };
      refresh();
    },
    settled: () =>
      new Promise((resolve) => {
        const done = (state: View): boolean => !state.signaturePending;
        if (done(view.getState())) return resolve(view.getState());
        const stop = view.subscribe((state) => {
          if (!done(state)) return;
          stop();
          resolve(state);
        });
      }),
  };

  void capabilities().then((found) => {
    available = found;
    refresh();
  });

  void loadDiagnosis().then((loaded) => {
    diagnosis = loaded;
    refresh();
  });

  return { view, actions: createActions(changes, surroundings), tick: refresh };
}
