import { NO_KEYS } from "../core/keys/no-keys.ts";
import { isSame } from "../core/same.ts";
import type { Inputs, LayerInputs } from "./types.ts";

const NO_LAYER: LayerInputs = {
  edits: {},
  keys: NO_KEYS,
  pageKeys: NO_KEYS,
  mode: "re-sign",
  useTokenKey: false,
  signAgain: 0,
  detached: "",
  seal: null,
  plaintext: null,
};

export const LAYER_FIELDS = Object.keys(NO_LAYER) as (keyof LayerInputs)[];

type Untyped = Readonly<Record<string, unknown>>;

/** The inputs of the layer at a path. */
export function layerInputs(inputs: Inputs, path: string): LayerInputs {
  return Object.fromEntries(
    LAYER_FIELDS.map((name) => [name, (inputs[name] as Untyped)[path] ?? NO_LAYER[name]]),
  ) as unknown as LayerInputs;
}

/** A change of the inputs of the layer at a path. Empty entries are dropped. */
export function atLayer(inputs: Inputs, path: string, change: Partial<LayerInputs>): Partial<Inputs> {
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => {
      const { [path]: _, ...others } = inputs[name as keyof LayerInputs] as Untyped;
      return [name, isSame(value, NO_LAYER[name as keyof LayerInputs]) ? others : { ...others, [path]: value }];
    }),
  );
}

/** The beginning of a place: a space alone does not separate two, since member names may contain spaces. */
const PLACE = /^(?:content|key-binding|\/)/;

/** The path of a layer inside another one: both paths joined. */
export const pathInside = (path: string, at: string): string => (path === "" ? at : `${path} ${at}`);

/** A path relative to an enclosing layer; null if it is not inside that layer. */
export function insideOf(path: string, at: string): string | null {
  const inside = path === "" ? "" : `${path} `;
  const rest = at.slice(inside.length);
  return at.startsWith(inside) && PLACE.test(rest) ? rest : null;
}

/**
 * The change that discards all changes to layers in the content of the one at a path: its text already includes them. A key
 * binding is not in the content.
 */
export function withoutInner(inputs: Inputs, path: string): Partial<Inputs> {
  const outside = <Value>(layers: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
    Object.fromEntries(Object.entries(layers).filter(([at]) => !/^(?:content|\/)/.test(insideOf(path, at) ?? "")));
  return { edits: outside(inputs.edits), signAgain: outside(inputs.signAgain) };
}

/** Whether a key is in a field of any layer. */
export function holdsKey({ keys }: Pick<Inputs, "keys">): boolean {
  return Object.values(keys).some(({ secret, publicKey, privateKey }) =>
    [secret, publicKey, privateKey].some(({ text }) => text !== ""),
  );
}
