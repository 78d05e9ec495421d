import { CAUSES, isCauseId } from "../causes/index.ts";
import type { CauseFamily } from "../causes/types.ts";
import type { VerdictState } from "../crypto/types.ts";
import type { Finding } from "../rules/types.ts";

/** Who can act on a cause of each family. */
const WHO_ACTS: Readonly<Record<CauseFamily, string>> = {
  input: "whoever sends the token",
  secret: "whoever runs the service that checks the token",
  key: "whoever runs the service that checks the token",
  header: "whoever issues the token",
  time: "the client that gets the token",
  claims: "the client that requests the token",
  provider: "whoever administers the identity provider",
  debugger: "whoever compares two tools",
  service: "whoever runs the service that checks the token",
};

/** How many reasons a reply has; the rest is in the report. */
const MOST = 3;

const SIGNATURES: Partial<Record<VerdictState | "pending", string>> = {
  pending: "Its signature is still being checked.",
  invalid: "Its signature does not match the key it was checked with.",
  "no-key": "Its signature was not checked: there is no key to check it with.",
  "key-error": "Its signature was not checked: the key cannot be used.",
  malformed: "It is not a well-formed token.",
  unsigned: "It is not signed.",
  unsupported: "This kind of token was not checked.",
};

/**
 * A reply to whoever sent a token: what is wrong, what helps, and who should act. Its sentences fit any token: it
 * contains no value of the token, and no key. `findings` are the diagnosis, most severe first.
 */
export function replyText(state: VerdictState | "pending", findings: readonly Finding[]): string {
  const grave = findings.filter(({ severity }) => severity === "error" || severity === "security");
  const ids = [...new Set(grave.map(({ rule }) => rule))];
  const causes = ids.filter((rule) => isCauseId(rule)).map((id) => CAUSES[id]);
  const signature = SIGNATURES[state];
  // A signature that fails is a reason by itself, whatever else the diagnosis says.
  const isSuspect = grave.length > 0 || state === "invalid" || state === "malformed" || state === "unsigned";
  const reasons = causes
    .slice(0, MOST)
    .map(({ title, todo, family }) => `${title}.\nWhat to do: ${todo}\nWho acts: ${WHO_ACTS[family]}.`);
  const more = causes.length - reasons.length;
  return `${[
    "Hello,",
    isSuspect
      ? "we looked at the token you sent. This is what we found:"
      : "we looked at the token you sent and found no reason to reject it.",
    ...(signature === undefined ? [] : [signature]),
    ...reasons,
    ...(more > 0
      ? [`There ${more === 1 ? "is one more reason" : `are ${more} more reasons`} in the full report.`]
      : []),
    ...(isSuspect && signature === undefined && causes.length === 0 ? ["See the full report for details."] : []),
    ...(!isSuspect ? ["If a service rejects it, please send us the full error message."] : []),
  ].join("\n\n")}\n`;
}
