import { createElement, type ReactNode } from "react";
import { EACH_TURNING, nameOf } from "./own-text.ts";

/**
 * A text unchanged, for a layer that must be as wide as a field's own text: characters that reverse the reading order
 * get their own element, which draws a box.
 */
export function exactText(text: string): ReactNode {
  const parts = text.split(EACH_TURNING);
  if (parts.length === 1) return text;
  return parts.map((part, index) =>
    index % 2 === 0 ? part : createElement("bdi", { key: index, className: "turning", title: nameOf(part) }, part),
  );
}
