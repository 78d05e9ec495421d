// @ts-check
import { readdirSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import sirv from "sirv";

/** The files that compression makes smaller, with their media types. */
const TEXTS = /** @type {Readonly<Record<string, string>>} */ ({
  ".html": "text/html;charset=utf-8",
  ".js": "text/javascript;charset=utf-8",
  ".css": "text/css;charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".md": "text/markdown;charset=utf-8",
  ".txt": "text/plain;charset=utf-8",
});

/** In order of preference. Brotli beyond 6 takes seconds for the editor and saves only a twentieth. */
const CODINGS = /** @type {const} */ ([
  [
    "br",
    (/** @type {Buffer} */ bytes) =>
      promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  ],
  ["gzip", (/** @type {Buffer} */ bytes) => promisify(gzip)(bytes)],
]);

/**
 * Serves the files of a built folder, which must not change meanwhile: texts compressed, each only once, if the browser
 * accepts that (RFC 9110, section 12.5.3), the rest as they are.
 *
 * @param {string} folder
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse, none: () => void) => void}
 *   `none` is called if there is no such file. Throws `ENOENT` if there is no such folder.
 */
export function filesOf(folder) {
  const plain = sirv(folder, { etag: true });
  const texts = new Set(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => extname(name) in TEXTS)
      .map((name) => `/${name.split(sep).join("/")}`),
  );
  /** @type {Map<string, Promise<{ body: Buffer, etag: string }>>} */
  const compressed = new Map();

  /** @param {string} path @param {(typeof CODINGS)[number]} coding */
  function compress(path, [name, encode]) {
    const key = `${name} ${path}`;
    const known = compressed.get(key);
    if (known) return known;
    const file = join(folder, path);
    const made = Promise.all([readFile(file).then(encode), stat(file)]).then(([body, { size, mtimeMs }]) => ({
      body,
      etag: `W/"${size}-${Math.trunc(mtimeMs)}-${name}"`,
    }));
    compressed.set(key, made);
    return made;
  }

  return (request, response, none) => {
    const path = (request.url ?? "/").replace(/[?#].*$/, "").replace(/\/$/, "/index.html");
    const isText = texts.has(path);
    if (isText) response.setHeader("Vary", "Accept-Encoding");
    const coding = isText && CODINGS.find(([name]) => takes(request.headers["accept-encoding"] ?? "", name));
    if (!coding) return plain(request, response, none);
    compress(path, coding).then(
      ({ body, etag }) => {
        response.setHeader("ETag", etag);
        if (request.headers["if-none-match"] === etag) return void response.writeHead(304).end();
        response.writeHead(200, {
          "Content-Type": TEXTS[extname(path)],
          "Content-Encoding": coding[0],
          "Content-Length": body.length,
        });
        response.end(request.method === "HEAD" ? undefined : body);
      },
      () => plain(request, response, none),
    );
  };
}

/** Whether `Accept-Encoding` names a coding with a weight other than 0. @param {string} header @param {string} name */
function takes(header, name) {
  return header.split(",").some((part) => {
    const [coding = "", ...weights] = part.split(";").map((text) => text.trim().toLowerCase());
    return coding === name && !weights.some((weight) => /^q=0(?:\.0*)?$/.test(weight));
  });
}
