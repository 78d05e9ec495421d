import { claimsIn, processedPayload } from "../../core/envelope/disclosures.ts";
import { selectiveOf } from "../../core/envelope/selective.ts";
import { useMemo } from "react";
import { readTimes } from "../../core/claims/timeline.ts";
import { lastMember, wholeObject } from "../../core/json/query.ts";
import type { JsonObject } from "../../core/json/types.ts";
import { readPolicy, scalarText } from "../../core/policy/read-policy.ts";
import type { TokenClaims } from "../../core/subject/compare-tokens.ts";
import { describeSubject, type SubjectFacts } from "../../core/subject/describe-subject.ts";
import { type InstantReading, readInstant } from "../../core/subject/instant.ts";
import type { SuspectFacts } from "../../core/subject/suspects/types.ts";
import { layerInputs } from "../../state/layer-inputs.ts";
import { nesting } from "../../state/nesting.ts";
import type { SubjectReply } from "../../state/subject-task.ts";
import type { View } from "../../state/types.ts";
import type { WorkingAnswer } from "../../state/working-task.ts";
import { claimsOf, headerOf } from "../gateway/use-walk.ts";
import { useView } from "../WorkbenchContext.tsx";
import { useComparison, useWorking } from "./use-tasks.ts";

/** All that the page knows about a token's user, and why a service may not find them. */
export interface Suspicion {
  readonly sub: string;
  readonly subject: SubjectFacts;
  readonly payload: JsonObject;
  /** The comparison with the known ids; null if there are none, or it is running. */
  readonly reply: SubjectReply | null;
  /** The working user's token; null if there is none, or it is being read. */
  readonly working: WorkingAnswer | null;
  /** Its claims; null if they cannot be read, or it is the open token. */
  readonly other: TokenClaims | null;
  readonly isSameToken: boolean;
  readonly facts: SuspectFacts;
  /** Something was given that narrows the causes. */
  readonly isNarrowed: boolean;
}

/** How a typed date is read, by the page's clock and the token's times. */
export function useInstant(text: string): InstantReading {
  const payload = useView((view) => claimsIn(claimsOf(view)));
  const clock = useView((view) => view.clock);
  const first = useView(({ settings }) => settings.timeStyle.first);
  return useMemo(
    () => readInstant(text, { now: clock.now, times: text === "" ? [] : readTimes(payload, clock), first }),
    [text, payload, clock, first],
  );
}

/** What is known about the user in `sub`; null if the token has none. */
export function useSuspicion(): Suspicion | null {
  const text = useView((view) => claimsOf(view).token.text);
  const header = useView((view) => headerOf(claimsOf(view)));
  const payload = wholeObject(useView((view) => claimsIn(claimsOf(view))));
  const { knownIds, accountChanged, lastSync, workingToken, policy } = useView(({ inputs }) => inputs);
  const keys = useView((view) => layerInputs(view.inputs, claimsOf(view).path).keys);
  const signature = useView(signatureOf);
  const node = (payload && lastMember(payload, "sub")?.value) ?? null;
  const sub = node && scalarText(node);
  const subject = useMemo(
    () => (sub === null ? null : describeSubject(sub, node?.type === "number")),
    [sub, node?.type],
  );
  const reply = useComparison(sub ?? "", knownIds);
  const working = useWorking(workingToken, keys);
  const [changed, sync] = [useInstant(accountChanged), useInstant(lastSync)];
  if (payload === null || sub === null || subject === null) return null;
  const isSameToken = working !== null && working.token.text === text;
  const otherPayload = working?.token.payload
    ? wholeObject(processedPayload(working.token.payload.json, selectiveOf(working.token)))
    : null;
  const otherHeader = working?.token.header ? wholeObject(working.token.header.json) : null;
  const other = otherPayload === null || isSameToken ? null : { header: otherHeader, payload: otherPayload };
  const reading = readPolicy(policy);
  return {
    sub,
    subject,
    payload,
    reply,
    working,
    other,
    isSameToken,
    isNarrowed: [knownIds, accountChanged, lastSync, workingToken].some((given) => given.trim() !== ""),
    facts: {
      sub,
      subject,
      claims: { header, payload },
      signature,
      accountChanged: changed.kind === "at" ? changed : null,
      lastSync: sync.kind === "at" ? sync : null,
      working: other && { claims: other, verified: working?.state === "verified" },
      matches: reply?.matches ?? null,
      denied: reading.kind === "policy" ? (reading.policy.jtiDenyList ?? null) : null,
    },
  };
}

/** What is known about the signatures that a service checks, in all nested layers. */
function signatureOf({ layers, whole, inputs }: View): SuspectFacts["signature"] {
  if (whole.text !== inputs.base) return "edited";
  const states = nesting(layers).map(({ state }) => state);
  if (states.every((state) => state === "verified")) return "verified";
  return states.includes("invalid") ? "invalid" : "unknown";
}
