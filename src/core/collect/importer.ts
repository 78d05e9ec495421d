import { createCollector } from "./collector.ts";
import { createDecoder, type Decoded } from "./decode.ts";
import { createHarEntries } from "./har-entries.ts";
import { createJsonReader } from "./json-reader.ts";
import { createLines } from "./lines.ts";
import type { Batch, FileFormat, Problem } from "./types.ts";

interface Importer {
  /** Reads the next piece. */
  readonly push: (bytes: Uint8Array) => void;
  /** Ends the reading. */
  readonly end: () => void;
  readonly problem: (code: Problem["code"]) => void;
  /** New or changed since the last call. `read` and `size`: bytes of the file. */
  readonly take: (read: number, size: number) => Batch;
}

/** How much of a file is needed to identify it. */
const HEAD = 4096;
const HAR = /^\s{0,200}\{\s{0,200}"log"\s{0,200}:/;

/** The type of a file, from its beginning. */
function formatOf(start: string): FileFormat {
  return HAR.test(start) ? "har" : "text";
}

/**
 * Collects the tokens of a file that comes in pieces: an HTTP archive (HAR 1.2) or any text. The result does not depend
 * on how the bytes were split. Holds tokens and their places, never the file. After a fault, an archive is read as
 * text. Several files may share a collector, each under its number.
 */
export function createImporter(collector = createCollector(), file = 0): Importer {
  const decoder = createDecoder();
  const har = createHarEntries(collector, file);
  const json = createJsonReader(har);
  let lines = createLines(collector, file);
  let head: Decoded | null = { text: "", byte: 0 };
  let format: FileFormat | null = null;
  let isBroken = false;
  let lineBreaks = 0;

  const read = (piece: Decoded): void => {
    if (format === "text" || isBroken) return lines.push(piece.text);
    const stop = json.push(piece.text);
    if (stop === null) {
      lineBreaks += breaksIn(piece.text);
      return;
    }
    const line = lineBreaks + breaksIn(piece.text.slice(0, stop.at)) + 1;
    collector.problem(stop.code, file, { byte: decoder.byteAt(piece, stop.at), line });
    har.end();
    isBroken = true;
    lines = createLines(collector, file, line - 1);
    lines.push(piece.text.slice(stop.at));
  };
  const take = (piece: Decoded, isEnd: boolean): void => {
    if (head === null) return read(piece);
    head = { text: head.text + piece.text, byte: head.text === "" ? piece.byte : head.byte };
    if (head.text.length < HEAD && !isEnd) return;
    format = formatOf(head.text.slice(0, HEAD));
    const whole = head;
    head = null;
    if (whole.text.startsWith("PK\u0003\u0004")) collector.problem("zip", file);
    else if (whole.text.slice(0, HEAD).includes("\0")) collector.problem("binary", file);
    read(whole);
  };

  return {
    push: (bytes) => take(decoder.push(bytes), false),
    end() {
      const rest = decoder.end();
      take(rest, true);
      if (format === "har" && !isBroken && !json.end()) {
        collector.problem("cut", file, { byte: decoder.byteAt(rest, rest.text.length), line: lineBreaks + 1 });
        har.end();
      }
      lines.end();
    },
    problem: (code) => collector.problem(code, file),
    take: (read, size) =>
      collector.take({ file, format, read, size, entries: format === "har" ? har.count() : lines.count() }),
  };
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
