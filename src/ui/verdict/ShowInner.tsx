import type { View } from "../../state/types.ts";
import { useActions, useView } from "../WorkbenchContext.tsx";

/** The path of the token that is the whole payload of the shown one; null if there is none. */
export function innerOf({ layers, path }: Pick<View, "layers" | "path">): string | null {
  return layers.find(({ around, place }) => around === path && place === "content")?.path ?? null;
}

/** A button that shows the token that is the whole payload; nothing if there is none. */
export function ShowInner() {
  const inner = useView(innerOf);
  const { showLayer } = useActions();
  if (inner === null) return null;
  return (
    <button type="button" className="link" onClick={() => showLayer(inner)}>
      Show the inner token
    </button>
  );
}
