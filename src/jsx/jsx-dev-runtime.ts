import type { ElementType, Key, ReactElement } from "react";
import { jsxDEV as reactJsxDEV, type JSXSource } from "react/jsx-dev-runtime";
import { withOwnText } from "./own-text.ts";

export { Fragment, type JSX } from "react/jsx-dev-runtime";

/** What the compiler makes of an element while developing: React's, with its text held fast. */
export function jsxDEV(
  type: ElementType,
  props: unknown,
  key: Key | undefined,
  isStatic: boolean,
  source?: JSXSource,
  self?: unknown,
): ReactElement {
  const settled = withOwnText(type, props);
  // Children that were all text are one text by now.
  const stillStatic = isStatic && "children" in settled && Array.isArray(settled.children);
  return reactJsxDEV(type, settled, key, stillStatic, source, self);
}
