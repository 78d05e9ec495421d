/** A part of a form (RFC 7578 section 4.2): its head with a name, then its value. */
const PART =
  /(\bname="([^"\r\n]{1,200})"[^\r\n]{0,500}(?:\r?\n[^\r\n]{1,500}){0,5}\r?\n\r?\n)((?!--)[^\r\n]{1,20000}(?:\r?\n(?!--)[^\r\n]{1,2000}){0,50})/g;
/** An XML element without child elements. */
const ELEMENT =
  /(<(?:[\w.-]{1,80}:)?([\w.-]{1,80})(?:\s[^<>]{0,500})?>\s{0,20})(<!\[CDATA\[(?:(?!\]\]>|<!\[CDATA)[\s\S]){1,5000}\]\]>|[^<]{1,5000})(?=<\/)/g;
/** A form field or button of a page, or a `meta` or `param` element. */
const FIELD = /<(?:input|meta|param|button)\s(?:[^<>"']|"[^"]{0,20000}"|'[^']{0,20000}'){1,1000}/gi;
const NAME = /\s(?:name|id|property)\s{0,3}=\s{0,3}["']?([^\s"'<>]{1,200})/i;
const VALUE = /(\s(?:value|content)\s{0,3}=\s{0,3})("[^"]{1,20000}|'[^']{1,20000}|[^\s"'<>]{1,20000})/i;

/**
 * Replaces values that their markup names as secret: the parts of a form, XML elements, the fields of a page.
 * `hidden` returns the replacement for a value.
 */
export function removeMarked(
  text: string,
  isSecretName: (name: string) => boolean,
  hidden: (value: string) => string,
): string {
  let clean = text;
  if (clean.includes('name="') && clean.includes("form-data"))
    clean = clean.replace(PART, (all, head: string, name: string, value: string) =>
      isSecretName(name) ? head + hidden(value) : all,
    );
  if (!clean.includes("<")) return clean;
  if (clean.includes("</"))
    clean = clean.replace(ELEMENT, (all, head: string, name: string, value: string) =>
      isSecretName(name) ? head + hidden(value) : all,
    );
  return clean.replace(FIELD, (field) => {
    const name = NAME.exec(field)?.[1];
    if (name === undefined || !isSecretName(name)) return field;
    return field.replace(VALUE, (_, head: string, value: string) => {
      const quote = /^["']/.exec(value)?.[0] ?? "";
      return head + quote + hidden(value.slice(quote.length));
    });
  });
}
