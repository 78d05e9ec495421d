import { inString } from "../core/envelope/json-project.ts";
import { putInner } from "../core/envelope/splice.ts";
import { applyEdit } from "../core/text/edit.ts";
import { tokenChange } from "./initial.ts";
import type { PutPane } from "./layer-actions.ts";
import type { Runs } from "./runs.ts";
import type { Actions } from "./types.ts";
import type { Changes } from "./workbench.ts";

/** The tools of the fixes. */
export interface Fixing
  extends Pick<Actions, "moveClock" | "revert" | "copyText" | "refuses">, Pick<Runs, "newMark" | "mark"> {
  readonly changes: Changes;
  readonly putPane: PutPane;
}

/** Replaces the shown layer's token, as one step: for an inner token, an edit of the outer payload. */
export function replaceToken(text: string, fixing: Fixing, mark: string): void {
  const { changes, putPane } = fixing;
  const { path, layers } = changes.view();
  const { around, place } = layers.find((layer) => layer.path === path)!;
  if (around === null || place === null) return changes.step(tokenChange(text), mark);
  changes.step({ path: around }, mark);
  const { token, payload, envelope } = changes.view();
  const places = envelope?.places ?? [];
  const binding = places.find(({ name }) => name === place && name === "key-binding");
  if (binding) {
    const insert = binding.quoted ? inString(text) : text;
    replaceToken(applyEdit(token.text, { range: binding.range, insert }), fixing, mark);
  } else putPane("payload", putInner(payload.text, places, new Map([[place, text]])), mark);
  changes.step({ path }, mark);
}
