/// <reference lib="webworker" />
import { cachePrefix, handlingOf, ownerOf, type Site } from "./site.ts";

/**
 * Keeps the site for use without a network, and refuses what no page of the site has reason to ask of its server. For these
 * pages it fetches only the files that the build listed; it knows nothing of what is typed into one. The page's policy
 * does not apply to it, so it must be checked by reading it.
 */
declare const self: ServiceWorkerGlobalScope;

/** Put in by the build. */
declare const JOTSCOPE_SITE: Site;
const site = JOTSCOPE_SITE;

const { scope } = self.registration;
const prefix = cachePrefix(scope);
const ownCache = prefix + site.version;
/** Files fetched at a time: the page may be loading too. */
const AT_ONCE = 4;

self.addEventListener("install", (event) => event.waitUntil(keepSite()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", ({ data, source }) => {
  // Only on request: otherwise a new version waits until no page of the old one is open.
  if (data === "take over") void self.skipWaiting();
  else if (source instanceof Client && isBuild(data)) void takePages(source.id, data.build);
});
self.addEventListener("fetch", (event) => {
  const handling = handlingOf(event.request, scope, site);
  switch (handling.kind) {
    case "file":
      event.respondWith(kept(handling.name).then((response) => response ?? fetch(event.request)));
      break;
    case "older":
      event.respondWith(kept(handling.name).then((response) => response ?? refuse(event)));
      break;
    case "refuse":
      event.respondWith(refuse(event));
      break;
    case "leave":
  }
});

/** A page that is not under this worker says which script it started with. */
function isBuild(data: unknown): data is { readonly build: string } {
  return typeof data === "object" && data !== null && "build" in data && typeof data.build === "string";
}

/** The pages, by their ids, that are of this build. */
const ofThisBuild = new Set<string>();

/**
 * Takes the open pages without waiting for their next load, but only where all of them are of this build: those of another
 * one may still ask for files that only the server has, and would be refused.
 */
async function takePages(id: string, build: string): Promise<void> {
  if (Object.hasOwn(site.files, build)) ofThisBuild.add(id);
  const pages = (await windows({ includeUncontrolled: true })).filter(({ url }) => url.startsWith(scope));
  if (pages.every((page) => ofThisBuild.has(page.id))) await self.clients.claim();
}

function windows(options: { readonly includeUncontrolled?: boolean } = {}): Promise<readonly WindowClient[]> {
  return self.clients.matchAll({ type: "window", ...options });
}

/** Answers a page of this site with an error, and tells the open ones; another site's request goes its way. */
async function refuse({ clientId, request }: FetchEvent): Promise<Response> {
  const asker = clientId === "" ? undefined : await self.clients.get(clientId);
  const pages = (await windows()).map((page) => ({ page, owner: ownerOf(page.url, scope, site) }));
  const owner = asker ? ownerOf(asker.url, scope, site) : "unknown";
  // A worker's address, or an empty frame's, tells nothing: it is another site's only where a page of another site is open.
  if (owner === "other" || (owner === "unknown" && pages.some((one) => one.owner === "other"))) return fetch(request);
  for (const one of pages) if (one.owner === "own") one.page.postMessage({ refused: request.url });
  return Response.error();
}

async function keepSite(): Promise<void> {
  const cache = await caches.open(ownCache);
  const files = Object.entries(site.files);
  const next = async (): Promise<void> => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) await keep(cache, ...file);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  } catch (error) {
    await caches.delete(ownCache);
    throw error;
  }
}

async function keep(cache: Cache, file: string, sha256: string): Promise<void> {
  const url = new URL(file, scope).href;
  for (const name of await ownCaches()) {
    const older = await (await caches.open(name)).match(url);
    if (older && (await hashOf(older.clone())) === sha256) return cache.put(url, older);
  }
  // The browser refuses a file that is not byte for byte the one that was built with this worker.
  const response = await fetch(url, { cache: "no-cache", integrity: `sha256-${sha256}` });
  if (!response.ok) throw new Error(`${file}: status ${response.status}`);
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  // Copied, since a response that was redirected may not answer a navigation.
  await cache.put(url, new Response(await response.blob(), { headers }));
}

async function takeOver(): Promise<void> {
  // A page that is open still runs the older build and may ask for more of its files, even the one that asked for the newer
  // version: its reload can be cancelled. Then the next version cleans up.
  const pages = await windows({ includeUncontrolled: true });
  if (pages.some(({ url }) => url.startsWith(scope)) || self.registration.installing) return;
  for (const name of await ownCaches()) if (name !== ownCache) await caches.delete(name);
}

/** A file as it is kept, of this build before any other; undefined where it is not. */
async function kept(file: string): Promise<Response | undefined> {
  const url = new URL(file, scope).href;
  for (const name of [ownCache, ...(await ownCaches())]) {
    const response = await (await caches.open(name)).match(url);
    if (response) return response;
  }
  return undefined;
}

async function ownCaches(): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix));
}

async function hashOf(response: Response): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
