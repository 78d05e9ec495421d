import { memo } from "react";
import { useView } from "../WorkbenchContext.tsx";
import { MoveOffer } from "./MoveOffer.tsx";

/** A JSON object belongs in a JSON pane, unless it is a key or a key set. */
const BELONGS = /^\s*\{(?![^]*"(?:kty|keys)"\s*:)/;

/** Under a JSON pane: offers to move text that is not for it to its own field. */
export const PaneMove = memo(function PaneMove({ pane }: { readonly pane: "header" | "payload" }) {
  // Text that belongs there is not offered: a key in a claim shows nothing here.
  const text = useView((view) => (view[pane].edited && !BELONGS.test(view[pane].text) ? view[pane].text : ""));
  return <MoveOffer field={pane} text={text} />;
});
