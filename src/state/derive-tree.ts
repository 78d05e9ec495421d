import type { EnvelopeForm, Place } from "../core/envelope/types.ts";
import { LIVE_LIMIT, type LargeDecoding, undecoded } from "../core/envelope/large.ts";
import { createLayer, type Layer, type LayerQuestion } from "./derive-layer.ts";
import type { Acts } from "./load-acts.ts";
import { layerInputs, pathInside } from "./layer-inputs.ts";
import { memo, memoFields } from "./memo.ts";
import type { Tasks } from "./tasks.ts";
import type { Inputs, LayerInputs, LayerItem, Settings } from "./types.ts";

/** The token as its layers. */
export interface Tree {
  readonly root: Layer;
  /** The path of the shown layer: `Inputs.path`, or the nearest enclosing layer that exists. */
  readonly path: string;
  readonly shown: Layer;
  /** Nothing around the shown layer was typed over, so its base is part of what was pasted. */
  readonly isUntouchedAround: boolean;
  /** All layers, outermost first. */
  readonly items: readonly LayerItem[];
  /** The outermost token is too large to decode on each keystroke. */
  readonly large: { readonly decoding: boolean } | null;
}

/** The limit for tokens inside tokens. */
export const MOST_DEPTH = 16;
/** More layers than anyone needs. */
const MOST_LAYERS = 64;

/** Derives all layers, innermost first; `createTasks` makes the tasks of one layer. */
export function createTree(createTasks: () => Tasks) {
  const layers = new Map<string, LayerEngine>();
  const pendingLarge = memo(undecoded);
  const largeShown = memo((decoding: boolean) => ({ decoding }));
  let items: readonly LayerItem[] = [];

  function layerAt(path: string): LayerEngine {
    let layer = layers.get(path);
    if (layer === undefined) {
      const tasks = createTasks();
      layer = { tasks, derive: createLayer(tasks), fields: memoFields((fields) => fields) };
      layers.set(path, layer);
    }
    return layer;
  }

  function readLarge(base: string): LargeDecoding | null {
    const { decode } = layerAt("").tasks;
    if (base.length <= LIVE_LIMIT) {
      decode.drop();
      return null;
    }
    decode.ask(base);
    return decode.read(base) ?? pendingLarge(base);
  }

  function forget(unless: (path: string) => boolean): void {
    for (const [path, { tasks }] of layers) {
      if (unless(path)) continue;
      for (const task of Object.values(tasks)) task.drop();
      layers.delete(path);
    }
  }

  function derive(inputs: Inputs, { encodeAsTyped }: Pick<Settings, "encodeAsTyped">, acts: Acts | null): Tree {
    const large = readLarge(inputs.base);
    const shared: Pick<LayerQuestion, "encodeAsTyped" | "inputs" | "acts" | "onRequest"> = {
      encodeAsTyped,
      inputs,
      acts,
      onRequest: large !== null && inputs.judgeLarge !== inputs.base,
    };
    /** The derived layers, outermost first: a layer is added before those inside it. */
    const found = new Map<string, Found>();

    function layer(path: string, depth: number, text: string, around: Omit<Found, "layer">, bound?: string): Layer {
      const slot: Found = { ...around, layer: null };
      found.set(path, slot);
      const engine = layerAt(path);
      const fields = engine.fields(layerInputs(inputs, path));
      const inside = (places: readonly Place[]): readonly (Layer | null)[] =>
        places.map((place) => {
          const at = pathInside(path, place.name);
          return found.has(at) || found.size >= MOST_LAYERS || depth >= MOST_DEPTH
            ? null
            : layer(
                at,
                depth + 1,
                place.text,
                {
                  around: path,
                  place: place.name,
                  form: place.form,
                  touched: slot.touched || fields.edits.payload !== undefined,
                },
                place.boundKey,
              );
        });
      slot.layer = engine.derive({ ...shared, path, text, large: path === "" ? large : null, fields, inside, bound });
      return slot.layer;
    }

    const root = layer("", 0, inputs.base, { around: null, place: null, form: null, touched: false });
    forget((path) => found.has(path));
    const path = found.has(inputs.path) ? inputs.path : outside(inputs.path, found);
    const { layer: shown, touched } = found.get(path)!;
    const now = Array.from(found, itemOf);
    if (now.length !== items.length || now.some((item, index) => !isSameItem(item, items[index]))) items = now;
    return {
      root,
      path,
      shown: shown!,
      isUntouchedAround: !touched,
      items,
      large: large === null ? null : largeShown(layerAt("").tasks.decode.read(inputs.base) === null),
    };
  }

  return { derive, drop: () => forget(() => false) };
}

/** The path of the nearest enclosing layer, whether or not that layer exists. */
function outside(path: string, found: ReadonlyMap<string, Found>): string {
  let around = path;
  do around = around.slice(0, Math.max(0, around.lastIndexOf(" ")));
  while (!found.has(around));
  return around;
}

function isSameItem(one: LayerItem, other: LayerItem | undefined): boolean {
  return (Object.keys(one) as (keyof LayerItem)[]).every((name) => one[name] === other?.[name]);
}

interface LayerEngine {
  readonly tasks: Tasks;
  readonly derive: ReturnType<typeof createLayer>;
  /** Returns the same object for the same inputs. */
  readonly fields: (fields: LayerInputs) => LayerInputs;
}

interface Found extends Pick<LayerItem, "around" | "place"> {
  readonly form: EnvelopeForm | null;
  /** Something around it was typed over. */
  readonly touched: boolean;
  layer: Layer | null;
}

function itemOf([path, { around, place, form, layer }]: [string, Found]): LayerItem {
  const { token, envelope, header, payload, judgement } = layer!;
  return {
    path,
    around,
    place,
    form: form === "kb-jwt" ? form : token.form,
    state: judgement?.state ?? "pending",
    token,
    envelope,
    header,
    payload,
    judgement,
  };
}
