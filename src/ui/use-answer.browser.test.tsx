import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import { useAnswer } from "./use-answer.ts";

const host = document.createElement("div");
const root = createRoot(host);
vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
afterEach(() => act(async () => root.render(null)));

/** Answers that arrive when the test says so, by question. */
function runs() {
  const ends = new Map<string, (answer: string) => void>();
  const asked: string[] = [];
  const make = (question: string) => () => {
    asked.push(question);
    return new Promise<string>((resolve) => ends.set(question, resolve));
  };
  return { asked, make, end: (question: string) => act(async () => ends.get(question)?.(`answer to ${question}`)) };
}

function Shown({
  question,
  make,
}: {
  readonly question: string;
  readonly make: (signal: AbortSignal) => Promise<string>;
}) {
  return <p>{useAnswer([question], make) ?? "nothing yet"}</p>;
}

test("an answer stays until the next one is there, and an older one never replaces it", async () => {
  const { asked, make, end } = runs();
  const ask = (question: string) => act(async () => root.render(<Shown question={question} make={make(question)} />));
  await ask("a");
  expect(host.textContent).toBe("nothing yet");
  await end("a");
  expect(host.textContent).toBe("answer to a");
  await ask("b");
  await ask("c");
  await end("c");
  await end("b");
  expect(host.textContent).toBe("answer to c");
  // Rendered again with the same question, it does not ask again.
  await ask("c");
  expect(asked).toEqual(["a", "b", "c"]);
});

test("an abandoned question is aborted, and that is not an error", async () => {
  const errors: unknown[] = [];
  const note = (event: ErrorEvent): void => {
    errors.push(event.error);
    event.preventDefault();
  };
  addEventListener("error", note);
  const given: string[] = [];
  const make = (question: string) => (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      if (question === "b") return resolve("answer to b");
      signal.addEventListener("abort", () => {
        given.push(question);
        reject(new DOMException("given up", "AbortError"));
      });
    });
  const ask = (question: string) => act(async () => root.render(<Shown question={question} make={make(question)} />));
  await ask("a");
  await ask("b");
  expect(given).toEqual(["a"]);
  expect(host.textContent).toBe("answer to b");
  removeEventListener("error", note);
  expect(errors).toEqual([]);
});
