import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder from which bare imports of this project's packages resolve. */
const ROOT = join(process.cwd(), ".cache", `verify-code-${process.pid}`);

/** A fresh folder for one program. */
export function folder(): string {
  mkdirSync(ROOT, { recursive: true });
  return mkdtempSync(join(ROOT, "run-"));
}

/** Deletes them all. */
export function clearFolders(): void {
  rmSync(ROOT, { recursive: true, force: true });
}

/** Writes a file of a program; returns its path. */
export function write(inFolder: string, name: string, text: string): string {
  const path = join(inFolder, name);
  writeFileSync(path, text);
  return path;
}

/** Runs a program to its end, with only PATH and HOME of this process's environment. */
export function run(
  command: readonly [string, ...string[]],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {},
): SpawnSyncReturns<string> {
  const [program, ...args] = command;
  const { PATH = "", HOME = "" } = process.env;
  return spawnSync(program, args, {
    encoding: "utf8",
    maxBuffer: 1 << 26,
    timeout: 60_000,
    ...options,
    env: { PATH, HOME, LC_ALL: "C.UTF-8", GO111MODULE: "off", ...options.env },
  });
}

/** Whether a program runs, and so is installed. */
export function has(...command: readonly [string, ...string[]]): boolean {
  return run(command).status === 0;
}

/** A Python that has these modules; null if none does. */
export function python(...modules: readonly string[]): string | null {
  const script = modules.map((name) => `import ${name}`).join("\n");
  return ["python3", "/usr/bin/python3"].find((name) => has(name, "-c", script)) ?? null;
}

/** Runs a program that prints JSON; fails with its output if it does not. */
export function json(command: readonly [string, ...string[]], options?: Parameters<typeof run>[1]): unknown {
  const { status, stdout, stderr } = run(command, options);
  if (status !== 0) throw new Error(`${command.join(" ")}: ${stderr}${stdout}`);
  return JSON.parse(stdout) as unknown;
}
