import type { LayerItem } from "./types.ts";

/**
 * The layers of a nested token (RFC 7519 section 5.2): the outermost, the token that is its whole content, and so on. A
 * service opens one after the other and reads the claims of the last, so policy, gateway and known ids speak of these.
 * What is in a string of the claims is for the service to open, and no part of it.
 */
export function nesting(layers: readonly LayerItem[]): readonly LayerItem[] {
  const nested = layers.slice(0, 1);
  const inside = (around: LayerItem | undefined) =>
    layers.find((layer) => layer.place === "content" && layer.around === around?.path);
  for (let next = inside(nested[0]); next !== undefined; next = inside(next)) nested.push(next);
  return nested;
}
