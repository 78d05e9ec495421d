import { createElement, type ReactNode } from "react";
import { EACH_TURNING, nameOf } from "./own-text.ts";

/**
 * A text exactly as it is, for a layer that must be as wide as a field's own text: what would turn the order is shut into an
 * element of its own, which draws it as a box.
 */
export function exactText(text: string): ReactNode {
  const parts = text.split(EACH_TURNING);
  if (parts.length === 1) return text;
  return parts.map((part, index) =>
    index % 2 === 0 ? part : createElement("bdi", { key: index, className: "turning", title: nameOf(part) }, part),
  );
}
