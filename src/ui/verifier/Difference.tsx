import { characterWords, firstDifference } from "../../core/verifier/difference.ts";
import { isPattern } from "../../core/verifier/glob.ts";
import type { Judged } from "../../core/verifier/types.ts";

/** Longer values are cut after the difference, so it stays visible. */
const MOST_SHOWN = 600;

/** The configuration's value above the token's, with the first different character boxed. */
export function Difference({ of: { token, wanted, outcome, pieces, claim } }: { readonly of: Judged }) {
  if (token === null || wanted === null) return null;
  const pattern = isPattern(wanted);
  const first = outcome === "unmet" ? firstDifference(token, wanted, pattern) : null;
  const at = first?.at ?? null;
  return (
    <section className="verifier-difference" aria-label="Compared values">
      <dl translate="no">
        <dt>file</dt>
        <dd>
          <Marked text={wanted} at={at} length={first?.wanted.length ?? 0} />
        </dd>
        <dt>token</dt>
        <dd>
          {pieces === null ? (
            <Marked text={token} at={at} length={first?.token.length ?? 0} />
          ) : (
            <bdi>
              {pieces.map(({ text, wild }, index) =>
                wild ? <u key={index}>{text}</u> : <span key={index}>{text}</span>,
              )}
            </bdi>
          )}
        </dd>
      </dl>
      {first !== null && (
        <p className="meta">
          First difference at character {first.at + 1} of {claim}: {characterWords(first.wanted)} in the file,{" "}
          {characterWords(first.token)} in the token.
        </p>
      )}
      {pieces !== null && <p className="meta">Underlined: what the wildcards matched.</p>}
    </section>
  );
}

function Marked({ text, at, length }: { readonly text: string; readonly at: number | null; readonly length: number }) {
  const from = at !== null && at > MOST_SHOWN ? at - MOST_SHOWN / 2 : 0;
  const cut = (start: number, end: number): string => text.slice(Math.max(from, start), end);
  const to = Math.min(text.length, from + MOST_SHOWN);
  if (at === null) return <bdi>{`${text.slice(0, to)}${to < text.length ? "…" : ""}`}</bdi>;
  return (
    <bdi>
      <span>{`${from > 0 ? "…" : ""}${cut(from, at)}`}</span>
      <mark>{length === 0 ? "\u23ce" : visible(text.slice(at, at + length))}</mark>
      <span>{`${cut(at + length, to)}${to < text.length ? "…" : ""}`}</span>
    </bdi>
  );
}

const visible = (text: string): string => (text.trim() === "" ? "\u2423" : text);
