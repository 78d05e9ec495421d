import { detectorIfLoaded, loadDetector } from "../core/token/load-detect.ts";
import { tokenArrives, tokenChange } from "./initial.ts";
import { actsIfLoaded, loadActs, withActs } from "./load-acts.ts";
import type { Runs } from "./runs.ts";
import type { Burst } from "./search.ts";
import type { Actions, FromLink, Inputs } from "./types.ts";
import type { Changes } from "./workbench.ts";

/** How many arrivals are remembered, and up to which length, since a field's own undo can restore their texts. */
const REMEMBERED = 20;
const REMEMBERED_LENGTH = 1_000_000;

type Arrival = Pick<Inputs, "pasted" | "arrival" | "found" | "made">;

/** User actions on the whole token: typing, pasting, choosing among several; `forget` ends pending input bursts. */
export function tokenActions(
  changes: Changes,
  { newMark }: Runs,
  refuses: Actions["refuses"],
): Pick<Actions, "typeToken" | "pasteToken" | "openText" | "placeText" | "chooseToken" | "revert"> & {
  readonly endBurst: () => void;
  readonly forget: () => void;
} {
  let burst: Burst | null = null;

  /** The arrivals of this visit by their resulting text, so their notes return with that text. */
  const arrivals = new Map<string, Arrival>();
  function remember(): void {
    const { pasted, arrival, found, made } = changes.inputs();
    arrivals.delete(pasted);
    if (pasted !== "" && pasted.length <= REMEMBERED_LENGTH) arrivals.set(pasted, { pasted, arrival, found, made });
    for (const oldest of arrivals.keys()) {
      if (arrivals.size <= REMEMBERED) break;
      arrivals.delete(oldest);
    }
  }

  /** Opens what is found in a text that came in at once; `burst` is the insertion that it ends. */
  function find(text: string, ends: Burst | null, fromAddress?: "fragment" | "query", given?: FromLink): void {
    remember();
    const detect = detectorIfLoaded();
    const acts = actsIfLoaded();
    if (detect !== null && acts !== null) return acts.openFound(changes, detect, text, ends, fromAddress, given);
    const waiting = ends ?? { mark: newMark(), before: changes.view().whole.text };
    changes.step({ ...tokenArrives(text), made: false, ...given }, waiting.mark);
    void Promise.all([loadDetector(), loadActs()]).then(([loaded, { openFound }]) => {
      // Unless it was replaced in the meantime.
      if (changes.inputs().base === text && changes.lastMark() === waiting.mark)
        openFound(changes, loaded, text, waiting, fromAddress, given);
    });
  }

  return {
    typeToken(text, continues = false) {
      if (refuses(text.length)) return;
      const { whole, inputs } = changes.view();
      if (text === whole.text && Object.keys(inputs.edits).length === 0) return;
      if (!continues || burst === null) burst = { mark: newMark(), before: whole.text };
      remember();
      changes.step({ ...tokenChange(text), ...arrivals.get(text) }, burst.mark);
    },
    pasteToken(text) {
      if (refuses(text.length)) return;
      burst = { mark: newMark(), before: changes.view().whole.text };
      find(text, burst);
    },
    openText(text, fromAddress, given) {
      if (refuses(text.length)) return;
      const { base } = changes.inputs();
      const mark = changes.lastMark();
      // The burst of typing that this search ends is the same step.
      const belongs = text === base && mark !== null && burst?.mark === mark ? burst : null;
      find(text, belongs, fromAddress, given);
    },
    placeText(text) {
      if (refuses(text.length)) return;
      remember();
      const mark = newMark();
      const [detect, acts] = [detectorIfLoaded(), actsIfLoaded()];
      const opened = detect !== null && acts !== null && acts.openWhole(changes, detect, text, mark);
      void Promise.all([loadDetector(), import("./place.ts")]).then(([loaded, { placeText }]) =>
        placeText(changes, loaded, text, mark, opened),
      );
    },
    chooseToken: (index) => withActs((acts) => acts.chooseToken(changes, index)),
    revert() {
      changes.step(tokenChange(changes.inputs().pasted));
    },
    endBurst: () => (burst = null),
    forget() {
      burst = null;
      arrivals.clear();
    },
  };
}
