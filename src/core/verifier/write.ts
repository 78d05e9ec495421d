import { presetText, presetToken, PRESETS, recognise } from "../policy/presets.ts";
import { readPolicy } from "../policy/read-policy.ts";
import type { Policy } from "../policy/members.ts";
import { comment, requirementsOf, type TokenFacts } from "../policy/write/requirements.ts";
import type { JsonObject } from "../json/types.ts";
import type { Writer } from "./types.ts";

/** A policy written as a verifier's configuration. */
export interface Written {
  /** Null: it cannot express something without which it would accept more than the policy does. */
  readonly text: string | null;
  /** What it leaves out or requires beyond the policy, without saying so itself. */
  readonly remarks: readonly string[];
}

/** Writes a policy as a configuration; what it needs and the policy does not say is taken from the token. Pure. */
export function writeConfiguration(writer: Writer, policy: Policy, token: TokenFacts): Written {
  const wanted = requirementsOf(policy, token, writer.abilities);
  if (wanted.impossible !== null)
    return { text: null, remarks: [`This configuration cannot express ${wanted.impossible}.`] };
  const text = writer.text(wanted);
  if (writer.comment === null) return { text, remarks: wanted.remarks };
  return { text: `${text}${comment(writer.comment, wanted)}`, remarks: [] };
}

/** The facts of a token that a configuration may need. */
export function tokenFacts(header: JsonObject | null, claims: JsonObject | null): TokenFacts {
  const { alg, iss, aud, claim } = presetToken(header, claims);
  return { alg, iss, aud: aud[0] ?? "", sub: claim("sub") };
}

/** The policy to write: the given one, otherwise the usual requirements for its issuer's tokens, from the open token. */
export function policyToWrite(text: string, header: JsonObject | null, claims: JsonObject | null): Policy {
  const own = readPolicy(text);
  if (own.kind === "policy" && Object.keys(own.policy).length > 0) return own.policy;
  if (claims === null) return {};
  const token = presetToken(header, claims);
  const preset = recognise(token) ?? PRESETS.find(({ id }) => id === "own");
  const usual = preset ? readPolicy(presetText(preset, token)) : own;
  return usual.kind === "policy" ? usual.policy : {};
}
