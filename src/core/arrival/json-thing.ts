import { wholeObject } from "../json/query.ts";
import { parseJson } from "../json/parse.ts";
import { decodedToken } from "../token/decoded.ts";
import { memberCalled } from "../policy/members.ts";
import { readConfiguration } from "../verifier/load-read.ts";

/** Names that both policies and tokens may use, so they do not distinguish the two. */
const OF_A_TOKEN: ReadonlySet<string> = new Set(
  "alg typ iss aud sub azp client_id nonce scope scopes role roles jti code access_token".split(" "),
);

/**
 * Whether a JSON object is a validation policy, a verifier's configuration, a claims set, or none of these. All members
 * of a policy are members that policies have, and at least one is not used in tokens.
 */
export async function jsonThing(
  text: string,
  isConfiguration: (text: string) => Promise<boolean> = isConfigurationHere,
): Promise<"policy" | "verifier" | "claims" | null> {
  const root = wholeObject(parseJson(text));
  if (root === null) return decodedToken(text) === null ? null : "claims";
  if (root.members.length === 0) return null;
  const names = root.members.map(({ name }) => name).filter((name) => !name.startsWith("$"));
  const isPolicy = names.every((name) => memberCalled(name) !== null) && names.some((name) => !OF_A_TOKEN.has(name));
  if (isPolicy) return "policy";
  if (await isConfiguration(text)) return "verifier";
  return decodedToken(text) === null ? null : "claims";
}

/** Whether a text is a verifier's configuration, read on this thread: for short texts. */
export const isConfigurationHere = async (text: string): Promise<boolean> => readConfiguration(text).is === "read";
