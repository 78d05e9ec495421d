import { presetText, presetToken, PRESETS, recognise } from "../policy/presets.ts";
import { readPolicy } from "../policy/read-policy.ts";
import type { Policy } from "../policy/members.ts";
import { comment, requirementsOf, type TokenFacts } from "../policy/write/requirements.ts";
import type { JsonObject } from "../json/types.ts";
import type { Writer } from "./types.ts";

/** What a policy came to as a verifier's configuration. */
export interface Written {
  /** Null: it has no way to say something without which it would take more than the policy does. */
  readonly text: string | null;
  /** What it leaves out or asks beyond the policy, and does not say itself. */
  readonly remarks: readonly string[];
}

/** Writes a policy as a configuration; what it needs and the policy does not say is the token's own. Pure. */
export function writeConfiguration(writer: Writer, policy: Policy, token: TokenFacts): Written {
  const wanted = requirementsOf(policy, token, writer.abilities);
  if (wanted.impossible !== null)
    return { text: null, remarks: [`No value for ${wanted.impossible} can be written in this configuration.`] };
  const text = writer.text(wanted);
  if (writer.comment === null) return { text, remarks: wanted.remarks };
  return { text: `${text}${comment(writer.comment, wanted)}`, remarks: [] };
}

/** What a token says that a configuration may need. */
export function tokenFacts(header: JsonObject | null, claims: JsonObject | null): TokenFacts {
  const { alg, iss, aud, claim } = presetToken(header, claims);
  return { alg, iss, aud: aud[0] ?? "", sub: claim("sub") };
}

/** The policy to write: the one that is there, else what its issuer's tokens are usually asked, by the token that is open. */
export function policyToWrite(text: string, header: JsonObject | null, claims: JsonObject | null): Policy {
  const own = readPolicy(text);
  if (own.kind === "policy" && Object.keys(own.policy).length > 0) return own.policy;
  if (claims === null) return {};
  const token = presetToken(header, claims);
  const preset = recognise(token) ?? PRESETS.find(({ id }) => id === "own");
  const usual = preset ? readPolicy(presetText(preset, token)) : own;
  return usual.kind === "policy" ? usual.policy : {};
}
