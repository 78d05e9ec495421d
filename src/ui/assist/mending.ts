import { applied, mendJson, mendWords } from "../../core/json/mend.ts";
import { allFindings } from "../../core/rules/flatten.ts";
import type { Fix } from "../../core/rules/types.ts";
import { applyEdit } from "../../core/text/edit.ts";
import type { View } from "../../state/types.ts";
import { changedIn, wasOf } from "../json/changes.ts";

/** Something that fixes a line, or restores it. */
interface Mending {
  readonly label: string;
  readonly about: string;
  /** The resulting text; "" if it is described in words. */
  readonly code: string;
  /** Removes a comma that may still be followed by a member. */
  readonly isComma: boolean;
  /** The pane's text with the fix, or the fix of a finding. */
  readonly does: { readonly text: string } | { readonly fix: Fix };
}

interface Line {
  readonly start: number;
  readonly end: number;
}

const touches = (line: Line, { start, end }: Line): boolean => start <= line.end && end >= line.start;

/** What can be fixed in the line that an offset is in, what the findings there offer, and the line as it was. */
export function mendingsAt(view: View, pane: "header" | "payload", offset: number): readonly Mending[] {
  const { text } = view[pane];
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const next = text.indexOf("\n", offset);
  const line = { start, end: next === -1 ? text.length : next };
  return [...mended(text, line), ...offered(view, pane, line), ...putBack(view, pane, line)];
}

function mended(text: string, line: Line): readonly Mending[] {
  const mends = mendJson(text) ?? [];
  const here = mends.filter(({ edit }) => touches(line, edit.range));
  const each = here.map((mend): Mending => {
    const { range, insert } = mend.edit;
    const found = text.slice(range.start, range.end);
    const label = insert === "" ? `Remove ${found}` : found === "" ? `Insert ${insert}` : `Write ${insert}`;
    const about = `This is not JSON: ${mendWords([mend])}.`;
    return {
      label,
      about,
      code: insert,
      isComma: mend.kind === "trailing-comma",
      does: { text: applyEdit(text, mend.edit) },
    };
  });
  if (mends.length < 2) return each;
  const about = `${mendWords(mends)}: this writes all of it as JSON.`;
  return [
    { label: `Fix all ${mends.length}`, about, code: "", isComma: false, does: { text: applied(text, mends) } },
    ...each,
  ];
}

function offered({ findings, messageOf }: View, pane: "header" | "payload", line: Line): readonly Mending[] {
  return allFindings(findings).flatMap((finding): readonly Mending[] => {
    const { rule, place, fix } = finding;
    // What is not JSON is fixed above, place by place.
    if (rule === "IN-16" || fix === undefined || place?.pane !== pane || !touches(line, place.range)) return [];
    const message = messageOf?.(finding);
    if (message?.fix === undefined) return [];
    return [{ label: message.fix, about: `${message.title}.`, code: "", isComma: false, does: { fix } }];
  });
}

function putBack(view: View, pane: "header" | "payload", { start }: Line): readonly Mending[] {
  const { text } = view[pane];
  const change = changedIn(view.put[pane], text).find((one) => one.start === start);
  if (change === undefined || change.was === null) return [];
  const line = text.slice(change.start, change.end);
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const comma = line.trimEnd().endsWith(",") ? "," : "";
  const insert = `${indent}${change.was.replace(/,$/, "")}${comma}`;
  const { old } = wasOf(change, line) ?? { old: "" };
  const about = `This line was changed. It was ${old}.`;
  return [
    {
      label: "Restore the line",
      about,
      code: change.was,
      isComma: false,
      does: { text: applyEdit(text, { range: change, insert }) },
    },
  ];
}
