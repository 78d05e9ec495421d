// @ts-check
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { filesOf } from "./files.mjs";

const SITE = fileURLToPath(new URL("../dist/", import.meta.url));

/**
 * What the page may use of the browser's features: the clipboard, at a press of a button. The rest is off, so a script
 * that got in could not ask for it in the page's name.
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
 * The headers of every file, here and in the files for hosts (`scripts/headers.ts`). The page for frames may be on pages
 * of others, which may ask that of all that they hold; no other file is for them.
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
 * The headers of a file that is served from this machine: the page's own policy is in the page, and a header adds what
 * only a header can say.
 *
 * @param {string} path Without query. Cloudflare serves the page for frames without its extension.
 * @returns {Readonly<Record<string, string>>}
 */
export function headersAt(path) {
  const place = path === "/embed.html" || path === "/embed" ? headersOf(true) : { ...headersOf(false), ...NO_FRAMES };
  return { ...place, "Cache-Control": path.startsWith("/assets/") ? FOR_EVER : ASK_AGAIN };
}

/** For what has the sum of its content in its name. */
export const FOR_EVER = "public, max-age=31536000, immutable";
/** For all else, and for what is not there: it may be kept, and is asked for again before it is used. */
export const ASK_AGAIN = "no-cache";

/**
 * Serves the built page on 127.0.0.1.
 *
 * A token is not put into an address, where a browser's history would keep it: it is in the page itself, as inert data,
 * at an address that nobody can guess, that answers once, and that the page leaves behind. A page of another site that has
 * its own name point to 127.0.0.1 is told apart by the Host header (DNS rebinding).
 *
 * @param {{ port: number, token?: string | null, site?: string }} options Port 0 is any free one. `site` is the folder.
 * @returns {Promise<{ address: string, handover: string | null, close: () => Promise<void> }>} Rejects with the system's
 *   error code if there is no built page (`ENOENT`), or the port cannot be had (`EADDRINUSE`, `EACCES`).
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
      // Browsers fetch an address ahead while it is typed, and link checkers look at it: neither takes the token.
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
