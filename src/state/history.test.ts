import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type History, record, undo } from "./history.ts";

interface Sample {
  readonly token: string;
  readonly key: string;
}
const start: Sample = { token: "", key: "" };
const none: History<Sample> = { steps: [] };

describe("page-level undo", () => {
  it("goes back through any run of changes, one by one", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ token: fc.string() }), { maxLength: 100 }), (changes) => {
        const seen: Sample[] = [start];
        let now = { history: none, state: start };
        for (const change of changes) {
          const next = record(now.history, now.state, change);
          if (next.state !== now.state) seen.push(next.state);
          now = next;
        }
        for (const expected of seen.toReversed()) {
          expect(now.state).toEqual(expected);
          now = undo(now.history, now.state);
        }
        expect(now.history.steps).toEqual([]);
      }),
    );
  });

  it("keeps a key that was typed after the step it undoes", () => {
    const pasted = record(none, start, { token: "a.b.c" });
    const typed = { ...pasted.state, key: "typed since" };
    expect(undo(pasted.history, typed).state).toEqual({ token: "", key: "typed since" });
  });

  it("treats changes with the same mark as one step", () => {
    const first = record(none, start, { token: "a" }, "burst 1");
    const second = record(first.history, first.state, { token: "ab", key: "k" }, "burst 1");
    expect(second.history.steps).toHaveLength(1);
    expect(undo(second.history, second.state).state).toEqual(start);
  });

  it("keeps at least 100 steps", () => {
    let now = { history: none, state: start };
    for (let step = 1; step <= 1000; step += 1) now = record(now.history, now.state, { token: String(step) });
    for (let step = 0; step < 100; step += 1) now = undo(now.history, now.state);
    expect(now.state.token).toBe("900");
  });
});
