import { JSON_ESCAPES } from "../json/literal.ts";

/** A text as it is spelled: each decoded UTF-16 unit with the characters that spell it. */
interface Spelled {
  readonly said: string;
  /** The text in which each changed unit is spelled the way the old one in its place was. */
  readonly respell: (said: string) => string;
}

type Unit = readonly [said: string, spelled: string];

const SPELLINGS = new Map(Object.entries(JSON_ESCAPES).map(([letter, said]) => [said, `\\${letter}`]));

/** The text between the quotes of a JSON string (RFC 8259 section 7), with its escapes; escapes that JSON does not have stand for themselves. */
export function spelledJson(literal: string): Spelled {
  const units: Unit[] = [];
  for (let at = 0; at < literal.length;) {
    const one = literal[at] as string;
    const next = literal[at + 1];
    const digits = next === "u" ? /^[\da-f]{4}/i.exec(literal.slice(at + 2, at + 6))?.[0] : undefined;
    if (one === "\\" && digits !== undefined) {
      units.push([String.fromCharCode(Number.parseInt(digits, 16)), literal.slice(at, at + 6)]);
      at += 6;
    } else if (one === "\\" && next !== undefined && JSON_ESCAPES[next] !== undefined) {
      units.push([JSON_ESCAPES[next], literal.slice(at, at + 2)]);
      at += 2;
    } else {
      units.push([one, one]);
      at += 1;
    }
  }
  return spelled(units, (unit, before) => {
    if (/^\\u/i.test(before)) {
      const hex = unit.charCodeAt(0).toString(16).padStart(4, "0");
      return `\\u${/[A-F]/.test(before.slice(2)) ? hex.toUpperCase() : hex}`;
    }
    return unit < " " || unit === '"' || unit === "\\" ? (SPELLINGS.get(unit) ?? unit) : unit;
  });
}

/** A text with percent escapes (RFC 3986 section 2.1), of ASCII only: others keep their spelling. */
export function spelledPercent(text: string): Spelled {
  const units: Unit[] = [];
  for (let at = 0; at < text.length;) {
    const escape = text[at] === "%" ? /^%[0-7][\da-f]/i.exec(text.slice(at, at + 3))?.[0] : undefined;
    if (escape === undefined) units.push([text[at] as string, text[at] as string]);
    else units.push([String.fromCharCode(Number.parseInt(escape.slice(1), 16)), escape]);
    at += escape?.length ?? 1;
  }
  return spelled(units, (unit, before) =>
    before.length === 3 ? `%${unit.charCodeAt(0).toString(16).padStart(2, "0")}` : unit,
  );
}

/** Changes to a token in transit: an escaped dot or padding, a tag, an escaped line break. */
const ESCAPED = /%(?:25){0,4}[\da-f]{2}|%u[\da-f]{4}|\\u[\da-f]{4}|\\[nrt/]|<\/?\w{1,10}>|&(?:amp;){0,4}#?\w{1,8};/gi;

/** A token as it was before it was escaped: an escaped character is decoded, anything that encodes none is skipped. */
export function spelledToken(text: string): Spelled {
  const units: Unit[] = [];
  let done = 0;
  const plain = (to: number): void => {
    for (const one of text.slice(done, to)) units.push([one, one]);
  };
  for (const match of text.matchAll(ESCAPED)) {
    plain(match.index);
    const [escape] = match;
    units.push([/(?:2e|#46;|period;)$/i.test(escape) ? "." : "", escape]);
    done = match.index + escape.length;
  }
  plain(text.length);
  const said = units.map(([one]) => one).join("");
  return {
    said,
    respell: (other) => {
      let at = 0;
      const made = units.map(([one, before]) => {
        if (one === "") return before;
        const unit = other[at] ?? "";
        at += 1;
        return one === unit ? before : unit;
      });
      return made.join("") + other.slice(at);
    },
  };
}

function spelled(units: readonly Unit[], spell: (unit: string, before: string) => string): Spelled {
  return {
    said: units.map(([said]) => said).join(""),
    respell: (text) => {
      if (text.length !== units.length) return Array.from(text, (unit) => spell(unit, unit)).join("");
      return units
        .map(([said, before], at) => (text[at] === said ? before : spell(text[at] as string, before)))
        .join("");
    },
  };
}
