import type { Discovery } from "../../solve/types.ts";
import type { Vocabulary } from "../support/words.ts";
import { type FoundArgs, type FoundRule, giveFoundWords } from "./found.ts";
import type { FoundEntry, Proof } from "./proof.ts";
import { SECRET_PROOFS } from "./secret-proofs.ts";
import { OTHER_ALGORITHM, SIGNATURE_PROOFS } from "./signature-proofs.ts";
import { stepPhrase, triedWords } from "./step-phrases.ts";

/** Keyed by a discovery's first step. */
const PROOFS: ReadonlyMap<string, Proof> = new Map<string, Proof>([...SECRET_PROOFS, ...SIGNATURE_PROOFS]);

/** The rule that a discovery belongs to. */
export function ruleOfDiscovery({ steps: [step], args }: Discovery): FoundRule {
  // A step without its own words is reported as a signature that does not verify as it is.
  if (step !== "algorithm") return PROOFS.get(step)?.rule ?? "signature";
  const kinds = `${String(args["was"]).slice(0, 2)} ${String(args["alg"]).slice(0, 2)}`;
  if (kinds === "HS HS") return "SEC-08";
  return /^[RP]S [RP]S$/.test(kinds) ? "KEY-18" : "HDR-12";
}

function vocabularyOf(rule: string): Vocabulary<FoundArgs> {
  const ofSteps = [...PROOFS].flatMap(([step, proof]): [string, FoundEntry][] =>
    proof.rule === rule ? [[`found-${step}`, proof.words]] : [],
  );
  const other = Object.entries(OTHER_ALGORITHM).flatMap(([id, words]): [string, FoundEntry][] =>
    id === rule ? [["found-algorithm", words]] : [],
  );
  return Object.fromEntries([...ofSteps, ...other]);
}

giveFoundWords({
  ruleOf: ruleOfDiscovery,
  wordsOf: vocabularyOf,
  phrasesOf: ({ steps, args }) => steps.map((step) => stepPhrase(step, args)),
  triedOf: triedWords,
});
