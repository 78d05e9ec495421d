import type { LayerItem } from "./types.ts";

/**
 * The layers of a nested token (RFC 7519 section 5.2): the outermost, the token that is its whole content, and so on. A
 * service opens them one by one and reads the last one's claims, so policy, gateway and known ids use these. Tokens in
 * strings of the claims are not included.
 */
export function nesting(layers: readonly LayerItem[]): readonly LayerItem[] {
  const nested = layers.slice(0, 1);
  const inside = (around: LayerItem | undefined) =>
    layers.find((layer) => layer.place === "content" && layer.around === around?.path);
  for (let next = inside(nested[0]); next !== undefined; next = inside(next)) nested.push(next);
  return nested;
}
