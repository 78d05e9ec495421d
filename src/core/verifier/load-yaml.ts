import type { Source } from "./types.ts";

type ParseYaml = (text: string) => Source;

let parser: ParseYaml | null = null;

/** Loads the reader of YAML, once. */
export async function loadYaml(): Promise<ParseYaml> {
  parser ??= (await import("./yaml.ts")).parseYaml;
  return parser;
}

/** The reader of YAML, where it is there already. */
export function yamlIfLoaded(): ParseYaml | null {
  return parser;
}
