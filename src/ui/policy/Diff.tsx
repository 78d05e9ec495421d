import { describeCodePoint, findInvisible } from "../../core/text/code-points.ts";
import { difference } from "../../core/policy/difference.ts";

/** Two texts that should be equal, compared by character: what only the token has, and what only the other side has. */
export function Diff({ actual, expected }: { readonly actual: string; readonly expected: string }) {
  return (
    <bdi className="diff">
      {difference(actual, expected).map(({ kind, text }, index) => {
        const shown = visible(text);
        if (kind === "same") return <span key={index}>{shown}</span>;
        return kind === "actual" ? <del key={index}>{shown}</del> : <ins key={index}>{shown}</ins>;
      })}
    </bdi>
  );
}

/** A text with spaces at its ends and invisible characters spelled out. */
function visible(text: string): string {
  const invisible = findInvisible(text);
  if (invisible.length > 0) return invisible.map(({ codePoint }) => `[${describeCodePoint(codePoint)}]`).join("");
  return text.trim() === "" ? "\u2423".repeat(text.length) : text;
}
