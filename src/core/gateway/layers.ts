import { type Finding, NOT_SIGNED } from "./comparisons.ts";
import type { WalkContext } from "./types.ts";

/** One layer of a nested token. `isOuter`: its content is another token. */
export interface WalkLayer extends WalkContext {
  readonly isOuter: boolean;
}

/** Whether a layer is encrypted. */
export const encrypts = ({ token }: Pick<WalkContext, "token">): boolean => token.form.startsWith("jwe");
/** Whether a layer is not encrypted. */
export const isSigned = (layer: Pick<WalkContext, "token">): boolean => !encrypts(layer);

/** The layers of a nested token, outermost first. */
export function layersOf(context: WalkContext): readonly WalkLayer[] {
  const outer = (context.outer ?? []).map((layer) => ({ ...context, ...layer, isOuter: true }));
  return [...outer, { ...context, isOuter: false }];
}

/** Runs a step on every layer of a nested token that it applies to, outermost first; null if it applies to none. */
export function inEachLayer(
  context: WalkContext,
  step: (layer: WalkLayer) => Finding,
  isFor: (layer: WalkLayer) => boolean = () => true,
): Finding | null {
  const layers = layersOf(context);
  const findings = layers.map((layer) => (isFor(layer) ? step(layer) : NOT_SIGNED));
  const own = findings.filter((finding) => finding !== NOT_SIGNED);
  const first = own.find(({ passed }) => !passed) ?? own.at(-1);
  if (first === undefined) return null;
  if (layers.length === 1) return first;
  return {
    ...first,
    comparisons: findings.flatMap(({ comparisons }, index) =>
      comparisons.map((one) => ({ ...one, what: `${one.what}, layer ${index + 1}` })),
    ),
  };
}
