import type { FieldName, TextPlace } from "../core/arrival/types.ts";
import { detectorIfLoaded } from "../core/token/load-detect.ts";
import { tokenArrives } from "./initial.ts";
import { remembered } from "./remembering.ts";
import { openDetected } from "./search.ts";
import type { Inputs } from "./types.ts";
import type { PaneEdits } from "../core/envelope/types.ts";
import type { Changes } from "./workbench.ts";

/** The texts of the fields beside the token: the keys are those of the shown layer. */
export type Texts = Readonly<Record<Exclude<FieldName, "token">, string>>;

/** The text of each field beside the token. */
export function textsOf(changes: Changes): Texts {
  const { keys, detached } = changes.fields();
  const { publicKey, privateKey, secret } = keys;
  const { policy, verifier, errorMessage } = changes.inputs();
  return {
    publicKey: publicKey.text,
    privateKey: privateKey.text,
    secret: secret.text,
    detachedPayload: detached,
    policy,
    verifier,
    errorMessage,
  };
}

/** The change of the inputs that puts texts into fields, together with `others`. A passphrase moves with its key from field to field. */
export function changeTo(changes: Changes, texts: Partial<Texts>, others: Partial<Inputs> = {}): Partial<Inputs> {
  const { publicKey, privateKey, secret, detachedPayload, ...notes } = texts;
  const { keys } = changes.fields();
  if ((publicKey ?? privateKey ?? secret ?? detachedPayload) === undefined) return { ...others, ...notes };
  const given = [keys.publicKey, keys.privateKey];
  const key = (text: string) => given.find((field) => text !== "" && field.text === text) ?? { text };
  const change = {
    ...(publicKey !== undefined && { publicKey: key(publicKey) }),
    ...(privateKey !== undefined && { privateKey: key(privateKey) }),
    ...(secret !== undefined && { secret: { text: secret, encoding: keys.secret.encoding } }),
  };
  const detached = detachedPayload === undefined ? {} : { detached: detachedPayload };
  return changes.here(
    { keys: { ...keys, ...change }, ...remembered(changes.view()), ...detached },
    { ...others, ...notes },
  );
}

/**
 * Moves all of a field's text to another field, as a step with this mark; into the token pane like a paste. A JSON
 * pane shows the token's text again.
 */
export function moveText(changes: Changes, from: TextPlace, to: FieldName, mark: string): void {
  const isPane = from === "header" || from === "payload";
  const text = isPane ? changes.view()[from].text : from === "token" ? changes.inputs().base : textsOf(changes)[from];
  if (text === "" || from === to) return;
  const left = from === "token" || isPane ? {} : { [from]: "" };
  const others = isPane
    ? changes.here({ edits: without(changes.fields().edits, from) })
    : from === "token"
      ? tokenArrives("")
      : {};
  changes.step(changeTo(changes, to === "token" ? left : { ...left, [to]: text }, others), mark);
  if (to === "token") openDetected(changes, text, detectorIfLoaded()?.(text) ?? { tokens: [] }, mark);
}

function without({ header, payload }: PaneEdits, pane: "header" | "payload"): PaneEdits {
  return {
    ...(header !== undefined && pane !== "header" && { header }),
    ...(payload !== undefined && pane !== "payload" && { payload }),
  };
}
