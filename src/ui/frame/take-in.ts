import type { FieldName } from "../../core/arrival/types.ts";
import { toBase64 } from "../../core/keys/asn1/der.ts";
import { decodeFile } from "../../core/text/file-text.ts";
import { textOfOctets } from "../../core/text/octets.ts";
import { loadDetector } from "../../core/token/load-detect.ts";
import { goTo } from "../../page/go-to.ts";
import { currentRoute, screenOf } from "../../page/route.ts";
import { shownText } from "../../editor/line-breaks.ts";
import type { Actions, View } from "../../state/types.ts";

/** No key, certificate or key store has more bytes. */
const MOST_OCTETS = 1024 * 1024;
/** No field accepts a longer text. */
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

/** Takes in files: a pane receives only the first; elsewhere all files of one drop become one text. */
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
/** The browser's own log, whatever its size. */
const OF_COLLECTION = /\.(?:har|log|ndjson|jsonl)(?:\.gz)?$/i;
/** A larger file is a log or an archive: no field accepts that much. */
const MOST_OF_FIELDS = 4 * 1024 * 1024;

/** Whether files go to the Collection: while it is shown all but keys, otherwise those that no field accepts. */
function isForCollection(files: readonly File[]): boolean {
  const isShown = screenOf(currentRoute()) === "collection";
  return files.every(({ name, size }) =>
    isShown ? !OF_FIELDS.test(name) : size > MOST_OF_FIELDS && (OF_COLLECTION.test(name) || size > MOST_TEXT),
  );
}

/** Reads files into the Collection. It opens if nothing else is open; otherwise a notice links to it. */
async function importAll(files: readonly File[], { notify }: Actions, view: () => View): Promise<void> {
  const { importFiles } = await import("../../state/imports.ts");
  importFiles(files);
  if (screenOf(currentRoute()) === "collection") return;
  if (view().inputs.base === "") goTo("#/collection");
  else notify("importing", { name: files[0]?.name ?? "" });
}

/**
 * The text of a file, with a notice of any conversion; null if it has none. A key or a secret may be any bytes: a
 * binary key becomes PEM or Base64, a binary secret Base64, with its encoding set. Other panes refuse a binary file.
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

/** The field whose kind of text a pane is for; panes that are not listed accept any text. */
const FIELDS: Readonly<Record<string, FieldName>> = {
  token: "token",
  secret: "secret",
  "public-key": "publicKey",
  "private-key": "privateKey",
  error: "errorMessage",
};

/** Text pasted into a field that the page had focused: it goes where it belongs, unless it fits that field. */
export async function takeInOwnFocus(into: string, text: string, actions: Actions, view: () => View): Promise<void> {
  const { fieldsFor } = await import("../../state/place.ts");
  const fits = await fieldsFor(text, await loadDetector());
  const takesAny = into === "secret" || into === "token" || into === "error";
  const stays = fits.size === 0 ? takesAny : fits.size === 1 && fits.has(FIELDS[into] ?? "policy");
  takeText(stays ? into : null, text, actions, view);
}
