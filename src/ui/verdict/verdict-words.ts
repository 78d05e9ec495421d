import { readPolicy } from "../../core/policy/read-policy.ts";
import { verdictCells } from "../../core/verdict/cells.ts";
import type { Cells, PayloadReading, VerdictFacts } from "../../core/verdict/types.ts";
import type { View } from "../../state/types.ts";
import type { IconName } from "../Icon.tsx";
import { type ConclusionWords, conclusionWords } from "./conclusion-words.ts";
import type { CellWords } from "./facts.ts";
import { lockedKeyOf, lockedWords } from "./locked-key.ts";
import { provenanceWords } from "./provenance-words.ts";
import { sharedTitle } from "./shared-title.ts";
import { signatureSub } from "./signature-sub.ts";
import { timeWords } from "./time-words.ts";

/** Everything in the verdict except the signature's title, which is shown before this loads. */
export interface VerdictWords {
  readonly cells: Cells;
  /** Icon and title of the signature's cell if they are not those of its state: what a link claims about it. */
  readonly head: readonly [icon: IconName, title: string] | null;
  /** Further attributes of the status: where its key came from, and what a link claims about the layer. */
  readonly marks: Readonly<Record<string, string | undefined>>;
  /** The subtitle of the signature's cell. */
  readonly sub: string;
  /** Whose bytes these are: a name and what it means; null without a token. */
  readonly provenance: readonly [name: string, meaning: string] | null;
  readonly join: "but" | "and" | null;
  readonly time: CellWords;
  /** Null until the rules have loaded: what to do follows from their findings. */
  readonly conclusion: ConclusionWords | null;
}

/** The verdict's three cells, made from the findings of a view, and their words. */
export function verdictWords(view: View): VerdictWords {
  const { verdict, clock, settings, fields, messageOf } = view;
  const locked = lockedKeyOf(view);
  const sharedState = view.shared?.claimed.states[view.path];
  const facts = factsOf(view, locked);
  const cells = verdictCells(facts);
  const { signature, time } = cells;
  const titleOf = (finding: typeof signature.finding): string | null =>
    finding === null ? null : (messageOf?.(finding).title ?? null);
  const isGood = signature.code === "verified" || signature.code.startsWith("signed-here");
  const isBad = time.tone === "error" || time.tone === "warn" || time.tone === "security";
  return {
    cells,
    provenance: provenanceWords(view),
    head: headOf(view, signature.code),
    marks: {
      "data-shared-state": sharedState,
      "data-key-source": verdict.keySource === null ? undefined : verdict.keySource === "token" ? "token" : "user",
    },
    sub:
      lockedWords(locked, verdict) ??
      signatureSub({
        cell: signature,
        judgement: verdict.judgement,
        isShared: view.shared !== undefined,
        family: view.family,
        secretEncoding: fields.keys.secret.encoding,
        because: titleOf(signature.finding),
      }),
    join: view.token.form === "empty" ? null : isGood && isBad ? "but" : "and",
    time: timeWords({
      cell: time,
      clock,
      clockKind: settings.clock.kind,
      style: settings.timeStyle,
      because: titleOf(time.finding),
    }),
    conclusion:
      messageOf === null
        ? null
        : conclusionWords({
            cells,
            facts,
            clockKind: settings.clock.kind,
            isTrying: locked?.passphrase === "being-tried",
            messageOf,
          }),
  };
}

/** What a link claims about the signature; or that a text is not JOSE, since another kind of token need not be malformed. */
function headOf({ shared, path, verdict }: View, code: Cells["signature"]["code"]): VerdictWords["head"] {
  if (code === "malformed" && verdict.judgement?.reason.code === "not-a-token") return ["x", "Not a JWT"];
  if (shared === undefined || !["no-key", "own-key", "verified"].includes(code)) return null;
  return ["dash", sharedTitle(shared.claimed.states[path])];
}

function factsOf(view: View, locked: ReturnType<typeof lockedKeyOf>): VerdictFacts {
  const { verdict, inputs, times, clock, family } = view;
  return {
    judgement: verdict.judgement,
    original: verdict.original,
    provenance: verdict.provenance,
    onRequest: verdict.onRequest,
    isAsPasted: view.baseIs !== "changed",
    payload: readingOf(view),
    times,
    clock,
    findings: view.messageOf === null ? null : view.findings,
    passphrase:
      locked === null || locked.passphrase === "being-tried" ? null : { state: locked.passphrase, pane: locked.pane },
    family,
    uncompared: view.hasClaims ? uncompared(inputs.policy) : null,
    hasVerifier: inputs.verifier !== "",
  };
}

/** Which of the claims that every verifier compares (RFC 8725 sections 3.8, 3.9) the policy does not cover. */
function uncompared(policy: string): readonly ("iss" | "aud")[] {
  const reading = readPolicy(policy);
  return (["iss", "aud"] as const).filter((claim) => reading.kind !== "policy" || reading.policy[claim] === undefined);
}

function readingOf({ token, base, envelope, payload, large }: View): PayloadReading {
  if (token.form === "empty" || large?.decoding) return "none";
  if (base.form.startsWith("jwe") && base.payload === null) return "encrypted";
  if (envelope?.places.some(({ name }) => name === "content")) return "token";
  if (base.form === "text") return "not-jose";
  if (payload.json.root?.type !== "object") return payload.text === "" ? "left-out" : "not-object";
  return payload.json.problems.length > 0 ? "broken" : "whole";
}
