import { createElement, Fragment, type ReactNode } from "react";

/** The element around a text next to elements. It has no styles: an unknown element looks like its text. */
const TEXT_ELEMENT = "x-text";

/**
 * Gives each text its own element, for the children of a host element or a fragment; changes only what needs it.
 *
 * If a text is an element's only child, React writes it as the element's content, whatever is in there by then. For a text
 * next to elements, React remembers the node: once a translator or an extension has removed it, React writes where nobody
 * sees it, and throws when it removes the node. So adjacent texts are merged, and a text next to elements goes into its own
 * element, which nobody removes. White space alone stays: it is invisible, and in a flex container an element would take
 * up room.
 *
 * Characters that would reverse the order of the text around them are replaced by their names.
 *
 * `host` is false for a fragment, whose only text will be among its parent's elements.
 */
function ownText(children: ReactNode, host: boolean): ReactNode {
  if (typeof children === "string") return host ? named(children) : settled(named(children));
  if (!Array.isArray(children)) return host || !isText(children) ? children : settled(String(children));
  const nodes = children as readonly ReactNode[];
  if (!nodes.some((node) => isText(node) || Array.isArray(node))) return children;
  if (host && nodes.every((node) => isText(node) || isNothing(node)))
    return ownText(nodes.filter(isText).join(""), true);
  // Each child keeps its index, by which React identifies it: a merged text takes the index of its first part.
  const settledNodes: ReactNode[] = [];
  let run = -1;
  for (const [index, node] of nodes.entries()) {
    settledNodes.push(Array.isArray(node) ? ownText(node, false) : node);
    if (!isText(node)) {
      if (!isNothing(node)) run = -1;
      continue;
    }
    if (run < 0) run = index;
    else {
      settledNodes[run] = [settledNodes[run], node].filter(isText).join("");
      settledNodes[index] = null;
    }
  }
  return settledNodes.map((node, index) => (isText(node) ? settled(named(String(node)), index) : node));
}

/** Characters that change the reading order of the text after them (UTS 36 section 2.10). */
export const EACH_TURNING = /([\u202a-\u202e\u2066-\u2069])/g;

/** No text reverses the order of the text around it: such characters are replaced by their names. */
function named(text: string): string {
  return text.replaceAll(EACH_TURNING, (character) => `[${nameOf(character)}]`);
}

export function nameOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

type Text = string | number | bigint;

function isText(node: ReactNode): node is Text {
  return typeof node === "string" || typeof node === "number" || typeof node === "bigint";
}

function isNothing(node: ReactNode): boolean {
  return node === null || node === undefined || typeof node === "boolean";
}

function settled(text: string, index = 0): ReactNode {
  return text.trim() === "" ? text : createElement(TEXT_ELEMENT, { key: `text ${index}` }, text);
}

/** Elements with tokens, claims, keys and code, which a translator must not touch. */
const CODE = /^(?:code|pre|kbd)$/;

/**
 * An element's props with texts in elements of their own, and protected from translators if it contains code; a
 * component's props stay unchanged.
 */
export function withOwnText(type: unknown, props: unknown): object {
  const isHost = typeof type === "string";
  const given = props as { readonly children?: ReactNode };
  if (!isHost && type !== Fragment) return given;
  const children = ownText(given.children, isHost);
  const isCode = isHost && CODE.test(type);
  return children === given.children && !isCode ? given : { ...(isCode && { translate: "no" }), ...given, children };
}
