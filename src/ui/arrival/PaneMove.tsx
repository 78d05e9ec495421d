import { memo } from "react";
import type { PaneView } from "../../state/types.ts";
import { useView } from "../WorkbenchContext.tsx";
import { MoveOffer } from "./MoveOffer.tsx";

/** A JSON object belongs in a JSON pane, unless it is a key or a key set (RFC 7517 sections 4 and 5). */
function belongs({ json: { root } }: PaneView): boolean {
  return root?.type === "object" && !root.members.some(({ name }) => name === "kty" || name === "keys");
}

/** Under a JSON pane: offers to move text that is not for it to its own field. */
export const PaneMove = memo(function PaneMove({ pane }: { readonly pane: "header" | "payload" }) {
  // Text that belongs there is not offered: a key in a claim shows nothing here.
  const text = useView((view) => (view[pane].edited && !belongs(view[pane]) ? view[pane].text : ""));
  return <MoveOffer field={pane} text={text} />;
});
