import { PayloadTable } from "../claims/PayloadTabs.tsx";
import { DetachedPayload } from "../detached/DetachedPayload.tsx";
import { Inspect } from "../explain/Inspect.tsx";

/** What the payload has beside its text: its table, what is known of the claim at hand, the payload that travels beside the token. */
export function PayloadFoot() {
  return (
    <>
      <PayloadTable />
      <Inspect />
      <DetachedPayload />
    </>
  );
}
