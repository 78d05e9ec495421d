/// <reference lib="webworker" />
import { cachePrefix, fileOf, type Site } from "./site.ts";

/**
 * Keeps the site for use without a network. It fetches only the files that the build listed, and only at its installation;
 * it knows nothing of what is typed into a page. No policy of the page binds it, so that is for the reader of these lines
 * to check.
 */
declare const self: ServiceWorkerGlobalScope;

/** Put in by the build. */
declare const JOTSCOPE_SITE: Site;
const site = JOTSCOPE_SITE;

const { scope } = self.registration;
const prefix = cachePrefix(scope);
const ownCache = prefix + site.version;
/** So many files at a time: the page may be loading as well. */
const AT_ONCE = 4;

self.addEventListener("install", (event) => event.waitUntil(keepSite()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", ({ data }) => {
  // Only when a person asked: a new version otherwise waits until no page of the old one is open.
  if (data === "take over") void self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const file = fileOf(event.request, scope, site);
  if (file !== null) event.respondWith(answer(file, event.request));
});

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
    const kept = await (await caches.open(name)).match(url);
    if (kept && (await hashOf(kept.clone())) === sha256) return cache.put(url, kept);
  }
  // The browser refuses a file that is not byte for byte the one that was built with this worker.
  const response = await fetch(url, { cache: "no-cache", integrity: `sha256-${sha256}` });
  if (!response.ok) throw new Error(`${file}: status ${response.status}`);
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  // Made anew, since a response that was redirected may not answer a navigation.
  await cache.put(url, new Response(await response.blob(), { headers }));
}

async function takeOver(): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  // A page that is open still runs the older build and may ask for more of its files, even the one that asked for the newer
  // version: its reload can be called off. Then the next version clears up.
  if (!pages.some(({ url }) => url.startsWith(scope)) && !self.registration.installing) {
    for (const name of await ownCaches()) if (name !== ownCache) await caches.delete(name);
  }
  await self.clients.claim();
}

async function answer(file: string, request: Request): Promise<Response> {
  const url = new URL(file, scope).href;
  for (const name of [ownCache, ...(await ownCaches())]) {
    const kept = await (await caches.open(name)).match(url);
    if (kept) return kept;
  }
  return fetch(request);
}

async function ownCaches(): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix));
}

async function hashOf(response: Response): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
