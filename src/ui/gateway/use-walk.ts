import { claimsIn } from "../../core/envelope/disclosures.ts";
import { joseHeader } from "../../core/envelope/json-seals.ts";
import { wholeObject } from "../../core/json/query.ts";
import type { JsonObject } from "../../core/json/types.ts";
import { useMemo } from "react";
import { readPolicy } from "../../core/policy/read-policy.ts";
import { USUAL_MAPPING, walkGateway } from "../../core/gateway/walk.ts";
import type { Walk } from "../../core/gateway/types.ts";
import { keepSame } from "../../state/memo.ts";
import { bindingOf } from "../../state/binding.ts";
import { nesting } from "../../state/nesting.ts";
import type { LayerItem, View } from "../../state/types.ts";
import { useView } from "../WorkbenchContext.tsx";

/** The claims that a service reads, and their token: those of the innermost layer. */
export function claimsOf({ layers }: View): LayerItem {
  return nesting(layers).at(-1)!;
}

/** The JOSE header of a layer; the same object while unchanged. */
export function headerOf({ token, header }: Pick<LayerItem, "token" | "header">): JsonObject | null {
  return joseHeader(token, header.json);
}

type Nested = ReturnType<typeof nestedOf>;

/** The parts of a layer that a walk depends on. */
function nestedOf(layer: LayerItem, layers: readonly LayerItem[]) {
  const { token, judgement } = layer;
  const binding = bindingOf(layer, layers)?.judgement;
  return { token, header: headerOf(layer), payload: claimsIn(layer), judgement, binding };
}

/** The path of the whole token through the gateway; recomputed when anything it depends on changes, including the clock. */
export function useWalk(): Walk {
  const select = useMemo(() => {
    const last = keepSame<readonly Nested[]>();
    return ({ layers }: View) => last(nesting(layers).map((layer) => nestedOf(layer, layers)));
  }, []);
  const nested = useView(select);
  const arrival = useView(({ arrived }) => arrived.arrival);
  const policy = useView(({ inputs }) => inputs.policy);
  const mapping = useView(({ settings }) => settings.mapping);
  const clock = useView((view) => view.clock);
  return useMemo(() => {
    const layers = nested.map(({ payload, ...layer }) => ({ ...layer, payload: wholeObject(payload) }));
    return walkGateway({
      ...layers.at(-1),
      outer: layers.slice(0, -1),
      arrival,
      policy: readPolicy(policy),
      clock,
      mapping: mapping ?? USUAL_MAPPING,
      realm: "api",
    });
  }, [nested, arrival, policy, mapping, clock]);
}
