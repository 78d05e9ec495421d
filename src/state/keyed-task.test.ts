import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeyedTask } from "./keyed-task.ts";

const answerTo = (question: string): string => `answer to ${question}`;

describe("the keyed task", () => {
  it("shows only the answer to the current question, and always shows it in the end, in whatever order runs finish", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom("A", "B", "C"), { minLength: 1, maxLength: 12 }),
        async (scheduler, questions) => {
          let current = "";
          const task = createKeyedTask<string, string>({
            key: (question) => [question],
            run: (question) => scheduler.schedule(Promise.resolve(answerTo(question))),
            failed: () => "failed",
            onAnswer: () => {
              const shown = task.read(current);
              if (shown !== null) expect(shown).toBe(answerTo(current));
            },
          });
          const asked = scheduler.scheduleSequence(
            questions.map((question) => async () => {
              current = question;
              task.ask(question);
              const shown = task.read(question);
              if (shown !== null) expect(shown).toBe(answerTo(question));
            }),
          );
          await scheduler.waitAll();
          await asked.task;
          expect(task.read(current)).toBe(answerTo(current));
        },
      ),
    );
  });

  it("does not stay pending when inputs go A → B → A and B answers late", async () => {
    const finish = new Map<string, (answer: string) => void>();
    const task = createKeyedTask<string, string>({
      key: (question) => [question],
      run: (question) => new Promise((resolve) => finish.set(question, resolve)),
      failed: () => "failed",
      onAnswer: () => {},
    });
    task.ask("A");
    finish.get("A")?.("a");
    await Promise.resolve();
    task.ask("B");
    task.ask("A");
    finish.get("B")?.("b");
    await Promise.resolve();
    await Promise.resolve();
    expect(task.read("A")).toBe("a");
    expect(task.read("B")).toBeNull();
  });

  it("aborts the run of a question that is no longer wanted", () => {
    const signals: AbortSignal[] = [];
    const task = createKeyedTask<string, string>({
      key: (question) => [question],
      run: (_, signal) => {
        signals.push(signal);
        return new Promise(() => {});
      },
      failed: () => "failed",
      onAnswer: () => {},
    });
    task.ask("A");
    task.ask("B");
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    task.drop();
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  it("does not run a question twice while it is wanted, nor one that has its answer", async () => {
    let runs = 0;
    const task = createKeyedTask<string, string>({
      key: (question) => [question],
      run: async (question) => {
        runs += 1;
        return answerTo(question);
      },
      failed: () => "failed",
      onAnswer: () => {},
    });
    task.ask("A");
    task.ask("A");
    await Promise.resolve();
    task.ask("A");
    expect(runs).toBe(1);
  });

  it("keeps the last answer through another question: it returns at once, without another run", async () => {
    const asked: string[] = [];
    let stored = 0;
    const task = createKeyedTask<string, string>({
      key: (question) => [question],
      run: (question) => {
        asked.push(question);
        return question === "A" ? Promise.resolve("a") : new Promise(() => {});
      },
      failed: () => "failed",
      onAnswer: () => (stored += 1),
    });
    expect(task.latest()).toBeNull();
    task.ask("A");
    await Promise.resolve();
    task.ask("B");
    expect([task.read("B"), task.latest()]).toEqual([null, "a"]);
    task.ask("A");
    expect([task.read("A"), task.latest(), stored]).toEqual(["a", "a", 1]);
    expect(asked).toEqual(["A", "B"]);
    task.drop();
    expect(task.latest()).toBe("a");
  });

  it("answers with `failed` when a run throws, so nothing hangs", async () => {
    const task = createKeyedTask<string, string>({
      key: (question) => [question],
      run: () => Promise.reject(new Error("bug")),
      failed: (error) => `failed: ${(error as Error).message}`,
      onAnswer: () => {},
    });
    task.ask("A");
    await Promise.resolve();
    await Promise.resolve();
    expect(task.read("A")).toBe("failed: bug");
  });
});
