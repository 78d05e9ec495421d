import { type ReactNode, Suspense } from "react";
import type { Screen } from "../page/route.ts";
import { visitOf } from "../state/visit.ts";
import { CollectionScreen, Complaint, Gateway } from "./late-panels.tsx";
import { Part, type PartName } from "./Part.tsx";
import { useBelow } from "./use-below.ts";
import { useSeen } from "./use-seen.ts";
import { Still, useWorkbench } from "./WorkbenchContext.tsx";

/** The content below verdict and token on the other screens. Each loads when first shown, and is idle while another is shown. */
export function OtherScreens({ screen }: { readonly screen: Screen }) {
  const { view } = useWorkbench();
  // From now on each token that arrives is listed, whatever screen is shown.
  visitOf(view);
  useBelow(".verdict, .panes", screen !== "workbench" && screen !== "lab");
  return (
    <>
      <Place shown={screen === "error"} name="complaint">
        <Complaint />
      </Place>
      <Place shown={screen === "gateway"} name="gateway">
        <Gateway />
      </Place>
      <Place shown={screen === "collection"} name="collection">
        <CollectionScreen />
      </Place>
    </>
  );
}

function Place({
  shown,
  name,
  children,
}: {
  readonly shown: boolean;
  readonly name: PartName;
  readonly children: ReactNode;
}) {
  if (!useSeen(shown)) return null;
  return (
    <div className="other-screens" hidden={!shown}>
      <Still still={!shown}>
        <Suspense fallback={null}>
          <Part name={name}>{children}</Part>
        </Suspense>
      </Still>
    </div>
  );
}
