import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Run } from "../../editor/runs.ts";

/** Shorter texts are all in view, or nearly. */
const LONG = 2_000;
/** Of a block: a screen has a handful, 64 kB a hundred and fifty. */
const ROWS = 8;
/** Characters of one width in a font for code. */
const EVEN = /^[\x21-\x7e]+$/;
/** So many characters are in one row on the narrowest phone. */
const SAMPLE = 8;
/** So many of them are compared. */
const SAMPLES = 6;

/** Some rows of the token, which the browser lays out only when they come into view. */
export interface Block<Kind extends string> {
  readonly start: number;
  readonly rows: number;
  /** A run that goes on in the next block is in both; `isStart` where it starts. */
  readonly runs: readonly { readonly run: Run<Kind>; readonly text: string; readonly isStart: boolean }[];
}

/** Cuts runs into blocks of `ROWS` rows of `row` characters; the last one may be shorter. */
export function cutBlocks<Kind extends string>(runs: readonly Run<Kind>[], row: number): readonly Block<Kind>[] {
  const size = row * ROWS;
  const blocks: { start: number; rows: number; runs: Block<Kind>["runs"][number][] }[] = [];
  for (const run of runs) {
    const end = run.start + run.text.length;
    for (let from = run.start; from < end;) {
      const index = Math.floor(from / size);
      const to = Math.min((index + 1) * size, end);
      const block = (blocks[index] ??= { start: index * size, rows: 0, runs: [] });
      block.rows = Math.ceil((to - block.start) / row);
      block.runs.push({ run, text: run.text.slice(from - run.start, to - run.start), isStart: from === run.start });
      from = to;
    }
  }
  return blocks;
}

/**
 * How many characters a row of the token has, and an element inside its layer to measure it by. Field and layer are
 * made as wide as these and half a character more, so that both wrap there. Null for a text that is short or may wrap
 * elsewhere, in a font of several widths, and until it is measured.
 */
export function useRowLength(text: string): readonly [row: number | null, ref: RefObject<HTMLElement | null>] {
  const ref = useRef<HTMLElement>(null);
  const [row, setRow] = useState<number | null>(null);
  const isLong = text.length > LONG && EVEN.test(text);
  useLayoutEffect(() => {
    const layer = ref.current?.closest<HTMLElement>(".layer");
    const box = layer?.parentElement;
    if (!isLong || !layer || !box) return undefined;
    const measure = (): void => {
      const advance = advanceIn(layer);
      if (advance === null) return;
      if (Number.isNaN(advance)) {
        box.style.removeProperty("--row");
        setRow(null);
        return;
      }
      const style = getComputedStyle(layer);
      const pixels = (name: string): number => Number.parseFloat(style.getPropertyValue(name));
      const room = box.clientWidth - pixels("--text-start") - pixels("--text-end");
      const fitting = Math.floor(room / advance - 0.5);
      box.style.setProperty("--row", `${(fitting + 0.5) * advance}px`);
      setRow(fitting < SAMPLE ? null : fitting);
    };
    // Called at once too.
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    const stop = markTyping(box);
    return () => {
      watch.disconnect();
      stop();
      box.style.removeProperty("--row");
    };
  }, [isLong]);
  return [isLong ? row : null, ref];
}

/** What points somewhere, or may begin to: `:hover` does not follow a drag. */
const POINTING = ["pointermove", "pointerdown", "dragenter", "dragover"] as const;

/**
 * Marks a box with `data-typing` from a key until the pointer is used or something is dragged. Only then may its field
 * skip its letters: Chromium hangs when it looks for a caret's place in letters that are skipped. Returns how to stop.
 */
function markTyping(box: HTMLElement): () => void {
  const mark = (): void => {
    box.dataset["typing"] = "";
  };
  const unmark = (): void => {
    delete box.dataset["typing"];
  };
  addEventListener("keydown", mark, true);
  for (const type of POINTING) addEventListener(type, unmark, true);
  return () => {
    removeEventListener("keydown", mark, true);
    for (const type of POINTING) removeEventListener(type, unmark, true);
    unmark();
  };
}

/**
 * The width of a character in the layer, in pixels; null if it is not shown, and NaN if characters differ: some users
 * read every page in a font of their own.
 */
function advanceIn(layer: HTMLElement): number | null {
  const range = document.createRange();
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  const widths: number[] = [];
  for (let node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
    for (let at = 0; at + SAMPLE <= node.length; at += SAMPLE) {
      range.setStart(node, at);
      range.setEnd(node, at + SAMPLE);
      const [rect, more] = range.getClientRects();
      // None where nothing is shown, two where the row ends.
      if (rect === undefined) return null;
      if (more === undefined) widths.push(rect.width);
      if (widths.length < SAMPLES) continue;
      if (Math.max(...widths) - Math.min(...widths) > 0.5) return Number.NaN;
      return rect.width / SAMPLE || null;
    }
  }
  return null;
}
