import { lastMember } from "../json/query.ts";
import type { JsonObject } from "../json/types.ts";
import { valuesOf } from "../policy/claim-path.ts";
import type { PolicyReading } from "../policy/types.ts";
import type { Policy } from "../policy/members.ts";
import type { MessageValues, ValueName } from "./values.ts";

/** What the verifier expects by its message, beside what the token has. */
export interface ComparedValue {
  /** The claim or header parameter, as the token has it. */
  readonly name: string;
  /** The policy's member for it. */
  readonly member: keyof Policy;
  readonly expected: readonly string[];
  /** Null where the token has none, or no token is there. */
  readonly token: readonly string[] | null;
  readonly fits: boolean;
  /** The policy expects it already. */
  readonly isInPolicy: boolean;
}

/** Where each value stands in a token, by all of its names, and in a policy. */
const PLACES: Readonly<
  Partial<Record<ValueName, readonly [part: "header" | "payload", member: keyof Policy, ...names: string[]]>>
> = {
  aud: ["payload", "aud", "aud"],
  iss: ["payload", "iss", "iss"],
  sub: ["payload", "sub", "sub"],
  nonce: ["payload", "nonce", "nonce"],
  client: ["payload", "client", "azp", "client_id", "appid", "cid"],
  scope: ["payload", "scopes", "scope", "scp"],
  alg: ["header", "algorithms", "alg"],
  typ: ["header", "typ", "typ"],
};

/**
 * The values that an error message says its verifier expects, each beside the token's. Takes what `readValues` read of the
 * message, and header and payload where they were read whole; what the message does not say is not there.
 */
export function compareValues(
  { said }: MessageValues,
  token: { readonly header: JsonObject | null; readonly payload: JsonObject | null },
  policy: PolicyReading,
): readonly ComparedValue[] {
  return said.flatMap(({ name: said, expected }) => {
    const place = PLACES[said];
    if (place === undefined || expected.length === 0) return [];
    const [part, member, ...names] = place;
    const object = token[part];
    const has = (name: string) => object && lastMember(object, name);
    const name = names.find(has) ?? names[0] ?? said;
    const node = has(name)?.value ?? null;
    const actual = node && valuesOf(node, said === "scope");
    const wanted = policy.kind === "policy" ? policy.policy[member] : undefined;
    return [
      {
        name,
        member,
        expected,
        token: actual,
        fits: actual !== null && expected.some((value) => actual.includes(value)),
        isInPolicy: expected.every((value) => [wanted].flat().includes(value)),
      },
    ];
  });
}
