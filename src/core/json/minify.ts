import { isJson, layOut } from "./print.ts";

/**
 * A JSON text without its insignificant white space, otherwise byte for byte the same; text that is not JSON unchanged.
 */
export function minifyJson(text: string): string {
  return isJson(text) ? (layOut(text, false) ?? text) : text;
}
