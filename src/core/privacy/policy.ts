/** One directive of a Content-Security-Policy: its name and what it allows. */
export interface Directive {
  /** In lowercase. */
  readonly name: string;
  /** As spelled. */
  readonly values: readonly string[];
}

/**
 * Parses a serialised policy (CSP Level 3, section 2.2.1). Never fails: skips empty parts, and of two directives with
 * the same name the first counts, as in browsers.
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
