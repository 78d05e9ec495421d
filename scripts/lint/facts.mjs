// @ts-check
// oxlint rules that keep src/core in order: rooms only import from lower ones, and algorithm names are looked up in the
// registry.
import { posix } from "node:path";

/**
 * The rooms of a folder from the lowest up: each name is a folder, or a file that all may import. Files in the folder
 * itself are above them all.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const ROOMS = {
  "src/core/keys": ["types.ts", "found.ts", "numbers", "text", "asn1", "locked", "formats", "fit", "import"],
};

/**
 * The position of a file's room in the order; files in the folder itself are above all rooms.
 *
 * @param {readonly string[]} rooms
 * @param {string} path Within the folder.
 */
function heightOf(rooms, path) {
  const at = rooms.indexOf(path.split("/")[0] ?? "");
  return at < 0 ? rooms.length : at;
}

/**
 * Why a file may not import another, in words; null if it may. Type imports and lazy imports count, too.
 *
 * @param {string} file Separated by `/`.
 * @param {string} specifier
 * @returns {string | null}
 */
export function arrowUp(file, specifier) {
  if (!specifier.startsWith(".")) return null;
  for (const [folder, rooms] of Object.entries(ROOMS)) {
    const from = file.split(`${folder}/`)[1];
    if (from === undefined || from.includes(".test.")) continue;
    const to = posix.join(posix.dirname(from), specifier);
    if (to.startsWith("..") || heightOf(rooms, from) >= heightOf(rooms, to)) continue;
    return `${from} is below ${to}: a room of ${folder} imports only from lower ones (${rooms.join(", ")}, the folder itself).`;
  }
  return null;
}

/** The beginnings of names of algorithms, curves and parameter sets. */
const NAME_START = /^(?:[HREP]S|HS\d.*|[REP]S\d.*|Ed|EdDSA|X|ML-DSA.*|P-|RSA.*|ECDH.*|PBES2.*|A\d.*)$/;

/**
 * Whether a call tests how the name of an algorithm or key type begins.
 *
 * @param {{ callee: { type: string, property?: { name?: string } }, arguments: readonly { type: string, value?: unknown }[] }} call
 */
function asksLetters({ callee, arguments: [first] }) {
  const isAsking = callee.type === "MemberExpression" && callee.property?.name === "startsWith";
  return isAsking && first?.type === "Literal" && typeof first.value === "string" && NAME_START.test(first.value);
}

/** @typedef {{ filename: string, report: (problem: { node: unknown, message: string }) => void }} Context */

export default {
  meta: { name: "facts" },
  rules: {
    "rooms-look-down": {
      /** @param {Context} context */
      create(context) {
        /** @param {{ source?: { value?: unknown } | null }} node */
        const check = (node) => {
          const { value } = node.source ?? {};
          const message = typeof value === "string" ? arrowUp(context.filename.replaceAll("\\", "/"), value) : null;
          if (message !== null) context.report({ node, message });
        };
        return {
          ImportDeclaration: check,
          ImportExpression: check,
          ExportNamedDeclaration: check,
          ExportAllDeclaration: check,
        };
      },
    },
    "no-letters-of-names": {
      /** @param {Context} context */
      create(context) {
        return {
          /** @param {Parameters<typeof asksLetters>[0]} node */
          CallExpression(node) {
            if (asksLetters(node))
              context.report({
                node,
                message: "Get the family or kind from the row in core/registry instead of testing how the name begins.",
              });
          },
        };
      },
    },
  },
};
