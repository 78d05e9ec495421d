import type { Range } from "../../text/range.ts";
import { KEY_LABELS, type KeyFormat, labelsOf } from "../../registry/key-formats.ts";
import { type MappedText, placeOf } from "./mapped-text.ts";

/** One PEM block in a text (RFC 7468 section 2), even with damaged armour. Offsets are in the mapped text. */
export interface Block {
  /** The label as written. */
  readonly label: string;
  readonly endLabel: string | null;
  readonly start: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: number;
  /** The dashes of all armour lines are five hyphens each. */
  readonly hasFiveDashes: boolean;
}

/** How many armour lines are read; the bundles of certificates that systems trust have a few hundred. */
const MOST_LINES = 2000;

interface Line {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly isBegin: boolean;
  readonly hasFiveDashes: boolean;
}

/** Hyphens, and their word-processor substitutes. */
const DASH = "[-\\u2010-\\u2015\\u2212]";
const LINE = new RegExp(`(BEGIN|END)[ \\t]{0,10}([A-Za-z0-9][A-Za-z0-9 .#]{0,60}?)[ \\t]{0,10}(${DASH}{1,12})`, "giu");
const BEFORE = new RegExp(`(${DASH}{1,12})[ \\t]{0,10}$`, "u");

/**
 * Finds the PEM blocks of a text: BEGIN lines with whatever END line there is, and END lines whose BEGIN is missing.
 * Any case, any number and kind of dashes, any label; the caller decides what is damage. A block without its END
 * reaches to the next BEGIN or to the end of the text, one without its BEGIN from the last END. Linear time.
 */
export function findBlocks({ text }: MappedText): readonly Block[] {
  const lines = findLines(text);
  const blocks: Block[] = [];
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1];
    const next = lines[index + 1];
    if (line.isBegin) {
      const end = next && !next.isBegin ? next : null;
      blocks.push({
        label: line.label,
        endLabel: end?.label ?? null,
        start: line.start,
        bodyStart: line.end,
        bodyEnd: next?.start ?? text.length,
        end: end?.end ?? next?.start ?? text.length,
        hasFiveDashes: line.hasFiveDashes && (end?.hasFiveDashes ?? true),
      });
    } else if (previous?.isBegin !== true) {
      const start = previous?.end ?? 0;
      const { label: endLabel, end, hasFiveDashes } = line;
      blocks.push({ label: "", endLabel, start, bodyStart: start, bodyEnd: line.start, end, hasFiveDashes });
    }
  }
  return blocks;
}

function findLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(LINE)) {
    const [whole, word = "", label = "", after = ""] = match;
    const before = BEFORE.exec(text.slice(Math.max(0, match.index - 22), match.index));
    // Copied without its first dashes: certain at the start of a line, before the label of a key.
    const isBare =
      !before &&
      SPELLINGS.includes(canonicalLabel(label)) &&
      /(?:^|\n)[ \t]{0,10}$/.test(text.slice(Math.max(0, match.index - 11), match.index));
    if (!before && !isBare) continue;
    if (lines.length === MOST_LINES) break;
    lines.push({
      label,
      start: match.index - (before?.[0].length ?? 0),
      end: match.index + whole.length,
      isBegin: word.toUpperCase() === "BEGIN",
      hasFiveDashes: before?.[0] === "-----" && after === "-----",
    });
  }
  return lines;
}

/** The place of a whole block in the field. */
export function blockPlace(mapped: MappedText, { start, end }: Block): Range {
  return placeOf(mapped, start, end);
}

/** A label in the spelling of RFC 7468: capitals, and single spaces between known words. */
export function canonicalLabel(label: string): string {
  const bare = label.toUpperCase().replaceAll(/\s+/g, "");
  return SPELLINGS.find((known) => known.replaceAll(" ", "") === bare) ?? label.toUpperCase().replaceAll(/\s+/g, " ");
}

const SPELLINGS = [...KEY_LABELS, "EC PARAMETERS", "DSA PRIVATE KEY"];

/** The PEM label of a format; null if none. */
export function usualLabel(format: KeyFormat): string | null {
  return labelsOf(format)[0] ?? null;
}

/** The label that the content should have; null if its label is fine. */
export function labelFor(format: KeyFormat, label: string): string | null {
  const labels = labelsOf(format);
  return labels.includes(label) ? null : (labels[0] ?? null);
}
