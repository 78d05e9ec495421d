import { messageOf } from "../core/crypto/thrown.ts";
import { createSignal } from "../core/base/signal.ts";
import { cachePrefix } from "../sw/site.ts";
import { serviceWorkerAddress } from "../trusted-types.ts";

/** Whether this browser caches the site's files, so that the page opens without a network. */
export type OfflineState =
  | { readonly kind: "unknown" }
  /** The single file needs no cache; without a secure context, or if the browser forbids it, there is none. */
  | { readonly kind: "impossible"; readonly why: "file" | "insecure" | "browser" }
  | { readonly kind: "off" }
  | { readonly kind: "fetching" }
  /** `newer`: another version is cached as well, and takes over once no page of this one is open. */
  | { readonly kind: "kept"; readonly newer: boolean }
  | { readonly kind: "failed"; readonly message: string };

/** Opting out has to be remembered, or the next visit would cache the site again. */
const DECLINED = "jotscope-offline-declined";

const state = createSignal<OfflineState>({ kind: "unknown" });
const become = state.set;
let followed: ServiceWorkerRegistration | null = null;

/** The current state. The same object until something changes. */
export const offlineState = state.read;

/** Calls back after each change of the state; returns a function that unsubscribes. */
export const onOfflineChange = state.watch;

/**
 * Determines the state, and on https, once the page is idle, caches the site unless the user opted out. On localhost,
 * where other projects share the address, only `keepOffline` does, on request. Never rejects.
 */
export async function startOffline(): Promise<void> {
  const why = whyImpossible();
  if (why !== null) {
    become({ kind: "impossible", why });
    return;
  }
  try {
    const registration = await ownRegistration();
    if (registration !== null) follow(registration);
    else if (location.protocol !== "https:" || hasDeclined()) become({ kind: "off" });
    else whenIdle(() => void keepOffline());
  } catch {
    // Firefox's private windows have service workers but reject every call.
    become({ kind: "impossible", why: "browser" });
  }
}

/** Caches the site's files. Never rejects: the outcome is the state. */
export async function keepOffline(): Promise<void> {
  if (whyImpossible() !== null) return;
  remember(DECLINED, false);
  become({ kind: "fetching" });
  try {
    const options: RegistrationOptions = { scope: siteAddress(), updateViaCache: "none" };
    follow(await navigator.serviceWorker.register(serviceWorkerAddress.createScriptURL("sw.js"), options));
  } catch (error) {
    become({ kind: "failed", message: messageOf(error) });
  }
}

/** Removes everything cached, and caches nothing until asked to. Never rejects. */
export async function removeOffline(): Promise<void> {
  remember(DECLINED, location.protocol === "https:");
  try {
    await (await ownRegistration())?.unregister();
    const prefix = cachePrefix(siteAddress());
    const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
    await Promise.all(names.map((name) => caches.delete(name)));
    followed = null;
    become({ kind: "off" });
  } catch (error) {
    become({ kind: "failed", message: messageOf(error) });
  }
}

/** Checks the site for a newer version and caches it; resolves to whether there is one. Rejects without a network. */
export async function lookForNewer(): Promise<boolean> {
  const registration = await ownRegistration();
  if (registration === null) return false;
  const updated = await registration.update();
  return updated.installing !== null || updated.waiting !== null;
}

/** Lets the newer version take over and reloads the page. Typed text is lost: ask first. */
export function reloadIntoNewer(): void {
  const newer = followed?.waiting;
  if (!newer) return;
  newer.addEventListener("statechange", () => {
    if (newer.state === "activated") location.reload();
  });
  newer.postMessage("take over");
}

function whyImpossible(): "file" | "insecure" | "browser" | null {
  // The single file names its chunk container like this; wherever it is, there is nothing next to it to cache.
  if (!/^https?:$/.test(location.protocol) || "jotscopeFiles" in globalThis) return "file";
  if (!isSecureContext) return "insecure";
  return "serviceWorker" in navigator ? null : "browser";
}

/** A site in a parent folder may have its own service worker, which is not ours. */
async function ownRegistration(): Promise<ServiceWorkerRegistration | null> {
  const registration = await navigator.serviceWorker.getRegistration(siteAddress());
  return registration?.scope === siteAddress() ? registration : null;
}

function follow(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    if (followed !== registration) return;
    const { active, installing, waiting: newer } = registration;
    // A page opened before its worker existed is adopted by the worker once it says which build it is from.
    if (active && navigator.serviceWorker.controller === null) active.postMessage({ build: startScript() });
    if (active ?? newer) become({ kind: "kept", newer: active !== null && newer !== null });
    else if (installing) become({ kind: "fetching" });
    else
      become({
        kind: "failed",
        message: "a file could not be fetched, did not match this version, or did not fit into storage",
      });
  };
  const hear = (): void => registration.installing?.addEventListener("statechange", look);
  if (followed !== registration) {
    followed = registration;
    registration.addEventListener("updatefound", () => {
      hear();
      look();
    });
    hear();
  }
  look();
}

/** The script that started the page, as the service worker lists it: its name contains a hash of the whole build. */
function startScript(): string {
  const { src = "" } = document.querySelector<HTMLScriptElement>('script[type="module"]') ?? {};
  return src.startsWith(siteAddress()) ? src.slice(siteAddress().length) : src;
}

function siteAddress(): string {
  return new URL("./", document.baseURI).href;
}

function hasDeclined(): boolean {
  try {
    return localStorage.getItem(DECLINED) !== null;
  } catch {
    return true; // Storage is unavailable, so opting out was impossible too: then nothing is cached unasked.
  }
}

function remember(place: string, is: boolean): void {
  try {
    if (is) localStorage.setItem(place, "");
    else localStorage.removeItem(place);
  } catch {
    // As above.
  }
}

function whenIdle(act: () => void): void {
  // Safari has no idle callbacks.
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: 10_000 });
  else setTimeout(act, 3000);
}
