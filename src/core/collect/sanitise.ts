import { LISTS } from "./har-entries.ts";
import { createDecoder } from "./decode.ts";
import { createJsonReader } from "./json-reader.ts";
import { inString } from "./rewrite-json.ts";
import type { Scrubber } from "./scrub-text.ts";

interface Sanitiser {
  /** Takes the next bytes of the file; returns the text that replaces them in the copy. */
  readonly push: (bytes: Uint8Array) => string;
  readonly end: () => string;
}

/** The attributes of a cookie (RFC 6265 section 4.1). */
const ATTRIBUTE =
  /^\s{0,9}(?:path=|domain=|expires=|max-age=|samesite=|priority=|version=|secure\s*$|httponly\s*$|partitioned\s*$|$)/i;

/**
 * A copy of an HTTP archive without credentials: cookies, passwords, secrets by name, token signatures. A string too
 * long to search as a whole is left out, with a note of its length. If the archive is broken, the copy ends at the
 * fault. Everything between values stays as it is. To remove each value everywhere, the same `scrub` must have seen
 * the complete file once before.
 */
export function createSanitiser(scrub: Scrubber): Sanitiser {
  const decoder = createDecoder();
  const path: string[] = [];
  let out: string[] = [];
  /** The name of the current pair; null until it has been read. */
  let pairName: string | null = null;
  let skipped = 0;
  let isBroken = false;

  const at = (offset: number): string => path[path.length - offset] ?? "";
  const listOf = (): string | null => (LISTS.has(at(3)) ? at(3) : null);

  const inPair = (list: string, value: string): string => {
    if (at(1) === "name") {
      pairName = value;
      return scrub.text(value);
    }
    if (at(1) !== "value") return scrub.text(value);
    if (list === "cookies" || (list === "headers" && /^(?:set-)?cookie$/i.test(pairName ?? "cookie")))
      return cookiesRemoved(value, list);
    return pairName === null ? scrub.removed(value) : scrub.value(pairName, value);
  };
  /** Names and attributes of cookies stay. */
  const cookiesRemoved = (value: string, list: string): string => {
    if (list === "cookies") return scrub.removed(value);
    const bare = (part: string): string => {
      const equals = part.indexOf("=");
      if (equals === part.length - 1) return part;
      return equals < 0 ? scrub.removed(part) : part.slice(0, equals + 1) + scrub.removed(part.slice(equals + 1));
    };
    const isSet = /^set-/i.test(pairName ?? "");
    // An archive joins several fields of a response in one value, separated by line breaks or commas.
    return (isSet ? value.split(/(\n|,\s{0,9}(?=[^\s=;,]{1,200}=))/) : [value])
      .map((cookie, at) => {
        if (at % 2 === 1) return cookie;
        const parts = cookie.split(";");
        return parts.map((part, index) => (isSet && index > 0 && ATTRIBUTE.test(part) ? part : bare(part))).join(";");
      })
      .join("");
  };

  const reader = createJsonReader({
    open(kind) {
      path.push(kind === "array" ? "0" : "");
      if (kind === "object" && listOf() !== null) pairName = null;
    },
    close: () => path.pop(),
    name(name) {
      path[path.length - 1] = name;
      out.push(inString(scrub.text(name)));
    },
    text(piece, isLast) {
      if (!isLast || skipped > 0) {
        skipped += piece.length;
        if (isLast) {
          out.push(`[removed: ${skipped} characters]`);
          skipped = 0;
        }
        return;
      }
      const list = listOf();
      out.push(inString(list === null ? scrub.value(at(1), piece) : inPair(list, piece)));
    },
    value(raw) {
      const list = listOf();
      const name = list !== null && at(1) === "value" ? (list === "cookies" ? "cookie" : (pairName ?? "")) : at(1);
      out.push(scrub.number(name, raw));
    },
    between: (raw) => out.push(raw),
  });
  const take = (text: string): string => {
    if (isBroken) return "";
    isBroken = reader.push(text) !== null;
    const written = out.join("");
    out = [];
    return written;
  };
  return {
    push: (bytes) => take(decoder.push(bytes).text),
    end() {
      const rest = take(decoder.end().text);
      if (!isBroken) reader.end();
      const last = out.join("");
      out = [];
      return rest + last;
    },
  };
}
