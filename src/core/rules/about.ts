import type { Range } from "../text/range.ts";
import { allFindings } from "./flatten.ts";
import type { Finding, PaneName } from "./types.ts";

/** A finding about part of a pane, and where it is listed: on its own, or under the finding it follows from. */
interface About {
  readonly finding: Finding;
  readonly index: number;
}

/** The findings whose place touches a range of a pane. A finding that covers `whole` or more is not about any part. */
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
