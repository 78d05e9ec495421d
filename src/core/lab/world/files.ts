import type { WorldEntry, WorldObject } from "./types.ts";

/** A simulated file system: paths and texts. */
export interface FileSystem extends WorldObject {
  /** The bytes at an absolute path; `.` and `..` are resolved as in a file system. Throws if there is no file. */
  read(path: string): Uint8Array<ArrayBuffer>;
}

/** A file system with these files. */
export function createFileSystem(files: Readonly<Record<string, string>>): FileSystem {
  const held = new Map(Object.entries(files));
  return {
    kind: "files",
    name: "File system",
    entries: (): readonly WorldEntry[] => [...held].map(([name, value]) => ({ name, value, editable: true })),
    set: (name, value) => void held.set(resolvePath(name), value),
    read(path) {
      const file = held.get(resolvePath(path));
      if (file === undefined) throw new Error(`ENOENT: no such file, open '${resolvePath(path)}'`);
      return new TextEncoder().encode(file);
    },
  };
}

/** Resolves `.` and `..` in a path; going above the root stays at the root. */
function resolvePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
