import { describeCodePoint, findInvisible, type InvisibleKind } from "../../core/text/code-points.ts";

/** Characters that change the reading order, end a line, or are invisible. Joiners, which scripts need, stay. */
const NAMED: ReadonlySet<InvisibleKind> = new Set(["bidi", "line", "control", "zero-width"]);
const NEEDED = /[\n\r\t\u200c\u200d]/;

/**
 * A text of the token with each deceptive character replaced by its name, as `U+202E`, so the text keeps its
 * order (UTS 36 section 2.10).
 */
export function Visible({ text }: { readonly text: string }) {
  const parts: React.ReactNode[] = [];
  let from = 0;
  for (const { range, codePoint, kind } of findInvisible(text)) {
    if (!NAMED.has(kind) || NEEDED.test(text.slice(range.start, range.end))) continue;
    const name = describeCodePoint(codePoint);
    parts.push(
      text.slice(from, range.start),
      <span key={range.start} className="hidden-character" title={name}>
        {name.split(" ")[0]}
      </span>,
    );
    from = range.end;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}
