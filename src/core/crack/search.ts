import { UnreadableList, type Source, type Stage } from "./sources.ts";
import type { UnitResult, WorkUnit } from "./work.ts";

/** Carries out units in the order given; a Web Worker, or a stand-in in tests. */
export interface SearchWorker {
  /** Rejects if the worker has died. */
  readonly run: (unit: WorkUnit) => Promise<UnitResult>;
  /** Stops at once, whatever it is doing. Pending promises stay pending. */
  readonly terminate: () => void;
}

type SearchState = "running" | "paused" | "found" | "exhausted" | "cancelled" | "failed";

/** The progress of a search. */
export interface SearchProgress {
  readonly state: SearchState;
  readonly tried: number;
  /** Candidates per second over the last seconds; 0 while nothing runs. */
  readonly rate: number;
  /** Roughly how many candidates are left. */
  readonly remaining: number;
  /** Seconds left at that rate; null if there is no rate yet. */
  readonly secondsLeft: number | null;
  /** Running time in milliseconds, without pauses. */
  readonly milliseconds: number;
  /** The last candidate tried. */
  readonly current: Uint8Array<ArrayBuffer> | null;
  readonly stage: Stage | null;
  /** The bytes of the HMAC key, if found. */
  readonly found: Uint8Array<ArrayBuffer> | null;
  readonly failure: "utf-16" | "read" | "worker" | null;
}

/** A running search. */
export interface Search {
  readonly progress: () => SearchProgress;
  /** Begins no new unit; those begun finish within two `UNIT_MILLISECONDS`. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends all workers at once. */
  readonly cancel: () => void;
}

/** How long a unit should take: a pause waits for two of them, and half a second would be noticeable. */
const UNIT_MILLISECONDS = 60;
const FIRST_UNIT = 2_000;
const LARGEST_UNIT = 2_000_000;
/** The rate shown covers this many milliseconds. */
const WINDOW = 3_000;

/**
 * Tries all candidates of all sources, in order, on all workers in parallel, until one is the secret. Each worker has
 * two units, so it need not wait for the page between them. Calls `changed` after each unit and each change of state.
 * Takes a clock in milliseconds. Terminates all workers at the end, whatever the outcome.
 */
export function startSearch(
  workers: readonly SearchWorker[],
  sources: readonly Source[],
  clock: () => number,
  changed: () => void,
): Search {
  let state: SearchState = "running";
  let tried = 0;
  let current: Uint8Array<ArrayBuffer> | null = null;
  let found: Uint8Array<ArrayBuffer> | null = null;
  let failure: SearchProgress["failure"] = null;
  let index = 0;
  let shown: Stage | null = sources[0]?.stage ?? null;
  /** Candidates per millisecond and worker. */
  let speed = FIRST_UNIT / UNIT_MILLISECONDS;
  let ranBefore = 0;
  let runningSince = clock();
  let window: { at: number; tried: number }[] = [{ at: runningSince, tried: 0 }];
  const wake: (() => void)[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  const ended = (): boolean => state !== "running" && state !== "paused";

  const paused = (): boolean => state === "paused";

  const end = (to: SearchState): void => {
    if (ended()) return;
    if (state === "running") ranBefore += clock() - runningSince;
    state = to;
    for (const worker of workers) worker.terminate();
    for (const call of wake.splice(0)) call();
    changed();
  };

  /** The next unit and its source; one at a time, since a source must not be asked twice at once. */
  const next = (): Promise<{ unit: WorkUnit; source: Source } | null> => {
    const asked = turn.then(async () => {
      for (; index < sources.length; index += 1) {
        const source = sources[index] as Source;
        const size = Math.min(Math.max(Math.round(speed * UNIT_MILLISECONDS), 64), LARGEST_UNIT);
        const unit = await source.take(size);
        if (unit !== null) return { unit, source };
      }
      return null;
    });
    turn = asked.catch(() => {});
    return asked;
  };

  const work = async (worker: SearchWorker): Promise<void> => {
    for (;;) {
      while (paused()) await new Promise<void>((resume) => wake.push(resume));
      if (ended()) return;
      const given = await next();
      if (given === null || ended()) return;
      const result = await worker.run(given.unit);
      if (ended()) return;
      given.source.learn(given.unit, result.tried);
      tried += result.tried;
      current = result.current ?? current;
      shown = given.source.stage;
      if (result.milliseconds > 0) speed += (result.tried / result.milliseconds - speed) * 0.3;
      measure();
      if (result.found !== null) {
        found = result.found;
        end("found");
        return;
      }
      changed();
    }
  };

  const measure = (): void => {
    const at = clock();
    window.push({ at, tried });
    while (window.length > 2 && (window[1] as { at: number }).at < at - WINDOW) window.shift();
  };

  const rate = (): number => {
    const first = window[0];
    const last = window[window.length - 1];
    if (state !== "running" || !first || !last || last.at - first.at < 50) return 0;
    return ((last.tried - first.tried) / (last.at - first.at)) * 1000;
  };

  void Promise.all(workers.flatMap((worker) => [work(worker), work(worker)])).then(
    () => end("exhausted"),
    (error: unknown) => {
      failure = error instanceof UnreadableList ? error.code : "worker";
      end("failed");
    },
  );

  return {
    progress: () => {
      const remaining = sources.slice(index).reduce((sum, source) => sum + source.remaining(), 0);
      const now = rate();
      const milliseconds = ranBefore + (state === "running" ? clock() - runningSince : 0);
      const secondsLeft = now > 0 ? remaining / now : null;
      return { state, tried, rate: now, remaining, secondsLeft, milliseconds, current, stage: shown, found, failure };
    },
    pause: () => {
      if (state !== "running") return;
      ranBefore += clock() - runningSince;
      state = "paused";
      changed();
    },
    resume: () => {
      if (state !== "paused") return;
      state = "running";
      runningSince = clock();
      window = [{ at: runningSince, tried }];
      for (const call of wake.splice(0)) call();
      changed();
    },
    cancel: () => end("cancelled"),
  };
}
