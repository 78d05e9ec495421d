import { createBell } from "../core/base/signal.ts";

/** A screen of the page. */
export type Screen = "workbench" | "error" | "gateway" | "collection" | "lab";

/** The screens in navigation order, each with the fragment that names it. */
export const SCREENS: readonly (readonly [screen: Screen, fragment: string, name: string])[] = [
  ["workbench", "#/", "Workbench"],
  ["error", "#/error", "Explain error"],
  ["gateway", "#/gateway", "Gateway"],
  ["collection", "#/collection", "Collection"],
  ["lab", "#/lab", "Lab"],
];

/**
 * The place in the page that the address names, with its parameters: the fragment if it starts with `#/`, else "" for
 * the workbench.
 */
export function currentRoute(): string {
  return location.hash.startsWith("#/") ? location.hash : "";
}

/** The screen of a route; the workbench if the route names none. */
export function screenOf(route: string): Screen {
  const path = route.split("&", 1)[0] ?? "";
  return SCREENS.findLast(([, fragment]) => path === fragment || path.startsWith(`${fragment}/`))?.[0] ?? "workbench";
}

const bell = createBell();

/** Calls back when the address's fragment changes, even through `goTo`; returns a function that unsubscribes. */
export function onRouteChange(changed: () => void): () => void {
  const stop = bell.hear(changed);
  window.addEventListener("hashchange", changed);
  return () => {
    stop();
    window.removeEventListener("hashchange", changed);
  };
}

/** Notifies watchers of an address change that the browser does not report. */
export const routeChanged = bell.ring;
