import type { Facts } from "./facts.ts";

/** The token that a token's whole content is, without quotes (RFC 7519 section 5.2); null where the content is something else. */
export function innerToken({ envelope }: Facts): string | null {
  return envelope?.places.find(({ name }) => name === "content")?.text ?? null;
}
