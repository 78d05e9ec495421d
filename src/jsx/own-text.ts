import { createElement, Fragment, type ReactNode } from "react";

/** The element of a text that is among elements. No style is for it: an unknown element is drawn as its text is. */
const TEXT_ELEMENT = "x-text";

/**
 * Gives each text its own element: the children of a host element or a fragment, changed only where they need it.
 *
 * A text that is its element's only child is written by React as the element's content, whatever is in there by then. A
 * text among elements is a node that React remembers: once a translator or an extension has taken that node out, React
 * writes where nobody sees it, and throws when it removes it. So neighbouring texts become one, and one that has elements
 * alongside it goes into an element, which nobody takes out. White space alone stays as it is: it says nothing, and in a flex
 * container an element would take room.
 *
 * Nor does a text turn around what is alongside it: a character that would is named in its place.
 *
 * `host` is false for a fragment, whose only text is among the elements of whatever it is put into.
 */
function ownText(children: ReactNode, host: boolean): ReactNode {
  if (typeof children === "string") return host ? named(children) : settled(named(children));
  if (!Array.isArray(children)) return host || !isText(children) ? children : settled(String(children));
  const nodes = children as readonly ReactNode[];
  if (!nodes.some((node) => isText(node) || Array.isArray(node))) return children;
  if (host && nodes.every((node) => isText(node) || isNothing(node)))
    return ownText(nodes.filter(isText).join(""), true);
  // Each child keeps its place, by which React knows it again: a run's text takes the place of its first one.
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

/** What turns the order in which the text after it is read (UTS 36 section 2.10). */
export const EACH_TURNING = /([\u202a-\u202e\u2066-\u2069])/g;

/** No text of the page turns around what is alongside it: a character that would is named in its place. */
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

/** What holds tokens, claims, keys and code, of which a translator must leave every character. */
const CODE = /^(?:code|pre|kbd)$/;

/**
 * The properties of an element with texts in elements of their own, and closed to translators where it holds code; those of
 * a component are its own business.
 */
export function withOwnText(type: unknown, props: unknown): object {
  const isHost = typeof type === "string";
  const given = props as { readonly children?: ReactNode };
  if (!isHost && type !== Fragment) return given;
  const children = ownText(given.children, isHost);
  const isCode = isHost && CODE.test(type);
  return children === given.children && !isCode ? given : { ...(isCode && { translate: "no" }), ...given, children };
}
