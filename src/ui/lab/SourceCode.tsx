import { useEffect, useRef } from "react";
import { readSource } from "../../core/lab/sources.ts";
import { codePieces } from "./highlight.ts";

/** A verifier's file. Its marked line is highlighted and scrolled into view if it decides (`lit`). Long lines wrap. */
export function SourceCode({
  file,
  label,
  lit,
}: {
  readonly file: string;
  readonly label: string;
  readonly lit: boolean;
}) {
  const lines = readSource(file);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const line = lit ? box.current?.querySelector<HTMLElement>(".is-guilty") : null;
    if (!line || !box.current) return;
    // Only its own box scrolls: the page stays in place.
    const { offsetTop, offsetHeight } = line;
    const { scrollTop, clientHeight } = box.current;
    if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight)
      box.current.scrollTop = Math.max(0, offsetTop - clientHeight / 3);
  }, [lit]);
  return (
    // A long file scrolls in a short window, and scrolling regions must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={box} className="lab-source" tabIndex={0} aria-label={label}>
      <pre>
        <code>
          {lines.map(({ number, text, guilty }) => (
            <span key={number} className={guilty !== null && lit ? "source-line is-guilty" : "source-line"}>
              <i aria-hidden="true">{number}</i>
              <CodeText text={text} />
            </span>
          ))}
        </code>
      </pre>
    </section>
  );
}

/** A line of code in pieces. Wrapped text is indented like its beginning. */
export function CodeText({ text }: { readonly text: string }) {
  const indent = /^\s*/.exec(text)?.[0].length ?? 0;
  return (
    <span className="code-text" data-indent={Math.min(8, indent)}>
      {codePieces(text.slice(indent)).map((piece, index) =>
        piece.kind === "word" ? (
          piece.text
        ) : (
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className={`c-${piece.kind}`}>
            {piece.text}
          </span>
        ),
      )}
      {"\n"}
    </span>
  );
}
