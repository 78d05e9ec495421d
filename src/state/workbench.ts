import type { Signal } from "../core/base/signal.ts";
import { capabilities } from "../core/crypto/capabilities.ts";
import { forgetKept } from "../core/memory/forget.ts";
import { type Diagnosis, loadDiagnosis } from "../core/rules/load.ts";
import type { Solution, SolveQuestion } from "../core/solve/types.ts";
import { loadDetector } from "../core/token/load-detect.ts";
import type { LargeDecoding } from "../core/envelope/large.ts";
import { createActions } from "./actions.ts";
import { createDeriveView, type Answers } from "./derive-view.ts";
import { createHeldView, type NextFrame, type WatchedView } from "./held-view.ts";
import { type History, isInSteps, record, undo } from "./history.ts";
import { DEFAULT_SETTINGS, NO_INPUTS } from "./initial.ts";
import { atLayer, layerInputs } from "./layer-inputs.ts";
import { actsIfLoaded, loadActs, withActs } from "./load-acts.ts";
import type { OpenKeys } from "./open-keys.ts";
import { createTasks } from "./tasks.ts";
import type { Taken } from "./unsaved.ts";
import type { Actions, Inputs, LayerInputs, Notice, Settings, View } from "./types.ts";

/** What the workbench needs from its environment, so that it runs in tests without a browser. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Copies a text to the clipboard; rejects if refused. */
  readonly writeClipboard: (text: string) => Promise<void>;
  /** Until this resolves, nothing is loaded that the first frame does not need, nor a token in the address; absent: the page is already shown. */
  readonly shown?: Promise<void>;
  /** `crypto.subtle` is available. */
  readonly secureContext: boolean;
  /** Decodes a token over `LIVE_LIMIT` off the main thread. */
  readonly decodeLarge: (text: string, signal: AbortSignal) => Promise<LargeDecoding>;
  /** Searches off the main thread for a reading of a key under which a token verifies; absent: nothing is searched. */
  readonly solve?: (question: SolveQuestion, signal: AbortSignal) => Promise<Solution>;
  /** Opens encrypted keys off the main thread; absent: they are opened on it. */
  readonly openKeys?: OpenKeys;
  /** Calls back before the next frame is drawn; absent: what is typed is shown with its verdict. */
  readonly nextFrame?: NextFrame;
}

export interface Workbench {
  readonly view: WatchedView;
  /** Something was typed that the view's listeners have not been given yet. */
  readonly held: Pick<Signal<boolean>, "read" | "watch">;
  readonly actions: Actions;
  /** Advances the clock; called about once a second while the page is visible. */
  readonly tick: () => void;
}

/** The ways in which actions change the state; after each one the view is derived again. */
export interface Changes {
  readonly inputs: () => Inputs;
  readonly settings: () => Settings;
  readonly view: () => View;
  /** The inputs of the shown layer. */
  readonly fields: () => LayerInputs;
  /** A change of the shown layer's inputs as a change of all inputs, applied after `others`. */
  readonly here: (change: Partial<LayerInputs>, others?: Partial<Inputs>) => Partial<Inputs>;
  /** Changes inputs as one step of Undo; consecutive steps with the same non-null mark become one. `isTyped`: as in `createHeldView`. */
  readonly step: (change: Partial<Inputs>, mark?: string | null, isTyped?: boolean) => void;
  /** Changes inputs outside Undo (such as text typed into a key field), but as a step if Undo would otherwise write over it. */
  readonly set: (change: Partial<Inputs>, mark?: string | null) => void;
  readonly setSettings: (change: Partial<Settings>) => void;
  /** Forgets everything derived or kept besides the inputs; what is needed next is derived again. Does not update the view yet. */
  readonly forgetDerived: () => void;
  /** Forgets that and all inputs, including those that Undo returns to; `left` are the inputs from now on. */
  readonly forgetEverything: (left: Inputs) => void;
  readonly undo: () => void;
  readonly lastMark: () => string | null;
  /** Remembers a text that was copied from the page. */
  readonly take: (text: string) => void;
  readonly notify: (code: Notice["code"], args?: Notice["args"]) => void;
  /** Notified when the view's own listeners are. */
  readonly watch: WatchedView["subscribe"];
}

const openHere: OpenKeys = async (text, passphrase) => (await loadActs()).readKeys(text, passphrase);

/** Creates a workbench: inputs, tasks and the derived view. Nothing runs until there is input. */
export function createWorkbench(surroundings: Surroundings): Workbench {
  let inputs: Inputs = NO_INPUTS;
  let history: History<Inputs> = { steps: [] };
  let settings: Settings = DEFAULT_SETTINGS;
  let notice: Notice | null = null;
  let notices = 0;
  let taken: Taken = [];
  let available: ReadonlySet<string> | null = null;
  let diagnosis: Diagnosis | null = null;
  let forgotten = 0;

  /** The tasks and the derivation, with everything they remember. */
  const createEngine = () =>
    createDeriveView(() =>
      createTasks(() => answered(), surroundings.decodeLarge, surroundings.solve, surroundings.openKeys ?? openHere),
    );
  let engine = createEngine();
  const answers = (): Answers => ({
    available,
    diagnosis,
    acts: actsIfLoaded(),
    canUndo: history.steps.length > 0,
    taken,
    notice,
    secureContext: surroundings.secureContext,
    forgotten,
    realTime: realSeconds(),
  });
  const { view, held, refresh, answered, typed } = createHeldView(
    () => engine.deriveTree(inputs, settings, actsIfLoaded()),
    (tree) => engine.deriveView(tree, inputs, settings, nowSeconds(), answers()),
    surroundings.nextFrame,
  );

  function realSeconds(): number {
    return Math.floor(surroundings.now() / 1000);
  }
  function nowSeconds(): number {
    const real = realSeconds();
    switch (settings.clock.kind) {
      case "real":
        return real;
      case "stopped":
        return settings.clock.at;
      case "moved": {
        const { to, startedAt } = settings.clock;
        return startedAt === null ? to : to + real - startedAt;
      }
    }
  }

  const changes: Changes = {
    inputs: () => inputs,
    settings: () => settings,
    view: view.getState,
    watch: view.subscribe,
    fields: () => layerInputs(inputs, view.getState().path),
    here: (change, others = {}) => ({
      ...others,
      ...atLayer({ ...inputs, ...others }, view.getState().path, change),
    }),
    step(change, mark = null, isTyped = false) {
      // What a notice of a step offers applies only while that step is the last one.
      if (notice?.args["mark"] && notice.args["mark"] !== mark) notice = null;
      ({ history, state: inputs } = record(history, inputs, change, mark));
      if (isTyped) typed();
      else refresh();
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
    forgetDerived() {
      engine.drop();
      engine = createEngine();
      taken = [];
      forgetKept();
    },
    forgetEverything(left) {
      changes.forgetDerived();
      history = { steps: [] };
      inputs = left;
      notice = null;
      forgotten += 1;
      refresh();
    },
    undo() {
      ({ history, state: inputs } = undo(history, inputs));
      refresh();
    },
    take(text) {
      withActs(({ withTaken }) => {
        taken = withTaken(taken, text);
        refresh();
      });
    },
    lastMark: () => history.steps.at(-1)?.mark ?? null,
    notify(code, args = {}) {
      notice = { id: (notices += 1), code, args };
      refresh();
    },
  };

  void capabilities().then((found) => {
    available = found;
    refresh();
  });

  async function loadRest(): Promise<void> {
    await surroundings.shown;
    void loadDetector();
    // A fix that is offered must be available at once.
    [diagnosis] = await Promise.all([loadDiagnosis(), loadActs()]);
    refresh();
  }
  void loadRest();

  return { view, held, actions: createActions(changes, surroundings), tick: answered };
}
