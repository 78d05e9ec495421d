import { type AST, RegExpParser } from "@eslint-community/regexpp";

/** A text that grows: `before`, then `piece` repeated, then `after`. */
export interface Pump {
  readonly before: string;
  readonly piece: string;
  readonly after: string;
}

/** What any paste may contain a lot of. */
const COMMON = [
  ..."\\/ \n\t\"'`.=-_:;,@&<>{}[]()#%*|a1Z\u00e9\u00a0\u2028\ufffd",
  "eyJ",
  "a.",
  '\\"',
  " \n",
  "\r\n",
  "a ",
  "a=",
  "0x1 ",
  "😀",
];
/** Candidates for single characters of a class, the most useful first. */
const POOL = [...COMMON.filter((one) => one.length === 1), ..."bcdefnrtuxABDFMX0259+$^!?~\u200b\u2010"];
const MOST_SAMPLES = 3;
/** No match ends with these, so an expression that has come this far backtracks. */
const ENDS = ["", "\u0001", "\n\u0001"];

/** Texts that are likely to be slow for an expression: its own parts repeated, and common pieces. */
export function pumpsFor(source: string, flags: string): readonly Pump[] {
  const unicode = flags.includes("u");
  const unicodeSets = flags.includes("v");
  const own = flags.replace(/[gydm]/g, "");
  const pattern = new RegExpParser().parsePattern(source, undefined, undefined, { unicode, unicodeSets });
  const pumps = new Map<string, Pump>();
  const add = (before: string, piece: string): void => {
    if (piece === "") return;
    for (const after of ENDS) pumps.set(JSON.stringify([before, piece, after]), { before, piece, after });
  };

  /** A few short texts that a part matches, or nearly matches. */
  function samples(node: AST.Node): readonly string[] {
    switch (node.type) {
      case "Character":
        return [String.fromCodePoint(node.value)];
      case "CharacterSet":
      case "CharacterClass": {
        const alone = new RegExp(`^(?:${node.raw})$`, own);
        return POOL.filter((one) => alone.test(one)).slice(0, MOST_SAMPLES);
      }
      case "Quantifier":
        return node.min === 0
          ? ["", ...samples(node.element)].slice(0, MOST_SAMPLES)
          : samples(node.element).map((one) => one.repeat(Math.min(node.min, 200)));
      case "Group":
      case "CapturingGroup":
        return node.alternatives.flatMap(({ elements }) => inARow(elements).slice(0, 2)).slice(0, 2 * MOST_SAMPLES);
      default:
        return [""];
    }
  }
  function inARow(elements: readonly AST.Node[]): readonly string[] {
    const each = elements.map(samples);
    return Array.from({ length: MOST_SAMPLES }, (_, index) =>
      each.map((one) => one[index % one.length] ?? "").join(""),
    );
  }
  function visit(elements: readonly AST.Node[], before: string): void {
    let so = before;
    for (const element of elements) {
      if (element.type === "Quantifier" && element.max > 1) {
        for (const piece of samples(element.element)) {
          add(so, piece);
          add("", so + piece);
          // The last character before the repetition, repeated with it.
          add(so, so.slice(-1) + piece);
        }
      }
      const inner = element.type === "Quantifier" ? element.element : element;
      if ("alternatives" in inner)
        for (const one of inner.alternatives) if (one.type === "Alternative") visit(one.elements, so);
      so += samples(element)[0] ?? "";
    }
  }
  for (const { elements } of pattern.alternatives) {
    visit(elements, "");
    for (const whole of inARow(elements)) add("", whole);
  }
  for (const piece of COMMON) add("", piece);
  return [...pumps.values()];
}
