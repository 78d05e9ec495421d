import { useActions, useView } from "../WorkbenchContext.tsx";

/** A button that shows the token that is the whole payload; nothing if there is none. */
export function ShowInner() {
  const inner = useView(
    ({ layers, path }) => layers.find(({ around, place }) => around === path && place === "content")?.path ?? null,
  );
  const { showLayer } = useActions();
  if (inner === null) return null;
  return (
    <button type="button" className="link" onClick={() => showLayer(inner)}>
      Show the inner token
    </button>
  );
}
