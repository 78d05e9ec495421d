import { MOST_UNPACKED } from "./limits.ts";

/** Compresses as raw DEFLATE. */
export async function deflate(plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Decompresses raw DEFLATE (RFC 7516 section 4.1.3, RFC 1951) or `format`, to at most `limit` bytes: more is never
 * produced. Null if the input is not exactly that.
 */
export async function inflate(
  packed: Uint8Array<ArrayBuffer>,
  limit = MOST_UNPACKED,
  format: CompressionFormat = "deflate-raw",
): Promise<Uint8Array<ArrayBuffer> | "too-large" | null> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      chunks.push(next.value);
      length += next.value.length;
      if (length > limit) {
        void reader.cancel().catch(() => undefined);
        return "too-large";
      }
    }
  } catch {
    return null;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
