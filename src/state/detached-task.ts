import { judgeToken } from "../core/crypto/judge.ts";
import { type DetachedReading, detachedReadings } from "../core/envelope/detached-readings.ts";
import { openSeal, sealedToken } from "../core/envelope/json-seals.ts";
import { parseToken } from "../core/envelope/parse.ts";
import {
  asIfDetached,
  encodingOf,
  type InsideReading,
  insideReadings,
  type PayloadEncoding,
} from "../core/envelope/payload-trials.ts";
import type { ParsedToken } from "../core/envelope/types.ts";
import { readKeys } from "../core/keys/read.ts";
import type { KeyInputs, KeyReading } from "../core/keys/types.ts";
import { createKeyedTask, type KeyedTask } from "./keyed-task.ts";
import { pause } from "./pause.ts";
import { keyParts, SOLVE_PAUSE_MS } from "./tasks.ts";

/** The question: a token that does not verify, its detached payload, if any, and the keys. */
interface DetachedQuestion {
  readonly token: string;
  /** Which signature of a JSON form; null elsewhere. */
  readonly seal: number | null;
  readonly detached: string;
  readonly keys: KeyInputs;
}

/**
 * The payload that the signature covers, and whether as base64url or as is; `stated` is what the header says about
 * that. `none` if no reading fits.
 */
type DetachedAnswer =
  | ({
      readonly kind: "found";
      readonly encoding: PayloadEncoding;
      readonly stated: PayloadEncoding;
    } & DetachedReading)
  /** For an attached payload with `b64` false: what the signature covers. */
  | { readonly kind: "inside"; readonly reading: InsideReading }
  | { readonly kind: "none" };

/** Longer payloads are not tried in other readings. */
const MOST = 1_000_000;
/** Yields to the page after this many tries. */
const TRIES = 20;

/**
 * Tries what copying does to a payload: final line break, line ends, byte order mark, JSON written by another program;
 * each in both signing inputs, `b64` true and false (RFC 7797 section 3). An offer, never a verdict.
 */
export function createDetachedTask(onAnswer: () => void): KeyedTask<DetachedQuestion, DetachedAnswer> {
  return createKeyedTask<DetachedQuestion, DetachedAnswer>({
    key: ({ token, seal, detached, keys }) => [token, String(seal), detached, ...keyParts(keys)],
    run: async (question, signal) => {
      await pause(SOLVE_PAUSE_MS, signal);
      return findReading(question, () => pause(0, signal));
    },
    failed: () => ({ kind: "none" }),
    onAnswer,
  });
}

/** The first reading that the signature fits; `turn` is awaited now and then, and ends it by rejecting. */
export async function findReading(
  { token: text, seal, detached, keys }: DetachedQuestion,
  turn: () => Promise<void> = () => Promise.resolve(),
): Promise<DetachedAnswer> {
  const token = sealedToken(openSeal(parseToken(text), seal));
  const stated = token.header === null ? "encoded" : encodingOf(token.header.json);
  const other = stated === "encoded" ? "unencoded" : "encoded";
  const read = readOnce();
  const fits = async (tried: ParsedToken | null): Promise<boolean> =>
    tried !== null && (await judgeToken(tried, keys, read)).state === "verified";
  for (const [reading, tried] of insideReadings(token)) if (await fits(tried)) return { kind: "inside", reading };
  if (detached === "") return { kind: "none" };
  let tries = 0;
  const readings: Iterable<DetachedReading> = detached.length > MOST ? [] : detachedReadings(detached);
  for (const reading of [{ changes: [], text: detached }, ...readings]) {
    for (const encoding of [stated, other] as const) {
      if (await fits(asIfDetached(token, reading.text, encoding)))
        return { kind: "found", encoding, stated, ...reading };
      tries += 1;
      if (tries % TRIES === 0) await turn();
    }
  }
  return { kind: "none" };
}

/** Reads each key once, however often it is tried. */
function readOnce(): (text: string, passphrase?: string) => Promise<KeyReading> {
  const read = new Map<string, Promise<KeyReading>>();
  return (text, passphrase) => {
    const key = JSON.stringify([text, passphrase]);
    const known = read.get(key) ?? readKeys(text, passphrase);
    read.set(key, known);
    return known;
  };
}
