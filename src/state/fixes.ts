import { stringMember } from "../core/json/query.ts";
import { secretFromJwk } from "../core/keys/oct-jwk.ts";
import type { KeyFieldInput, KeyInputs } from "../core/keys/types.ts";
import type { Arrival, Fix } from "../core/rules/types.ts";
import { applyEdit } from "../core/text/edit.ts";
import { applyEdits } from "../core/text/edits.ts";
import type { Removal } from "../core/token/types.ts";
import { moveText } from "./field-texts.ts";
import { type Fixing, replaceToken } from "./fixing.ts";
import { tokenArrives, tokenChange } from "./initial.ts";
import { atLayer } from "./layer-inputs.ts";
import { openedWith } from "./opening.ts";
import { remembered } from "./remembering.ts";
import { bindAnew } from "./seal-actions.ts";
import { newEncrypted, setMode } from "./sealing.ts";
import { takeOut, wrap } from "./wrapping.ts";
import type { Inputs } from "./types.ts";

/** Applies a fix to the current view, as one step of Undo; none if it changes nothing. */
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
    case "new-encrypted":
      return newEncrypted(fix.content, changes);
    case "wrap":
      return wrap(changes, fix.in);
    case "take-out":
      return takeOut(changes, fix.inner);
    case "bind-anew":
      return bindAnew(changes, fixing.newMark(), true);
    case "detach": {
      const mark = fixing.newMark();
      replaceToken(fix.token, fixing, mark);
      return changes.step(changes.here({ detached: fix.payload }), mark);
    }
    case "auth-js-key":
      return void import("./auth-js.ts").then(({ deriveFromAuthSecret }) => deriveFromAuthSecret(changes));
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
      return changes.step({ ...(fix.token && openedWith(changes.inputs(), fix.token)), verifier: fix.text });
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
      return setMode(fix.mode, fixing);
    case "copy":
      return void copyText(fix.text, fix.what);
    case "revert":
      return revert();
  }
}

function changeKeys({ changes }: Fixing, change: Partial<KeyInputs>): void {
  changes.step(changes.here({ keys: { ...changes.fields().keys, ...change }, ...remembered(changes.view()) }));
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

/** A new text in a key field. The passphrase stays. */
function withText({ passphrase }: KeyFieldInput, text: string): KeyFieldInput {
  return { text, ...(passphrase === undefined ? {} : { passphrase }) };
}

/** The change that puts back only these removals of an arrival. */
function putBack(arrival: Arrival, removals: readonly Removal[]): Pick<Inputs, "pasted" | "arrival" | "found"> {
  const back = new Set(removals.map(({ range }) => range.start));
  const left = arrival.removals.filter(({ range }) => !back.has(range.start));
  const ends = [0, ...left.map(({ range }) => range.end)];
  const starts = [...left.map(({ range }) => range.start), arrival.pasted.length];
  const pasted = ends.map((end, index) => arrival.pasted.slice(end, starts[index])).join("");
  const isNoted = left.length > 0 || arrival.fromAddress !== undefined;
  return { pasted, arrival: isNoted ? { ...arrival, removals: left } : null, found: [] };
}

/** Typing in the field Detached payload: outside Undo, as with key fields. */
export function setDetached(detached: string, { changes, mark, refuses }: Fixing): void {
  if (refuses(detached.length)) return;
  changes.set(changes.here({ detached }), mark(`detached of ${changes.view().path}`));
}
