import { memo, Suspense } from "react";
import { PaneMove } from "../arrival/PaneMove.tsx";
import { PayloadTable } from "../claims/PayloadTabs.tsx";
import { DetachedPayload } from "../detached/DetachedPayload.tsx";
import { Inspect } from "../explain/Inspect.tsx";
import { ContentPanel, Disclosed, SealedContent, UnprotectedHeader } from "../late-panels.tsx";
import { useView } from "../WorkbenchContext.tsx";

/**
 * What is below a JSON pane. Both: an offer to move text that belongs elsewhere. Header: the unprotected header of a
 * JSON form. Payload: its kind if it is not JSON, its table, an SD-JWT's disclosures, the card of the current claim,
 * and the detached payload.
 */
export const PaneFoot = memo(function PaneFoot({ pane }: { readonly pane: "header" | "payload" }) {
  const inJson = useView(({ base }) => base.form.endsWith("-json"));
  const isSelective = useView(({ envelope }) => Boolean(envelope?.selective));
  return (
    <>
      <PaneMove pane={pane} />
      {pane === "header" && inJson && (
        <Suspense>
          <UnprotectedHeader />
        </Suspense>
      )}
      {pane === "payload" && (
        <>
          <ForeignContent />
          <PayloadTable />
          {isSelective && (
            <Suspense>
              <Disclosed />
            </Suspense>
          )}
          <Inspect />
          <DetachedPayload />
        </>
      )}
    </>
  );
});

/** What the payload or text is if it is neither JSON nor a JOSE token, or not readable yet. */
function ForeignContent() {
  const isWanted = useView(({ token, payload }) => token.form === "text" || payload.readOnly === "binary");
  const isSealed = useView(({ payload }) => payload.readOnly === "encrypted");
  return (isWanted || isSealed) && <Suspense>{isSealed ? <SealedContent /> : <ContentPanel />}</Suspense>;
}
