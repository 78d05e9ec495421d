import { credentialsIn } from "../../text/credentials.ts";
import { markBody, markFields, markOptions } from "./http.ts";
import type { Marked, Marker } from "./marks.ts";
import { markPairs } from "./pairs.ts";
import { markMarkup, markPaths, markUrls } from "./places.ts";

/** Marks which parts of a text are values, judging by the text around them; returns the places of Basic credentials. */
export function markedUp(text: string, marks: Marker): readonly Marked[] {
  markPairs(text, marks);
  for (const { start, end } of credentialsIn(text, { tight: true })) marks.mark(start, end, "secret");
  markUrls(text, marks);
  markMarkup(text, marks);
  markPaths(text, marks);
  for (const { index, 1: body = "" } of text.matchAll(
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----([^]*?)(?=-----END|$)/g,
  )) {
    const start = text.indexOf("-----", index + 10) + 5;
    marks.mark(start, start + body.length, "secret");
  }
  const credentials = markFields(text, marks);
  markOptions(text, marks);
  markBody(text, marks);
  return credentials;
}
