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

/** What the workbench needs from its surroundings, so that it runs in tests without a browser. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Puts a text on the clipboard; rejects where that is refused. */
  readonly writeClipboard: (text: string) => Promise<void>;
  /** Until then nothing is loaded that no first frame needs, and no token that comes with the address; absent: it is shown. */
  readonly shown?: Promise<void>;
  /** `crypto.subtle` is there. */
  readonly secureContext: boolean;
  /** Decodes a token over `LIVE_LIMIT` away from the page's own thread. */
  readonly decodeLarge: (text: string, signal: AbortSignal) => Promise<LargeDecoding>;
  /** Searches for the reading of a key under which a token verifies, away from the page's own thread; absent: nothing is searched. */
  readonly solve?: (question: SolveQuestion, signal: AbortSignal) => Promise<Solution>;
  /** Opens encrypted keys away from the page's own thread; absent: they are opened on it. */
  readonly openKeys?: OpenKeys;
  /** Calls back before the next frame is drawn; absent: what is typed is shown with its verdict. */
  readonly nextFrame?: NextFrame;
}

export interface Workbench {
  readonly view: WatchedView;
  /** Something was typed that listeners of the view have not been told of yet. */
  readonly held: Pick<Signal<boolean>, "read" | "watch">;
  readonly actions: Actions;
  /** Lets the clock move on; called about once a second while the page is seen. */
  readonly tick: () => void;
}

/** The ways in which actions change the state; each ends with the view derived again. */
export interface Changes {
  readonly inputs: () => Inputs;
  readonly settings: () => Settings;
  readonly view: () => View;
  /** What was put in for the layer that is shown. */
  readonly fields: () => LayerInputs;
  /** A change of the shown layer's inputs as a change of all, together with `others`, which it comes after. */
  readonly here: (change: Partial<LayerInputs>, others?: Partial<Inputs>) => Partial<Inputs>;
  /** Changes inputs as one step of Undo; steps with the same non-null mark that follow each other are one. `isTyped`: as `createHeldView` has it. */
  readonly step: (change: Partial<Inputs>, mark?: string | null, isTyped?: boolean) => void;
  /** Changes inputs outside Undo (what is typed into a key field), but as a step where Undo would otherwise write over it. */
  readonly set: (change: Partial<Inputs>, mark?: string | null) => void;
  readonly setSettings: (change: Partial<Settings>) => void;
  /** Forgets all that was worked out or kept beside the inputs; what is wanted next is worked out again. Shows nothing yet. */
  readonly forgetDerived: () => void;
  /** Forgets that and all inputs, those that Undo goes back to as well; `left` is what there is from now on. */
  readonly forgetEverything: (left: Inputs) => void;
  readonly undo: () => void;
  readonly lastMark: () => string | null;
  /** Remembers a text that was copied out of the page. */
  readonly take: (text: string) => void;
  readonly notify: (code: Notice["code"], args?: Notice["args"]) => void;
  /** Told as the view's own listeners are. */
  readonly watch: WatchedView["subscribe"];
}

const openHere: OpenKeys = async (text, passphrase) => (await loadActs()).readKeys(text, passphrase);

/** Makes a workbench: inputs, tasks and the derived view. Nothing runs until something is put in. */
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

  /** The tasks and the derivation, with all that they remember. */
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
      // What a notice of a step offers is about that step as the last one.
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
    // A fix that is offered can be taken at once.
    [diagnosis] = await Promise.all([loadDiagnosis(), loadActs()]);
    refresh();
  }
  void loadRest();

  return { view, held, actions: createActions(changes, surroundings), tick: answered };
}
