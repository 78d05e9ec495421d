// @ts-check
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { filesOf } from "./files.mjs";

const SITE = fileURLToPath(new URL("../dist/", import.meta.url));

/**
 * The browser features that the page may use: the clipboard, at the press of a button. The rest is off, so injected
 * script could not ask for it in the page's name.
 */
const OFF =
  "accelerometer autoplay browsing-topics camera compute-pressure cross-origin-isolated display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid identity-credentials-get idle-detection keyboard-map local-fonts magnetometer microphone midi otp-credentials payment picture-in-picture private-state-token-issuance private-state-token-redemption publickey-credentials-create publickey-credentials-get screen-wake-lock serial storage-access sync-xhr usb window-management xr-spatial-tracking";
const PERMISSIONS = [
  ...OFF.split(" ").map((feature) => `${feature}=()`),
  "clipboard-read=(self)",
  "clipboard-write=(self)",
].join(", ");

const EVERYWHERE = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": PERMISSIONS,
};

/**
 * The headers of every file, here and in the files for hosts (`scripts/headers.ts`). Other sites may embed the page for
 * frames, and may require such headers of everything they embed; no other file is for them.
 *
 * @param {boolean} forFrames Whether it is `embed.html`.
 * @returns {Readonly<Record<string, string>>}
 */
export function headersOf(forFrames) {
  return forFrames
    ? { ...EVERYWHERE, "Cross-Origin-Resource-Policy": "cross-origin" }
    : {
        ...EVERYWHERE,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
      };
}

const NO_FRAMES = { "Content-Security-Policy": "frame-ancestors 'none'", "X-Frame-Options": "DENY" };

/**
 * The headers of a file served from this machine: the page contains its own policy, and a header adds what only a
 * header can say.
 *
 * @param {string} path Without query. Cloudflare serves the page for frames without its extension.
 * @returns {Readonly<Record<string, string>>}
 */
export function headersAt(path) {
  const place = path === "/embed.html" || path === "/embed" ? headersOf(true) : { ...headersOf(false), ...NO_FRAMES };
  return { ...place, "Cache-Control": path.startsWith("/assets/") ? FOR_EVER : ASK_AGAIN };
}

/** For files with a hash of their content in the name. */
export const FOR_EVER = "public, max-age=31536000, immutable";
/** For all other files, and for missing ones: they may be cached, but must be revalidated before use. */
export const ASK_AGAIN = "no-cache";

/**
 * Serves the built page on 127.0.0.1.
 *
 * A token is not put into an address, which the browser's history would keep: it is inert data in the page itself, at
 * an unguessable address that answers once and that the page then removes from the address bar. The Host header gives
 * away another site whose name points to 127.0.0.1 (DNS rebinding).
 *
 * @param {{ port: number, token?: string | null, site?: string }} options Port 0 is any free one. `site` is the folder.
 * @returns {Promise<{ address: string, handover: string | null, close: () => Promise<void> }>} Rejects with the system's
 *   error code if there is no built page (`ENOENT`), or the port is not available (`EADDRINUSE`, `EACCES`).
 */
export async function serveSite({ port, token = null, site = SITE }) {
  const page = await readFile(join(site, "index.html"), "utf8");
  const files = filesOf(site);
  const secretPath = `/open-${randomBytes(24).toString("base64url")}`;
  /** @type {string | null} */
  let open = token === null ? null : withToken(page, token);
  /** @type {ReadonlySet<string>} */
  let hosts = new Set();

  const server = createServer((request, response) => {
    const path = (request.url ?? "/").replace(/[?#].*$/, "");
    for (const [name, value] of Object.entries(headersAt(path))) response.setHeader(name, value);
    if (!hosts.has(request.headers.host ?? ""))
      return void response.writeHead(421, { "Cache-Control": ASK_AGAIN }).end();
    if (request.method !== "GET" && request.method !== "HEAD")
      return void response.writeHead(405, { Allow: "GET, HEAD" }).end();
    if (token !== null && path === secretPath) {
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      // Browsers prefetch an address while it is typed, and link checkers request it: neither uses up the token.
      if (
        request.method === "HEAD" ||
        request.headers["sec-purpose"] ||
        (request.headers["sec-fetch-dest"] ?? "document") !== "document"
      )
        return void response.writeHead(503).end();
      if (open === null) return void response.writeHead(410).end(USED);
      response.end(open);
      open = null;
      return;
    }
    files(request, response, () => void response.writeHead(404, { "Cache-Control": ASK_AGAIN }).end());
  });

  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(undefined));
  });
  const bound = server.address();
  const taken = typeof bound === "object" && bound !== null ? bound.port : port;
  hosts = new Set([`127.0.0.1:${taken}`, `localhost:${taken}`, ...(taken === 80 ? ["127.0.0.1", "localhost"] : [])]);
  const address = `http://127.0.0.1:${taken}`;
  return {
    address: `${address}/`,
    handover: token === null ? null : address + secretPath,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const USED =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Jotscope</title><link rel="icon" href="./favicon.svg"><p>This address worked once, and was used. Pipe the token in again, or <a href="./">open Jotscope without it</a>.';

/** @param {string} page @param {string} token */
function withToken(page, token) {
  if (!page.includes("</body>")) throw new Error("dist/index.html has no end");
  const json = JSON.stringify(token).replaceAll("<", "\\u003c");
  return page.replace("</body>", () => `<script type="application/json" id="handed-over">${json}</script></body>`);
}
