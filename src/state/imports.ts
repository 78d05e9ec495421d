import { createStore, type StoreApi } from "zustand/vanilla";
import { onForget } from "../core/memory/forget.ts";
import type { Answer, CollectedToken, Problem, Progress } from "../core/collect/types.ts";
import { type CollectWorker, startCollectWorker } from "../workers/collect-client.ts";
import type { CollectReply } from "../workers/collect-protocol.ts";

/** A file of this visit. */
export interface ImportedFile {
  readonly number: number;
  readonly name: string;
  readonly size: number;
  readonly state: "waiting" | "reading" | "done" | "cancelled" | "failed";
  /** Null before any of it was read. */
  readonly progress: Progress | null;
  /** The progress of the sanitised copy, from 0 to 1; null if none is being written. */
  readonly saving: number | null;
  /** How long reading took, in seconds. */
  readonly took: number;
}

/** What was found in files. Only in memory. */
export interface Imports {
  readonly files: readonly ImportedFile[];
  readonly tokens: readonly CollectedToken[];
  readonly answers: readonly Answer[];
  readonly problems: readonly Problem[];
}

const NOTHING: Imports = { files: [], tokens: [], answers: [], problems: [] };

export const imports: StoreApi<Imports> = createStore<Imports>(() => NOTHING);

let worker: CollectWorker | null = null;
/** The files themselves, which the browser reads again for a copy. */
let sources: File[] = [];
let savers = new Map<number, (copy: Blob | null) => void>();
let startedAt = 0;

onForget(forgetImports);

/** Stops reading and forgets everything from files. */
function forgetImports(): void {
  worker?.terminate();
  worker = null;
  sources = [];
  for (const saved of savers.values()) saved(null);
  savers = new Map();
  if (imports.getState() !== NOTHING) imports.setState(NOTHING, true);
}

/** Reads files in a worker, one after the other; results arrive meanwhile. */
export function importFiles(files: readonly File[]): void {
  if (files.length === 0) return;
  worker ??= startCollectWorker(hear, failed);
  startedAt = performance.now();
  for (const file of files) {
    const number = sources.push(file) - 1;
    const { name, size } = file;
    const { files } = imports.getState();
    const fresh: ImportedFile = { number, name, size, state: "waiting", progress: null, saving: null, took: 0 };
    imports.setState({ files: [...files, fresh] });
    worker.ask({ type: "import", number, file });
  }
}

/** Stops reading; results stay. */
export function cancelImport(): void {
  worker?.ask({ type: "cancel" });
}

/** A copy of an archive without credentials; null if it could not be written. */
export function sanitisedCopy(number: number): Promise<Blob | null> {
  const file = sources[number];
  if (file === undefined) return Promise.resolve(null);
  worker ??= startCollectWorker(hear, failed);
  change(number, { saving: 0 });
  worker.ask({ type: "sanitise", number, file });
  return new Promise((resolve) => {
    savers.set(number, resolve);
  });
}

function change(number: number, what: Partial<ImportedFile>): void {
  const { files } = imports.getState();
  imports.setState({ files: files.map((file) => (file.number === number ? { ...file, ...what } : file)) });
}

function failed(): void {
  worker = null;
  for (const saved of savers.values()) saved(null);
  savers = new Map();
  const isOpen = ({ state }: ImportedFile): boolean => state === "waiting" || state === "reading";
  const { files } = imports.getState();
  imports.setState({
    files: files.map((file) => ({ ...file, saving: null, ...(isOpen(file) && { state: "failed" as const }) })),
  });
}

function hear(reply: CollectReply): void {
  switch (reply.type) {
    case "sanitising":
      return change(reply.number, { saving: reply.part });
    case "sanitised":
      change(reply.number, { saving: null });
      savers.get(reply.number)?.(reply.copy);
      savers.delete(reply.number);
      return;
    case "batch": {
      const { batch, state } = reply;
      const { files, tokens, answers } = imports.getState();
      const took = (performance.now() - startedAt) / 1000;
      imports.setState({
        files: files.map((file) =>
          file.number === batch.progress.file ? { ...file, state, progress: batch.progress, took } : file,
        ),
        tokens: withNew(tokens, batch.tokens),
        answers: withNew(answers, batch.answers),
        problems: batch.problems,
      });
    }
  }
}

/** The list with the new ones, each at its index. */
function withNew<Item extends { readonly index: number }>(
  list: readonly Item[],
  fresh: readonly Item[],
): readonly Item[] {
  if (fresh.length === 0) return list;
  const all = [...list];
  for (const item of fresh) all[item.index] = item;
  return all;
}
