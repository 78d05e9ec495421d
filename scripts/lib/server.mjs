// @ts-check
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { filesOf } from "../../bin/files.mjs";
import { ASK_AGAIN, headersAt } from "../../bin/serve.mjs";

/** The folder of the built site. */
export const site = fileURLToPath(new URL("../../dist/", import.meta.url));

/**
 * Serves the built site on 127.0.0.1 only, compressed and with the headers that hosts should send.
 *
 * @param {number} port The port to try first; otherwise the next free one is used, unless `exact`. 0 means any.
 * @param {{ exact?: boolean, base?: string }} [options] `base` is a sub-path with a slash at both ends.
 * @returns {Promise<{ address: string, close: () => Promise<void> }>} Rejects if the site is not built or no port is free.
 */
export async function serve(port, { exact = false, base = "/" } = {}) {
  if (!existsSync(site)) throw new Error("There is no dist folder yet: run `npm run build` first.");
  const files = filesOf(site);
  const server = createServer((request, response) => {
    const { url = "/" } = request;
    if (!url.startsWith(base)) {
      response.writeHead(404).end();
      return;
    }
    request.url = url.slice(base.length - 1);
    const headers = headersAt(request.url.replace(/[?#].*$/, ""));
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    files(request, response, () => {
      response.writeHead(404, { "Cache-Control": ASK_AGAIN }).end();
    });
  });
  const taken = await listen(server, port, exact ? port : port + 50);
  return {
    address: `http://localhost:${taken}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import("node:http").Server} server
 * @param {number} port
 * @param {number} last
 * @returns {Promise<number>}
 */
function listen(server, port, last) {
  return new Promise((resolve, reject) => {
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "EADDRINUSE" && port < last) resolve(listen(server, port + 1, last));
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => {
      server.removeAllListeners("error");
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
