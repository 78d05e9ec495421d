import type { FieldName } from "../../core/arrival/types.ts";
import { toBase64 } from "../../core/keys/asn1/der.ts";
import { decodeFile } from "../../core/text/file-text.ts";
import { textOfOctets } from "../../core/text/octets.ts";
import { loadDetector } from "../../core/token/load-detect.ts";
import { goTo } from "../../page/go-to.ts";
import { currentRoute, screenOf } from "../../page/route.ts";
import { shownText } from "../../editor/line-breaks.ts";
import type { Actions, View } from "../../state/types.ts";

/** No key, certificate or store of keys has more bytes. */
const MOST_OCTETS = 1024 * 1024;
/** No field takes a longer text. */
const MOST_TEXT = 16 * 1024 * 1024;
/** How many files are read at once. */
const MOST_FILES = 20;

/** Where incoming text or files go: a named pane, or wherever the content belongs. */
type Into = string | null;

/** Fills a pane with a text; `into` null: each thing in it goes where it belongs. */
export function takeText(into: Into, text: string, actions: Actions, view: () => View): void {
  switch (into) {
    case null:
      return actions.placeText(text);
    case "token":
      return actions.openText(text);
    case "header":
    case "payload":
      return view().token.form === "empty" ? actions.openText(text) : actions.editPane(into, shownText(text));
    case "secret":
      return actions.setSecret(text);
    case "public-key":
      return actions.setKeyField("publicKey", text);
    case "private-key":
      return actions.setKeyField("privateKey", text);
    case "error":
      return actions.setNotes({ errorMessage: text });
    case "detached":
      return actions.setDetached(text);
  }
}

/** Takes in files: into a pane the first of them, else all that come in at once as one text. */
export async function takeFiles(into: Into, files: readonly File[], actions: Actions, view: () => View): Promise<void> {
  if (into === null && isForCollection(files)) return importAll(files, actions, view);
  const taken = files.slice(0, into === null ? MOST_FILES : 1);
  if (actions.refuses(taken.reduce((sum, { size }) => sum + size, 0))) return;
  const texts: string[] = [];
  for (const file of taken) {
    const text = await textOf(into, file, actions);
    if (text !== null) texts.push(text);
  }
  if (texts.length > 0) takeText(into, texts.join("\n"), actions, view);
}

/** Keys, or a single token, go where they belong on every screen. */
const OF_FIELDS = /\.(?:pem|key|crt|cer|der|p8|p12|pfx|jks|pub|jwks?|jwt|ya?ml)$/i;
/** A log of the browser's own, whatever its size. */
const OF_COLLECTION = /\.(?:har|log|ndjson|jsonl)(?:\.gz)?$/i;
/** A larger file is a log or an archive: no field takes as much. */
const MOST_OF_FIELDS = 4 * 1024 * 1024;

/** Whether files go to the Collection: all but keys while it is shown, and those that nothing else could take. */
function isForCollection(files: readonly File[]): boolean {
  const isShown = screenOf(currentRoute()) === "collection";
  return files.every(({ name, size }) =>
    isShown ? !OF_FIELDS.test(name) : size > MOST_OF_FIELDS && (OF_COLLECTION.test(name) || size > MOST_TEXT),
  );
}

/** Reads files into the Collection. It opens where nothing else is open; else a notice leads there. */
async function importAll(files: readonly File[], { notify }: Actions, view: () => View): Promise<void> {
  const { importFiles } = await import("../../state/imports.ts");
  importFiles(files);
  if (screenOf(currentRoute()) === "collection") return;
  if (view().inputs.base === "") goTo("#/collection");
  else notify("importing", { name: files[0]?.name ?? "" });
}

/**
 * The text of a file, with what had to be done for it said; null if it has none. A key or a secret may be any bytes: a
 * binary key becomes PEM or Base64, a binary secret Base64, with its encoding set. Of other panes a binary file is refused.
 */
async function textOf(into: Into, file: Blob, { notify, setSecretEncoding }: Actions): Promise<string | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // The file's bytes were signed, whatever they are.
  if (into === "detached") return textOfOctets(bytes);
  const read = decodeFile(bytes);
  const isKey = into === null || into === "public-key" || into === "private-key";
  const isSecret = into === "secret";
  // Bytes that are not UTF-8 have no text that would restore a secret.
  const isText =
    read.kind === "text" &&
    !(read.hasControls && (isKey || isSecret)) &&
    !(read.encoding === "Windows-1252" && isSecret);
  if (isText) {
    if (read.encoding !== "UTF-8") notify("file-decoded", { encoding: read.encoding });
    return read.text;
  }
  if (!isKey && !isSecret) {
    notify("file-binary");
    return null;
  }
  if (bytes.length > MOST_OCTETS) {
    notify("too-large", { size: bytes.length, limit: MOST_OCTETS });
    return null;
  }
  const { text, label } = isKey
    ? await (await import("../../core/keys/file.ts")).keyFileText(bytes)
    : { text: toBase64(bytes), label: null };
  if (isSecret) setSecretEncoding("Base64");
  notify("file-shown", { as: label === null ? "Base64" : `PEM (${label})` });
  return text;
}

/** Which text a pane is for, as a field; absent: it takes what is pasted into it. */
const FIELDS: Readonly<Record<string, FieldName>> = {
  token: "token",
  secret: "secret",
  "public-key": "publicKey",
  "private-key": "privateKey",
  error: "errorMessage",
};

/** A text that was pasted into a field which the page had put the focus into: it goes where it belongs, unless only that field takes it. */
export async function takeInOwnFocus(into: string, text: string, actions: Actions, view: () => View): Promise<void> {
  const { fieldsFor } = await import("../../state/place.ts");
  const fits = await fieldsFor(text, await loadDetector());
  const takesAny = into === "secret" || into === "token" || into === "error";
  const stays = fits.size === 0 ? takesAny : fits.size === 1 && fits.has(FIELDS[into] ?? "policy");
  takeText(stays ? into : null, text, actions, view);
}
