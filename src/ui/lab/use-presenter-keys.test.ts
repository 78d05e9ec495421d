import { expect, it } from "vitest";
import { presenterAct } from "./use-presenter-keys.ts";

it.each([
  ["ArrowRight", "on"],
  ["PageDown", "on"],
  [" ", "on"],
  ["ArrowLeft", "back"],
  ["PageUp", "back"],
  ["l", "lesson"],
  ["N", "notes"],
  ["r", "run"],
  ["Escape", null],
  ["x", null],
] as const)("the key %s asks for: %s", (key, act) => {
  expect(presenterAct({ key, shiftKey: false }, false)).toBe(act);
});

it("Shift reverses the space bar, and a focused button keeps it", () => {
  expect(presenterAct({ key: " ", shiftKey: true }, false)).toBe("back");
  expect(presenterAct({ key: " ", shiftKey: false }, true)).toBeNull();
  expect(presenterAct({ key: "PageDown", shiftKey: false }, true)).toBe("on");
});
