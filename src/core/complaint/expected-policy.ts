import type { JsonObject } from "../json/types.ts";
import { compareValues } from "./compare-values.ts";
import { readValues } from "./values.ts";

/** A text about tokens: elsewhere "expected 3" is about something else. */
const ABOUT_TOKENS =
  /jwt|jws|token|claim|audience|issuer|bearer|subject|signature|insufficient_scope|\b(?:scopes?|permissions?|roles?|groups?|aud|iss|sub|azp|alg|typ|nonce)\b/i;

/**
 * What the verifier expects of this token (JOSE header and claims) according to its error message, as the text of a
 * policy; undefined if the message does not say, or if the values it found are not this token's: then it is about
 * another one.
 */
export function expectedPolicy(
  message: string,
  header: JsonObject | null,
  payload: JsonObject | null,
): string | undefined {
  if (message.trim() === "" || !ABOUT_TOKENS.test(message)) return undefined;
  const { said } = readValues(message);
  const token = { header, payload };
  const compared = said.flatMap((one) =>
    compareValues({ said: [one], missing: [] }, token, { kind: "empty" }).map((row) => ({
      ...row,
      actual: one.actual,
    })),
  );
  const isOfThis = compared.every(
    ({ actual, token: has }) => actual.length === 0 || has === null || actual.some((value) => has.includes(value)),
  );
  if (compared.length === 0 || !isOfThis) return undefined;
  return JSON.stringify(Object.fromEntries(compared.map(({ member, expected }) => [member, expected])));
}
