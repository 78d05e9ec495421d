import { utcIso } from "../../claims/describe.ts";
import { lastMember, wholeObject } from "../../json/query.ts";
import type { JsonNode, JsonObject } from "../../json/types.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, excerpt } from "../support/facts.ts";
import type { Args, Vocabulary } from "../support/words.ts";

const words = {
  differs: (a: Args<"claim" | "value" | "member" | "other">) => [
    `${a.claim} and vc.${a.member} differ`,
    `${a.claim} is ${a.value}, vc.${a.member} is ${a.other}. The claim must represent the member, and verifiers differ in which one they take (Verifiable Credentials Data Model 1.1 section 6.3.1).`,
  ],
  ended: (a: Args<"member" | "value">) => [
    `The credential has expired: ${a.member} is ${a.value}`,
    "A verifier that checks the dates of the credential refuses it, whatever exp says (Verifiable Credentials Data Model 2.0 section 4.9, 1.1 section 4.6).",
  ],
  "not-yet": (a: Args<"member" | "value">) => [
    `The credential is not valid yet: ${a.member} is ${a.value}`,
    "A verifier that checks the dates of the credential refuses it, whatever nbf says (Verifiable Credentials Data Model 2.0 section 4.9, 1.1 section 4.5).",
  ],
} as const satisfies Vocabulary;

/** Claims, and the members of a credential that they represent (Verifiable Credentials Data Model 1.1 section 6.3.1). */
const SAME: readonly (readonly [claim: string, member: string])[] = [
  ["iss", "issuer"],
  ["sub", "credentialSubject"],
  ["jti", "id"],
  ["exp", "expirationDate"],
  ["nbf", "issuanceDate"],
];

/** A W3C credential as a JWT: its own dates, and what claims repeat of it. */
export const w3cCredential = defineRule({
  id: "w3c-credential",
  ticks: true,
  spec: "Verifiable Credentials Data Model 1.1 section 6.3.1 and 2.0 section 4.9",
  words,
  look: ({ claims }, say, { clock }) => {
    const root = wholeObject(claims);
    if (root === null) return;
    const vc = lastMember(root, "vc")?.value;
    const credential = vc?.type === "object" ? vc : isW3c(root) ? root : null;
    if (credential === null) return;
    if (credential !== root) for (const pair of SAME) compare(root, credential, pair, say);
    for (const member of ["validUntil", "expirationDate"]) {
      const date = dateOf(credential, member);
      if (date !== null && date.seconds + clock.leeway <= clock.now)
        say("error", "ended", { args: { member, value: date.text }, place: at("payload", date.node.range) });
    }
    for (const member of ["validFrom", "issuanceDate"]) {
      const date = dateOf(credential, member);
      if (date !== null && date.seconds - clock.leeway > clock.now)
        say("error", "not-yet", { args: { member, value: date.text }, place: at("payload", date.node.range) });
    }
  },
});

/** Whether a claims set is a credential of the W3C itself (Securing Verifiable Credentials using JOSE and COSE, section 3.1). */
export function isW3c(claims: JsonObject): boolean {
  const context = lastMember(claims, "@context")?.value;
  const first = context?.type === "array" ? context.items[0] : context;
  return first?.type === "string" && /^https:\/\/www\.w3\.org\/(?:ns|2018)\/credentials\//.test(first.value);
}

function compare(
  root: JsonObject,
  credential: JsonObject,
  [claim, member]: readonly [string, string],
  say: Say<typeof words>,
): void {
  const [said, other] = [lastMember(root, claim)?.value, lastMember(credential, member)?.value];
  if (said === undefined || other === undefined) return;
  const args = { claim, member: member === "credentialSubject" ? "credentialSubject.id" : member };
  const place = at("payload", said.range);
  if (said.type === "number") {
    const date = dateOf(credential, member);
    if (date !== null && Math.abs(date.seconds - said.value) >= 1)
      say("warn", "differs", { args: { ...args, value: utcIso(said.value) ?? said.value, other: date.text }, place });
    return;
  }
  const id = idOf(other);
  if (said.type === "string" && id !== null && id !== said.value)
    say("warn", "differs", { args: { ...args, value: excerpt(said.value, 80), other: excerpt(id, 80) }, place });
}

function idOf(node: JsonNode): string | null {
  const id = node.type === "object" ? lastMember(node, "id")?.value : node;
  return id?.type === "string" ? id.value : null;
}

/** A member that is a date with a time zone (XML Schema dateTimeStamp), in seconds; null if it is anything else. */
function dateOf(object: JsonObject, name: string) {
  const node = lastMember(object, name)?.value;
  if (node?.type !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(node.value))
    return null;
  const seconds = Date.parse(node.value) / 1000;
  return Number.isNaN(seconds) ? null : { seconds, text: node.value, node };
}
