import { toBase64 } from "../../core/keys/der.ts";
import { decodeFile } from "../../core/text/file-text.ts";
import type { Actions } from "../../state/types.ts";

/** No key, certificate or store of keys has more octets. */
const MOST_OCTETS = 1024 * 1024;

/**
 * Fills a pane from a dropped or pasted file, and says what had to be done for it. A key or a secret may be any octets: a
 * binary key becomes PEM or Base64, a binary secret Base64, with its encoding set. Of other panes a binary file is refused.
 */
export async function fillFromFile(
  pane: string,
  file: Blob,
  fill: (pane: string, text: string) => void,
  { notify, setSecretEncoding }: Actions,
): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const read = decodeFile(bytes);
  const isKey = pane === "public-key" || pane === "private-key";
  const isSecret = pane === "secret";
  // What is no UTF-8 has no text that would give a secret's octets back.
  const isText =
    read.kind === "text" &&
    !(read.hasControls && (isKey || isSecret)) &&
    !(read.encoding === "Windows-1252" && isSecret);
  if (isText) {
    fill(pane, read.text);
    if (read.encoding !== "UTF-8") notify("file-decoded", { encoding: read.encoding });
    return;
  }
  if (!isKey && !isSecret) return notify("file-binary");
  if (bytes.length > MOST_OCTETS) return notify("too-large", { size: bytes.length, limit: MOST_OCTETS });
  const { text, label } = isKey
    ? await (await import("../../core/keys/file.ts")).keyFileText(bytes)
    : { text: toBase64(bytes), label: null };
  fill(pane, text);
  if (isSecret) setSecretEncoding("Base64");
  notify("file-shown", { as: label === null ? "Base64" : `PEM (${label})` });
}
