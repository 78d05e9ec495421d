import { type MappedText, placeOf, sliceText } from "../text/mapped-text.ts";
import { repair } from "../text/repair.ts";
import type { KeyRepair } from "../types.ts";
import { decodeBody } from "../text/base64-body.ts";
import { type Found, isRefusal } from "../found.ts";
import { readSshBlob } from "./openssh-public.ts";
import { readWire } from "../asn1/wire.ts";

/** A key of an `authorized_keys`, `known_hosts` or `.pub` file: its kind by name, and its bytes in Base64. */
const LINE =
  /(?:^|[\s,"'`“‘(>=+:[])((?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-nistp\d{3}|sk-[a-z\d-]{1,40}@openssh\.com)(?:-cert-v\d\d@openssh\.com)?)(?:[ \t]+|\+)(AAAA[\w+/=-]*)/gm;

/** Reads all OpenSSH public keys of a text (sshd(8), authorized_keys); null if there is none. */
export async function readSshLines(
  mapped: MappedText,
): Promise<{ readonly found: readonly Found[]; readonly repairs: readonly KeyRepair[] } | null> {
  const found: Found[] = [];
  const repairs: KeyRepair[] = [];
  for (const match of mapped.text.matchAll(LINE)) {
    const [whole, kind = "", body = ""] = match;
    const end = match.index + whole.length;
    const range = placeOf(mapped, end - whole.trimStart().length, end);
    const decoded = decodeBody(sliceText(mapped, end - body.length, end));
    if (isRefusal(decoded)) {
      found.push({ ...decoded, format: "openssh-public" });
      continue;
    }
    const key = await readSshBlob(decoded.bytes);
    repairs.push(...decoded.repairs);
    const name = readWire(decoded.bytes).text();
    if (!isRefusal(key) && name !== null && name !== kind)
      repairs.push(repair("label", range, { from: kind, to: name }));
    found.push({ ...key, range });
  }
  return found.length > 0 ? { found, repairs } : null;
}
