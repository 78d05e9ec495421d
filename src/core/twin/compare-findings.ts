import { NO_KEYS } from "../keys/no-keys.ts";
import { readTimes } from "../claims/timeline.ts";
import type { Clock } from "../claims/types.ts";
import { judgeToken } from "../crypto/judge.ts";
import type { Judgement } from "../crypto/types.ts";
import { openSeal } from "../envelope/json-seals.ts";
import { envelopeOf } from "../envelope/envelope.ts";
import { parseToken, withContent } from "../envelope/parse.ts";
import type { ParsedToken } from "../envelope/types.ts";
import { parseJson } from "../json/parse.ts";
import { printJson } from "../json/print.ts";
import { readKeys } from "../keys/read.ts";
import type { KeyInputs } from "../keys/types.ts";
import { messageOf, runRules } from "../rules/diagnosis.ts";
import { allFindings } from "../rules/flatten.ts";
import type { RuleContext } from "../rules/types.ts";
import { detectTokens } from "../token/detect.ts";
import type { ComparedFinding, FindingsCompared } from "./types.ts";

/** The limit for tokens inside tokens. */
const MOST_DEPTH = 6;

/** The diagnosis of a token in a text, as on the page, with its verdict. */
interface Diagnosed {
  readonly token: string;
  readonly judgement: Judgement | null;
  readonly findings: readonly ComparedFinding[];
}

/**
 * Judges the token `about` of a text, otherwise its first one, with these keys, and returns what the rules find in it
 * and in the tokens inside it. Originals and their twins go through this same function. Never rejects because of what
 * a text contains.
 */
export async function diagnosed(text: string, keys: KeyInputs, clock: Clock, about?: string): Promise<Diagnosed> {
  const { tokens } = detectTokens(text);
  const first = tokens.find((one) => one.text === about) ?? tokens[0];
  const token = first?.text ?? text;
  const arrival = { pasted: text, removals: first?.removals ?? [] };
  const found: ComparedFinding[] = [];
  const { judgement } = await look(token, keys, clock, arrival, 0, found);
  return { token, judgement, findings: found };
}

async function look(
  text: string,
  keys: KeyInputs,
  clock: Clock,
  arrival: RuleContext["arrival"],
  depth: number,
  found: ComparedFinding[],
): Promise<{ readonly judgement: Judgement | null }> {
  const parsed = openSeal(parseToken(text), null);
  const judgement = await judgeToken(parsed, keys).catch(() => null);
  const token: ParsedToken = withContent(parsed, judgement?.opened?.content);
  const panes = {
    header: token.header ? printJson(token.header.text) : "",
    payload: token.payload ? printJson(token.payload.text) : "",
  };
  const [publicKey, privateKey] = await Promise.all([
    readKeys(keys.publicKey.text, keys.publicKey.passphrase),
    readKeys(keys.privateKey.text, keys.privateKey.passphrase),
  ]);
  const context: RuleContext = {
    token,
    base: token,
    arrival,
    panes,
    provenance: "original",
    keys,
    publicKey,
    privateKey,
    judgement,
    original: judgement,
    signing: null,
    pair: null,
    times: readTimes(parseJson(panes.payload), clock),
    clock,
  };
  for (const finding of allFindings(runRules(context))) {
    const { rule, variant, severity, place = null } = finding;
    found.push({ rule, variant, severity, place, title: messageOf(finding).title });
  }
  if (depth >= MOST_DEPTH) return { judgement };
  for (const place of envelopeOf(token)?.places ?? []) {
    await look(place.text, NO_KEYS, clock, null, depth + 1, found); // oxlint-disable-line no-await-in-loop
  }
  return { judgement };
}

/** Compares the findings for an original with those for its twin: by rule, variant, severity and place. */
export function compareFindings(
  original: readonly ComparedFinding[],
  twin: readonly ComparedFinding[],
): FindingsCompared {
  const left = new Map<string, ComparedFinding[]>();
  for (const finding of twin) left.set(nameOf(finding), [...(left.get(nameOf(finding)) ?? []), finding]);
  const shared: ComparedFinding[] = [];
  const missing: ComparedFinding[] = [];
  for (const finding of original) {
    const other = left.get(nameOf(finding))?.shift();
    if (other === undefined) missing.push(finding);
    else shared.push(other);
  }
  const added = [...left.values()].flat();
  return { same: missing.length === 0 && added.length === 0, shared, missing, added };
}

function nameOf({ rule, variant, severity, place }: ComparedFinding): string {
  const where = place === null ? "" : `${place.pane} ${place.range.start} ${place.range.end}`;
  return `${rule} ${variant} ${severity} ${where}`;
}
