import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseToken } from "../envelope/parse.ts";
import { judgeToken } from "../crypto/judge.ts";
import { detectTokens } from "../token/detect.ts";
import { messageOf, VOCABULARIES } from "./message.ts";
import { allFindings } from "./flatten.ts";
import { runRules } from "./run.ts";
import { NO_KEYS } from "../keys/no-keys.ts";
import { contextOf } from "../../testing/rules/context.ts";
import { isQuick } from "../../testing/rounds.ts";
import type { Arrival, Finding } from "./types.ts";

interface Case {
  readonly id: string;
  readonly category: string;
  readonly expected: string;
  readonly alsoAccept?: readonly string[] | null;
  readonly clock?: number;
  readonly input: string;
  readonly note: string;
}

const folder = process.env["JOTSCOPE_VECTORS"];
const SECRET = "a-string-secret-at-least-256-bits-long";
const NOW = 1_767_225_600;
const KEYS = { ...NO_KEYS, secret: { text: SECRET, encoding: "UTF-8" as const } };
/** The key of the encrypted tokens, as their authors made them: the bytes from 0 on. */
const SHARED_KEY = { ...NO_KEYS, secret: { text: "000102030405060708090a0b0c0d0e0f", encoding: "Hex" as const } };

/** What the page does with a pasted text: the first token found opens, else the text itself. */
async function diagnose(input: string, now: number): Promise<readonly Finding[]> {
  const [found] = detectTokens(input).tokens;
  const arrival: Arrival = { pasted: input, removals: found?.removals ?? [] };
  const text = found?.text ?? input;
  const keys = parseToken(text).form === "jwe" ? SHARED_KEY : KEYS;
  const bare = contextOf(text, { arrival, keys }, { now, leeway: 0 });
  const judgement = await judgeToken(bare.token, keys);
  return allFindings(runRules({ ...bare, judgement, original: judgement }));
}

/** A token without a worse finding is `ok`: well-formed, whatever else is reported. */
function classesOf(findings: readonly Finding[]): ReadonlySet<string> {
  const classes = new Set(findings.flatMap((finding) => (finding.class === undefined ? [] : [finding.class])));
  if (findings.every((finding) => finding.class === undefined || finding.class === "ok")) classes.add("ok");
  return classes;
}

/** Classes that are not met yet, how many cases of each, and why. This list may only shrink. */
const NOT_MET: Readonly<Record<string, number>> = {
  "signature-invalid": 2, // random bytes of the right length under RSA and ECDSA: only a key could tell
  "signature-length": 1, // PS256 of 512 bytes: a key of 4,096 bits makes them
};

describe.skipIf(folder === undefined || isQuick)("the malformed tokens of the vectors (JOTSCOPE_VECTORS)", () => {
  const cases: readonly Case[] =
    folder === undefined
      ? []
      : readFileSync(join(folder, "malformed.ndjson"), "utf8")
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => JSON.parse(line) as Case);

  test("each is diagnosed with a class that its author gave it, and nothing throws", { timeout: 120_000 }, async () => {
    const missed: Record<string, number> = {};
    const samples: string[] = [];
    for (const { id, category, expected, alsoAccept, clock, input, note } of cases) {
      const findings = await diagnose(input, clock ?? NOW);
      expect(
        findings.filter(({ rule }) => rule === "internal"),
        id,
      ).toEqual([]);
      for (const finding of findings) {
        expect(Object.keys(VOCABULARIES.get(finding.rule) ?? {}), finding.rule).toContain(finding.variant);
        const { title, why } = messageOf(finding);
        const own = Object.values(finding.args).reduce<string>(
          (text, value) => text.replaceAll(String(value), ""),
          title + why,
        );
        expect(own).not.toMatch(/\bundefined\b|\bNaN\b|\[object/);
      }
      const classes = classesOf(findings);
      if ([expected, ...(alsoAccept ?? [])].some((name) => classes.has(name))) continue;
      missed[expected] = (missed[expected] ?? 0) + 1;
      samples.push(
        `${id} ${category} "${note}": expected ${expected}, got ${[...classes].join(" ") || "nothing"} (${findings.map((f) => `${f.rule}/${f.variant}`).join(" ")})`,
      );
    }
    expect(missed, samples.slice(0, 400).join("\n")).toEqual(NOT_MET);
  });
});
