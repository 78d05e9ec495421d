import type { Discovery, Solution, SolveStep } from "../../solve/types.ts";
import { contentEncryptionRow, keyManagementRow } from "../../registry/encryption-algorithms.ts";
import { defineRule } from "../support/define.ts";
import { at, factsOf, whole } from "../support/facts.ts";
import type { Finding, Fix, Place, Rule, RuleContext } from "../types.ts";
import { BESIDE, FOUND_ONLY, type FoundArgs, foundWords, GUESSES } from "./found.ts";
import { plural, type Args, type Vocabulary } from "../support/words.ts";

function discoveryOf({ solution, judgement }: RuleContext): Discovery | null {
  // A verdict that has arrived in the meantime takes precedence; without words there is nothing to say.
  return judgement?.state === "verified" || judgement?.state === "decrypted" || foundWords() === null
    ? null
    : (solution?.discovery ?? null);
}

/** Signs of an attack, and values that are not secrets. */
const SECURITY: ReadonlySet<SolveStep> = new Set([
  "public-key",
  "published",
  "empty",
  "header",
  "no-secret",
  "header-alone",
]);

/** About the signature's encoding. */
const SPELLINGS: ReadonlySet<SolveStep> = new Set(["der", "unpadded", "recovery"]);

function fixOf({ secret, publicKey, token }: Discovery): Fix | null {
  if (token !== undefined) return { kind: "replace-all", pane: "token", text: token };
  if (secret !== undefined) return { kind: "secret", ...secret };
  if (publicKey !== undefined) return { kind: "replace-all", pane: "public-key", text: publicKey };
  return null;
}

function placeOf(discovery: Discovery, context: RuleContext): Place {
  const facts = factsOf(context);
  const { secret, publicKey, token, alg, steps } = discovery;
  const [first] = steps;
  const signature = facts.segment("signature");
  if (first === "hashed-nonce" || first === "header") {
    const range = facts.headerValue(first === "header" ? "alg" : "nonce")?.range;
    if (range) return at("header", range);
  }
  if (token === undefined && secret !== undefined) return whole("secret", context.keys.secret.text);
  if (token === undefined && publicKey !== undefined) return whole("public-key", context.keys.publicKey.text);
  if (alg !== undefined || first === "algorithm" || first === "salt") {
    const range = facts.headerValue("alg")?.range;
    if (range) return at("header", range);
  }
  return signature ? at("token", signature.range) : whole("token", context.token.text);
}

function sayDiscovery<const Id extends string>(id: Id, spec: string): Rule<Id, Vocabulary<FoundArgs>> {
  return defineRule<Id, Vocabulary<FoundArgs>>({
    id,
    spec,
    words: {},
    look: (_, say, context) => {
      const discovery = discoveryOf(context);
      if (!discovery || !context.solution || foundWords()?.ruleOf(discovery) !== id) return;
      const [step] = discovery.steps;
      say(SECURITY.has(step) ? "security" : "error", `found-${step}`, {
        args: {
          tried: context.solution.tried,
          field: context.keys.secret.text === "" ? "" : "Secret",
          ...discovery.args,
          ms: Math.max(1, Math.round(context.solution.milliseconds)),
          also: foundWords()?.phrasesOf(discovery).slice(1).join(", ") ?? "",
        },
        place: placeOf(discovery, context),
        ...(discovery.args["act"] === "decrypt"
          ? {}
          : { class: SPELLINGS.has(step) ? "signature-format" : "signature-invalid" }),
        fix: fixOf(discovery),
      });
    },
  });
}

/** Rules about the quality of the secret in the field, which is irrelevant once another secret is found to have signed. */
const OF_THE_SECRET: ReadonlySet<string> = new Set(["SEC-09", "SEC-18"]);

/** Secrets that are not any reading of the field's text. */
const FOREIGN: ReadonlySet<SolveStep> = new Set(["public-key", "published", "empty"]);

/** If another secret signed, it is still a fact that the field's text is not in its encoding, and the reason why nothing was judged. */
function isOfTheField(rule: string, { steps: [step] }: Discovery): boolean {
  return rule === "SEC-02" && FOREIGN.has(step);
}

/** Whether the secret that signed is not the one in the field, or was used with another algorithm than the header's. */
function isOfAnother(discovery: Discovery | null, { keys }: RuleContext): boolean {
  if (discovery === null) return false;
  const { secret, steps } = discovery;
  const isSame = secret?.text === keys.secret.text && secret.encoding === keys.secret.encoding;
  return (secret !== undefined && !isSame) || steps.includes("header");
}

/**
 * The rules with what trying other readings of key and token found. A discovery uses the id of the rule that it
 * proves, and replaces what that rule, and the one that says "invalid", would only have guessed.
 */
export function withDiscoveries(rules: readonly Rule[]): readonly Rule[] {
  const wrapped = rules.map((rule) => {
    if (OF_THE_SECRET.has(rule.id)) {
      const detect = (context: RuleContext): readonly Finding[] =>
        isOfAnother(discoveryOf(context), context) ? [] : rule.detect(context);
      return { ...rule, detect };
    }
    if (!GUESSES.has(rule.id) && !BESIDE.has(rule.id)) return rule;
    const found = sayDiscovery(rule.id, rule.spec);
    const detect = (context: RuleContext): readonly Finding[] => {
      const said = found.detect(context);
      const discovery = discoveryOf(context);
      const isSettled = discovery !== null && GUESSES.has(rule.id) && !isOfTheField(rule.id, discovery);
      return said.length > 0 || isSettled ? said : rule.detect(context);
    };
    return { ...rule, detect };
  });
  return [...Object.entries(FOUND_ONLY).map(([id, spec]) => sayDiscovery(id, spec)), ...wrapped];
}

/** What was tried, listed at the end. */
const triedWords = ({ kinds }: Args<"kinds">): string => (kinds === "" ? "" : ` Tried: ${kinds}.`);

function kindsOf({ kinds }: Solution): string {
  return foundWords()?.triedOf(kinds) ?? "";
}

/** Nothing that was tried verifies: what to compare with the other side. */
export const unsolved = defineRule({
  id: "SEC-14",
  spec: "RFC 7515 section 5.2",
  words: {
    secret: (a: Args<"tried" | "bytes" | "sha256" | "kinds">) => [
      `None of ${a.tried} readings of the secret verifies`,
      `It is another secret, or header or payload changed after signing. Compare with the signer: ${plural(a.bytes, "byte")}, whose SHA-256 begins with ${a.sha256}.${triedWords(a)}`,
    ],
    shared: (a: Args<"tried" | "readings" | "needed" | "bytes" | "sha256" | "kinds">) => [
      `None of ${a.tried} readings of the secret decrypts it`,
      `Of ${a.readings} readings only these have ${a.needed} bytes, the length of the key. It is another key, or the token was changed. Compare with the sender: ${plural(a.bytes, "byte")}, whose SHA-256 begins with ${a.sha256}.${triedWords(a)}`,
    ],
    length: (a: Args<"readings" | "needed">) => [
      `No reading of the secret has ${a.needed} bytes`,
      `None of ${a.readings} readings (Base64, hex, quotes, line breaks, other text encodings, hashes) has the length of the key, so none could be tried. The secret is another one, or part of it is missing.`,
    ],
    password: (a: Args<"tried" | "readings" | "kinds">) => [
      `None of ${a.tried} readings of the password decrypts it`,
      a.tried === a.readings
        ? `It is another password, or the token was changed.${triedWords(a)}`
        : `Each costs as much as a guess at it, so the ${Number(a.readings) - Number(a.tried)} less likely ones were not tried.${triedWords(a)}`,
    ],
  },
  look: (facts, say, context) => {
    const { solution, judgement, keys } = context;
    if (!solution || solution.discovery) return;
    if (judgement?.encrypted !== undefined) {
      const row = keyManagementRow(facts.alg ?? "");
      const { tried, readings = 0, fingerprint } = solution;
      if (judgement.key?.source !== "secret" || judgement.state === "decrypted" || !row || readings === 0) return;
      const place = whole("secret", keys.secret.text);
      const kinds = kindsOf(solution);
      if (row.hash !== null) {
        if (tried > 0) say("info", "password", { args: { tried, readings, kinds }, place });
        return;
      }
      const enc = facts.headerValue("enc");
      const named = enc?.type === "string" ? contentEncryptionRow(enc.value)?.keyBytes : undefined;
      const needed = row.mode === "direct encryption" ? named : row.wrapKeyBytes;
      if (needed === undefined || needed === null) return;
      if (tried === 0) say("info", "length", { args: { readings, needed }, place });
      else if (fingerprint) say("info", "shared", { args: { tried, readings, needed, ...fingerprint, kinds }, place });
      return;
    }
    if (judgement?.state !== "invalid" || solution.tried === 0) return;
    const tried = solution.tried;
    if (judgement.key?.source === "secret" && solution.fingerprint) {
      const { bytes, sha256 } = solution.fingerprint;
      say("info", "secret", {
        args: { tried, bytes, sha256, kinds: kindsOf(solution) },
        place: whole("secret", keys.secret.text),
      });
    }
  },
});

/** Another tool accepts it and this one does not, with a public key: what to compare in both. */
export const elsewhere = defineRule({
  id: "DBG-03",
  spec: "RFC 7515 section 5.2",
  words: {
    compare: (a: Args<"alg" | "key" | "thumbprint" | "kinds">) => [
      "Valid in another tool? Compare the key",
      `Here ${a.alg} was checked with this ${a.key}; its thumbprint (RFC 7638) is ${a.thumbprint}. If the other tool shows the same, compare the tokens: one of the tools has changed its copy.${triedWords(a)}`,
    ],
  },
  look: (facts, say, context) => {
    const { judgement, solution, keys, provenance } = context;
    if (judgement?.state !== "invalid" || !solution || solution.discovery || provenance !== "original") return;
    const { source, material } = judgement.key ?? { source: null, material: null };
    if (source !== "public-key" || material === null || material.jwk.kid !== undefined) return;
    say("info", "compare", {
      args: {
        alg: facts.alg ?? "",
        key: material.description,
        thumbprint: material.thumbprint,
        kinds: kindsOf(solution),
      },
      place: whole("public-key", keys.publicKey.text),
    });
  },
});

/** The key with the token's `kid` is present, but did not make the signature. */
export const rightKidWrongKey = defineRule({
  id: "KEY-10",
  spec: "RFC 7515 section 4.1.4",
  words: {
    kid: (a: Args<"tried" | "thumbprint" | "kinds">) => [
      "The kid is right, the key is not",
      `It does not verify in any reading (${a.tried} tried): another environment may use the same kid, or the token was changed. Compare the key's thumbprint with the issuer's: ${a.thumbprint}.${triedWords(a)}`,
    ],
  },
  look: (facts, say, context) => {
    const { judgement, solution } = context;
    const kid = facts.headerValue("kid");
    if (judgement?.state !== "invalid" || !solution || solution.discovery || kid?.type !== "string") return;
    const { material } = judgement.key ?? { material: null };
    if (material?.jwk.kid !== kid.value) return;
    say("info", "kid", {
      args: { tried: solution.tried, thumbprint: material.thumbprint, kinds: kindsOf(solution) },
      place: at("header", kid.range),
    });
  },
});
