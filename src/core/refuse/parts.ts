import type { GoodSegment, Part } from "./types.ts";

/** Assembles a token from pieces of text and of the good token. */
export function joinParts(parts: readonly Part[], good: string): string {
  const [header = "", payload = "", signature = ""] = good.split(".");
  const segments: Readonly<Record<GoodSegment, string>> = { header, payload, signature };
  return parts
    .map((part) => (typeof part === "string" ? part : segments[part.of].slice(part.start ?? 0, part.end)))
    .join("");
}
