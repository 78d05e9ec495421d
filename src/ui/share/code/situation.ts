import { claimsIn } from "../../../core/envelope/disclosures.ts";
import { joseHeader } from "../../../core/envelope/json-seals.ts";
import { lastMember, stringMember, wholeObject } from "../../../core/json/query.ts";
import { readPolicy } from "../../../core/policy/read-policy.ts";
import { publicKeyOf } from "../../../core/verify-code/public-key.ts";
import type { PublicKey, Situation } from "../../../core/verify-code/types.ts";
import { policyToWrite, tokenFacts } from "../../../core/verifier/write.ts";
import { nesting } from "../../../state/nesting.ts";
import type { LayerItem, View } from "../../../state/types.ts";

/** The input for the code, and remarks about this token. */
interface Wanted {
  readonly situation: Situation;
  readonly notes: readonly string[];
}

/** What is available: the token's claims are those of the innermost layer, the key is the one that judged its signature. */
export function wantedOf({ layers, inputs, settings }: View): Wanted | null {
  const nested = nesting(layers);
  const [outer, last] = [nested[0], nested.at(-1)];
  if (outer === undefined || last === undefined || outer.token.text === "") return null;
  const header = joseHeader(last.token, last.header.json);
  const claims = wholeObject(claimsIn(last));
  const asked = policyToWrite(inputs.policy, header, claims);
  const token = tokenFacts(header, claims);
  const isJwe = outer.form === "jwe";
  const encoding = inputs.keys[last.path]?.secret.encoding ?? "UTF-8";
  return {
    situation: {
      policy: hasPolicy(inputs.policy) ? asked : { ...asked, ...(token.alg === "" ? {} : { algorithms: [token.alg] }) },
      token,
      key: keyOf(last),
      secretEncoding: encoding,
      jwe: isJwe
        ? {
            alg: stringMember(outer.header.json, "alg") ?? "",
            enc: stringMember(outer.header.json, "enc") ?? "",
            isNested: nested.length > 1,
          }
        : null,
    },
    notes: [
      ...(hasPolicy(inputs.policy)
        ? []
        : ["There is no policy, so the code expects this token’s own values. Set a policy to use yours."]),
      ...(last.form === "sd-jwt"
        ? [
            "The code takes the issuer’s JWT, which ends before the first ~. It checks neither disclosures nor key binding.",
          ]
        : []),
      ...(outer.form.endsWith("-json") ? ["The code takes the compact form of this token."] : []),
      ...(nested.length > (isJwe ? 2 : 1)
        ? ["The code verifies the innermost token. Verify each layer around it first."]
        : []),
      ...(header !== null && lastMember(header, "crit") !== null
        ? ["This token has crit, which the code refuses."]
        : []),
      ...(settings.clock.kind === "real" ? [] : ["The code uses its own machine’s clock, not the one you moved here."]),
    ],
  };
}

function hasPolicy(text: string): boolean {
  const reading = readPolicy(text);
  return reading.kind === "policy" && Object.keys(reading.policy).length > 0;
}

/** The public half of the verifying key. A key from the token proves nothing and never goes into code. */
function keyOf({ judgement }: LayerItem): PublicKey | null {
  const key = judgement?.key;
  return !key?.material || key.source === "token" ? null : publicKeyOf(key.material);
}
