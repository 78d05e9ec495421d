import type { FileSystem } from "./files.ts";
import type { WorldObject } from "./types.ts";

/** A simulated shell: just enough for a careless `cat` to go wrong. */
export interface Shell extends WorldObject {
  /** Runs a command line (`cat`, `echo`, `sleep`; `;`, `|`, `&&`, `$(…)`), and returns its output. */
  exec(line: string): string;
}

/** A shell on a file system. `sleep` adds its seconds to `slept`; nothing really waits. */
export function createShell(files: FileSystem): Shell {
  const history: string[] = [];
  let slept = 0;
  const run = (command: string, input: string): string => {
    const [name = "", ...words] = command.trim().split(/\s+/);
    if (name === "") return input;
    if (name === "echo") return `${words.join(" ").replaceAll(/["']/g, "")}\n`;
    if (name === "sleep") {
      slept += Number(words[0]) || 0;
      return "";
    }
    if (name !== "cat") return "";
    if (words.length === 0) return input;
    return words.map((path) => readOr(files, path)).join("");
  };
  const exec = (line: string): string => {
    const whole = line.replaceAll(/\$\(([^()]*)\)/g, (_, inner: string) => exec(inner).trimEnd());
    return whole
      .split(/;|&&/)
      .map((pipeline) => pipeline.split("|").reduce((input, command) => run(command, input), ""))
      .join("");
  };
  return {
    kind: "shell",
    name: "Shell",
    entries: () => [
      ...history.map((value, index) => ({ name: `$ ${index + 1}`, value, editable: false })),
      { name: "slept", value: `${slept} s`, editable: false },
    ],
    set: () => undefined,
    exec(line) {
      history.push(line);
      return exec(line);
    },
  };
}

/** `cat` reports files that it cannot open on the error stream, and continues. */
function readOr(files: FileSystem, path: string): string {
  try {
    return new TextDecoder().decode(files.read(path));
  } catch {
    return "";
  }
}
