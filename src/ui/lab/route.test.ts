import { describe, expect, it } from "vitest";
import { otherParameters, readLabRoute, writeLabRoute } from "./route.ts";

const START = { page: null, step: 1, lesson: false, variant: null, mode: "guided", course: [] } as const;

describe("addresses of the lab", () => {
  it("without a scenario the start page is shown, at step 1", () => {
    expect(readLabRoute("#/lab")).toEqual(START);
    expect(readLabRoute("#/lab/")).toMatchObject({ page: null });
  });

  it("a scenario may be entered at a step, and the presenter at its lesson", () => {
    expect(readLabRoute("#/lab/rs-hs-confusion&step=3")).toMatchObject({ page: "rs-hs-confusion", step: 3 });
    expect(readLabRoute("#/lab/alg-none&step=lesson")).toMatchObject({ page: "alg-none", step: 1, lesson: true });
  });

  it("meaningless parts are ignored", () => {
    expect(readLabRoute("#/lab/alg-none&step=x&mode=fast&now=5")).toEqual({ ...START, page: "alg-none" });
    expect(readLabRoute("#/lab/../x")).toMatchObject({ page: null });
  });

  it("a course is a list of names, each once, and nothing else gets in", () => {
    expect(readLabRoute("#/lab&course=alg-none,weak-secret,alg-none,../x,<b>,").course).toEqual([
      "alg-none",
      "weak-secret",
    ]);
    expect(
      readLabRoute(`#/lab&course=${Array.from({ length: 500 }, (_, at) => `a${at}`).join(",")}`).course,
    ).toHaveLength(100);
  });

  it("a written address is read back", () => {
    const route = {
      ...START,
      page: "alg-none",
      step: 2,
      variant: "upper",
      mode: "presenter",
      course: ["alg-none"],
    } as const;
    expect(readLabRoute(writeLabRoute(route))).toEqual(route);
    const lesson = { ...route, step: 1, lesson: true };
    expect(readLabRoute(writeLabRoute(lesson))).toEqual(lesson);
    expect(writeLabRoute({ page: "alg-none", step: 1 })).toBe("#/lab/alg-none");
  });

  it("parameters that are not the lab's are kept unchanged", () => {
    expect(otherParameters("#/lab/alg-none&step=2&now=5&course=a&editor=plain")).toEqual(["now=5", "editor=plain"]);
  });
});
