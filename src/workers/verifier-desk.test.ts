import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createVerifierDesk, MOST_SECONDS, PAUSE_MS } from "./verifier-desk.ts";
import type { VerifierQuestion, VerifierReply, VerifierRequest } from "./verifier-protocol.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const QUESTION: VerifierQuestion = {
  kind: "hold",
  presented: { header: null, claims: null, signature: "unknown", now: 0, leeway: 0 },
  most: 0,
};
const later: VerifierQuestion = { ...QUESTION, presented: { ...QUESTION.presented, now: 9 } };
const ANSWER: VerifierReply = { is: "not-known", problem: "an answer" };

/** A desk whose workers the test drives. */
function deskOf() {
  const workers: {
    readonly posted: VerifierRequest[];
    isEnded: boolean;
    readonly reply: (reply: VerifierReply) => void;
    readonly fail: () => void;
  }[] = [];
  const desk = createVerifierDesk((told) => {
    const worker = { posted: [] as VerifierRequest[], isEnded: false, ...told };
    workers.push(worker);
    return { post: (request) => worker.posted.push(request), end: () => (worker.isEnded = true) };
  });
  return { desk, workers };
}
/** The state of a promise by now. */
async function stateOf(promise: Promise<unknown>): Promise<unknown> {
  return Promise.race([promise.catch((error: Error) => error.name), vi.advanceTimersByTimeAsync(0).then(() => "open")]);
}

test("a text is read once typing has stopped, and is sent once", async () => {
  const { desk, workers } = deskOf();
  const first = desk.ask("card", "a", QUESTION);
  expect(workers).toEqual([]);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(workers[0]?.posted).toEqual([{ text: "a", question: QUESTION }]);
  workers[0]?.reply(ANSWER);
  expect(await first).toBe(ANSWER);
  void desk.ask("card", "a", later);
  expect(workers[0]?.posted[1]).toEqual({ text: null, question: later });
});

test("a new text ends the reading of the former one, whose answer is dropped", async () => {
  const { desk, workers } = deskOf();
  const old = desk.ask("card", "a", QUESTION);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  const next = desk.ask("card", "b", QUESTION);
  expect(await stateOf(old)).toBe("AbortError");
  expect(workers[0]?.isEnded).toBe(true);
  workers[0]?.reply(ANSWER);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(await stateOf(next)).toBe("open");
  expect(workers[1]?.posted).toEqual([{ text: "b", question: QUESTION }]);
  workers[1]?.reply(ANSWER);
  expect(await next).toBe(ANSWER);
});

test("while a text is being read, only each caller's latest question is kept", async () => {
  const { desk, workers } = deskOf();
  const reading = desk.ask("card", "a", QUESTION);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  const [passed, other, latest] = [
    desk.ask("card", "a", QUESTION),
    desk.ask("says", "a", QUESTION),
    desk.ask("card", "a", later),
  ];
  expect(await stateOf(passed)).toBe("AbortError");
  for (const promise of [reading, other, latest]) {
    workers[0]?.reply(ANSWER);
    expect(await promise).toBe(ANSWER);
  }
  expect(workers).toHaveLength(1);
});

test("a reading that takes too long is abandoned with the reason, and the same text is not read again", async () => {
  const { desk, workers } = deskOf();
  const asked = desk.ask("card", "a", QUESTION);
  await vi.advanceTimersByTimeAsync(PAUSE_MS + MOST_SECONDS * 1000);
  const reason = { is: "given-up", why: expect.stringContaining(`${MOST_SECONDS} seconds`) as string };
  expect(await asked).toEqual(reason);
  expect(workers[0]?.isEnded).toBe(true);
  expect(await desk.ask("says", "a", QUESTION)).toEqual(reason);
  expect(workers).toHaveLength(1);
  void desk.ask("card", "b", QUESTION);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(workers[1]?.posted).toEqual([{ text: "b", question: QUESTION }]);
});

test("a worker that fails is a reason; one that fails while nobody waits is restarted", async () => {
  const { desk, workers } = deskOf();
  desk.warm();
  workers[0]?.fail();
  const asked = desk.ask("card", "a", QUESTION);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  workers[1]?.fail();
  expect(await asked).toMatchObject({ is: "given-up" });
  const broken = createVerifierDesk(() => {
    throw new Error("no workers here");
  });
  const refused = broken.ask("card", "a", QUESTION);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(await refused).toMatchObject({ is: "given-up" });
});

test("closing ends all questions and everyone who waits", async () => {
  const { desk, workers } = deskOf();
  const asked = desk.ask("card", "a", QUESTION);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  desk.end();
  expect(await stateOf(asked)).toBe("AbortError");
  expect(workers[0]?.isEnded).toBe(true);
});

test("a question in between goes to the idle worker, and a text that it has read is not sent again", async () => {
  const { desk, workers } = deskOf();
  desk.warm();
  const between = desk.askBetween("a", QUESTION);
  expect(workers[0]?.posted).toEqual([{ text: "a", question: QUESTION }]);
  workers[0]?.reply(ANSWER);
  expect(await between).toBe(ANSWER);
  void desk.ask("card", "a", later);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(workers[0]?.posted[1]).toEqual({ text: null, question: later });
  expect(workers).toHaveLength(1);
});

test("a question in between waits for the current one, and the desk's own text is sent again after it", async () => {
  const { desk, workers } = deskOf();
  const own = desk.ask("card", "a", QUESTION);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  const between = desk.askBetween("b", QUESTION);
  const next = desk.ask("card", "a", later);
  workers[0]?.reply(ANSWER);
  expect(await own).toBe(ANSWER);
  workers[0]?.reply(null);
  expect(await between).toBe(null);
  expect(workers[0]?.posted.map(({ text }) => text)).toEqual(["a", "b", "a"]);
  expect(await stateOf(next)).toBe("open");
  expect(workers).toHaveLength(1);
});

test("a new text does not end the question in between, which does not delay the new text forever", async () => {
  const { desk, workers } = deskOf();
  const between = desk.askBetween("b", QUESTION);
  const own = desk.ask("card", "a", QUESTION);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect(workers[0]?.posted.map(({ text }) => text)).toEqual(["b"]);
  await vi.advanceTimersByTimeAsync(MOST_SECONDS * 1000);
  expect(await between).toMatchObject({ is: "given-up" });
  expect(workers[0]?.isEnded).toBe(true);
  expect(workers[1]?.posted.map(({ text }) => text)).toEqual(["a"]);
  workers[1]?.reply(ANSWER);
  expect(await own).toBe(ANSWER);
});

test("abandoning the desk's own text leaves the question in between; closing ends it", async () => {
  const { desk, workers } = deskOf();
  const own = desk.ask("card", "a", QUESTION);
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  const between = desk.askBetween("b", QUESTION);
  workers[0]?.fail();
  expect(await own).toMatchObject({ is: "given-up" });
  expect(workers[1]?.posted.map(({ text }) => text)).toEqual(["b"]);
  desk.end();
  expect(await stateOf(between)).toBe("AbortError");
});
