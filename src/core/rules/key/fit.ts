import { fitKey } from "../../keys/fit.ts";
import { algorithmRow, SIGNATURE_ALGORITHMS } from "../../registry/algorithms.ts";
import type { JudgementReason, KeySource } from "../../crypto/types.ts";
import type { KeyFit, KeyMaterial } from "../../keys/types.ts";
import type { PaneName, Place, RuleContext } from "../types.ts";
import { defineRule } from "../support/define.ts";
import { at, excerpt, factsOf, whole } from "../support/facts.ts";

/** Why a key did not judge or did not sign, and where it stands. */
interface Trouble {
  readonly reason: JudgementReason;
  readonly use: "verify" | "sign";
  readonly pane: PaneName;
  readonly place: Place;
  readonly material: KeyMaterial | null;
}

const PANES: Readonly<Record<KeySource, PaneName>> = {
  secret: "secret",
  "public-key": "public-key",
  "private-key": "private-key",
  token: "header",
};

function isKeyField(pane: PaneName): pane is "secret" | "public-key" | "private-key" {
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

/** What keeps the token from being judged, and the content from being signed; the same trouble is told once. */
export function troubles(context: RuleContext): readonly Trouble[] {
  const { judgement, signing } = context;
  const found: Trouble[] = [];
  if (judgement) {
    const pane = PANES[judgement.key?.source ?? (factsOf(context).alg?.startsWith("HS") ? "secret" : "public-key")];
    const material = judgement.key?.material ?? null;
    found.push({ reason: judgement.reason, use: "verify", pane, place: placeOf(context, pane, material), material });
  }
  if (signing?.kind === "unavailable") {
    const pane = factsOf(context).alg?.startsWith("HS") ? "secret" : "private-key";
    const material = (context.privateKey.kind === "keys" && context.privateKey.keys[0]) || null;
    const same = found.some((trouble) => trouble.pane === pane && trouble.reason.code === signing.reason.code);
    if (!same)
      found.push({ reason: signing.reason, use: "sign", pane, place: placeOf(context, pane, material), material });
  }
  return found;
}

/** What kind of key an algorithm takes, in the user's words: "an RSA key", "P-256". */
export function neededKey(alg: string): string {
  const row = algorithmRow(alg);
  if (row?.kty === "oct") return "a shared secret";
  if (row?.kty === "RSA") return "an RSA key";
  return row?.curves.join(" or ") || `a key for ${alg}`;
}

/** How OpenSSL makes a private key for an algorithm, in PKCS #8; nothing for kinds that few versions of it know. */
function makingCommand(alg: string): string {
  const row = algorithmRow(alg);
  const [curve] = row?.curves ?? [];
  if (row?.kty === "RSA") return "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048";
  if (row?.kty === "EC") return `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:${curve ?? ""}`;
  return row?.kty === "OKP" ? `openssl genpkey -algorithm ${curve ?? ""}` : "";
}

/** The algorithms that a key does, for one that does not do the one asked for. */
function algorithmsOf(material: KeyMaterial | null, use: "verify" | "sign"): readonly string[] {
  return material === null ? [] : SIGNATURE_ALGORITHMS.filter((name) => fitKey(material, name, use).kind === "fits");
}

/** Makes the rule of one way of not fitting: what is said differs, how it is found does not. */
function unfit(id: string, spec: string, codes: readonly (KeyFit & { code: string })["code"][]) {
  return defineRule(id, ["judgement", "keys"], spec, (facts, say, context) => {
    for (const { reason, use, place, pane, material } of troubles(context)) {
      if (reason.code !== "key-unfit" || reason.fit.kind === "fits" || !codes.includes(reason.fit.code)) continue;
      const { fit } = reason;
      const alg = facts.alg ?? "";
      if (fit.code === "type" && (pane === "private-key") !== (id === "KEY-32")) continue;
      say(fit.kind === "contradiction" || use === "sign" ? "warn" : "error", fit.code, {
        args: {
          ...fit.args,
          alg,
          use: use === "sign" ? "sign" : "verify",
          key: material?.description ?? "This",
          curve: material?.jwk.crv ?? material?.description ?? "",
          needed: neededKey(alg),
          command: makingCommand(alg),
        },
        place,
        fix: fit.kind === "contradiction" && isKeyField(pane) ? { kind: "judge-anyway", pane } : null,
      });
    }
  });
}

export const unfitRules = [
  unfit("KEY-11", "RFC 7518 section 3.1", ["type", "oct-as-asymmetric"]),
  unfit("KEY-32", "RFC 7518 section 3.1", ["type"]),
  unfit("KEY-12", "RFC 7517 section 4.4", ["alg"]),
  unfit("KEY-13", "RFC 7517 sections 4.2 and 4.3", ["use", "key_ops", "ext"]),
  unfit("KEY-14", "RFC 7518 section 3.4, RFC 8037 section 3.1", ["curve"]),
  unfit("KEY-15", "RFC 7518 section 6.2.1.2", ["coordinate-length"]),
];

/** A key for RSASSA-PSS alone, or for one hash and salt of it: an RSA key all the same, which is why it is told apart. */
export const pssLimits = defineRule("KEY-28", ["judgement", "keys"], "RFC 4055 section 3.1", (facts, say, context) => {
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
      // What is signed here may say another algorithm; what was signed elsewhere says the one that it was signed with.
      fix:
        pane === "private-key" && best !== undefined && alg
          ? { kind: "replace", place: at("header", alg.range), insert: JSON.stringify(best) }
          : null,
    });
  }
});

/** RSA under 2048 bits: refused where it can not do, said where it did. */
export const smallRsa = defineRule(
  "KEY-17",
  ["judgement", "keys"],
  "RFC 7518 sections 3.3 and 3.5",
  (facts, say, context) => {
    for (const { reason, place, material } of troubles(context)) {
      if (reason.code === "key-unfit" && reason.fit.kind === "mismatch" && reason.fit.code === "size") {
        say("error", "refused", { args: { key: material?.description ?? "", alg: facts.alg ?? "" }, place });
      }
    }
    const { judgement } = context;
    if (judgement?.weak && judgement.key?.source !== "secret") {
      const pane = PANES[judgement.key?.source ?? "public-key"];
      say("warn", "weak", {
        args: { ...judgement.weak, alg: judgement.alg ?? "" },
        place: placeOf(context, pane, judgement.key?.material ?? null),
      });
    }
  },
);

/** `kid` names a key that the set does not have. */
export const kidNotInSet = defineRule("KEY-07", ["judgement"], "RFC 7515 section 4.1.4", (_, say, context) => {
  for (const { reason, place } of troubles(context)) {
    // A set that names none of its keys is `noKid`'s.
    if (reason.code === "kid-not-in-set" && reason.available.some((kid) => kid !== null)) {
      const names = reason.available.map((kid) => (kid === null ? "one without kid" : excerpt(kid, 30)));
      say("error", "kid", {
        args: {
          kid: excerpt(reason.kid, 40),
          available: names.slice(0, 8).join(", ") + (names.length > 8 ? " and more" : ""),
        },
        place,
      });
    }
  }
});

/** No key of a set fits the algorithm, or the browser does not take the one that does. */
export const noneFits = defineRule("key-none-fits", ["judgement"], "RFC 7517 section 5", (facts, say, context) => {
  for (const { reason, place, use, material } of troubles(context)) {
    if (reason.code === "none-fits") {
      const passed = context.judgement?.passedOver.map(({ description }) => description) ?? [];
      say("error", "none", {
        args: {
          alg: facts.alg ?? "",
          needed: neededKey(facts.alg ?? ""),
          keys: [...new Set(passed)].slice(0, 5).join(", "),
          use,
        },
        place,
      });
    } else if (reason.code === "import-failed") {
      say("error", "import", { args: { message: reason.message, key: material?.description ?? "" }, place });
    }
  }
});

/** The browser can not do the algorithm. */
export const lacking = defineRule("KEY-27", ["judgement"], "Web Cryptography Level 2", (facts, say, context) => {
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
});

/** A key is there, of the kind that the other family of algorithms takes: it has no part in the verdict, which has none then. */
export const otherKind = defineRule(
  "key-other-kind",
  ["judgement", "keys"],
  "RFC 7518 section 3.1, RFC 8725 section 2.1",
  (facts, say, { judgement, publicKey, privateKey, keys, solution }) => {
    // That the public key's text is the secret is said where trying found it.
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
);

/** What is missing for the content to be signed anew. */
export const cannotSign = defineRule(
  "sign-unavailable",
  ["judgement", "keys"],
  "RFC 7515 section 5.1",
  (facts, say, { signing, token }) => {
    if (signing?.kind !== "unavailable") return;
    const alg = facts.alg ?? "";
    const segment = facts.segment("signature");
    const place = segment ? at("token", segment.range) : whole("token", token.text);
    const { code } = signing.reason;
    if (code === "no-secret") say("warn", "no-secret", { args: { alg }, place });
    else if (code === "no-public-key") say("warn", "no-private-key", { args: { alg, needed: neededKey(alg) }, place });
    else say("warn", "key", { args: { alg }, place });
  },
);
