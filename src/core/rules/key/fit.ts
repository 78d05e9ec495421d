import { fitKey } from "../../keys/fit/fit.ts";
import { algorithmRow, familyOf, SIGNATURE_ALGORITHMS } from "../../registry/algorithms.ts";
import { keyManagementRow } from "../../registry/encryption-algorithms.ts";
import type { JudgementReason } from "../../crypto/types.ts";
import type { KeyMaterial } from "../../keys/types.ts";
import type { PaneName, Place, RuleContext } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { isBeingMade } from "../support/being-made.ts";
import { at, factsOf, whole } from "../support/facts.ts";
import { KEY_PANES } from "./panes.ts";
import {
  pssLimitsWords,
  smallRsaWords,
  noneFitsWords,
  lackingWords,
  otherKindWords,
  cannotSignWords,
} from "./fit.words.ts";

/** Why a key did not verify or sign, and where it is. */
interface Trouble {
  readonly reason: JudgementReason;
  readonly use: "verify" | "sign" | "decrypt";
  readonly pane: PaneName;
  readonly place: Place;
  readonly material: KeyMaterial | null;
}

export function isKeyField(pane: PaneName): pane is "secret" | "public-key" | "private-key" {
  return pane === "secret" || pane === "public-key" || pane === "private-key";
}

function fieldText(context: RuleContext, pane: PaneName): string {
  const { keys, panes } = context;
  switch (pane) {
    case "secret":
      return keys.secret.text;
    case "public-key":
      return keys.publicKey.text;
    case "private-key":
      return keys.privateKey.text;
    case "header":
    case "payload":
      return panes[pane];
    case "token":
      return context.token.text;
  }
}

function placeOf(context: RuleContext, pane: PaneName, material: KeyMaterial | null): Place {
  return material?.range && pane !== "header" ? at(pane, material.range) : whole(pane, fieldText(context, pane));
}

/** What prevents the token from being judged, and the content from being signed; the same problem is reported once. */
export function troubles(context: RuleContext): readonly Trouble[] {
  const { judgement, signing } = context;
  const found: Trouble[] = [];
  if (judgement) {
    const { encrypted } = judgement;
    const pane =
      KEY_PANES[judgement.key?.source ?? (familyOf(factsOf(context).alg) === "HMAC" ? "secret" : "public-key")];
    const material = judgement.key?.material ?? null;
    found.push({
      reason: judgement.reason,
      use: encrypted ? "decrypt" : "verify",
      pane,
      place: placeOf(context, pane, material),
      material,
    });
  }
  if (signing?.kind === "unavailable") {
    const { alg } = factsOf(context);
    const recipient = keyManagementRow(alg ?? "");
    const isSecret = familyOf(alg) === "HMAC" || recipient?.keyTypes.includes("oct") === true;
    const pane = isSecret
      ? "secret"
      : recipient !== null && context.keys.publicKey.text.trim() !== ""
        ? "public-key"
        : "private-key";
    const material = (context.privateKey.kind === "keys" && context.privateKey.keys[0]) || null;
    const same = found.some((trouble) => trouble.pane === pane && trouble.reason.code === signing.reason.code);
    if (!same)
      found.push({ reason: signing.reason, use: "sign", pane, place: placeOf(context, pane, material), material });
  }
  return found;
}

const KEYS_OF_RECIPIENTS = {
  oct: "a shared key",
  RSA: "an RSA key",
  EC: "a key on P-256, P-384, P-521, X25519 or X448",
  OKP: "a key on X25519 or X448",
} as const;

/** What kind of key an algorithm needs, in the user's words: "an RSA key", "P-256". */
export function neededKey(alg: string): string {
  const row = algorithmRow(alg);
  const [type] = keyManagementRow(alg)?.keyTypes ?? [];
  if (type !== undefined) return KEYS_OF_RECIPIENTS[type];
  if (row?.kty === "oct") return "a shared secret";
  if (row?.kty === "RSA") return "an RSA key";
  return row?.curves.join(" or ") || `a key for ${alg}`;
}

/** The algorithms a key supports, if not the required one. */
function algorithmsOf(material: KeyMaterial | null, use: Trouble["use"]): readonly string[] {
  return material === null || use === "decrypt"
    ? []
    : SIGNATURE_ALGORITHMS.filter((name) => fitKey(material, name, use).kind === "fits");
}

/** A key restricted to RSASSA-PSS, or to one hash and salt of it: still an RSA key, so it has its own rule. */
export const pssLimits = defineRule({
  id: "KEY-28",
  spec: "RFC 4055 section 3.1",
  words: pssLimitsWords,
  look: (facts, say, context) => {
    for (const { reason, use, pane, place, material } of troubles(context)) {
      if (reason.code !== "key-unfit" || reason.fit.kind !== "mismatch") continue;
      const { code } = reason.fit;
      if (code !== "pss-only" && code !== "pss-parameters") continue;
      const fits = algorithmsOf(material, use);
      const [best] = fits;
      const alg = facts.headerValue("alg");
      say(use === "sign" ? "warn" : "error", code, {
        args: { ...reason.fit.args, alg: facts.alg ?? "", fits: fits.join(", "), best: best ?? "", use },
        place,
        // Only a token signed here can switch to another algorithm: one signed elsewhere names the one it was signed with.
        fix:
          pane === "private-key" && best !== undefined && alg
            ? { kind: "replace", place: at("header", alg.range), insert: JSON.stringify(best) }
            : null,
      });
    }
  },
});

/** RSA under 2048 bits: an error if the browser refuses it, a warning if it was used. */
export const smallRsa = defineRule({
  id: "KEY-17",
  spec: "RFC 7518 sections 3.3 and 3.5",
  words: smallRsaWords,
  look: (facts, say, context) => {
    for (const { reason, place, material } of troubles(context)) {
      if (reason.code === "key-unfit" && reason.fit.kind === "mismatch" && reason.fit.code === "size") {
        say("error", "refused", { args: { key: material?.description ?? "", alg: facts.alg ?? "" }, place });
      }
    }
    const { judgement } = context;
    if (judgement?.weak && judgement.key?.source !== "secret") {
      const pane = KEY_PANES[judgement.key?.source ?? "public-key"];
      say("warn", "weak", {
        args: judgement.weak,
        place: placeOf(context, pane, judgement.key?.material ?? null),
      });
    }
  },
});

/** No key in a set fits the algorithm, or the browser rejects the one that does. */
export const noneFits = defineRule({
  id: "key-none-fits",
  spec: "RFC 7517 section 5",
  words: noneFitsWords,
  look: (facts, say, context) => {
    for (const { reason, place, material } of troubles(context)) {
      if (reason.code === "none-fits") {
        const passed = context.judgement?.passedOver.map(({ description }) => description) ?? [];
        say("error", "none", {
          args: {
            alg: facts.alg ?? "",
            needed: neededKey(facts.alg ?? ""),
            keys: [...new Set(passed)].slice(0, 5).join(", "),
          },
          place,
        });
      } else if (reason.code === "import-failed") {
        say("error", "import", { args: { message: reason.message, key: material?.description ?? "" }, place });
      }
    }
  },
});

/** The browser does not support the algorithm. */
export const lacking = defineRule({
  id: "KEY-27",
  spec: "Web Cryptography Level 2",
  words: lackingWords,
  look: (facts, say, context) => {
    const alg = facts.headerValue("alg");
    for (const { reason } of troubles(context)) {
      if (reason.code === "alg-lacking") {
        say("info", "lacking", { args: { alg: reason.alg }, place: alg ? at("header", alg.range) : null });
        return;
      }
      if (reason.code === "insecure-context") {
        say("warn", "insecure");
        return;
      }
    }
  },
});

/** There is a key, but for the other family of algorithms: it cannot be used for the verdict. */
export const otherKind = defineRule({
  id: "key-other-kind",
  spec: "RFC 7518 section 3.1, RFC 8725 section 2.1",
  words: otherKindWords,
  look: (facts, say, { judgement, publicKey, privateKey, keys, solution }) => {
    // Key confusion is reported if a trial found it.
    if (judgement?.state !== "no-key" || solution?.discovery) return;
    const alg = facts.headerValue("alg");
    const place = alg ? at("header", alg.range) : null;
    const args = { alg: facts.alg ?? "", needed: neededKey(facts.alg ?? "") };
    if (judgement.reason.code === "no-secret" && (publicKey.kind === "keys" || privateKey.kind === "keys")) {
      say("info", "pair", { args, place });
    } else if (judgement.reason.code === "no-public-key" && keys.secret.text !== "") {
      say("info", "secret", { args, place });
    }
  },
});

/** What is missing for the content to be signed again. */
export const cannotSign = defineRule({
  id: "sign-unavailable",
  spec: "RFC 7515 section 5.1",
  words: cannotSignWords,
  look: (facts, say, context) => {
    const { signing, token } = context;
    if (signing?.kind !== "unavailable") return;
    const alg = facts.alg ?? "";
    const segment = facts.segment("signature");
    const place = segment ? at("token", segment.range) : whole("token", token.text);
    const { code } = signing.reason;
    if (token.form.startsWith("jwe")) {
      if (code === "rsa1_5") say("warn", "encrypted-rsa1_5", { place });
      else if (code === "jwe-shape") {
        const { part } = signing.reason;
        const value = facts.headerValue(part);
        say("warn", "encrypted-parameter", { args: { part }, place: value ? at("header", value.range) : place });
      } else if (isBeingMade(context)) {
        const isPassword = keyManagementRow(alg)?.mode === "key wrapping by a password";
        if (code === "no-secret") {
          const variant = isPassword ? "not-yet-password" : "not-yet-secret";
          say("info", variant, { args: { alg }, place: whole("secret", "") });
        } else if (code === "no-public-key") {
          say("info", "not-yet", { args: { alg }, place: whole("public-key", "") });
        } else say("info", "not-made", { args: { alg } });
      } else say("warn", "encrypted", { args: { alg }, place });
    } else if (code === "no-secret") say("warn", "no-secret", { args: { alg }, place });
    else if (code === "no-public-key") say("warn", "no-private-key", { args: { alg, needed: neededKey(alg) }, place });
    else say("warn", "key", { args: { alg }, place });
  },
});
