import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OwnCase } from "../../src/testing/crypto/own-cases.ts";

/**
 * For tests in the browser, which has neither environment variables nor files: the text of a file in the folder that
 * `JOTSCOPE_VECTORS` names; null if it is not set. Rejects if the file does not exist.
 */
export async function readVectors(_context: unknown, name: string): Promise<string | null> {
  const folder = process.env["JOTSCOPE_VECTORS"];
  return folder === undefined ? null : readFile(join(folder, name), "utf8");
}

/**
 * The tokens that Node's own cryptography makes for tests, with what the page must say about each: a browser cannot
 * make them.
 */
export async function makeOwnCases(): Promise<readonly OwnCase[]> {
  const { ownCases } = await import("../../src/testing/crypto/own-cases.ts");
  return ownCases().cases;
}

declare module "vitest/browser" {
  interface BrowserCommands {
    readVectors: (name: string) => Promise<string | null>;
    makeOwnCases: () => Promise<readonly OwnCase[]>;
  }
}
