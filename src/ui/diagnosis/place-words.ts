import type { Place } from "../../core/rules/types.ts";
import { characterWords, lineWords } from "../../editor/lines.ts";
import type { View } from "../../state/types.ts";

const FIELDS = { secret: "Secret", "public-key": "Public key", "private-key": "Private key" } as const;

/** Where a finding points, in words: "payload, line 7", "token, characters 98 to 99", "Public key". */
export function placeWords({ pane, range }: Place, view: Pick<View, "header" | "payload">): string {
  switch (pane) {
    case "token":
      return `token, ${characterWords(range)}`;
    case "header":
    case "payload":
      return `${pane}, ${lineWords(view[pane].text, range)}`;
    case "secret":
    case "public-key":
    case "private-key":
      return FIELDS[pane];
  }
}
