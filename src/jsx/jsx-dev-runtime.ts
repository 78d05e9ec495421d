import type { ElementType, Key, ReactElement } from "react";
import { jsxDEV as reactJsxDEV, type JSXSource } from "react/jsx-dev-runtime";
import { withOwnText } from "./own-text.ts";

export { Fragment, type JSX } from "react/jsx-dev-runtime";

/** The development JSX factory: React's, with texts in elements of their own. */
export function jsxDEV(
  type: ElementType,
  props: unknown,
  key: Key | undefined,
  isStatic: boolean,
  source?: JSXSource,
  self?: unknown,
): ReactElement {
  const settled = withOwnText(type, props);
  // Children that were all text have been merged into one.
  const stillStatic = isStatic && "children" in settled && Array.isArray(settled.children);
  return reactJsxDEV(type, settled, key, stillStatic, source, self);
}
