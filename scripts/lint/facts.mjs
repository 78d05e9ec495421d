// @ts-check
// Rules for oxlint that hold the order of things in src/core: rooms look down, and names of algorithms are asked for their row.
import { posix } from "node:path";

/**
 * The rooms of a folder from the lowest up: a name is a folder, or a file that all may know. What is in the folder itself
 * is above them all.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const ROOMS = {
  "src/core/keys": ["types.ts", "found.ts", "numbers", "text", "asn1", "locked", "formats", "fit", "import"],
};

/**
 * Which room a file is in, by its place in the order; above all where it is in the folder itself.
 *
 * @param {readonly string[]} rooms
 * @param {string} path Within the folder.
 */
function heightOf(rooms, path) {
  const at = rooms.indexOf(path.split("/")[0] ?? "");
  return at < 0 ? rooms.length : at;
}

/**
 * Why a file may not import another, in words; null where it may. Types and what loads later count as any import.
 *
 * @param {string} file With `/` between its parts.
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
    return `${from} is below ${to}: the rooms of ${folder} look down (${rooms.join(", ")}, the folder itself).`;
  }
  return null;
}

/** How names of algorithms, curves and parameter sets begin. */
const NAME_START = /^(?:[HREP]S|HS\d.*|[REP]S\d.*|Ed|EdDSA|X|ML-DSA.*|P-|RSA.*|ECDH.*|PBES2.*|A\d.*)$/;

/**
 * Whether a call asks with what letters the name of an algorithm or kind of key begins.
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
                message: "Ask the row of core/registry for the family or kind, not the name for its letters.",
              });
          },
        };
      },
    },
  },
};
