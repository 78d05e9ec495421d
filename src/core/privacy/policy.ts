/** One directive of a Content-Security-Policy: what it is about, and what it allows. */
export interface Directive {
  /** In lower case. */
  readonly name: string;
  /** As spelled. */
  readonly values: readonly string[];
}

/**
 * Reads a serialised policy (CSP Level 3, section 2.2.1). Never fails: an empty part is left out, and of two directives of a
 * name the first one counts, as it does in the browser.
 */
export function parsePolicy(text: string): Directive[] {
  const directives = new Map<string, Directive>();
  for (const part of text.split(";")) {
    const [first, ...values] = part.split(/[\t\n\f\r ]+/).filter((word) => word !== "");
    if (first === undefined) continue;
    const name = first.toLowerCase();
    if (!directives.has(name)) directives.set(name, { name, values });
  }
  return [...directives.values()];
}

/** The directive as a policy spells it. */
export function directiveText({ name, values }: Directive): string {
  return [name, ...values].join(" ");
}
