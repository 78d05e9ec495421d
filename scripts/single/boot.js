// @ts-check
// Part of the single file, whose policy allows only the hash of this script. Unpacks the page's chunks, which are inert
// data in the file, checks each against the hash written here, and runs it from a blob.

/**
 * By name: the element that contains the chunk, the SHA-256 of its text, and the chunks that need an address before it.
 *
 * @type {Record<string, { id: string, sha256: string, needs: string[] }>}
 */
const FILES = /** @type {never} */ ("JOTSCOPE_FILES");
const ENTRY = "JOTSCOPE_ENTRY";

/** @type {Map<string, string>} */
const urls = new Map();
/** @type {Map<string, Promise<string>>} */
const coming = new Map();

/** @param {string} name @returns {Promise<string>} The chunk's address, once it and all its dependencies have one. */
function ready(name) {
  let promise = coming.get(name);
  if (!promise) {
    promise = link(name);
    coming.set(name, promise);
  }
  return promise;
}

/** @param {string} name */
async function link(name) {
  const file = FILES[name];
  if (!file) throw new Error(`There is no ${name} in this file.`);
  const [text] = await Promise.all([unpack(name, file), ...file.needs.map(ready)]);
  const code = text.replaceAll(/"jotscope-file:([^"]+)"/g, (_, needed) => JSON.stringify(urlOf(needed)));
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  urls.set(name, url);
  return url;
}

/** @param {string} name @param {{ id: string, sha256: string }} file */
async function unpack(name, { id, sha256 }) {
  const element = document.getElementById(id);
  const packed = fromBase64(element?.textContent ?? "");
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = await new Response(stream).arrayBuffer();
  // Absent outside a secure context (a copy on plain http): gzip's checksum has to suffice there.
  if (crypto.subtle) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    if (toBase64(digest) !== sha256) throw new Error(`${name} is not what it was when this file was made.`);
  }
  element?.remove();
  return new TextDecoder().decode(bytes);
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function fromBase64(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/** @param {string} name */
function urlOf(name) {
  const url = urls.get(name);
  if (url === undefined) throw new Error(`${name} has no address yet.`);
  return url;
}

/** @param {string} name @returns {Promise<unknown>} */
async function load(name) {
  return import(await ready(name));
}

Object.defineProperty(globalThis, "jotscopeFiles", { value: Object.freeze({ load, url: urlOf }) });

// One file for both pages: with `?embed` it is the one for frames.
if (location.search === "?embed") document.documentElement.dataset["page"] = "embed";

load(ENTRY).catch((/** @type {unknown} */ error) => {
  const root = document.getElementById("root");
  if (!root || root.childElementCount > 0) throw error;
  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.textContent =
    typeof DecompressionStream === "undefined"
      ? "This browser cannot unpack Jotscope. It needs Chrome or Edge 103, Firefox 113, Safari 16.4, or a later one."
      : `This copy of Jotscope is damaged, and does not start. Get the file again. (${String(error)})`;
  root.append(note);
});
