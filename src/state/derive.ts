import { parseJson } from "../core/json/parse.ts";
import { printJson } from "../core/json/print.ts";
import { stringMember, wholeObject } from "../core/json/query.ts";
import type { JsonDocument } from "../core/json/types.ts";
import { parseToken } from "../core/envelope/parse.ts";
import { projectToken } from "../core/envelope/project.ts";
import type { InnerTexts, PaneEdits, ParsedToken } from "../core/envelope/types.ts";
import { memo } from "./memo.ts";
import type { PaneView } from "./types.ts";

/** What the page puts into the JSON panes for a token: each part, losslessly pretty-printed. */
interface InitialPaneTexts {
  readonly header: string;
  readonly payload: string;
  /** The payload is not text, so its bytes are shown. */
  readonly binary: boolean;
}

/** The pure part of the derivation, memoised for one workbench. It is all synchronous. */
export function createDerivation() {
  const parse = memo(parseToken, 3);
  const initialPaneTexts = memo((base: ParsedToken, binary: string | null): InitialPaneTexts => ({
    header: base.header === null ? "" : printJson(base.header.text),
    payload: binary ?? (base.payload === null ? "" : printJson(base.payload.text)),
    binary: binary !== null,
  }));
  const read = memo(parseJson, 4);

  const headerPane = memo((base: ParsedToken, put: InitialPaneTexts, edit: string | undefined): PaneView => {
    const text = edit ?? put.header;
    return {
      text,
      json: read(text),
      edited: edit !== undefined,
      readOnly: base.header === null && !base.seal ? "no-segment" : null,
    };
  });
  const payloadPane = memo((base: ParsedToken, put: InitialPaneTexts, edit: string | undefined): PaneView => {
    const text = edit ?? put.payload;
    return {
      text,
      json: read(text),
      edited: edit !== undefined,
      readOnly:
        base.form.startsWith("jwe") && base.payload === null
          ? "encrypted"
          : base.header === null && !base.seal
            ? "no-segment"
            : // Text would not give these bytes back.
              put.binary && edit === undefined
              ? "binary"
              : null,
    };
  }, 2);
  const largePane = memo(
    (json: JsonDocument): PaneView => ({ text: json.text, json, edited: false, readOnly: "too-large" }),
    2,
  );
  const project = memo((base: ParsedToken, edits: PaneEdits, encodeAsTyped: boolean, inner: InnerTexts | null) =>
    projectToken(base, edits, { encodeAsTyped, inner, read }),
  );

  return { parse, initialPaneTexts, headerPane, payloadPane, largePane, project };
}

/** `alg` of a header document, if it is a string (RFC 7515 section 4.1.1); among duplicates the last counts (section 4). */
export function algOf(header: JsonDocument): string | null {
  return stringMember(header, "alg");
}

/** Whether a whole document is a JSON object: only such a header can be signed. */
export function isJsonObject(document: JsonDocument): boolean {
  return wholeObject(document) !== null;
}
