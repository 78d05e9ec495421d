/** The reader's place in the lab, from the address. */
export interface LabRoute {
  /** The scenario's id, `signature` for the walk, null for the start page. */
  readonly page: string | null;
  /** The attack's step, from 1. */
  readonly step: number;
  /** Whether the presenter shows the lesson, which comes after the last step. */
  readonly lesson: boolean;
  readonly variant: string | null;
  readonly mode: "guided" | "free" | "presenter";
  /** The ids of a course's scenarios, in order; empty if it is not a course. */
  readonly course: readonly string[];
}

/** The walk through the making of a signature. */
export const SIGNATURE_PAGE = "signature";

/** The maximum length of a course: more than there are scenarios, and short enough for an address. */
const MOST_OF_A_COURSE = 100;

/**
 * Reads `#/lab`, `#/lab/<scenario>` and the parameters `step`, `variant`, `mode`, `course` after `&`. Invalid values are
 * dropped; whether a course's scenarios exist is checked elsewhere.
 */
export function readLabRoute(fragment: string): LabRoute {
  const [path = "", ...pairs] = fragment.replace(/^#/, "").split("&");
  const [, page = ""] = /^\/lab\/?([\w-]*)$/.exec(path) ?? [];
  const parameters = new Map(pairs.map((pair) => pair.split("=", 2) as [string, string | undefined]));
  const step = Number(parameters.get("step"));
  const mode = parameters.get("mode");
  const course = (parameters.get("course") ?? "").split(",").filter((id) => /^[\w-]+$/.test(id));
  return {
    page: page === "" ? null : page,
    step: Number.isInteger(step) && step > 0 ? step : 1,
    lesson: parameters.get("step") === "lesson",
    variant: parameters.get("variant") ?? null,
    mode: mode === "free" || mode === "presenter" ? mode : "guided",
    course: [...new Set(course)].slice(0, MOST_OF_A_COURSE),
  };
}

/** The fragment for a place in the lab. Defaults are not written. */
export function writeLabRoute({ page, step, lesson, variant, mode, course }: Partial<LabRoute>): string {
  const parts = [page ? `#/lab/${page}` : "#/lab"];
  if (lesson) parts.push("step=lesson");
  else if (step !== undefined && step > 1) parts.push(`step=${step}`);
  if (variant) parts.push(`variant=${variant}`);
  if (mode && mode !== "guided") parts.push(`mode=${mode}`);
  if (course && course.length > 0) parts.push(`course=${course.join(",")}`);
  return parts.join("&");
}

/** The parameters of a fragment that are not the lab's, unchanged: they stay when the lab writes its own. */
export function otherParameters(fragment: string): readonly string[] {
  const [, ...pairs] = fragment.replace(/^#/, "").split("&");
  return pairs.filter((pair) => pair !== "" && !/^(?:step|variant|mode|course)=/.test(pair));
}
