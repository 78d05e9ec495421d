import { memo } from "react";
import { PaneMove } from "../arrival/PaneMove.tsx";
import { PayloadTable } from "../claims/PayloadTabs.tsx";
import { DetachedPayload } from "../detached/DetachedPayload.tsx";
import { Inspect } from "../explain/Inspect.tsx";

/**
 * What a JSON pane has beside its text: where a text that does not belong there goes; of the payload its table, what is known
 * of the claim at hand, and the payload that travels beside the token.
 */
export const PaneFoot = memo(function PaneFoot({ pane }: { readonly pane: "header" | "payload" }) {
  return (
    <>
      <PaneMove pane={pane} />
      {pane === "payload" && (
        <>
          <PayloadTable />
          <Inspect />
          <DetachedPayload />
        </>
      )}
    </>
  );
});
