import { expect, it } from "vitest";
import { createBell, createSignal } from "./signal.ts";

it("subscribers get each new value until they unsubscribe", () => {
  const signal = createSignal(1);
  const seen: number[] = [];
  const stop = signal.watch(() => seen.push(signal.read()));
  signal.set(2);
  signal.set(3);
  stop();
  signal.set(4);
  expect(seen).toEqual([2, 3]);
  expect(signal.read()).toBe(4);
});

it("a listener added twice is called once, and one that stops while the bell rings is not called", () => {
  const bell = createBell();
  const calls: string[] = [];
  const once = (): void => void calls.push("once");
  bell.hear(once);
  bell.hear(once);
  const first = bell.hear(() => {
    calls.push("first");
    second();
  });
  const second = bell.hear(() => calls.push("second"));
  bell.ring();
  expect(calls).toEqual(["once", "first"]);
  first();
  bell.ring();
  expect(calls).toEqual(["once", "first", "once"]);
});
