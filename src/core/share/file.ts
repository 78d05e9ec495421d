import { isSharedView } from "./is-shared-view.ts";
import { parsed } from "./link.ts";
import { plainView, SCHEMA, type SharedView, viewOf } from "./view.ts";

/** A view as the text of a `.jotscope.json` file, for a ticket that accepts attachments. */
export function fileText(view: SharedView): string {
  return `${JSON.stringify({ schema: SCHEMA, ...plainView(view) }, null, 2)}\n`;
}

/** The view in a file's text; `"other"` for a file of another version, null for anything else. */
export function readFileText(text: string): SharedView | "other" | null {
  if (!/^\s*\{/.test(text) || !isSharedView(text)) return null;
  const data = parsed(text);
  const isOurs = typeof data === "object" && data !== null && "schema" in data && data.schema === SCHEMA;
  return (isOurs ? viewOf(data) : null) ?? "other";
}
