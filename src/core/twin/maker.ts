import type { Judgement } from "../crypto/types.ts";
import { encodeBase64Url } from "../text/base64url.ts";
import { octetsOfText } from "../text/octets.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import type { Keyring, ThrowawayKey } from "./keyring.ts";
import type { Replacer } from "./replacer.ts";
import { readSegment } from "./segment.ts";
import type { Twin, TwinLimit } from "./types.ts";

/** The limit for tokens inside tokens; what is deeper is replaced as a value. */
export const MOST_DEPTH = 8;

/** The hashes that digests in tokens are made with, by their length in bits. */
type HashBits = 256 | 384 | 512;
export const HASH_BITS: readonly HashBits[] = [256, 384, 512];

/** What is known about the token that the given keys are for. */
interface Judged {
  readonly text: string;
  readonly judgement: Judgement;
}

/** Makes the twins of the two things that contain each other: a token, and a text with tokens in it. */
interface TwinsOf {
  readonly token: (maker: Maker, text: string, depth: number) => Promise<string>;
  readonly text: (maker: Maker, text: string, name: string, depth: number) => Promise<string>;
}

/** What the parts of one twin share: replacements, keys, and what was made so far. Each token has one twin, wherever it occurs. */
export class Maker {
  readonly replacer: Replacer;
  readonly keyring: Keyring;
  readonly judged: Judged | null;
  readonly keys = new Map<string, ThrowawayKey>();
  readonly limits = new Map<string, TwinLimit>();
  readonly pairs: Twin["replaced"][number][] = [];
  readonly stayed = { times: new Set<string>(), names: new Set<string>(), forms: new Set<string>() };
  /** The tokens whose derived values are known. */
  readonly learnt = new Set<string>();
  readonly #twinsOf: TwinsOf;
  /** Values computed from others: hashes of tokens, digests of disclosures, thumbprints of keys. */
  readonly #derived = new Map<string, () => Promise<string>>();
  readonly #twins = new Map<string, Promise<string>>();
  readonly #underWay = new Set<string>();
  readonly #made = new Map<string, Promise<string>>();
  readonly #digests = new Map<string, string>();

  constructor(replacer: Replacer, keyring: Keyring, judged: Judged | null, twinsOf: TwinsOf) {
    this.replacer = replacer;
    this.keyring = keyring;
    this.judged = judged;
    this.#twinsOf = twinsOf;
  }

  /** The twin of a token, whatever its form; if the text is not a token, its values are replaced. */
  async token(text: string, depth = 0): Promise<string> {
    const known = this.#twins.get(text);
    if (known !== undefined) return this.#underWay.has(text) ? this.replacer.opaque(text) : known;
    const made = this.#twinsOf.token(this, text, depth);
    this.#twins.set(text, made);
    this.#underWay.add(text);
    try {
      return await made;
    } finally {
      this.#underWay.delete(text);
    }
  }

  /** A text with its tokens and values replaced. */
  async text(text: string, name: string, depth: number): Promise<string> {
    return this.#twinsOf.text(this, text, name, depth);
  }

  /** Records that a value is computed from others; the first record counts. */
  derive(value: string, make: () => Promise<string>): void {
    if (!this.#derived.has(value)) this.#derived.set(value, make);
  }

  /** Records the digests of a text, as base64url: each is replaced by that of the text's twin. */
  async deriveDigests(text: string, twin: () => Promise<string>, hashes = HASH_BITS): Promise<void> {
    const digest = async (said: string, bits: HashBits): Promise<string> => encodeBase64Url(await hash(bits, said));
    for (const bits of hashes) {
      const value = await digest(text, bits); // oxlint-disable-line no-await-in-loop
      this.derive(value, async () => digest(await twin(), bits));
    }
  }

  /** Computes a derived value again; undefined if the value is not derived. */
  derived(value: string): Promise<string> | undefined {
    return this.#derived.get(value)?.();
  }

  /** The replacement under a name: made once, and the same from then on. */
  async once(name: string, make: () => Promise<string>): Promise<string> {
    let made = this.#made.get(name);
    if (made === undefined) {
      made = make();
      this.#made.set(name, made);
    }
    return made;
  }

  /** Says what could not be rebuilt. */
  limit(code: TwinLimit["code"], detail: string): void {
    this.limits.set(`${code} ${detail}`, { code, detail });
  }

  /** Lists a value with its replacement, which is returned. */
  noted(name: string, from: string, to: string): string {
    if (from !== to) this.pairs.push({ name, from, to });
    return to;
  }

  /** The bytes of a Base64 text, and a function that writes other bytes the same way. */
  segment(text: string): { readonly bytes: Uint8Array<ArrayBuffer>; readonly write: (bytes: Uint8Array) => string } {
    const { bytes, write } = readSegment(text);
    return { bytes, write: (other) => write(other, (below) => this.replacer.below(below)) };
  }

  /** Random bytes, written as a Base64 text is. */
  random(text: string): string {
    const { bytes, write } = this.segment(text);
    // One byte repeated identifies nobody, and is often what is wrong with the value.
    if (isOneByte(bytes)) return text;
    const said = bytes.length >= 20 ? String.fromCharCode(...bytes.subarray(0, 1000)) : "";
    // Hexadecimal digits that were encoded once more.
    if (/^[\da-f]+$/i.test(said) && said.length === bytes.length)
      return write(octetsOfText(this.replacer.opaque(said)));
    return write(this.replacer.bytes(bytes.length));
  }

  /** The same random value for the same digest. `isEncoded`: it is base64url. */
  digest(said: string, isEncoded: boolean): string {
    const made = this.#digests.get(said) ?? (isEncoded ? this.random(said) : this.replacer.opaque(said));
    this.#digests.set(said, made);
    return made;
  }
}

/** Whether bytes are one byte repeated. */
export function isOneByte(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.every((octet) => octet === bytes[0]);
}

/** The SHA-2 hash of a text, in UTF-8. */
export async function hash(bits: HashBits, text: string): Promise<Uint8Array> {
  return new Uint8Array(await globalThis.crypto.subtle.digest(`SHA-${bits}`, encodeUtf8(text)));
}
