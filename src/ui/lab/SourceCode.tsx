import { readSource } from "../../core/lab/sources.ts";
import { codePieces } from "./highlight.ts";
import { Icon } from "../Icon.tsx";

/** A verifier's file, with its guilty line and what is wrong with it. */
export function SourceCode({ file, label }: { readonly file: string; readonly label: string }) {
  const lines = readSource(file);
  return (
    <>
      {/* Long lines scroll, and what scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="lab-source" tabIndex={0} aria-label={label}>
        <pre>
          <code>
            {lines.map(({ number, text, guilty }) => (
              <span key={number} className={guilty === null ? "source-line" : "source-line is-guilty"}>
                <i aria-hidden="true">{number}</i>
                {codePieces(text).map((piece, index) =>
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
            ))}
          </code>
        </pre>
      </section>
      {lines.map(
        ({ number, guilty }) =>
          guilty !== null && (
            <p key={number} className="lab-guilt">
              <Icon name="error" />
              <span>
                Line {number}: {guilty}
              </span>
            </p>
          ),
      )}
    </>
  );
}
