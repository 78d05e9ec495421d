import { expect, test } from "vitest";
import { createBurst } from "./burst.ts";

function harness() {
  const over: string[] = [];
  const tasks: (() => void)[] = [];
  const burst = createBurst(
    (text) => over.push(text),
    (run) => tasks.push(run),
  );
  const endTask = (): void => tasks.splice(0).forEach((run) => run());
  return { over, burst, endTask };
}

test("single typed characters, one per task, are never searched", () => {
  const { over, burst, endTask } = harness();
  for (const text of ["a", "ab", "abc"]) {
    burst.note(text, 1);
    endTask();
  }
  expect(over).toEqual([]);
});

test("a paste is searched once its task is over, and not before", () => {
  const { over, burst, endTask } = harness();
  burst.note("Bearer x", 8);
  expect(over).toEqual([]);
  endTask();
  expect(over).toEqual(["Bearer x"]);
});

test("a paste that arrives as many events of one task is searched once, as a whole", () => {
  const { over, burst, endTask } = harness();
  burst.note("a", 1);
  burst.note("ab", 1);
  burst.note("abc", 1);
  endTask();
  expect(over).toEqual(["abc"]);
});

test("after a burst the next typed character is only a character again", () => {
  const { over, burst, endTask } = harness();
  burst.note("abc", 3);
  endTask();
  burst.note("abcd", 1);
  endTask();
  expect(over).toEqual(["abc"]);
});

test("keys that follow each other within one task are still typing", () => {
  const { over, burst, endTask } = harness();
  for (const text of ["a", "ab", "abc"]) {
    burst.press();
    expect(burst.note(text, 1)).toBe("typed");
  }
  endTask();
  expect(over).toEqual([]);
});

test("a paste by keyboard is searched, since its one event inserts more than a key does", () => {
  const { over, burst, endTask } = harness();
  burst.press();
  burst.note("Bearer x", 8);
  endTask();
  expect(over).toEqual(["Bearer x"]);
});

test("the events of one insertion belong together", () => {
  const { burst } = harness();
  expect([burst.note("a", 1), burst.note("ab", 1), burst.note("abc", 1)]).toEqual(["begins", "continues", "continues"]);
});

test("an insertion character by character after a key that wrote nothing is still one", () => {
  const { burst, endTask } = harness();
  burst.press();
  endTask();
  expect([burst.note("a", 1), burst.note("ab", 1), burst.note("abc", 1)]).toEqual(["typed", "continues", "continues"]);
  endTask();
  expect(burst.note("abcd", 1)).toBe("begins");
});
