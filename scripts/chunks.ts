import { fileURLToPath } from "node:url";

const path = (source: string): string => fileURLToPath(new URL(`../src/${source}`, import.meta.url));

/** What is loaded together, by the files that load it: one chunk each, in the order requested. */
const LOADERS: Readonly<Record<string, readonly string[]>> = {
  next: ["state/load-acts.ts", "core/token/load-detect.ts"].map(path),
  diagnosis: [path("core/rules/load.ts")],
  later: [path("ui/use-later.tsx")],
  paste: [path("state/before-a-paste.ts"), path("ui/late-panels.tsx")],
};

interface Graph {
  readonly getModuleInfo: (id: string) => { readonly dynamicImporters: readonly string[] } | null;
}

/** What a page or worker imports: one file together with it. */
const start = { name: "start", tags: ["$initial" as const], priority: 10 };

/**
 * Which modules of the page share a file. What every visit loads comes in a handful of files, not in a hundred shared
 * pieces: each file costs a request, and the smaller it is the worse it compresses. A group includes everything that
 * its modules import and no earlier group has, so a file imports only from those before it.
 */
export const chunksOfPage = {
  groups: [
    start,
    // What reads a token and its keys from the address, which must not wait for everything that a paste may need.
    { name: "address", test: (id: string): boolean => id === path("page/address.ts"), priority: 9 },
    ...Object.entries(LOADERS).map(([name, loaders], index) => ({
      name: (id: string, graph: Graph): string | null =>
        graph.getModuleInfo(id)?.dynamicImporters.some((one) => loaders.includes(one)) === true ? name : null,
      priority: 8 - index,
    })),
  ],
};

/** The same for a worker. */
export const chunksOfWorker = { groups: [start] };
