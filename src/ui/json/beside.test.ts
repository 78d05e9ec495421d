import { describe, expect, it } from "vitest";
import { otherWords } from "./beside.ts";

describe("what a text that is not a JSON object is", () => {
  const layers = [
    { path: "", around: null, place: null, form: "jwe" },
    { path: "content", around: "", place: "content", form: "jws" },
    { path: "content /vp", around: "content", place: "/vp", form: "jws" },
  ] as const;

  it("a payload that is a token is called by its form, beside the layer that it is the content of", () => {
    expect(otherWords({ layers, path: "" }, "payload")).toBe("a token: JWS");
  });

  it("a header, and a payload with a token in one of its strings, are only no JSON object", () => {
    expect(otherWords({ layers, path: "" }, "header")).toBe("not a JSON object");
    expect(otherWords({ layers, path: "content" }, "payload")).toBe("not a JSON object");
  });
});
