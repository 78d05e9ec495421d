import { compareIds, indexIds, type IdMatch, type KnownIds, parseIds } from "../core/subject/compare-ids.ts";

/** A subject, and the text of the known ids if it has changed. */
export interface SubjectRequest {
  readonly sub: string;
  readonly text: string | null;
}

export interface SubjectReply {
  readonly matches: readonly IdMatch[];
  readonly count: number;
}

let known: KnownIds = indexIds([]);

addEventListener("message", ({ data }: MessageEvent<SubjectRequest>) => {
  if (data.text !== null) known = indexIds(parseIds(data.text));
  const reply: SubjectReply = { matches: compareIds(data.sub, known), count: known.ids.length };
  postMessage(reply);
});
