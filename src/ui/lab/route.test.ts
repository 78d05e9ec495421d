import { describe, expect, it } from "vitest";
import { readLabRoute, writeLabRoute } from "./route.ts";

describe("addresses of the lab", () => {
  it("the start page has no scenario and begins at step 1", () => {
    expect(readLabRoute("#/lab")).toEqual({ page: null, step: 1, variant: null, mode: "guided" });
    expect(readLabRoute("#/lab/")).toMatchObject({ page: null });
  });

  it("a scenario may be entered at a step", () => {
    expect(readLabRoute("#/lab/rs-hs-confusion&step=3")).toMatchObject({ page: "rs-hs-confusion", step: 3 });
  });

  it("what makes no sense is left out", () => {
    expect(readLabRoute("#/lab/alg-none&step=x&mode=fast&now=5")).toEqual({
      page: "alg-none",
      step: 1,
      variant: null,
      mode: "guided",
    });
    expect(readLabRoute("#/lab/../x")).toMatchObject({ page: null });
  });

  it("what is written is read again", () => {
    const route = { page: "alg-none", step: 2, variant: "upper", mode: "presenter" } as const;
    expect(readLabRoute(writeLabRoute(route))).toEqual(route);
    expect(writeLabRoute({ page: "alg-none", step: 1 })).toBe("#/lab/alg-none");
  });
});
