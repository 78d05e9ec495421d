import { describeTime, instantWords } from "../../core/claims/describe.ts";
import type { Clock, TimeClaim, TimeStyle } from "../../core/claims/types.ts";
import type { Hint, TabMeaning } from "../../editor/pane.ts";
import type { LayerItem, PaneView, View } from "../../state/types.ts";
import { FORMS } from "../token/layer-forms.ts";

/** Why a pane is read-only. */
export const READ_ONLY: Readonly<Record<NonNullable<PaneView["readOnly"]>, string>> = {
  encrypted: "encrypted: inside the ciphertext",
  binary: "read-only: not text",
  "too-large": "read-only: the token is over 2 MB",
  "no-segment": "the token has no such part",
};

/** What a text that is not a JSON object is: the token that is the whole payload of the shown layer, or unknown. */
export function otherWords(
  { layers, path }: Pick<View, "path"> & { readonly layers: readonly Pick<LayerItem, "around" | "place" | "form">[] },
  pane: "header" | "payload",
): string {
  const inner = pane === "payload" && layers.find(({ around, place }) => around === path && place === "content");
  return inner ? `a token: ${FORMS[inner.form]}` : "not a JSON object";
}

/** The notes beside time claims in the rich editor, as a key that a tick changes only if the words change. */
export function besideKey(times: readonly TimeClaim[], clock: Clock, style: TimeStyle): string {
  const own = times.filter(({ disclosure }) => disclosure === undefined);
  const hints = own.map((time): Hint => {
    const { state, seconds, why, range } = time;
    return {
      at: Math.max(0, range.end - 1),
      text: describeTime(time, clock),
      more: why === null && seconds !== null ? (instantWords(seconds, style)?.first ?? "") : "",
      tone: state === "expired" || state === "not-yet" ? "bad" : state === "implausible" ? "odd" : "",
    };
  });
  return JSON.stringify(hints);
}

/** What Tab does in the focused rich editor, and how to change that. */
export function tabWords(tab: TabMeaning): string {
  return tab === "indents"
    ? "Tab indents. Press Esc, then Tab, to leave"
    : "Tab leaves the field. Ctrl+M makes it indent";
}
