/** What a module is called in JavaScript: as a whole, and its parts by their names there. */
interface Bound {
  readonly whole: ReadonlySet<string>;
  /** The local name of each part. */
  readonly parts: ReadonlyMap<string, string>;
}

const WHOLE =
  /\b(?:import|const|let|var)\s{1,9}(?:\*\s{1,9}as\s{1,9})?([\w$]{1,60})\s{0,9}(?:,\s{0,9}\{[^{}]{0,300}\}\s{0,9})?(?:from\s{0,9}|=\s{0,9}(?:await\s{1,9})?(?:require|import)\s{0,9}\(\s{0,9})["']([^"'\n]{1,100})["']/g;
const PARTS =
  /\{([^{}]{0,400})\}\s{0,9}(?:from\s{0,9}|=\s{0,9}(?:await\s{1,9})?(?:require|import)\s{0,9}\(\s{0,9})["']([^"'\n]{1,100})["']/g;

/** The names that code in this text has for a module. */
export function boundTo(text: string, isModule: (name: string) => boolean): Bound {
  const whole = [...text.matchAll(WHOLE)].flatMap(([, name = "", module = ""]) => (isModule(module) ? [name] : []));
  const parts = [...text.matchAll(PARTS)].flatMap(([, list = "", module = ""]) =>
    isModule(module)
      ? list.split(",").map((one): [string, string] => {
          const [, exported = "", local] = /^\s*(?:type\s+)?([\w$]+)(?:\s*(?:as\s|:)\s*([\w$]+))?\s*$/.exec(one) ?? [];
          return [local ?? exported, exported];
        })
      : [],
  );
  return { whole: new Set(whole), parts: new Map(parts) };
}
