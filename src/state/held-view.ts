import { createBell, createSignal } from "../core/base/signal.ts";
import type { Tree } from "./derive-tree.ts";
import type { View } from "./types.ts";

/** The view as it is read and watched: who reads it has that of now, who watches it is told at the next frame at the latest. */
export interface WatchedView {
  readonly getState: () => View;
  /** The view that was told last: what draws goes by it, so that all that is on the screen is of one moment. */
  readonly told: () => View;
  /** `before` is the view that was told before; gives what ends it. */
  readonly subscribe: (listener: (view: View, before: View) => void) => () => void;
}

/** Calls back before the next frame is drawn. */
export type NextFrame = (then: () => void) => void;

/**
 * Keeps the view of what was put in. `look` asks the tasks for what is wanted now, which costs little; `make` derives all that is
 * said of it, which costs more, as does drawing it.
 *
 * A change by `typed` is held until its signature and verdict are there, so that it is derived and drawn once. They come well
 * before the next frame; what takes longer is shown as pending with that frame, where there are frames.
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
    held.set(false);
    before = told;
    told = latest;
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
    /** Something was typed that nobody was told of yet. */
    held,
    /** Derives the view and tells it at once. */
    refresh: () => refresh(),
    /** A task has an answer, or the clock moved on: told at once too, unless what was typed waits for more. */
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
