/**
 * Controls, soft hyphens, direction marks, zero-width characters, line separators, lone surrogates, tags and unusual
 * variation selectors: what a reader would not see, or would take for something else.
 */
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|\udb40[\udc00-\udfff]/g;

/** A text with each code unit of what cannot be seen replaced by the result of `escape`. */
export function escapeHidden(text: string, escape: (code: number) => string): string {
  return text.replace(HIDDEN, (found) => {
    let escaped = "";
    for (let at = 0; at < found.length; at += 1) escaped += escape(found.charCodeAt(at));
    return escaped;
  });
}
