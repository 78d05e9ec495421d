import type { LayerItem } from "./types.ts";

/** The key binding of an SD-JWT, as a layer; undefined if it has none that can be read. */
export function bindingOf({ path }: Pick<LayerItem, "path">, layers: readonly LayerItem[]): LayerItem | undefined {
  return layers.find(({ around, place }) => around === path && place === "key-binding");
}
