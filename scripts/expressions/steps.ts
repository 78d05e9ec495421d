import { type AST, RegExpParser } from "@eslint-community/regexpp";

/** What continues from an offset; returns the offset where the whole match ends, or -1. */
type Continue = (at: number) => number;
/** Matches one part of an expression at an offset, then what follows. */
type Matcher = (at: number, then: Continue) => number;

/** Thrown if a run exceeds its limit of steps. */
export class TooManySteps extends Error {}

/** A run over a whole text: how many characters were examined, and what matched. */
export interface Run {
  readonly steps: number;
  readonly matches: readonly (readonly [start: number, end: number])[];
}

/**
 * A regular expression that counts its work, using the backtracking that ECMA-262 section 22.2.2 describes and engines
 * carry out. The clock of a busy machine tells nothing; the number of characters examined is always the same. Groups
 * keep what they last matched, even when a repetition starts again.
 */
export function countingExpression(source: string, flags: string): (text: string, most?: number) => Run {
  const unicode = flags.includes("u");
  const unicodeSets = flags.includes("v");
  const isByPoint = unicode || unicodeSets;
  const pattern = new RegExpParser().parsePattern(source, undefined, undefined, { unicode, unicodeSets });
  const own = flags.replace(/[gyd]/g, "");
  let text = "";
  let steps = 0;
  let limit = Infinity;
  let captured: (readonly [number, number] | undefined)[] = [];

  const count = (): void => {
    if ((steps += 1) > limit) throw new TooManySteps();
  };

  /** The width of the character at an offset in a direction; 0 at the end of the text. */
  const widthAt = (at: number, back: boolean): number => {
    if (back ? at === 0 : at === text.length) return 0;
    if (!isByPoint) return 1;
    const pair = back ? text.slice(Math.max(0, at - 2), at) : text.slice(at, at + 2);
    return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? 2 : 1;
  };

  /** The offset after the character at `at` if it is in the set; otherwise -1. */
  function characterStep(raw: string, back: boolean): (at: number) => number {
    const alone = new RegExp(`^(?:${raw})$`, own.replace("m", ""));
    const known = new Map<string, boolean>();
    return (at) => {
      count();
      const width = widthAt(at, back);
      if (width === 0) return -1;
      const next = back ? at - width : at + width;
      const character = text.slice(Math.min(at, next), Math.max(at, next));
      let fits = known.get(character);
      if (fits === undefined) known.set(character, (fits = alone.test(character)));
      return fits ? next : -1;
    };
  }

  const isCharacter = (node: AST.Node): boolean =>
    node.type === "Character" || node.type === "CharacterSet" || node.type === "CharacterClass";

  function sequence(elements: readonly AST.Node[], back: boolean): Matcher {
    const parts = (back ? elements.toReversed() : elements).map((element) => compile(element, back));
    return parts.reduceRight<Matcher>(
      (rest, part) => (at, then) => part(at, (next) => rest(next, then)),
      (at, then) => then(at),
    );
  }

  function alternatives(list: readonly AST.Alternative[], back: boolean): Matcher {
    const branches = list.map(({ elements }) => sequence(elements, back));
    return (at, then) => {
      for (const branch of branches) {
        count();
        const end = branch(at, then);
        if (end >= 0) return end;
      }
      return -1;
    };
  }

  /** Without recursion, since runs of one character are long. */
  function runOfCharacters(step: (at: number) => number, { min, max, greedy }: AST.Quantifier): Matcher {
    return (start, then) => {
      const ends = [start];
      const grow = (): boolean => {
        const next = ends.length - 1 < max ? step(ends.at(-1) ?? start) : -1;
        if (next >= 0) ends.push(next);
        return next >= 0;
      };
      while (ends.length - 1 < min) if (!grow()) return -1;
      if (greedy) while (grow());
      for (;;) {
        const end = then(ends.at(-1) ?? start);
        if (end >= 0) return end;
        if (!greedy) {
          if (!grow()) return -1;
          continue;
        }
        count();
        ends.pop();
        if (ends.length - 1 < min) return -1;
      }
    };
  }

  function repeated(part: Matcher, { min, max, greedy }: AST.Quantifier): Matcher {
    const from =
      (done: number): Matcher =>
      (at, then) => {
        count();
        const more = (): number =>
          done < max ? part(at, (next) => (next === at && done >= min ? -1 : from(done + 1)(next, then))) : -1;
        if (done < min) return more();
        if (!greedy) {
          const end = then(at);
          return end >= 0 ? end : more();
        }
        const end = more();
        return end >= 0 ? end : then(at);
      };
    return from(0);
  }

  function assertion(node: AST.Assertion): Matcher {
    if (node.kind === "lookahead" || node.kind === "lookbehind") {
      const inner = alternatives(node.alternatives, node.kind === "lookbehind");
      return (at, then) => (inner(at, (end) => end) >= 0 === node.negate ? -1 : then(at));
    }
    const here = new RegExp(node.raw, `${own}y`);
    return (at, then) => {
      count();
      here.lastIndex = at;
      return here.test(text) ? then(at) : -1;
    };
  }

  function compile(node: AST.Node, back: boolean): Matcher {
    if (isCharacter(node)) {
      const step = characterStep(node.raw, back);
      return (at, then) => {
        const next = step(at);
        return next < 0 ? -1 : then(next);
      };
    }
    switch (node.type) {
      case "Group":
        return alternatives(node.alternatives, back);
      case "CapturingGroup": {
        const inner = alternatives(node.alternatives, back);
        const index = groups.indexOf(node);
        return (at, then) =>
          inner(at, (end) => {
            const before = captured[index];
            captured[index] = [Math.min(at, end), Math.max(at, end)];
            const result = then(end);
            if (result < 0) captured[index] = before;
            return result;
          });
      }
      case "Quantifier":
        return isCharacter(node.element)
          ? runOfCharacters(characterStep(node.element.raw, back), node)
          : repeated(compile(node.element, back), node);
      case "Backreference": {
        const [group] = [node.resolved].flat();
        const index = groups.findIndex((one) => one === group);
        return (at, then) => {
          const [start, end] = captured[index] ?? [0, 0];
          steps += end - start;
          count();
          return text.startsWith(text.slice(start, end), at) ? then(at + end - start) : -1;
        };
      }
      case "Assertion":
        return assertion(node);
      default:
        throw new Error(`${node.type} is not known here`);
    }
  }

  const groups: AST.CapturingGroup[] = [];
  const collect = (node: AST.Node): void => {
    if (node.type === "CapturingGroup") groups.push(node);
    if ("alternatives" in node)
      for (const one of node.alternatives) if (one.type === "Alternative") one.elements.forEach(collect);
    if (node.type === "Quantifier") collect(node.element);
  };
  collect(pattern);
  const whole = alternatives(pattern.alternatives, false);

  return (given, most = Infinity) => {
    text = given;
    steps = 0;
    limit = most;
    const matches: (readonly [number, number])[] = [];
    for (let at = 0; at <= text.length;) {
      captured = [];
      const end = whole(at, (last) => last);
      if (end >= 0) matches.push([at, end]);
      if (end >= 0 ? !flags.includes("g") : flags.includes("y")) break;
      at = end > at ? end : at + Math.max(1, widthAt(at, false));
    }
    return { steps, matches };
  };
}
