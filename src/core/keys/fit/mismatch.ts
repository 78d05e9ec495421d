import type { KeyFit } from "../types.ts";

/** Makes the reasons why a key cannot be one of an algorithm. */
export function mismatchOf(alg: string) {
  return (code: (KeyFit & { kind: "mismatch" })["code"], args: Readonly<Record<string, string | number>>): KeyFit => ({
    kind: "mismatch",
    code,
    args: { ...args, alg },
  });
}
