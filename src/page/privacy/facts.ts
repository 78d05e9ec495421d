import { parsePolicy } from "../../core/privacy/policy.ts";
import { isProbeOf } from "../../core/privacy/probes.ts";

/** The policies that the page itself contains, in document order; empty on the development server. */
export function pagePolicies(): string[] {
  const metas = document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy" i]');
  return [...metas].map(({ content }) => content);
}

/** Whether one of the page's own policies forbids all connections. */
export function mayNotConnect(): boolean {
  return pagePolicies().some((policy) =>
    parsePolicy(policy).some(
      ({ name, values }) => name === "connect-src" && values.join(" ").toLowerCase() === "'none'",
    ),
  );
}

/** What the browser has listed as loaded for this page. */
export interface Requests {
  /** Files from the page's own place, relative to it, in the order requested. */
  readonly own: readonly string[];
  /** Addresses elsewhere. Both include queries: a query is what would carry data. */
  readonly foreign: readonly string[];
  /** How many of the self-test's attempts the browser lists, including those it blocked. */
  readonly probes: number;
  /** When the last one began, in milliseconds since the page's start; null if there is none. */
  readonly last: number | null;
}

/** Reads the browser's performance entries, which list files but not sockets. */
export function readRequests(): Requests {
  const isProbe = isProbeOf(document.baseURI);
  const own: string[] = [];
  const foreign: string[] = [];
  let probes = 0;
  let last: number | null = null;
  for (const { name, startTime } of performance.getEntriesByType("resource")) {
    const url = new URL(name, document.baseURI);
    if (url.protocol === "blob:" || url.protocol === "data:") continue;
    if (isProbe(url.href)) {
      probes += 1;
      continue;
    }
    last = Math.max(last ?? 0, startTime);
    // Local files have the origin `null`; here they count as the same place.
    if (url.origin === location.origin || url.protocol === "file:") own.push(belowPage(url));
    else foreign.push(url.href);
  }
  return { own, foreign, probes, last };
}

/** An address relative to the page's folder. */
function belowPage({ pathname, search }: URL): string {
  const folder = new URL(".", document.baseURI).pathname;
  return (pathname.startsWith(folder) ? pathname.slice(folder.length) : pathname) + search;
}

/**
 * Calls back whenever the browser lists another request; returns a function that unsubscribes. The browser's own list
 * stops at 250.
 */
export function onRequest(changed: () => void): () => void {
  performance.setResourceTimingBufferSize(2_000);
  const observer = new PerformanceObserver(changed);
  observer.observe({ type: "resource" });
  return () => observer.disconnect();
}

/**
 * A place where a page can store things: how many are in it, or null if the browser does not tell, or has no such
 * place.
 */
export interface Store {
  readonly name: string;
  readonly count: number | null;
  /** The names of what is in it. Values are never read. */
  readonly names: readonly string[];
}

/** Inspects every storage of this origin. Never rejects. */
export async function readStores(): Promise<Store[]> {
  const keys = (storage: () => Storage) => async () => Object.keys(storage());
  return Promise.all([
    look(
      "Local storage",
      keys(() => localStorage),
    ),
    look(
      "Session storage",
      keys(() => sessionStorage),
    ),
    look("Cookies that scripts can see", async () =>
      document.cookie
        .split(";")
        .map((cookie) => cookie.split("=")[0]?.trim() ?? "")
        .filter((name) => name !== ""),
    ),
    look("Databases", async () => (await indexedDB.databases()).map(({ name = "" }) => name)),
    look("Caches", () => caches.keys()),
  ]);
}

async function look(name: string, names: () => Promise<string[]>): Promise<Store> {
  try {
    const found = await names();
    return { name, count: found.length, names: found };
  } catch {
    return { name, count: null, names: [] };
  }
}

/** The service worker of this page, if there is one. */
export type ServiceWorkerFact =
  | { readonly kind: "lacking" }
  | { readonly kind: "none" }
  | { readonly kind: "there"; readonly script: string; readonly state: string; readonly controls: boolean };

/** Asks the browser for a service worker whose scope holds this page. Never rejects. */
export async function readServiceWorker(): Promise<ServiceWorkerFact> {
  // Typed as always present; absent outside a secure context.
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  if (serviceWorker === undefined) return { kind: "lacking" };
  try {
    const registration = await serviceWorker.getRegistration();
    const worker = registration?.active ?? registration?.waiting ?? registration?.installing ?? null;
    if (worker === null) return { kind: "none" };
    return {
      kind: "there",
      script: belowPage(new URL(worker.scriptURL)),
      state: worker.state,
      controls: serviceWorker.controller !== null,
    };
  } catch {
    return { kind: "lacking" };
  }
}

/** Whether a script could open a peer connection, the one way of sending that no policy controls. */
export function hasWebRtc(): boolean {
  return "RTCPeerConnection" in globalThis;
}
