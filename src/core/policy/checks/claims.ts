import { valueAt, valuesOf } from "../claim-path.ts";
import type { Check, Mismatch } from "../types.ts";
import { nearGrant, placeOfClaim, placeWords } from "../elsewhere.ts";
import { type Asked, compared, type PolicyCheck } from "./check.ts";

/** Claims that must be present. */
export const required: PolicyCheck = ({ policy: { requiredClaims = [] }, payload, header }) =>
  requiredClaims.map((name) => {
    const node = valueAt(payload, name);
    const isThere = node !== null && node.type !== "null" && !(node.type === "string" && node.value === "");
    const rule = name === "aud" ? "CLM-08" : name === "iss" ? "CLM-04" : "CLM-19";
    const missing: Mismatch = name === "exp" ? { rule: "TIM-08", variant: "required" } : { rule, variant: "missing" };
    if (isThere || rule !== "CLM-19" || name === "exp")
      return compared("required", name, node, [], isThere ? null : missing);
    return absent("required", name, [], { payload, header });
  });

/** A claim that is not in its expected place: elsewhere, or missing. */
function absent(
  subject: "required" | "claim",
  name: string,
  expected: readonly string[],
  { payload, header }: Pick<Asked, "payload" | "header">,
): Check {
  const found = placeOfClaim(payload, header, name);
  if (found === null) return compared(subject, name, null, expected, { rule: "CLM-19", variant: "missing" });
  const check = compared(
    subject,
    name,
    found.node,
    expected,
    { rule: "CLM-19", variant: "elsewhere" },
    {
      pane: found.pane,
      args: { place: placeWords(found), path: found.pane === "payload" ? found.path : "", subject },
    },
  );
  // The token has nothing in the expected place.
  return { ...check, actual: null };
}

/** Values of other claims. */
export const claims: PolicyCheck = ({ policy, payload, header }) =>
  (policy.claims ?? []).map(({ path, values }) => {
    const node = valueAt(payload, path);
    if (node === null) return absent("claim", path, values, { payload, header });
    const has = valuesOf(node);
    if (has.some((value) => values.includes(value))) return compared("claim", path, node, values, null);
    const [near] = values.flatMap((value) => {
      const one = nearGrant(value, has);
      return one === null ? [] : [{ one, value }];
    });
    const mismatch = { rule: "CLM-19", variant: near ? "nearly" : "value" } as const;
    return compared(
      "claim",
      path,
      node,
      values,
      mismatch,
      near ? { args: { near: near.one, closest: near.value } } : {},
    );
  });
