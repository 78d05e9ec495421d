import { createCollector } from "../core/collect/collector.ts";
import { createImporter } from "../core/collect/importer.ts";
import { MOST_BYTES, MOST_UNPACKED } from "../core/collect/limits.ts";
import { createSanitiser } from "../core/collect/sanitise.ts";
import { createScrubber } from "../core/collect/scrub-text.ts";
import type { CollectReply, CollectRequest } from "./collect-protocol.ts";

/** Milliseconds between progress reports while reading a file. */
const PAUSE = 200;
/** Maximum number of bytes read at once. */
const STEP = 256 * 1024;
/** A copy is assembled from pieces of about this many characters. */
const PIECE = 1_000_000;

/** The bytes of a file in pieces, unpacked if it is gzip (RFC 1952), with the number of file bytes read. */
interface Source {
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly read: () => number;
}

async function sourceOf(file: Blob): Promise<Source> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  let read = 0;
  const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(bytes, controller) {
      read += bytes.length;
      controller.enqueue(bytes);
    },
  });
  const counted = file.slice(0, MOST_BYTES).stream().pipeThrough(count);
  const isPacked = first === 0x1f && second === 0x8b;
  return {
    pieces: piecesOf(isPacked ? counted.pipeThrough(new DecompressionStream("gzip")) : counted),
    read: () => read,
  };
}

/** Streams are not iterable in every browser. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (let at = 0; at < value.length; at += STEP) yield value.subarray(at, at + STEP);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/**
 * A worker's side of reading files, without the worker: takes requests, posts replies. `clock` is in milliseconds.
 * Requests are carried out one by one; "cancel" stops those before it.
 */
export function createCollectHandler(
  post: (reply: CollectReply) => void,
  clock: () => number,
): (request: CollectRequest) => Promise<void> {
  const collector = createCollector();
  let turn: Promise<unknown> = Promise.resolve();
  let cancelled = 0;
  let asked = 0;

  const importFile = async (number: number, file: Blob, isWanted: () => boolean): Promise<void> => {
    const importer = createImporter(collector, number);
    let read = (): number => 0;
    let told = clock();
    let unpacked = 0;
    const tell = (state: "reading" | "done" | "cancelled"): void => {
      post({ type: "batch", batch: importer.take(Math.min(read(), file.size), file.size), state });
    };
    if (file.size > MOST_BYTES) importer.problem("too-large");
    try {
      const source = await sourceOf(file);
      ({ read } = source);
      for await (const bytes of source.pieces) {
        if (!isWanted()) return tell("cancelled");
        importer.push(bytes);
        unpacked += bytes.length;
        if (unpacked > MOST_UNPACKED) {
          importer.problem("too-large");
          break;
        }
        if (clock() - told < PAUSE) continue;
        tell("reading");
        told = clock();
        // A separate task, so that "cancel" is received.
        await new Promise((resolve) => {
          setTimeout(resolve);
        });
      }
    } catch {
      importer.problem("unreadable");
    }
    if (!isWanted()) return tell("cancelled");
    importer.end();
    tell("done");
  };

  const sanitise = async (number: number, file: Blob): Promise<void> => {
    const scrub = createScrubber();
    const parts: Blob[] = [];
    let text = "";
    // The first pass learns what to remove, so the second also finds it in unnamed places.
    for (const run of [0, 1]) {
      const sanitiser = createSanitiser(scrub);
      const { pieces, read } = await sourceOf(file);
      let told = clock();
      for await (const bytes of pieces) {
        const copy = sanitiser.push(bytes);
        if (run === 1) text += copy;
        if (text.length >= PIECE) {
          parts.push(new Blob([text]));
          text = "";
        }
        if (clock() - told < PAUSE) continue;
        post({ type: "sanitising", number, part: (run + read() / Math.max(1, file.size)) / 2 });
        told = clock();
      }
      const rest = sanitiser.end();
      if (run === 1) parts.push(new Blob([text, rest]));
    }
    post({ type: "sanitised", number, copy: new Blob(parts, { type: "application/json" }), removed: scrub.count() });
  };

  const answer = async (request: Exclude<CollectRequest, { type: "cancel" }>, own: number): Promise<void> => {
    if (request.type === "import") return importFile(request.number, request.file, () => own > cancelled);
    return sanitise(request.number, request.file);
  };
  return (request) => {
    if (request.type === "cancel") {
      cancelled = asked;
      return Promise.resolve();
    }
    asked += 1;
    const own = asked;
    const answered = turn.then(() => answer(request, own));
    turn = answered.catch(() => {});
    return answered;
  };
}
