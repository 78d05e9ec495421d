import { attestationRole } from "../../envelope/client-attestation.ts";
import { parseToken } from "../../envelope/parse.ts";
import type { JsonPart, ParsedToken } from "../../envelope/types.ts";
import { lastMember, stringMember, wholeObject } from "../../json/query.ts";
import type { JsonDocument, JsonNode, JsonObject } from "../../json/types.ts";
import { confirmationOf } from "../../keys/confirmation.ts";
import { familyOf } from "../../registry/algorithms.ts";
import { PRIVATE_MEMBERS } from "../../registry/key-types.ts";
import { labelBefore } from "../../token/found-context.ts";
import { pastedText, tokensBeside } from "../support/beside.ts";
import { defineRule, type Say } from "../support/define.ts";
import { at, excerpt, type Facts } from "../support/facts.ts";
import type { Place, RuleContext } from "../types.ts";
import { publicThumbprint } from "./bound.ts";
import { clientAttestationWords } from "./client-attestation.words.ts";

type Saying = Say<typeof clientAttestationWords>;

/** The fields of a request that carry the two (Attestation-Based Client Authentication, HTTP Field Name Registration). */
const FIELDS = { "oauth-client-attestation": "attestation", "oauth-client-attestation-pop": "pop" } as const;
const isField = (name: string): name is keyof typeof FIELDS => Object.hasOwn(FIELDS, name);

/** A client attestation and its proof of possession: in one text, or pasted together. */
export const clientAttestation = defineRule({
  id: "client-attestation",
  spec: "Attestation-Based Client Authentication sections 4, 5.1 and 7",
  words: clientAttestationWords,
  look: (facts, say, context) => {
    const selective = facts.envelope?.selective;
    if (selective?.isAttestation) {
      checkAttestation(facts, say);
      const { binding } = selective;
      if (binding === null) {
        say("error", "no-pop");
        return;
      }
      const place = at("token", binding.range);
      const pop = parseToken(binding.text);
      say("info", "joined", { class: "ok" });
      sayKey(facts, say, context, place);
      compare(facts.claims, pop, () => place, say, context);
      return;
    }
    const role = attestationRole(facts.token.header) ?? roleOfField(context);
    if (facts.token.form !== "jws" || role === null) return;
    if (role === "attestation") checkAttestation(facts, say);
    const others = tokensBeside(context).filter(
      ({ token, label }) => roleOf(token, label) !== role && roleOf(token, label),
    );
    const [other] = others;
    if (other === undefined || others.length > 1) return;
    const [attestation, pop] = role === "attestation" ? [facts.token, other.token] : [other.token, facts.token];
    const claims = role === "attestation" ? facts.claims : attestation.payload?.json;
    if (!claims) return;
    const fix = { kind: "replace-all", pane: "token", text: `${attestation.text}~${pop.text}` } as const;
    say("info", role === "attestation" ? "with-pop" : "with-attestation", { fix });
    compare(claims, pop, (name) => placeIn(facts, role, name), say, context);
  },
});

function roleOfField(context: RuleContext): "attestation" | "pop" | null {
  const pasted = pastedText(context);
  const start = pasted.indexOf(context.token.text);
  return start < 0 || context.token.text === "" ? null : roleOf(null, labelBefore(pasted, start));
}

function roleOf(token: ParsedToken | null, label: string | null): "attestation" | "pop" | null {
  const field = label?.toLowerCase() ?? "";
  return (token && attestationRole(token.header)) ?? (isField(field) ? FIELDS[field] : null);
}

/** What an attestation must have and must not. */
function checkAttestation({ claims, lacks, alg }: Facts, say: Saying): void {
  const { methods, cnf } = confirmationOf(claims) ?? {};
  const jwk = methods?.jwk;
  const place = cnf ? at("payload", cnf.range) : null;
  if (jwk?.type !== "object") say("error", "no-key", { place });
  else if (jwk.members.some(({ name }) => PRIVATE_MEMBERS.has(name)))
    say("security", "private-key", { place: at("payload", jwk.range) });
  for (const name of ["sub", "exp"]) if (lacks("payload", name)) say("error", "lacks", { args: { name } });
  if (familyOf(alg) === "HMAC") say("error", "mac", { args: { what: "A client attestation", alg: alg ?? "" } });
}

/** What its judgement says of the PoP that stands behind the tilde. */
function sayKey({ claims }: Facts, say: Saying, { binding }: RuleContext, place: Place): void {
  if (confirmationOf(claims)?.by !== "jwk") return;
  const isFromCnf = binding?.key?.source === "cnf";
  if (isFromCnf && binding.state === "verified") say("info", "proven", { place });
  else if (isFromCnf && binding.state === "invalid") say("error", "other-key", { place });
  else if (binding?.state === "verified") say("error", "another", { place });
}

/** What the claims of an attestation and a PoP say of each other, and of the request that they came in. */
function compare(
  attestation: JsonDocument,
  pop: ParsedToken,
  placeOf: (claim: string) => Place | null,
  say: Saying,
  context: RuleContext,
): void {
  const claims = pop.payload && wholeObject(pop.payload.json);
  if (!claims) return;
  const text = (name: string): string | null => textOf(lastMember(claims, name)?.value);
  const sub = stringMember(attestation, "sub");
  const iss = text("iss");
  if (sub !== null && iss !== null && iss !== sub)
    say("error", "other-client", { args: { iss: excerpt(iss, 80), sub: excerpt(sub, 80) }, place: placeOf("iss") });
  for (const name of ["aud", "jti"])
    if (lastMember(claims, name) === null) say("error", "pop-lacks", { args: { name }, place: placeOf("") });
  const alg = pop.header && stringMember(pop.header.json, "alg");
  if (alg && familyOf(alg) === "HMAC")
    say("error", "mac", { args: { what: "The PoP of a client attestation", alg }, place: placeOf("") });
  compareKeys(attestation, pop.header, placeOf(""), say);
  const pasted = pastedText(context);
  const requested = /(?:^|[?&\s])client_id=([^&\s]{1,500})/.exec(pasted)?.[1];
  const client = requested === undefined ? null : unescaped(requested);
  if (sub !== null && client !== null && client !== sub)
    say("error", "other-client-id", { args: { client: excerpt(client, 80), sub: excerpt(sub, 80) } });
  const host = /^host:[ \t]{0,9}([^\s:]{1,200})/im.exec(pasted)?.[1];
  const aud = text("aud");
  const named = aud === null ? undefined : /^https?:\/\/([^/:?#]{1,200})/i.exec(aud)?.[1];
  if (host !== undefined && named !== undefined && host.toLowerCase() !== named.toLowerCase())
    say("warn", "other-audience", { args: { aud: excerpt(aud ?? "", 80), host }, place: placeOf("aud") });
}

/** Whether the header of a PoP brings a key that is not the one of the attestation. */
function compareKeys(attestation: JsonDocument, header: JsonPart | null, place: Place | null, say: Saying): void {
  const cnf = confirmationOf(attestation)?.methods.jwk;
  const root = header && wholeObject(header.json);
  const own = root && lastMember(root, "jwk")?.value;
  if (cnf?.type !== "object" || own?.type !== "object") return;
  const [expected, actual] = [publicThumbprint(cnf), publicThumbprint(own)];
  if (expected !== null && actual !== null && expected !== actual) say("error", "own-key", { args: { actual }, place });
}

/** Where a claim of the PoP stands, if the PoP is what is shown; otherwise where the attestation names the client. */
function placeIn({ claims, payload }: Facts, role: "attestation" | "pop", claim: string): Place | null {
  const name = role === "pop" ? claim : claim === "iss" ? "sub" : "";
  const root: JsonObject | null = wholeObject(claims);
  const value = root && name !== "" ? lastMember(root, name)?.value : undefined;
  return value ? at(payload.pane, value.range) : null;
}

const textOf = (node: JsonNode | undefined): string | null => {
  const only = node?.type === "array" && node.items.length === 1 ? node.items[0] : node;
  return only?.type === "string" ? only.value : null;
};

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
