import type { Plugin } from "vite";

/** One change to a source file, in UTF-16 offsets of its text: `insert` replaces `start` to `end`. */
interface Mutant {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/**
 * Shows the tests a source file with the change in `JOTSCOPE_MUTANT` (JSON), if set. The file on disk stays as it is,
 * so an interrupted run leaves nothing behind.
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
