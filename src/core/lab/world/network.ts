import type { WorldObject } from "./types.ts";

/** A simulated network: addresses and their responses. Nothing leaves the page. */
export interface Network extends WorldObject {
  /**
   * Returns the body at an address, following redirects as `fetch` does. The host is the URL parser's (RFC 3986
   * section 3.2: the part before `@` is user information). Throws if nothing answers.
   */
  get(url: string): string;
}

/** A network with these pages; a value `→ <url>` is a redirect. A page whose name ends in `?to=` redirects to its parameter. */
export function createNetwork(pages: Readonly<Record<string, string>>): Network {
  const held = new Map(Object.entries(pages));
  const requests: string[] = [];
  const get = (url: string, hops = 0): string => {
    requests.push(url);
    const { origin, pathname, search, searchParams } = new URL(url);
    const page = held.get(`${origin}${pathname}${search}`) ?? held.get(`${origin}${pathname}`);
    if (page === REDIRECTOR && hops < 5) return get(searchParams.get("to") ?? "", hops + 1);
    if (page === undefined || page === REDIRECTOR) throw new Error(`getaddrinfo ENOTFOUND ${origin}${pathname}`);
    return page;
  };
  return {
    kind: "network",
    name: "Network",
    entries: () => [
      ...[...held].map(([name, value]) => ({ name, value, editable: true })),
      ...requests.map((value, index) => ({ name: `request ${index + 1}`, value, editable: false })),
    ],
    set: (name, value) => void held.set(name, value),
    get: (url) => get(url),
  };
}

/** A page that redirects to its parameter `to`: an open redirect. */
export const REDIRECTOR = "302 → the address in ?to=";
