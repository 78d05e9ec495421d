/** @typedef {(path: string) => string | null} Read Returns a file's text, or null. */

/**
 * A file's text. Throws if there is none.
 *
 * @param {string} path
 * @param {Read} read
 */
export function textOf(path, read) {
  const text = read(path);
  if (text === null) throw new Error(`${path} is missing`);
  return text;
}

/**
 * A module with one more import, after its last one. Throws if it has no imports.
 *
 * @param {string} text
 * @param {string} line
 */
export function withImport(text, line) {
  const last = text.lastIndexOf("\nimport ");
  const end = text.indexOf(";\n", last) + 2;
  if (last < 0) throw new Error("there are no imports to add one to");
  return `${text.slice(0, end)}${line}\n${text.slice(end)}`;
}

/**
 * A text with `more` inserted before the last occurrence of `end`. Throws if there is none.
 *
 * @param {string} text
 * @param {string} end
 * @param {string} more
 */
export function before(text, end, more) {
  const at = text.lastIndexOf(end);
  if (at < 0) throw new Error(`there is no ${JSON.stringify(end)} to put a line before`);
  return text.slice(0, at) + more + text.slice(at);
}

/** @param {string} words with hyphens: "odd-claim" becomes "oddClaim" */
export function camelCase(words) {
  return words.toLowerCase().replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/** @param {string} name */
export function kebabCase(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** @param {string} id @param {string} what */
export function requireWords(id, what) {
  if (!/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(id)) throw new Error(`${id} is not ${what}: words with hyphens`);
}
