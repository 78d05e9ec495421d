import type { Facts } from "./facts.ts";

/** The token that is a token's whole content, without quotes (RFC 7519 section 5.2); null if the content is anything else. */
export function innerToken({ envelope }: Facts): string | null {
  return envelope?.places.find(({ name }) => name === "content")?.text ?? null;
}
