/** Build facts about the finished site, written into the service worker's script. */
export interface Site {
  /** Tells this build's files from those of any other. */
  readonly version: string;
  /** By address relative to the worker's own (`./` is the start page): the SHA-256 of the file, in Base64. */
  readonly files: Readonly<Record<string, string>>;
}

/** The caches of one Jotscope: several may live under one origin, in folders, and see all of its caches. */
export function cachePrefix(scope: string): string {
  return `jotscope ${new URL(scope).pathname} `;
}

/** How the service worker handles a request. */
type Handling =
  /** It is for a file of the site. */
  | { readonly kind: "file"; readonly name: string }
  /** It may be for a file of an older build, whose page is still open: served if cached, otherwise refused. */
  | { readonly kind: "older"; readonly name: string }
  /** No page of this site requests that: refused, unless another site's page in a subfolder asks. */
  | { readonly kind: "refuse" }
  /** Left to the browser. */
  | { readonly kind: "leave" };

const REFUSE: Handling = { kind: "refuse" };
const LEAVE: Handling = { kind: "leave" };

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly mode: string;
}

/**
 * How a request is handled. A page may be opened with any query, which then reaches no server; requests by a page
 * must not have one, since a query can carry data. Other origins are for the page's policy to refuse: the requester
 * is not known synchronously.
 */
export function handlingOf({ method, url, mode }: Asked, scope: string, site: Site): Handling {
  const { origin, pathname, search } = new URL(url);
  const base = new URL(scope);
  if (origin !== base.origin) return LEAVE;
  const within = pathname.startsWith(base.pathname);
  const path = pathname.slice(base.pathname.length);
  const name = path === "" || path === "index.html" ? "./" : path;
  const listed = within && method === "GET" && Object.hasOwn(site.files, name);
  if (mode === "navigate") return listed ? { kind: "file", name } : LEAVE;
  if (search !== "") return REFUSE;
  if (listed) return { kind: "file", name };
  return within && method === "GET" && /^assets\/[\w.-]+$/.test(name) ? { kind: "older", name } : REFUSE;
}

/** Whose page or worker an address belongs to: this site, another, or unknown (a worker from a blob, an empty frame). */
export function ownerOf(address: string, scope: string, site: Site): "own" | "other" | "unknown" {
  const { protocol, origin, pathname } = new URL(address);
  if (!/^https?:$/.test(protocol)) return "unknown";
  const base = new URL(scope);
  if (origin !== base.origin || !pathname.startsWith(base.pathname)) return "other";
  const path = pathname.slice(base.pathname.length);
  const isPage = path === "" || path === "index.html" || (path.endsWith(".html") && Object.hasOwn(site.files, path));
  return isPage ? "own" : "other";
}
