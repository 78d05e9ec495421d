import { type Address, readAddress } from "../share/address.ts";

/** Debuggers whose links carry a token in the same way. */
const DEBUGGER = /^https?:\/\/(?:www\.)?jwt\.io(?=[/?#]|$)/i;
/** A token in a fragment under the name that only such links use, or a shared view. */
const OWN = /^(?:https?|file):\/\/[^\s#]{0,2000}#(?:\S{0,2000}[&?])?(?:token=e|s=\d{1,3}\.)/i;

/** What a link to this page or to jwt.io opens, if the text is nothing but that link; otherwise null. */
export function pageLink(text: string): Address | null {
  const link = text.trim();
  if (/\s/.test(link) || !(DEBUGGER.test(link) || OWN.test(link))) return null;
  const [, search = "", hash = ""] = /^[^?#]{0,2000}(\?[^#]*)?(#[^]*)?$/.exec(link) ?? [];
  const address = readAddress(search, hash);
  return address.token === null && address.shared === null ? null : address;
}
