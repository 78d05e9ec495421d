import { describe, expect, it } from "vitest";
import { commands } from "vitest/browser";
import type { OwnCase } from "../../testing/crypto/own-cases.ts";
import { RFC_FILES, rfcCases, type RfcEntry } from "../../testing/crypto/rfc-cases.ts";
import { runOwnCase } from "../../testing/crypto/run-own-case.ts";
import { readKeys } from "../keys/read.ts";

async function wrong(cases: readonly OwnCase[]): Promise<readonly string[]> {
  const said: string[] = [];
  for (const own of cases) said.push(await runOwnCase(own, readKeys));
  return said.filter((words) => words !== "");
}

describe("in this browser", () => {
  it("tokens made by Node alone get the same verdicts as in Node, none skipped", { timeout: 120_000 }, async () => {
    const cases = await commands.makeOwnCases();
    expect(cases.length).toBeGreaterThan(200);
    expect(await wrong(cases)).toEqual([]);
  });

  it(
    "the tokens of the RFCs verify and decrypt with their keys (skipped where JOTSCOPE_VECTORS is not set)",
    { timeout: 120_000 },
    async ({ skip }) => {
      const texts = await Promise.all(RFC_FILES.map((name) => commands.readVectors(name)));
      if (texts.includes(null)) return skip("JOTSCOPE_VECTORS names no folder with vectors");
      const { cases, skipped } = rfcCases(texts.flatMap((text) => JSON.parse(text!) as RfcEntry[]));
      console.info(`${cases.length} cases of RFCs, ${skipped.length} entries skipped:\n${skipped.join("\n")}`);
      expect(await wrong(cases)).toEqual([]);
      expect([cases.length, skipped.length]).toEqual([25, 16]);
    },
  );

  it(
    "the tokens of public documentation are read and verified (skipped where JOTSCOPE_VECTORS is not set)",
    { timeout: 120_000 },
    async ({ skip }) => {
      const text = await commands.readVectors("wild.json");
      if (text === null) return skip("JOTSCOPE_VECTORS names no folder with vectors");
      const tokens = JSON.parse(text) as readonly WildToken[];
      const none = {
        secret: { text: "", encoding: "UTF-8" },
        publicKey: { text: "" },
        privateKey: { text: "" },
      } as const;
      const cases = tokens.map(({ id, token, header }): OwnCase => {
        const unsigned = token.endsWith(".") ? "unsigned" : "invalid";
        return { name: id, token, keys: none, state: header?.alg === "none" ? unsigned : UNKEYED };
      });
      // None of them comes with a key.
      expect(await wrong(cases)).toEqual([]);
      expect(cases).toHaveLength(75);
    },
  );
});

interface WildToken {
  readonly id: string;
  readonly token: string;
  readonly header?: { readonly alg?: string };
}

/** What can be said of a token without a key. */
const UNKEYED = ["no-key", "unsupported", "malformed"] as const;
