import { build, type Rolldown } from "vite";

/**
 * Compiles a script that is alongside the bundle: one classic script with all that it imports.
 *
 * @param entry The path of its TypeScript file.
 * @param define Values for global names, as Vite's `define` takes them.
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
