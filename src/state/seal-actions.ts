import type { Entry, Inputs } from "./types.ts";
import { convert, type Serialisation } from "../core/envelope/convert.ts";
import { type Fixing, replaceToken } from "./fixing.ts";
import { unprotectedHeader } from "./json-layer.ts";
import { atLayer, layerInputs, pathInside, withoutInner } from "./layer-inputs.ts";
import { sealOf } from "./layer-actions.ts";
import { digestOf, hashName, openDisclosures } from "../core/envelope/disclosures.ts";
import { compactSdJwt } from "../core/envelope/selective.ts";
import { disclosable, headerWith, listedIn, nowWithheld } from "../core/envelope/withheld.ts";
import { setMemberIn } from "../core/json/edit.ts";
import { wholeObject } from "../core/json/query.ts";
import { applyEdits } from "../core/text/edits.ts";
import type { HeaderEdits, PaneEdits, ParsedToken } from "../core/envelope/types.ts";

/**
 * Shows the panes of another signature or recipient. Text typed for the previous one stays, and so do the keys it was
 * re-signed with: selecting another one changes no token.
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
 * Typing in the unprotected header of a JSON form, the shown one's own or the shared one: a step of Undo, as in other
 * panes.
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
  const { [which]: _, withheld: left = [], ...rest } = view.fields.edits;
  // What was left out is still offered, unless it was typed again.
  const typed = new Set(
    which === "unprotected" && view.base.seal?.index === 0 ? listedIn(text).map((one) => one.text) : [],
  );
  const withheld = left.filter((one) => !typed.has(one));
  const others = withheld.length === 0 ? rest : { ...rest, withheld };
  // With the key binding as it came, since changes to it are undone below.
  const unedited = unprotectedHeader(view.base, others);
  const isUnedited = text === (which === "shared" ? unedited?.shared : unedited)?.text;
  const edits = isUnedited ? others : { ...others, [which]: text };
  // Changes to the key binding are part of the typed text.
  const around =
    which === "unprotected" && view.base.seal?.index === 0 ? withoutBinding(changes.inputs(), view.path) : {};
  changes.step(
    changes.here({ edits, signAgain: 0, seal: sealOf(view) }, around),
    mark(`${which} of ${view.path}`, entry),
  );
}

/**
 * Hides a disclosure or presents it again, as one step of Undo. If the key binding's key is in its fields, the
 * binding is made again for the new presentation.
 */
export function disclose(text: string, isShown: boolean, { changes, newMark }: Fixing): void {
  const mark = newMark();
  const { base, fields, payload } = changes.view();
  const all = disclosable(base, fields.edits);
  if (all === null) return;
  const { withheld = [], ...others } = fields.edits;
  const now = nowWithheld(openDisclosures(payload.json, all).disclosures, withheld, text, isShown);
  const again = withheld.filter((one) => !now.includes(one));
  const edits = now.length === 0 ? others : { ...others, withheld: now };
  const listed = listedAgain(base, others, again);
  if (listed === null) return;
  changes.step(changes.here({ edits: { ...edits, ...listed } }), mark);
  bindAnew(changes, mark);
}

/**
 * The header as typed, plus the disclosures that are presented again and were not typed. Null if it cannot list them,
 * since it is not a JSON object: presenting them would lose them.
 */
function listedAgain(base: ParsedToken, edits: PaneEdits, again: readonly string[]): Partial<PaneEdits> | null {
  const first = edits.others?.[0];
  const typed = base.seal?.index === 0 ? edits.unprotected : first?.unprotected;
  if (base.form !== "jws-json" || typed === undefined) return {};
  const there = new Set(listedIn(typed).map((one) => one.text));
  const missing = again.filter((one) => !there.has(one));
  const unprotected = headerWith(typed, missing);
  if (missing.length > 0 && unprotected === typed) return null;
  return base.seal?.index === 0 ? { unprotected } : { others: { ...edits.others, 0: { ...first, unprotected } } };
}

/**
 * Writes the presentation's `sd_hash` into the key binding, if that can be re-signed or the user asked for it (RFC
 * 9901 section 4.3.1).
 */
export function bindAnew(changes: Fixing["changes"], mark: string, isAsked = false): void {
  const { path, layers, token, payload, signaturePending } = changes.view();
  const binding = layers.find(({ around, place }) => around === path && place === "key-binding");
  const claims = binding && wholeObject(binding.payload.json);
  const digest = digestOf(compactSdJwt(token) ?? "", hashName(payload.json));
  if (!binding || !claims || digest === null || signaturePending) return;
  const inputs = changes.inputs();
  const { keys, edits, mode } = layerInputs(inputs, binding.path);
  if (!isAsked && (mode !== "re-sign" || (keys.privateKey.text === "" && keys.secret.text === ""))) return;
  const { text } = binding.payload;
  const typed = applyEdits(text, [setMemberIn(text, claims, "sd_hash", JSON.stringify(digest))]);
  changes.step(atLayer(inputs, binding.path, { edits: { ...edits, payload: typed } }), mark);
}

/** The change that discards edits to the key binding of the layer at a path, and inside it. */
function withoutBinding(inputs: Inputs, path: string): Partial<Inputs> {
  const binding = pathInside(path, "key-binding");
  const { edits = {}, signAgain = {} } = withoutInner(inputs, binding);
  const { [binding]: _edits, ...otherEdits } = edits;
  const { [binding]: _again, ...othersAgain } = signAgain;
  return { edits: otherEdits, signAgain: othersAgain };
}
