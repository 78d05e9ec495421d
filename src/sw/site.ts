/** What the build knows of the finished site, written into the service worker's script. */
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

/**
 * Which file of the site a request is for; null where it is none, and the browser goes its own way with it. Query and
 * fragment are the page's own affair. A script or style of an older build, which a tab that is still open may ask for, is
 * one too: its name is never used again for other content.
 */
export function fileOf(
  request: { readonly method: string; readonly url: string },
  scope: string,
  site: Site,
): string | null {
  if (request.method !== "GET") return null;
  const url = new URL(request.url);
  const base = new URL(scope);
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) return null;
  const path = url.pathname.slice(base.pathname.length);
  const name = path === "" || path === "index.html" ? "./" : path;
  return Object.hasOwn(site.files, name) || /^assets\/[\w.-]+$/.test(name) ? name : null;
}
