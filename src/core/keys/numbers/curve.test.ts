import { expect, test } from "vitest";
import { isOnCurve } from "./curve.ts";

test.each(["P-256", "P-384", "P-521"])(
  "points that the platform generates on %s are on it, and their neighbours are not",
  async (namedCurve) => {
    for (let i = 0; i < 5; i += 1) {
      const { publicKey } = await crypto.subtle.generateKey({ name: "ECDH", namedCurve }, true, ["deriveBits"]);
      const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", publicKey);
      expect(isOnCurve(namedCurve, x, y)).toBe(true);
      const neighbour = (x.startsWith("A") ? "B" : "A") + x.slice(1);
      expect(isOnCurve(namedCurve, neighbour, y)).toBe(false);
    }
  },
);

test("an unknown curve is not judged", () => {
  expect(isOnCurve("P-224", "AA", "AA")).toBe(true);
});
