/** A piece of a line of code, for colouring. */
interface CodePiece {
  readonly text: string;
  readonly kind: "word" | "keyword" | "string" | "comment";
}

const KEYWORD =
  /^(async|await|const|let|function|return|throw|new|if|else|for|of|while|export|import|from|type|interface|typeof|true|false|null|undefined)$/;

/**
 * Splits one line of TypeScript into pieces. Good enough for the short files that the lab shows: comments and strings
 * end with the line.
 */
export function codePieces(line: string): readonly CodePiece[] {
  if (/^\s*(\/\*\*|\*)/.test(line)) return [{ text: line, kind: "comment" }];
  const pieces: CodePiece[] = [];
  for (const [text] of line.matchAll(
    /\/\/.*|"(?:[^"\\]|\\.)*"?|`(?:[^`\\]|\\.)*`?|[A-Za-z_$][\w$]*|[^A-Za-z_$"`/]+|./g,
  )) {
    const kind = text.startsWith("//")
      ? "comment"
      : /^["`]/.test(text)
        ? "string"
        : KEYWORD.test(text)
          ? "keyword"
          : "word";
    const last = pieces.at(-1);
    if (last?.kind === kind) pieces[pieces.length - 1] = { text: last.text + text, kind };
    else pieces.push({ text, kind });
  }
  return pieces;
}
