import type { View } from "../../state/types.ts";
import { type ActionWords, actionWords } from "./action-words.ts";
import type { Tone, Words } from "./facts.ts";
import { lockedKeyOf, lockedWords } from "./locked-key.ts";
import { type TimeFacts, timeWords } from "./time-words.ts";

/** What follows the signature's part of the verdict. */
export interface RestOfSentence {
  /** What stands below the signature's part instead, where its key waits for a passphrase; else null. */
  readonly locked: string | null;
  readonly join: "but" | "and" | null;
  readonly time: Words;
  /** What to do follows from the findings: null until there are rules to find them. */
  readonly action: ActionWords | null;
}

/** The time's part of the verdict and what to do, for what the signature's part has said. */
export function restOfSentence(view: View, signatureTone: Tone): RestOfSentence {
  const { verdict, clock, settings } = view;
  const { judgement } = verdict;
  const locked = lockedKeyOf(view);
  const time = timeWords({
    times: view.times,
    clock,
    clockKind: settings.clock.kind,
    style: settings.timeStyle,
    proven: judgement?.state === "verified" && judgement.key?.source !== "token",
    claims: claimsOf(view),
  });
  const but = signatureTone === "ok" && time.tone !== "ok" && time.tone !== "info";
  return {
    locked: lockedWords(locked, verdict),
    join: view.token.form === "empty" ? null : but ? "but" : "and",
    time,
    action:
      view.messageOf === null
        ? null
        : actionWords({
            state: judgement?.state ?? null,
            provenance: verdict.provenance,
            originalState: verdict.originalState,
            onRequest: verdict.onRequest,
            locked,
            ownKeyOfToken: verdict.keySource === "token",
            encrypted: view.token.form.startsWith("jwe"),
            timeTone: time.tone,
            clockKind: settings.clock.kind,
            family: view.family,
            findings: view.findings,
            messageOf: view.messageOf,
          }),
  };
}

function claimsOf({ token, payload, large }: View): TimeFacts["claims"] {
  if (token.form === "empty" || large?.decoding) return "none";
  if (token.form.startsWith("jwe")) return "encrypted";
  if (payload.json.root?.type !== "object") return "unreadable";
  return payload.json.problems.length > 0 ? "broken" : "there";
}
