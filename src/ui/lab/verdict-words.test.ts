import { expect, test } from "vitest";
import type { Scene } from "../../core/lab/scenes.ts";
import { toneOf } from "./verdict-words.ts";

const accepted = { verdict: "accepted", claims: {}, trace: [] } as const;
const rejected = { verdict: "rejected", rejection: { code: "c", message: "m" }, trace: [] } as const;
const scene = (naive: Scene["naive"], hardened: Scene["hardened"]): Scene => ({ naive, hardened, presented: null });

test("an honest token that both verifiers accept is not an alarm, nor is one before the first step of an attack", () => {
  const honest = scene(accepted, accepted);
  expect([toneOf(honest, "naive", 1, false), toneOf(honest, "hardened", 1, false)]).toEqual(["right", "right"]);
  expect(toneOf(honest, "naive", 2, false)).toBe("right");
  // The defence may be another key, which refuses honest tokens of the old one.
  expect(toneOf(scene(accepted, rejected), "naive", 1, false)).toBe("right");
});

test("a token that only the naive verifier accepts after a step is an alarm, and so is any attack let through", () => {
  const forged = scene(accepted, rejected);
  expect([toneOf(forged, "naive", 2, false), toneOf(forged, "hardened", 2, false)]).toEqual(["fooled", "stopped"]);
  expect(toneOf(scene(accepted, accepted), "hardened", 3, true)).toBe("fooled");
  expect(toneOf(scene(rejected, rejected), "naive", 2, false)).toBe("stopped");
});
