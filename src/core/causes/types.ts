import type { Policy } from "../policy/members.ts";
import type { Topic } from "./topics.ts";

/** Which part of the catalogue a cause belongs to; the prefix of its id. */
export type CauseFamily =
  | "input"
  | "secret"
  | "key"
  | "header"
  | "time"
  | "claims"
  | "provider"
  | "debugger"
  | "service";

/**
 * What is needed to tell whether a cause applies, beyond a finding that says so:
 * - `token`: nothing else; where the diagnosis is silent the cause is ruled out;
 * - `clock`: the page's clock as well, which may differ from the verifier's;
 * - `paste`: how the text was sent, which a clean token no longer shows;
 * - `trial`: a key, under which every reading of it was tried;
 * - `key`: the verifier's own key;
 * - `policy`: what the verifier expects (`expects` names the members of the policy);
 * - `verifier`: its settings, keys or data, which nobody can paste here;
 * - `nobody`: no rule of this page can ever see it.
 */
type Decider = "token" | "clock" | "paste" | "trial" | "key" | "policy" | "verifier" | "nobody";

/** What a family's file records about a cause. */
export interface CauseRecord {
  /** What the verifier was doing when it complained. */
  readonly topic: Topic;
  readonly decides: Decider;
  /** With `policy`: the policy members that decide it. */
  readonly expects?: readonly (keyof Policy)[];
  /** The cause is a missing member. `settles`: its presence rules the cause out; otherwise its value may still be refused. */
  readonly lacks?: { readonly part: "header" | "payload"; readonly name: string; readonly settles: boolean };
  /** Applies to key pairs, never to shared secrets. */
  readonly pairOnly?: true;
  /** Names the cause when no token is open. */
  readonly title: string;
  readonly why: string;
  readonly todo: string;
}

/** A cause as the rest of the code sees it. */
export interface Cause extends CauseRecord {
  readonly family: CauseFamily;
}
