import { createStore, type StoreApi } from "zustand/vanilla";
import { claimWords } from "../core/crack/claim-words.ts";
import type { Keyspace } from "../core/crack/mask.ts";
import { planSearch } from "../core/crack/plan.ts";
import { startSearch, type Search, type SearchProgress } from "../core/crack/search.ts";
import type { ByteReader } from "../core/crack/sources.ts";
import { readTarget, type TargetProblem } from "../core/crack/target.ts";
import type { MutationChoice } from "../core/crack/types.ts";
import { engineModule, startCrackWorker, type CrackWorker } from "../workers/crack-client.ts";

/** The user's choice of what to try, and how. */
interface CrackChoice {
  readonly token: string;
  readonly documentation: boolean;
  readonly passwords: boolean;
  readonly files: readonly File[];
  readonly mutations: MutationChoice;
  readonly keyspaces: readonly Keyspace[];
  readonly workers: number;
}

/** Why no search began, or one ended early. */
export type CrackProblem = TargetProblem | { readonly code: "nothing-chosen" | "utf-16" | "read" | "worker" };

/** A search as the screen shows it. */
export interface CrackView {
  readonly state: "idle" | "running" | "paused" | "found" | "exhausted";
  /** The exact token being searched, which a result belongs to. */
  readonly token: string;
  readonly progress: SearchProgress | null;
  readonly engine: "wasm" | "plain" | null;
  readonly workers: number;
  readonly problem: CrackProblem | null;
}

/** One search at a time, with its workers. Calls return at once; results appear in the store. */
export interface CrackSession {
  readonly view: StoreApi<CrackView>;
  readonly start: (choice: CrackChoice) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends the search and all its workers at once; what was found before stays shown until the next start. */
  readonly cancel: () => void;
}

/** The minimum interval between renders, in milliseconds. */
const SHOWN_EVERY = 100;
const IDLE: CrackView = { state: "idle", token: "", progress: null, engine: null, workers: 0, problem: null };

/** Takes a monotonic clock in milliseconds, the current year, and a function that starts a worker. */
export function createCrackSession(
  clock: () => number,
  thisYear: () => number,
  startWorker: typeof startCrackWorker = startCrackWorker,
): CrackSession {
  const view = createStore<CrackView>()(() => IDLE);
  let search: Search | null = null;
  let team: readonly CrackWorker[] = [];
  /** Counts starts and ends, so that stale preparations are dropped. */
  let turn = 0;

  const stop = (): void => {
    turn += 1;
    search?.cancel();
    search = null;
    for (const worker of team) worker.terminate();
    team = [];
  };

  const fail = (problem: CrackProblem): void => {
    stop();
    view.setState({ ...view.getState(), state: "idle", problem });
  };

  const show = (progress: SearchProgress): void => {
    switch (progress.state) {
      case "running":
      case "paused":
      case "found":
      case "exhausted":
        view.setState({ ...view.getState(), state: progress.state, progress });
        return;
      case "failed":
        view.setState({ ...view.getState(), progress });
        fail({ code: progress.failure ?? "worker" });
        return;
      case "cancelled":
        view.setState({ ...view.getState(), state: "idle", progress });
        return;
      default:
        progress.state satisfies never;
    }
  };

  const begin = async (choice: CrackChoice): Promise<void> => {
    const reading = readTarget(choice.token);
    if (reading.kind === "unusable") return fail(reading.problem);
    const isAny = choice.documentation || choice.passwords || choice.files.length > 0 || choice.keyspaces.length > 0;
    if (!isAny) return fail({ code: "nothing-chosen" });
    const mine = turn;
    view.setState({ ...IDLE, state: "running", token: reading.token.text, workers: choice.workers });
    const module = await engineModule();
    if (mine !== turn) return;
    team = Array.from({ length: choice.workers }, () => startWorker(module, reading.target, thisYear()));
    const [engine, passwords] = await Promise.all([
      team[0]?.engine ?? null,
      choice.passwords ? (team[0]?.passwords() ?? null) : null,
    ]);
    if (mine !== turn) return;
    view.setState({ ...view.getState(), engine });
    const sources = planSearch({
      ...choice,
      claims: choice.documentation ? claimWords(reading.token) : [],
      passwords,
      files: choice.files.map(fileReader),
      thisYear: thisYear(),
    });
    let shownAt = clock();
    let shownState = "running";
    search = startSearch(team, sources, clock, () => {
      if (mine !== turn || !search) return;
      const progress = search.progress();
      if (progress.state === shownState && clock() - shownAt < SHOWN_EVERY) return;
      shownAt = clock();
      shownState = progress.state;
      show(progress);
    });
    show(search.progress());
  };

  return {
    view,
    start: (choice) => {
      stop();
      const mine = turn;
      begin(choice).catch(() => {
        if (mine === turn) fail({ code: "worker" });
      });
    },
    pause: () => search?.pause(),
    resume: () => search?.resume(),
    cancel: () => {
      const { state, progress } = view.getState();
      const last = search?.progress() ?? progress;
      stop();
      if (state === "running" || state === "paused")
        view.setState({ ...view.getState(), state: "idle", progress: last });
    },
  };
}

function fileReader(file: File): ByteReader {
  return {
    size: file.size,
    read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  };
}
