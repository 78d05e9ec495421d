import { useEffect } from "react";
import { currentRoute, screenOf } from "../../page/route.ts";
import type { View } from "../../state/types.ts";
import type { Workbench } from "../../state/workbench.ts";
import { usePanels } from "../Panels.tsx";
import { noteOwnFocus } from "./own-focus.ts";

/** On narrower pages, in CSS pixels, focusing a field would open an on-screen keyboard. */
const PHONE = 700;

/**
 * Focuses the field that needs input next: a token that arrived while no field had the focus needs its key. If the
 * next paste is not a key, it still goes to its own place.
 */
export function useDueField({ view }: Workbench): void {
  const { select } = usePanels();
  useEffect(() => {
    /** The token that arrived, until it is judged. */
    let arrived: string | null = null;
    return view.subscribe((now, before) => {
      if (now.notice?.code === "placed" && now.notice.id !== before.notice?.id && placesToken(now)) {
        arrived = now.inputs.pasted;
      }
      if (arrived === null || now.verdict.state === "pending") return;
      const isDue = now.verdict.state === "no-key" && now.inputs.base === arrived;
      arrived = null;
      const isFree = document.activeElement === null || document.activeElement === document.body;
      if (!isDue || !isFree || innerWidth < PHONE || screenOf(currentRoute()) !== "workbench") return;
      // The fields of this token are drawn by then.
      requestAnimationFrame(() => {
        if (select({ pane: dueField(now), range: { start: 0, end: 0 } })) noteOwnFocus();
      });
    });
  }, [view, select]);
}

/** The field of the key that verifies the token, or decrypts an encrypted one. */
function dueField({ family, base }: View): "secret" | "private-key" | "public-key" {
  if (family !== "asymmetric") return "secret";
  return base.form.startsWith("jwe") ? "private-key" : "public-key";
}

function placesToken({ notice }: View): boolean {
  return String(notice?.args["what"]).split(" ").includes("token");
}
