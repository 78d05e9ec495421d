import { isWhole } from "../core/arrival/whole-token.ts";
import type { Arrival } from "../core/rules/types.ts";
import type { DetectTokens } from "../core/token/load-detect.ts";
import type { Detection, FoundToken, Removal } from "../core/token/types.ts";
import { tokenArrives } from "./initial.ts";
import { isSharedView } from "../core/share/is-shared-view.ts";
import { insertedTexts } from "./insertion.ts";
import type { FromLink } from "./types.ts";
import type { Changes } from "./workbench.ts";

/** The input events of one insertion: the mark of their step, and the token before them. */
export interface Burst {
  readonly mark: string;
  readonly before: string;
}

/** Opens another of the tokens found in the last arrival. */
export function chooseToken(changes: Changes, index: number): void {
  const { found, arrival } = changes.view().arrived;
  const token = found[index];
  if (token === undefined) return;
  const pasted = arrival?.pasted ?? token.text;
  changes.step({ ...tokenArrives(token.text), found, arrival: { pasted, removals: token.removals } });
}

/** Opens what is found in a text; `burst` is the input burst that it ends. */
export function openFound(
  changes: Changes,
  detect: DetectTokens,
  text: string,
  burst: Burst | null,
  fromAddress?: Arrival["fromAddress"],
  given?: FromLink,
): void {
  if (isSharedView(text)) {
    void import("./place.ts").then(({ placeText }) =>
      placeText(changes, detect, text, burst?.mark ?? `view ${text.length}`, false),
    );
    return;
  }
  for (const inserted of burst === null ? [] : insertedTexts(burst.before, text)) {
    if (inserted.length === text.length) break;
    const detection = detect(inserted);
    // A whole token pasted into another takes its place.
    if (detection.tokens.some(isWhole)) {
      openDetected(changes, inserted, detection, burst?.mark);
      return placeOthers(changes, inserted, detection, burst);
    }
  }
  const detection = detect(text);
  openDetected(changes, text, detection, burst?.mark, fromAddress, given);
  placeOthers(changes, text, detection, burst);
}

/** Other things in an insertion into the token pane go where they belong; if it contains no token, the previous one is restored. */
function placeOthers(changes: Changes, text: string, { tokens }: Detection, burst: Burst | null): void {
  if (burst === null) return;
  const isToken = tokens.some(isWhole);
  const isAlone = tokens.every(({ removals }) => removals.every(({ kind }) => !DOCUMENTS.has(kind)));
  if (isToken ? isAlone : burst.before === "") return;
  void import("./place.ts").then(({ placeBeside, placeInstead }) =>
    isToken ? placeBeside(changes, text, tokens, burst.mark) : placeInstead(changes, text, burst.mark),
  );
}

/** Removals that may contain more than the token's wrapping. */
const DOCUMENTS: ReadonlySet<Removal["kind"]> = new Set(["text", "json", "command"]);

/** Opens a complete token of a text as a step with this mark. Returns whether there was one. */
export function openWhole(changes: Changes, detect: DetectTokens, text: string, mark: string): boolean {
  const detection = detect(text);
  const found = detection.tokens.some(isWhole);
  if (found) openDetected(changes, text, detection, mark);
  return found;
}

/** The token to open: the one that authorizes a request, wherever it is; otherwise the first complete one. */
function firstOf(tokens: readonly FoundToken[]): FoundToken | undefined {
  return (
    tokens.find((token) => /^authorization$/i.test(token.label ?? "") && isWhole(token)) ??
    tokens.find(isWhole) ??
    tokens[0]
  );
}

/** Opens the detected token, or the text itself. */
export function openDetected(
  changes: Changes,
  text: string,
  detection: Detection,
  mark: string | null = null,
  fromAddress?: Arrival["fromAddress"],
  given?: FromLink,
): void {
  const first = firstOf(detection.tokens);
  const base = first?.text ?? text;
  const arrival =
    first === undefined && fromAddress === undefined ? null : { pasted: text, removals: first?.removals ?? [] };
  changes.step(
    {
      ...tokenArrives(base),
      arrival: arrival !== null && fromAddress !== undefined ? { ...arrival, fromAddress } : arrival,
      found: detection.tokens.length > 1 ? detection.tokens : [],
      made: false,
      shared: undefined,
      ...given,
    },
    mark,
  );
}
