import type { Severity } from "../core/rules/types.ts";
import type { Range } from "../core/text/range.ts";
import type { Lit, Mark, Run } from "./runs.ts";

const GRAVITY: readonly Severity[] = ["error", "security", "warn", "info", "ok"];

/**
 * Cuts a text into flat runs wherever a named stretch or a mark starts or ends. No run is empty, and together they
 * are the text. Stretches must not overlap; where marks do, the most severe one shows. Offsets outside the text are
 * clamped.
 */
export function cutRuns<Kind extends string>(
  text: string,
  stretches: readonly { readonly range: Range; readonly kind: Kind }[],
  marks: readonly Mark[],
  lit: readonly Lit[] = [],
): readonly Run<Kind>[] {
  const inside = (offset: number): number => Math.min(Math.max(offset, 0), text.length);
  const cuts = new Set([0, text.length]);
  for (const { range } of [...stretches, ...marks, ...lit]) cuts.add(inside(range.start)).add(inside(range.end));
  const sorted = [...cuts].toSorted((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? text.length;
    const covers = ({ range }: { readonly range: Range }): boolean => range.start <= start && range.end >= end;
    return {
      start,
      text: text.slice(start, end),
      kind: stretches.find(covers)?.kind ?? null,
      severity: gravest(marks.filter(covers)),
      ...litAs(lit.find(covers)),
    };
  });
}

function litAs(light: Lit | undefined): Pick<Run<never>, "lit"> {
  return light === undefined ? {} : { lit: light.shared ? "shared" : "alone" };
}

function gravest(marks: readonly Mark[]): Severity | null {
  return GRAVITY.find((severity) => marks.some((mark) => mark.severity === severity)) ?? null;
}
