import { decodeBase64Url } from "../text/base64url.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import type { Keyspace } from "./mask.ts";
import { compileMutations, mutationFactor } from "./mutations.ts";
import { bytesReader, keyspaceSource, wordSource, type ByteReader, type Source } from "./sources.ts";
import type { MutationChoice } from "./types.ts";
import { WELL_KNOWN_SECRETS } from "./well-known.ts";

/** What to try. */
export interface PlanChoice {
  /** Published secrets, the empty secret, and words from the token. */
  readonly documentation: boolean;
  /** `claimWords` of the token. */
  readonly claims: readonly string[];
  /** The built-in password list; null leaves it out. */
  readonly passwords: Uint8Array<ArrayBuffer> | null;
  /** The user's own lists. */
  readonly files: readonly ByteReader[];
  /** The mutations to try of every word, after all words were tried as they are. */
  readonly mutations: MutationChoice;
  readonly keyspaces: readonly Keyspace[];
  readonly thisYear: number;
}

const AS_IS: MutationChoice = {};

/** The sources of a search in the order tried: the likeliest first, unbounded ones last. */
export function planSearch(choice: PlanChoice): readonly Source[] {
  const { documentation, claims, passwords, files, mutations, keyspaces, thisYear } = choice;
  const own = documentation ? words([...published(), ...claims]) : null;
  const lists: (readonly ["documentation" | "passwords" | "file", ByteReader])[] = [];
  if (own) lists.push(["documentation", own]);
  if (passwords) lists.push(["passwords", bytesReader(passwords)]);
  for (const file of files) lists.push(["file", file]);

  const sources: Source[] = [];
  // Keys that are bytes rather than text cannot be in a list of lines; each is a keyspace of one.
  if (documentation) sources.push(keyspaceSource("documentation", publishedOctets().map(single)));
  for (const [stage, reader] of lists) sources.push(wordSource(stage, reader, AS_IS, 1));
  if (Object.values(mutations).some(Boolean)) {
    const factor = mutationFactor(compileMutations(mutations, thisYear));
    for (const [, reader] of lists) sources.push(wordSource("mutations", reader, mutations, factor));
  }
  if (keyspaces.length > 0) sources.push(keyspaceSource("mask", keyspaces));
  return sources;
}

function published(): readonly string[] {
  return WELL_KNOWN_SECRETS.map(({ secret }) => secret);
}

/** Keys published as bytes, and the empty key, which HMAC cannot tell from a zero byte. */
function publishedOctets(): readonly Uint8Array<ArrayBuffer>[] {
  const octets = WELL_KNOWN_SECRETS.filter(({ encoding }) => encoding === "Base64url");
  return [Uint8Array.of(0), ...octets.map(({ secret }) => decodeBase64Url(secret).bytes)];
}

function single(key: Uint8Array): Keyspace {
  return { positions: Array.from(key, (byte) => Uint8Array.of(byte)), count: 1 };
}

function words(texts: readonly string[]): ByteReader {
  return bytesReader(encodeUtf8([...new Set(texts)].join("\n")));
}
