import { useActions, useView } from "../WorkbenchContext.tsx";

/** Shows the layer of the token that is the whole payload; nothing if there is no such layer. */
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
