import type { Place } from "../../core/rules/types.ts";
import { characterWords, lineWords } from "../../editor/lines.ts";

const FIELDS = { secret: "Secret", "public-key": "Public key", "private-key": "Private key" } as const;

/** The texts of the parts that a place may be in. */
type Texts = Readonly<Record<"header" | "payload", { readonly text: string }>>;

/** Where a finding points, in words: "payload, line 7", "token, characters 98 to 99", "Public key". */
export function placeWords({ pane, range }: Place, view: Texts): string {
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
