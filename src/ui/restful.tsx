import { type ComponentType, memo } from "react";
import type { View } from "../state/types.ts";
import { atRest } from "./at-rest.ts";
import { useViewOf, useWorkbench, WorkbenchContext } from "./WorkbenchContext.tsx";

/** Like `useView`, for the view at rest. */
export function useRestingView<Part>(select: (view: View) => Part): Part {
  return useViewOf(atRest(useWorkbench()), select);
}

/** A component that sees the workbench at rest. Only for read-only parts: a field would show the previous text. */
export function restful<Props extends object>(Shown: ComponentType<Props>): ComponentType<Props> {
  const Memo = memo(Shown) as unknown as ComponentType<Props>;
  return memo(function AtRest(props: Props) {
    return (
      <WorkbenchContext value={atRest(useWorkbench())}>
        <Memo {...props} />
      </WorkbenchContext>
    );
  });
}
