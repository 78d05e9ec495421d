import type { ElementType, Key, ReactElement } from "react";
import { jsx as reactJsx, jsxs as reactJsxs } from "react/jsx-runtime";
import { withOwnText } from "./own-text.ts";

export { Fragment, type JSX } from "react/jsx-runtime";

/** The JSX factory for elements with at most one child: React's, with texts in elements of their own. */
export function jsx(type: ElementType, props: unknown, key?: Key): ReactElement {
  return reactJsx(type, withOwnText(type, props), key);
}

/** The same with several children. */
export function jsxs(type: ElementType, props: unknown, key?: Key): ReactElement {
  return reactJsxs(type, withOwnText(type, props), key);
}
