import { build, type Rolldown } from "vite";

/**
 * Compiles a script outside the bundle: one classic script with all its imports.
 *
 * @param entry The path of its TypeScript file.
 * @param define Values for global names, as in Vite's `define`.
 */
export async function compileScript(entry: string, define: Readonly<Record<string, string>> = {}): Promise<string> {
  const built = (await build({
    configFile: false,
    publicDir: false,
    logLevel: "error",
    define,
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: "iife" } },
    },
  })) as Rolldown.RolldownOutput;
  return built.output[0].code;
}
