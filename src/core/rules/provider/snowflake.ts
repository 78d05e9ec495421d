import { sha256 } from "@noble/hashes/sha2.js";
import { toBase64 } from "../../keys/asn1/der.ts";
import { algorithmRow } from "../../registry/algorithms.ts";
import { spkiOfRsa } from "../support/spki.ts";
import { defineRule } from "../support/define.ts";
import { at, claimText } from "../support/facts.ts";
import { keysOf } from "../key/fields.ts";
import { type Args } from "../support/words.ts";

/** `ACCOUNT.USER.SHA256:fingerprint`: the issuer that Snowflake requires in a key pair assertion. */
const ISSUER = /^([\w.@-]{1,200})\.SHA256:([\w+/-]{43}=?)$/;

/** The same without the fingerprint: account and user in capitals, as nobody else names an issuer. */
const BARE = /^[A-Z\d_-]{3,80}\.[A-Z\d_.@-]{1,120}$/;

/** Snowflake's names in capitals, the account without its region: `XY12345.USER` of `xy12345.eu-central-1.user`. */
function asSnowflake(name: string): string {
  const parts = name.toUpperCase().split(".");
  const account = parts[0] ?? "";
  return `${account}.${parts.at(-1) ?? ""}`;
}

/** An assertion for Snowflake: `iss` names account and user in Snowflake's own form, with the fingerprint of the key. */
export const snowflake = defineRule({
  id: "CLM-04",
  spec: "Snowflake documentation, Using key-pair authentication",
  words: {
    "snowflake-fingerprint": (a: Args<"actual" | "expected">) => [
      "The fingerprint in iss belongs to another key",
      `iss ends in SHA256:${a.actual}; the key that verifies has ${a.expected}. Snowflake looks up the user's key by it and answers 390144, “JWT token is invalid”. Build iss from the key that signs.`,
      "Write its fingerprint",
    ],
    "snowflake-key": (a: Args<"actual" | "expected">) => [
      "iss names a different key from the one in the field",
      `iss ends in SHA256:${a.actual}; the key in the field has ${a.expected}. Snowflake holds the user's public key (DESC USER, RSA_PUBLIC_KEY_FP): sign with its private half.`,
    ],
    "snowflake-missing": (a: Args<"name">) => [
      "For Snowflake, iss lacks the fingerprint of the key",
      `iss and sub are both ${a.name}. Snowflake expects the same in sub, and in iss .SHA256: and the fingerprint of the user's public key after it; otherwise it answers 390144, “JWT token is invalid”.`,
      "Add the fingerprint of the key that verifies",
    ],
    "snowflake-account": (a: Args<"name" | "actual" | "expected">) => [
      "Snowflake requires account and user in capitals, without the region",
      `${a.name} is ${a.actual}; Snowflake expects ${a.expected}. It answers 390144, “JWT token is invalid”.`,
      "Write it that way",
    ],
  },
  look: (facts, say, { judgement, publicKey }) => {
    const iss = facts.payloadValue("iss");
    const isBare = iss?.type === "string" && BARE.test(iss.value) && claimText(facts, "sub") === iss.value;
    if (isBare && facts.lacks("payload", "aud") && algorithmRow(facts.alg ?? "")?.kty === "RSA") {
      const verifying = judgement?.state === "verified" ? judgement.key?.material?.jwk : undefined;
      const fingerprint = verifying?.kty === "RSA" ? spkiOfRsa(verifying.n ?? "", verifying.e ?? "") : null;
      const place = at("payload", iss.range);
      const whole = fingerprint && `${iss.value}.SHA256:${toBase64(sha256(fingerprint))}`;
      say("warn", "snowflake-missing", {
        args: { name: iss.value },
        place,
        fix: whole === null ? null : { kind: "replace", place, insert: JSON.stringify(whole) },
      });
      return;
    }
    const [, name = "", fingerprint = ""] = (iss?.type === "string" && ISSUER.exec(iss.value)) || [];
    if (iss?.type !== "string" || name === "" || !name.includes(".")) return;
    const isVerified = judgement?.state === "verified";
    const isWrong = judgement?.state === "invalid";
    const [only, ...others] = keysOf(publicKey);
    const lone = isWrong && others.length === 0 ? only?.jwk : undefined;
    const jwk = isVerified ? judgement.key?.material?.jwk : lone;
    const spki = jwk?.kty === "RSA" ? spkiOfRsa(jwk.n ?? "", jwk.e ?? "") : null;
    const actual = spki && toBase64(sha256(spki));
    const bare = (text: string): string => text.replace(/=$/, "");
    if (actual && bare(actual) !== bare(fingerprint)) {
      const details = { args: { actual: fingerprint, expected: actual }, place: at("payload", iss.range) };
      const insert = JSON.stringify(`${name}.SHA256:${actual}`);
      if (isVerified)
        say("error", "snowflake-fingerprint", { ...details, fix: { kind: "replace", place: details.place, insert } });
      else say("warn", "snowflake-key", details);
      return;
    }
    const wanted = asSnowflake(name);
    if (wanted === name) return;
    const sub = facts.payloadValue("sub");
    const edits = [
      { range: iss.range, insert: JSON.stringify(`${wanted}.SHA256:${fingerprint}`) },
      ...(sub?.type === "string" && sub.value.toUpperCase() !== wanted && asSnowflake(sub.value) === wanted
        ? [{ range: sub.range, insert: JSON.stringify(wanted) }]
        : sub?.type === "string" && sub.value !== wanted && sub.value.toUpperCase() === wanted
          ? [{ range: sub.range, insert: JSON.stringify(wanted) }]
          : []),
    ];
    say("error", "snowflake-account", {
      args: { name: "iss", actual: name, expected: wanted },
      place: at("payload", iss.range),
      fix: { kind: "replace-many", pane: "payload", edits },
    });
  },
});
