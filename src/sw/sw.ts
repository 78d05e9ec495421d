/// <reference lib="webworker" />
import { cachePrefix, handlingOf, ownerOf, type Site } from "./site.ts";

/**
 * Saves the site for offline use, and refuses requests that no page of the site has reason to make. For these pages
 * it fetches only the files that the build listed; it knows nothing about what is typed into them. The page's policy
 * does not apply to it, so it must be checked by reading it.
 */
declare const self: ServiceWorkerGlobalScope;

/** Inserted by the build. */
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

/** A page that this worker does not control says which script it started with. */
function isBuild(data: unknown): data is { readonly build: string } {
  return typeof data === "object" && data !== null && "build" in data && typeof data.build === "string";
}

/** The pages, by their ids, that are of this build. */
const ofThisBuild = new Set<string>();

/**
 * Takes control of the open pages without waiting for their next load, but only if all of them are of this build:
 * others may still request files that only the server has, and would be refused.
 */
async function takePages(id: string, build: string): Promise<void> {
  if (Object.hasOwn(site.files, build)) ofThisBuild.add(id);
  const pages = (await windows({ includeUncontrolled: true })).filter(({ url }) => url.startsWith(scope));
  if (pages.every((page) => ofThisBuild.has(page.id))) await self.clients.claim();
}

function windows(options: { readonly includeUncontrolled?: boolean } = {}): Promise<readonly WindowClient[]> {
  return self.clients.matchAll({ type: "window", ...options });
}

/** Answers a page of this site with an error, and notifies the open ones; another site's request is let through. */
async function refuse({ clientId, request }: FetchEvent): Promise<Response> {
  const asker = clientId === "" ? undefined : await self.clients.get(clientId);
  const pages = (await windows()).map((page) => ({ page, owner: ownerOf(page.url, scope, site) }));
  const owner = asker ? ownerOf(asker.url, scope, site) : "unknown";
  // The address of a worker or an empty frame reveals nothing: it can belong to another site only if a page of one is open.
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
  // An open page still runs the older build and may request more of its files, even the one that asked for the newer
  // version, since its reload can be cancelled. Then the next version cleans up.
  const pages = await windows({ includeUncontrolled: true });
  if (pages.some(({ url }) => url.startsWith(scope)) || self.registration.installing) return;
  for (const name of await ownCaches()) if (name !== ownCache) await caches.delete(name);
}

/** A cached file, preferably of this build; undefined if there is none. */
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
