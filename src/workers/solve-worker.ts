import { solve } from "../core/solve/solve.ts";
import type { SolveQuestion } from "../core/solve/types.ts";

addEventListener("message", ({ data }: MessageEvent<SolveQuestion>) => {
  void solve(data, () => performance.now()).then(
    (solution) => postMessage(solution),
    // Thrown anew outside of the promise, so that the page's `error` listener hears of it.
    (error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
  );
});
