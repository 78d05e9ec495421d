import type { Plugin } from "vite";

/** One change of one source file, in UTF-16 offsets of its text: `insert` takes the place of `start` to `end`. */
interface Mutant {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/**
 * Lets the tests see a source file with the change that `JOTSCOPE_MUTANT` holds as JSON, where it holds one. The file on disk
 * stays as it is, so a run that is stopped leaves nothing behind.
 */
export function mutant(): Plugin {
  return {
    name: "jotscope-mutant",
    enforce: "pre",
    transform(code, id) {
      const { file, start, end, insert } = JSON.parse(process.env["JOTSCOPE_MUTANT"] ?? "{}") as Partial<Mutant>;
      return file !== undefined && id.endsWith(`/${file}`)
        ? { code: code.slice(0, start) + insert + code.slice(end), map: null }
        : null;
    },
  };
}
