import type { Range } from "../text/range.ts";
import { allFindings } from "./flatten.ts";
import type { Finding, PaneName } from "./types.ts";

/** A finding about a part of a pane, and where it is in the list: by itself, or under the finding that it follows from. */
export interface About {
  readonly finding: Finding;
  readonly index: number;
}

/** The findings whose place touches a range of a pane. One about `whole`, or more than that, is about no part of it. */
export function findingsAbout(
  findings: readonly Finding[],
  pane: PaneName,
  { start, end }: Range,
  whole: Range,
): readonly About[] {
  return findings.flatMap((listed, index) =>
    allFindings([listed]).flatMap((finding) => {
      const { place } = finding;
      if (place?.pane !== pane) return [];
      const { range } = place;
      if (range.start <= whole.start && range.end >= whole.end) return [];
      const touches = range.start < end && (range.end > start || range.start === start);
      return touches ? [{ finding, index }] : [];
    }),
  );
}
