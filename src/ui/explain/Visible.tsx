import { describeCodePoint, findInvisible, type InvisibleKind } from "../../core/text/code-points.ts";

/** What turns the order of reading, ends a line, or is between letters unseen. Joiners, which scripts need, stay as they are. */
const NAMED: ReadonlySet<InvisibleKind> = new Set(["bidi", "line", "control", "zero-width"]);
const NEEDED = /[\n\r\t\u200c\u200d]/;

/**
 * A text of the token with each character that would deceive the eye named in its place, as `U+202E`: what it would turn
 * around is in the order of the text then (UTS 36 section 2.10).
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
