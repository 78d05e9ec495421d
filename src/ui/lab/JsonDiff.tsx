import { type DiffLine, jsonDiff } from "./json-diff.ts";
import type { JsonPart, Shown } from "./json-lines.ts";

/** The name of a part of a token, and the segment whose colour and line style it uses. */
export const PART_WORDS = {
  0: { title: "Header", segment: "header" },
  1: { title: "Payload", segment: "payload" },
  all: { title: "The JSON", segment: undefined },
} as const;

/** The JSON of a step's token, line by line, compared with the first step: removed lines come before added ones. */
export function JsonDiff({
  tokens,
  at,
  parts,
}: {
  /** Of all steps. */
  readonly tokens: readonly Shown[];
  /** From 1. */
  readonly at: number;
  readonly parts: readonly JsonPart[];
}) {
  if (parts.length === 0) return null;
  return (
    <div className="lab-diffs">
      {parts.map((part) => (
        <div key={part}>
          <h3 data-segment={PART_WORDS[part].segment}>{PART_WORDS[part].title}</h3>
          <pre className="lab-json" data-segment={PART_WORDS[part].segment} translate="no">
            {jsonDiff(tokens, at, part).map((line, index) => (
              // Lines have no identity but their place.
              // oxlint-disable-next-line react/no-array-index-key
              <Line key={index} line={line} />
            ))}
          </pre>
        </div>
      ))}
    </div>
  );
}

function Line({ line: { kind, text, step, mark } }: { readonly line: DiffLine }) {
  const words = <Marked text={text} mark={mark} kind={kind} />;
  return (
    <span className="json-line" data-change={kind === "same" ? undefined : kind} data-step={step ?? undefined}>
      <i aria-hidden="true">{kind === "added" ? "+" : kind === "removed" ? "-" : " "}</i>
      {kind === "added" ? <ins>{words}</ins> : kind === "removed" ? <del>{words}</del> : words}
      {kind === "added" && step !== null && <em>step {step}</em>}
    </span>
  );
}

/** A line whose differences are underlined or struck through. */
export function Marked({ text, mark, kind }: Pick<DiffLine, "text" | "mark"> & { readonly kind: string }) {
  if (mark === null || kind === "same") return <bdi>{text}</bdi>;
  return (
    <bdi>
      {text.slice(0, mark.start)}
      <mark>{text.slice(mark.start, mark.end)}</mark>
      {text.slice(mark.end)}
    </bdi>
  );
}
