import { putInner } from "../core/envelope/splice.ts";
import { stringMember } from "../core/json/query.ts";
import { secretFromJwk } from "../core/keys/oct-jwk.ts";
import type { KeyFieldInput, KeyInputs } from "../core/keys/types.ts";
import type { Arrival, Fix } from "../core/rules/types.ts";
import { applyEdit, applyEdits } from "../core/text/edit.ts";
import type { Removal } from "../core/token/types.ts";
import { moveText } from "./field-texts.ts";
import { tokenArrives, tokenChange } from "./initial.ts";
import { atLayer, layerInputs } from "./layer-inputs.ts";
import type { PutPane } from "./layer-actions.ts";
import type { Runs } from "./runs.ts";
import type { Actions, Inputs } from "./types.ts";
import type { Changes } from "./workbench.ts";

/** What the fixes act with. */
export interface Fixing
  extends Pick<Actions, "moveClock" | "revert" | "copyText" | "refuses">, Pick<Runs, "newMark" | "mark"> {
  readonly changes: Changes;
  readonly putPane: PutPane;
}

/** Does what a fix says, on the view as it is now; one step of Undo, and none where there is nothing to do. */
export function applyFix(fix: Fix, fixing: Fixing): void {
  const { changes, moveClock, revert, copyText } = fixing;
  const { arrived, fields, token } = changes.view();
  const { secret } = fields.keys;
  switch (fix.kind) {
    case "replace":
    case "replace-many":
    case "replace-all":
      return replaceIn(fix, fixing);
    case "new-token":
      return changes.step({
        ...tokenArrives(fix.text),
        ...atLayer({ ...changes.inputs(), signAgain: {} }, "", { mode: "re-sign", signAgain: 1 }),
      });
    case "secret-encoding":
      return changeKeys(fixing, { secret: { ...secret, encoding: fix.encoding } });
    case "secret": {
      const { kind: _, ...taken } = fix;
      return changeKeys(fixing, { secret: taken });
    }
    case "secret-from-jwk": {
      const header = token.header?.json;
      const taken = secretFromJwk(secret.text, header ? stringMember(header, "kid") : null);
      if (taken !== null) changeKeys(fixing, { secret: taken });
      return;
    }
    case "move":
      return moveText(changes, fix.from, fix.to, fixing.newMark());
    case "judge-anyway":
      return judgeAnyway(fix, fixing);
    case "judge-padding":
      return changes.step({ judgePadded: changes.view().token.text });
    case "open-anyway":
      return changes.step({ openAnyway: [...changes.inputs().openAnyway, changes.view().token.text] });
    case "policy":
      return changes.step({ policy: fix.text });
    case "verifier":
      return changes.step({ ...(fix.token && opened(fix.token, changes)), verifier: fix.text });
    case "use-token-key":
      return changes.step(changes.here({ useTokenKey: true }));
    case "set-clock":
      return moveClock(fix.now);
    case "restore-pasted": {
      if (arrived.arrival === null) return;
      const back = putBack(arrived.arrival, fix.removals);
      return changes.step({ ...tokenChange(back.pasted), ...back });
    }
    case "mode":
      return changes.step(changes.here({ mode: fix.mode }));
    case "copy":
      return void copyText(fix.text, fix.what);
    case "revert":
      return revert();
  }
}

function changeKeys({ changes }: Fixing, change: Partial<KeyInputs>): void {
  changes.step(changes.here({ keys: { ...changes.fields().keys, ...change } }));
}

function judgeAnyway({ pane }: Extract<Fix, { kind: "judge-anyway" }>, fixing: Fixing): void {
  const { secret, publicKey, privateKey } = fixing.changes.fields().keys;
  switch (pane) {
    case "secret": {
      const { jwk: _, ...plain } = secret;
      return changeKeys(fixing, { secret: plain });
    }
    case "public-key":
      return changeKeys(fixing, { publicKey: { ...publicKey, judgeAnyway: true } });
    case "private-key":
      return changeKeys(fixing, { privateKey: { ...privateKey, judgeAnyway: true } });
  }
}

function replaceIn(fix: Extract<Fix, { kind: "replace" | "replace-many" | "replace-all" }>, fixing: Fixing): void {
  const { changes, putPane } = fixing;
  const { token, fields, ...panes } = changes.view();
  const { secret, publicKey, privateKey } = fields.keys;
  const pane = fix.kind === "replace" ? fix.place.pane : fix.pane;
  const result = (text: string): string =>
    fix.kind === "replace"
      ? applyEdit(text, { range: fix.place.range, insert: fix.insert })
      : fix.kind === "replace-many"
        ? applyEdits(text, fix.edits)
        : fix.text;
  switch (pane) {
    case "token":
      return replaceToken(result(token.text), fixing, fixing.newMark());
    case "header":
    case "payload":
      return putPane(pane, result(panes[pane].text), null);
    case "secret":
      return changeKeys(fixing, { secret: { text: result(secret.text), encoding: secret.encoding } });
    case "public-key":
      return changeKeys(fixing, { publicKey: withText(publicKey, result(publicKey.text)) });
    case "private-key":
      return changeKeys(fixing, { privateKey: withText(privateKey, result(privateKey.text)) });
  }
}

/** The change to a token that the page made, with the keys that belong to it. */
function opened(
  { token, keys: made }: { readonly token: string; readonly keys: Partial<KeyInputs> },
  changes: Changes,
) {
  const { keys, pageKeys } = layerInputs(changes.inputs(), "");
  const change = { keys: { ...keys, ...made }, pageKeys: { ...pageKeys, ...made } };
  return { ...tokenArrives(token), made: true, ...atLayer(changes.inputs(), "", change) };
}

/** Another text in a key field. Its passphrase stays: it is of what was typed. */
function withText({ passphrase }: KeyFieldInput, text: string): KeyFieldInput {
  return { text, ...(passphrase === undefined ? {} : { passphrase }) };
}

/** Puts another token in the place of the one of the shown layer, as one step: inside another one that is an edit of its payload. */
export function replaceToken(text: string, fixing: Fixing, mark: string): void {
  const { changes, putPane } = fixing;
  const { path, layers } = changes.view();
  const { around, place } = layers.find((layer) => layer.path === path)!;
  if (around === null || place === null) return changes.step(tokenChange(text), mark);
  changes.step({ path: around }, mark);
  const { token, payload, envelope } = changes.view();
  const places = envelope?.places ?? [];
  const binding = places.find(({ name }) => name === place && name === "key-binding");
  if (binding) replaceToken(applyEdit(token.text, { range: binding.range, insert: text }), fixing, mark);
  else putPane("payload", putInner(payload.text, places, new Map([[place, text]])), mark);
  changes.step({ path }, mark);
}

/** The change that puts some of an arrival's removals back, and nothing else that was left out. */
function putBack(arrival: Arrival, removals: readonly Removal[]): Pick<Inputs, "pasted" | "arrival" | "found"> {
  const back = new Set(removals.map(({ range }) => range.start));
  const left = arrival.removals.filter(({ range }) => !back.has(range.start));
  const ends = [0, ...left.map(({ range }) => range.end)];
  const starts = [...left.map(({ range }) => range.start), arrival.pasted.length];
  const pasted = ends.map((end, index) => arrival.pasted.slice(end, starts[index])).join("");
  const isNoted = left.length > 0 || arrival.fromAddress !== undefined;
  return { pasted, arrival: isNoted ? { ...arrival, removals: left } : null, found: [] };
}

/** What is typed in the field for the payload that travels beside the token: outside Undo, as with key fields. */
export function setDetached(detached: string, { changes, mark, refuses }: Fixing): void {
  if (refuses(detached.length)) return;
  changes.set(changes.here({ detached }), mark(`detached of ${changes.view().path}`));
}
