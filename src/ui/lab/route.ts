/** Where in the lab the reader is, as the address says it. */
export interface LabRoute {
  /** The scenario's id, `signature` for the walk, null for the start page. */
  readonly page: string | null;
  /** The attack's step, from 1. */
  readonly step: number;
  readonly variant: string | null;
  readonly mode: "guided" | "free" | "presenter";
}

/** The walk through the making of a signature. */
export const SIGNATURE_PAGE = "signature";

/** Reads `#/lab`, `#/lab/<scenario>` and the parameters `step`, `variant`, `mode` after `&`. What makes no sense is left out. */
export function readLabRoute(fragment: string): LabRoute {
  const [path = "", ...pairs] = fragment.replace(/^#/, "").split("&");
  const [, page = ""] = /^\/lab\/?([\w-]*)$/.exec(path) ?? [];
  const parameters = new Map(pairs.map((pair) => pair.split("=", 2) as [string, string | undefined]));
  const step = Number(parameters.get("step"));
  const mode = parameters.get("mode");
  return {
    page: page === "" ? null : page,
    step: Number.isInteger(step) && step > 0 ? step : 1,
    variant: parameters.get("variant") ?? null,
    mode: mode === "free" || mode === "presenter" ? mode : "guided",
  };
}

/** The fragment of a place in the lab. What is as it is by default is not written. */
export function writeLabRoute({ page, step, variant, mode }: Partial<LabRoute>): string {
  const parts = [page ? `#/lab/${page}` : "#/lab"];
  if (step !== undefined && step > 1) parts.push(`step=${step}`);
  if (variant) parts.push(`variant=${variant}`);
  if (mode && mode !== "guided") parts.push(`mode=${mode}`);
  return parts.join("&");
}
