import { setStringMember } from "../core/json/edit.ts";
import { applyEdit } from "../core/text/edit.ts";
import { algOf } from "./derive.ts";
import type { Fixing } from "./fixes.ts";

/** Writes another `alg` into the header pane, as one step of Undo. */
export function setAlgorithm(alg: string, { changes, putPane }: Pick<Fixing, "changes" | "putPane">): void {
  const { header } = changes.view();
  if (algOf(header.json) === alg) return;
  const edit = setStringMember(header.text, "alg", alg);
  if (edit !== null) putPane("header", applyEdit(header.text, edit), null);
}
