import type { Entry, Inputs } from "./types.ts";
import { convert, type Serialisation } from "../core/envelope/convert.ts";
import { type Fixing, replaceToken } from "./fixing.ts";
import { unprotectedHeader } from "./json-layer.ts";
import { pathInside, withoutInner } from "./layer-inputs.ts";
import { sealOf } from "./layer-actions.ts";
import type { HeaderEdits } from "../core/envelope/types.ts";

/**
 * Shows the panes of another signature or recipient. What was typed for the one before stays, and so do the keys that it was
 * re-signed with: looking at another one changes no token.
 */
export function chooseSeal(index: number, { changes }: Fixing): void {
  const { base, fields, signing } = changes.view();
  const before = base.seal?.index;
  if (before === undefined || (before === index && fields.seal !== null)) return;
  const { header, unprotected, others = {}, ...shared } = fields.edits;
  const left: HeaderEdits = {
    ...(header === undefined ? {} : { header }),
    ...(unprotected === undefined ? {} : { unprotected }),
  };
  const { [index]: own = {}, ...rest } = { ...others, ...(Object.keys(left).length > 0 ? { [before]: left } : {}) };
  const { keys, mode, signAgain } = fields;
  const isEdited = Object.keys(fields.edits).length > 0 || signAgain !== 0;
  const isSigned = isEdited && mode === "re-sign" && signAgain >= 0 && signing?.kind !== "unavailable";
  const signed = {
    ...fields.seal?.signed,
    ...(isSigned ? { [before]: { keys, again: signAgain } } : {}),
  };
  changes.set(
    changes.here({
      edits: { ...shared, ...own, ...(Object.keys(rest).length > 0 ? { others: rest } : {}) },
      signAgain: isEdited ? -1 : 0,
      seal: { index, ...(Object.keys(signed).length > 0 ? { signed } : {}) },
    }),
  );
}

/** Writes the token as shown in another serialisation, as one step of Undo; nothing if it has none. */
export function convertTo(form: Serialisation, fixing: Fixing): void {
  const made = convert(fixing.changes.view().token, form);
  if ("text" in made) replaceToken(made.text, fixing, fixing.newMark());
}

/**
 * What is typed into the unprotected header of a JSON form, the shown one's own or the one that all share: a step of Undo, as in the
 * other panes.
 */
export function setUnprotected(
  text: string,
  entry: Entry,
  { changes, mark, refuses }: Fixing,
  which: "unprotected" | "shared" = "unprotected",
): void {
  const view = changes.view();
  const header = unprotectedHeader(view.base, view.fields.edits, view.token);
  const shown = which === "shared" ? header?.shared : header;
  if (!shown || text === shown.text || refuses(text.length)) return;
  const { [which]: _, ...others } = view.fields.edits;
  const edits = text === shown.put ? others : { ...others, [which]: text };
  // What was changed in the key binding is part of the text that was typed.
  const around =
    which === "unprotected" && view.base.seal?.index === 0 ? withoutBinding(changes.inputs(), view.path) : {};
  changes.step(
    changes.here({ edits, signAgain: 0, seal: sealOf(view) }, around),
    mark(`${which} of ${view.path}`, entry),
  );
}

/** The change that takes away what was changed in the key binding of the layer at a path, and inside that. */
function withoutBinding(inputs: Inputs, path: string): Partial<Inputs> {
  const binding = pathInside(path, "key-binding");
  const { edits = {}, signAgain = {} } = withoutInner(inputs, binding);
  const { [binding]: _edits, ...otherEdits } = edits;
  const { [binding]: _again, ...othersAgain } = signAgain;
  return { edits: otherEdits, signAgain: othersAgain };
}
