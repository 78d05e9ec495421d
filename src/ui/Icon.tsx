import { memo } from "react";
import type { DRAWINGS } from "./drawings.ts";

const PATHS = {
  check: "M3 8.5l3.2 3.2L13 4.8",
  x: "M4 4l8 8M12 4l-8 8",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  open: "M5 7V5a3 3 0 015.8-1M3.5 7h9v6.5h-9z",
  lock: "M5 7V5a3 3 0 016 0v2M3.5 7h9v6.5h-9z",
  key: "M5.2 7.6a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6zM7.3 8.6l5.9-5.9M10.5 5.4l2 2M12 3.9l1.4 1.4",
  undo: "M5.5 3L2.5 6l3 3M2.5 6h7a4 4 0 010 8H6",
  dash: "M3.5 8h9",
} as const;

export type IconName = keyof typeof PATHS | keyof typeof DRAWINGS;

const paths: Partial<Record<IconName, string>> = { ...PATHS };

/** Adds icons that only later parts of the page use. */
export function addDrawings(more: typeof DRAWINGS): void {
  Object.assign(paths, more);
}

/** A decorative icon next to words. */
export const Icon = memo(function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
});
