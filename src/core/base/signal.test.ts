import { expect, it } from "vitest";
import { createBell, createSignal } from "./signal.ts";

it("who watches is told of each new value, until it ends that", () => {
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

it("who hears the same bell twice with one function is called once, and one who stops meanwhile no more", () => {
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
