import { setStringMember } from "../core/json/edit.ts";
import { KEY_MANAGEMENT_ALGORITHMS } from "../core/registry/encryption-algorithms.ts";
import { applyEdit } from "../core/text/edit.ts";
import { algOf } from "./derive.ts";
import type { Fixing } from "./fixes.ts";
import type { AlgorithmOption } from "./types.ts";

/** What an encrypted token can be: software stands in for what a browser lacks. */
export const keyManagementOptions: readonly AlgorithmOption[] = KEY_MANAGEMENT_ALGORITHMS.map((alg) => ({
  alg,
  lacking: false,
}));

/** Writes another `alg` into the header pane, as one step of Undo. */
export function setAlgorithm(alg: string, { changes, putPane }: Pick<Fixing, "changes" | "putPane">): void {
  const { header } = changes.view();
  if (algOf(header.json) === alg) return;
  const edit = setStringMember(header.text, "alg", alg);
  if (edit !== null) putPane("header", applyEdit(header.text, edit), null);
}
