import { hiddenWords, isPersonalName, isSecretMember, looksPersonal } from "../report/personal.ts";
import { createFreeText } from "../report/free-text.ts";
import { createScrubber } from "../report/scrub.ts";
import type { Place } from "../envelope/types.ts";
import type { JsonDocument, JsonNode } from "../json/types.ts";
import { applyEdits } from "../text/edits.ts";
import type { TextEdit } from "../text/range.ts";

/** Hides what must not be shared, in place, and remembers what it found. */
export interface Hider {
  /** A JSON text with private values hidden; `inner` are the tokens in it, each in its shared form. */
  readonly json: (document: JsonDocument, inner?: readonly Inner[]) => string;
  /** A text of any kind: handled as JSON if it is, else as prose, configuration or a log. */
  readonly text: (text: string) => string;
  /** The page's own words around values that are already clean. */
  readonly words: (text: string) => string;
  /** The names of the personal members found, hidden or not. */
  readonly personal: ReadonlySet<string>;
  /** Whether anything personal or secret was hidden. */
  readonly hasHidden: () => boolean;
}

/** A token within a JSON text: its place, and its replacement in the shared text. */
export interface Inner {
  readonly place: Place;
  readonly text: string;
}

/** A value that was already hidden by whoever shared it first. */
const HIDDEN = /^\[hidden(?:: [^\]]{0,200})?\]$/;

/**
 * Creates a hider. `secrets` are never shared, wherever they are or are quoted; `personal` values are hidden, along
 * with anything personal by name or form, unless `personal` is null.
 */
export function createHider(secrets: readonly string[], personal: readonly string[] | null): Hider {
  const scrub = createScrubber(secrets, personal ?? [], Number.MAX_SAFE_INTEGER);
  const hides = personal !== null;
  const free = createFreeText({ scrub, personal: hides, json: (document) => json(document) });
  const found = new Set<string>();
  let hasHidden = false;

  function changed(before: string, after: string): string {
    if (before !== after) hasHidden = true;
    return after;
  }

  function prose(text: string): string {
    return changed(text, free.prose(text));
  }

  function json({ text, root, problems }: JsonDocument, inner: readonly Inner[] = []): string {
    if (root === null || problems.length > 0) return prose(text);
    const edits: TextEdit[] = inner.map(({ place, text: shared }) => ({
      range: place.range,
      insert: place.quoted ? JSON.stringify(shared).slice(1, -1) : shared,
    }));
    const isInner = ({ range }: JsonNode): boolean =>
      inner.some(
        ({ place }) => place.range.start >= range.start && place.range.end <= range.end && isItself(place, range),
      );
    const put = (range: JsonNode["range"], value: string): void => {
      hasHidden = true;
      edits.push({ range, insert: JSON.stringify(value) });
    };

    const visit = (node: JsonNode): void => {
      if (isInner(node)) return;
      switch (node.type) {
        case "string": {
          if (HIDDEN.test(node.value)) {
            hasHidden = true;
            return;
          }
          if (hides && looksPersonal(node.value.trim())) return put(node.range, hiddenWords(node));
          const clean = free.value(node.value);
          if (clean !== node.value) put(node.range, clean);
          return;
        }
        case "number":
          if (scrub(node.raw) !== node.raw) put(node.range, hiddenWords(node));
          return;
        case "array":
          for (const item of node.items) visit(item);
          return;
        case "object":
          for (const member of node.members) {
            const { name, nameRange, value } = member;
            const isPersonal = isPersonalName(name);
            if (isPersonal) found.add(name);
            const isAgain = value.type === "string" && HIDDEN.test(value.value);
            if (isAgain) hasHidden = true;
            else if (isSecretMember(member, node) || (hides && isPersonal)) put(value.range, hiddenWords(value));
            else {
              const before = edits.length;
              visit(value);
              if (hides && value.type === "string" && edits.length > before) found.add(name);
            }
            const cleanName = hides && looksPersonal(name) ? "[hidden]" : free.value(name);
            if (cleanName !== name) put(nameRange, cleanName);
          }
          return;
        case "boolean":
        case "null":
      }
    };
    visit(root);
    return edits.length === 0 ? text : applyAll(text, edits);
  }

  return {
    json,
    text: prose,
    words: free.words,
    personal: found,
    hasHidden: () => hasHidden,
  };
}

/** Whether a place covers a whole node: a string's without its quotes. */
function isItself(place: Place, range: JsonNode["range"]): boolean {
  const quotes = place.quoted ? 1 : 0;
  return place.range.start - quotes === range.start && place.range.end + quotes === range.end;
}

/** Applies many edits to a long text in one pass. */
function applyAll(text: string, edits: readonly TextEdit[]): string {
  if (edits.length < 100) return applyEdits(text, edits);
  let [made, at] = ["", 0];
  for (const { range, insert } of edits.toSorted((a, b) => a.range.start - b.range.start)) {
    made += text.slice(at, range.start) + insert;
    at = range.end;
  }
  return made + text.slice(at);
}

/** The replacement for something that cannot be searched for private data. */
export const hiddenText = (what: string): string => `[hidden: ${what}]`;
