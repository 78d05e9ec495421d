import { disclosureOf, partOfPlace } from "../envelope/disclosures.ts";
import { lastMember } from "../json/query.ts";
import type { Range } from "../text/range.ts";
import type { JsonObject } from "../json/types.ts";
import type { Check, CheckSubject } from "../policy/types.ts";
import type { Comparison, StepId } from "./types.ts";

/** The result of a step before it is known whether the request got that far. */
export interface Finding {
  readonly passed: boolean;
  readonly summary: string;
  readonly comparisons: readonly Comparison[];
}

/** Whether anything was compared. A step that compares nothing by design, such as forwarding, has nothing to wait for. */
export function wasCompared({ comparisons }: Finding): boolean {
  return comparisons.length === 0 || comparisons.some(({ result }) => result !== "not-asked");
}

/** A comparison of the token's value with the gateway's. */
export const line = (what: string, token: string, gateway: string, passed: boolean, note = ""): Comparison => ({
  what,
  token,
  gateway,
  result: passed ? "passed" : "failed",
  note,
});

/** Something that the gateway does not compare. */
export const notAsked = (what: string, token: string, gateway: string): Comparison => ({
  what,
  token,
  gateway,
  result: "not-asked",
  note: "",
});

/** A signature step for a token that is not signed. */
export const NOT_SIGNED: Finding = {
  passed: true,
  summary: "not signed",
  comparisons: [notAsked("signature", "none", "")],
};

const SUBJECTS: Readonly<Partial<Record<StepId, readonly CheckSubject[]>>> = {
  algorithm: ["alg", "typ"],
  issuer: ["iss"],
  audience: ["aud", "client"],
  replay: ["jti", "nonce", "hash"],
  claims: ["sub", "required", "claim", "verifier"],
  roles: ["scope", "role"],
};

/** What the policy compares in a step. */
export function ofStep(id: StepId, checks: readonly Check[]): readonly Check[] {
  return checks.filter(({ subject }) => SUBJECTS[id]?.includes(subject));
}

/** A check of the policy as a comparison. */
export function comparisonOf({
  name,
  actual,
  expected,
  mismatch,
  subject,
  isUnprotected,
  range,
  args,
}: Check): Comparison {
  const wanted = subject === "jti" ? "not on the deny list" : expected.length === 0 ? "there" : expected.join(" or ");
  const isValue = !["jti", "age", "lifetime"].includes(subject);
  const isOneValue = mismatch !== null && actual !== null && isValue && expected.length === 1;
  return {
    ...line(
      name,
      actual ?? (args["hidden"] ? "not disclosed" : "absent"),
      wanted,
      mismatch === null,
      mismatch?.variant === "slash"
        ? "They differ only in the trailing slash."
        : isUnprotected
          ? `${mismatch === null ? "passed" : "refused"}, but not protected`
          : (range && holderWords(range)) || "",
    ),
    ...(isOneValue && { wanted }),
  };
}

/** Where a claim is that the payload itself does not have. */
export function holderWords(range: Range): string {
  const place = disclosureOf(range);
  if (place === null) return "";
  return partOfPlace(place) === "binding" ? "in the key binding" : "in a disclosure";
}

/** A string in a header; "" if there is none. */
export function textOf(object: JsonObject | null, name: string): string {
  const node = object && lastMember(object, name)?.value;
  return node?.type === "string" ? node.value : "";
}
