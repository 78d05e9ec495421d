/** The key of this visit, made with the first digest: without it nobody can tell what a digest stands for. */
let key: Uint32Array<ArrayBuffer> | null = null;

/**
 * A keyed digest of a text: HalfSipHash-2-4 (Aumasson and Bernstein) over its UTF-16 units, 64 bits, under a random key
 * of this visit. It stands in for texts that a cache compares but must not keep. Synchronous; linear time.
 */
export function digestOf(text: string): string {
  key ??= globalThis.crypto.getRandomValues(new Uint32Array(2));
  const [k0, k1] = key as unknown as readonly [number, number];
  let v0 = k0;
  let v1 = k1 ^ 0xee;
  let v2 = 0x6c796765 ^ k0;
  let v3 = 0x74656462 ^ k1;
  const rounds = (count: number): void => {
    for (let round = 0; round < count; round += 1) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
  };
  const take = (word: number): void => {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  };
  for (let at = 0; at < text.length; at += 2) {
    // Past the end `charCodeAt` gives NaN, which is 0 here; the length, taken last, distinguishes the two.
    take(text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16));
  }
  take(text.length);
  v2 ^= 0xee;
  rounds(4);
  const first = v1 ^ v3;
  v1 ^= 0xdd;
  rounds(4);
  return `${first >>> 0} ${(v1 ^ v3) >>> 0}`;
}
