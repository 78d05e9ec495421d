import { eachLine, readListStart, wholeLines } from "./lines.ts";
import type { Keyspace } from "./mask.ts";
import type { MutationChoice } from "./types.ts";
import type { WorkUnit } from "./work.ts";

/** A supply of candidates, cut into units on request. Do not ask again before it has answered. */
export interface Source {
  readonly stage: Stage;
  /** A unit of about so many candidates; null if none is left. Rejects if the list cannot be read. */
  readonly take: (candidates: number) => Promise<WorkUnit | null>;
  /** About how many candidates are left; exact for keyspaces. */
  readonly remaining: () => number;
  /** Reports how many candidates a unit of this source came to. */
  readonly learn: (unit: WorkUnit, tried: number) => void;
}

/** What is being tried: shown while it runs, and with a found secret. */
export type Stage =
  | "documentation" // published secrets, the empty secret, words from the token
  | "passwords"
  | "file"
  | "mutations"
  | "mask";

/** Bytes read in pieces, so a list of 100 MB is never in memory as a whole. */
export interface ByteReader {
  readonly size: number;
  readonly read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Why a list cannot be used. */
export class UnreadableList extends Error {
  readonly code: "utf-16" | "read";
  constructor(code: "utf-16" | "read", cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** Lines longer than this are not secrets and are skipped. */
const LONGEST_LINE = 65_536;
/** The assumed length of a line before any was seen. */
const USUAL_LINE = 9;
const LARGEST_PIECE = 4_000_000;

/** The words of a list, each with its mutations; `factor` is the maximum number of candidates per word. */
export function wordSource(stage: Stage, reader: ByteReader, mutations: MutationChoice, factor: number): Source {
  let at = 0;
  let bytesDone = 0;
  let triedSoFar = 0;
  /** Candidates per byte of the list. */
  const density = (): number => (bytesDone > 0 ? triedSoFar / bytesDone : factor / USUAL_LINE);

  const read = async (from: number, to: number): Promise<Uint8Array<ArrayBuffer>> => {
    try {
      return await reader.read(from, to);
    } catch (error) {
      throw new UnreadableList("read", error);
    }
  };

  const take = async (candidates: number): Promise<WorkUnit | null> => {
    let wanted = Math.min(Math.max(Math.ceil(candidates / density()), 64), LARGEST_PIECE);
    while (at < reader.size) {
      const start = at;
      const end = Math.min(start + wanted, reader.size);
      let piece = await read(start, end);
      if (end < reader.size) {
        const whole = wholeLines(piece);
        if (whole === 0) {
          // A line longer than the piece: read a longer piece, or skip the line if it is too long for a word.
          if (wanted < LONGEST_LINE) wanted = Math.min(wanted * 4, LONGEST_LINE);
          else at = end;
          continue;
        }
        piece = piece.slice(0, whole);
      }
      at = start + piece.length;
      if (start === 0) {
        const first = readListStart(piece);
        if (first.kind === "utf-16") throw new UnreadableList("utf-16");
        piece = piece.slice(first.skip);
      }
      if (eachLine(piece, () => true)) return { kind: "words", bytes: piece, mutations };
    }
    return null;
  };

  const learn = (unit: WorkUnit, tried: number): void => {
    if (unit.kind !== "words") return;
    bytesDone += unit.bytes.length;
    triedSoFar += tried;
  };
  return { stage, take, remaining: () => Math.round((reader.size - at) * density()), learn };
}

/** All candidates of some keyspaces, one after the other. */
export function keyspaceSource(stage: Stage, keyspaces: readonly Keyspace[]): Source {
  let index = 0;
  let from = 0;
  const take = (candidates: number): Promise<WorkUnit | null> => {
    const keyspace = keyspaces[index];
    if (!keyspace) return Promise.resolve(null);
    const unit: WorkUnit = { kind: "keyspace", keyspace, from, count: Math.min(candidates, keyspace.count - from) };
    from += unit.count;
    if (from === keyspace.count) {
      index += 1;
      from = 0;
    }
    return Promise.resolve(unit);
  };
  const remaining = (): number => keyspaces.slice(index).reduce((sum, { count }) => sum + count, 0) - from;
  return { stage, take, remaining, learn: () => {} };
}

/** A list that is already in memory. */
export function bytesReader(bytes: Uint8Array<ArrayBuffer>): ByteReader {
  return { size: bytes.length, read: (from, to) => Promise.resolve(bytes.slice(from, to)) };
}
