/** The place in the page that the address names: the fragment where it starts with `#/`, else "" for the workbench. */
export function currentRoute(): string {
  return location.hash.startsWith("#/") ? location.hash : "";
}

/** Calls back when the address's fragment changes; gives what ends that. */
export function onRouteChange(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}
