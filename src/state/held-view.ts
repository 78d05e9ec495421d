import { createBell, createSignal } from "../core/base/signal.ts";
import type { Tree } from "./derive-tree.ts";
import type { View } from "./types.ts";

/** The view, for readers and listeners: a reader gets the current view, a listener is notified by the next frame at the latest. */
export interface WatchedView {
  readonly getState: () => View;
  /** The last view that listeners were given. Rendering uses it, so that everything on the screen is from the same moment. */
  readonly told: () => View;
  /** `before` is the previous view given to listeners; returns a function that unsubscribes. */
  readonly subscribe: (listener: (view: View, before: View) => void) => () => void;
}

/** Calls back before the next frame is drawn. */
export type NextFrame = (then: () => void) => void;

/**
 * Keeps the view of the inputs. `look` asks the tasks for what is needed now, which is cheap; `make` derives
 * everything shown about it, which costs more, as does drawing it.
 *
 * A change by `typed` is held until its signature and verdict have arrived, so that it is derived and drawn once.
 * They arrive well before the next frame; anything slower shows as pending in that frame, if there are frames.
 */
export function createHeldView(look: () => Tree, make: (tree: Tree) => View, nextFrame?: NextFrame) {
  const bell = createBell();
  const held = createSignal(false);
  let latest = make(look());
  let told = latest;
  let before = latest;
  let isStale = false;

  function remake(tree = look()): void {
    isStale = false;
    latest = make(tree);
  }
  function refresh(tree?: Tree): void {
    remake(tree);
    before = told;
    told = latest;
    held.set(false);
    bell.ring();
  }
  function change(isHeld: boolean): void {
    const tree = look();
    isStale = isHeld && isOnItsWay(tree);
    if (!isStale) refresh(tree);
  }
  const view: WatchedView = {
    getState() {
      if (isStale) remake();
      return latest;
    },
    told: () => told,
    subscribe: (listener) => bell.hear(() => listener(told, before)),
  };
  return {
    view,
    /** Something was typed that listeners have not been given yet. */
    held,
    /** Derives the view and notifies listeners at once. */
    refresh: () => refresh(),
    /** A task has an answer, or the clock moved on: notifies at once too, unless typed input is still waiting for an answer. */
    answered: () => change(held.read()),
    /** Something was typed. */
    typed: () => {
      change(true);
      held.set(isStale);
      if (isStale) nextFrame?.(() => held.read() && refresh());
    },
  };
}

function isOnItsWay({ root, shown }: Tree): boolean {
  return root.signing.pending || (shown.judgement === null && !shown.onRequest);
}
