import { removeMember } from "../../json/edit.ts";
import { parseJson } from "../../json/parse.ts";
import { lastMember } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import { isStrictBase64Url } from "../../text/base64url.ts";
import { applyEdit } from "../../text/edit.ts";
import type { Segment } from "../../envelope/types.ts";
import { defineRule, type Say } from "../support/define.ts";
import { isBeingMade, isMadeHere } from "../support/being-made.ts";
import { at, excerpt, segmentWord, type Facts } from "../support/facts.ts";
import { MOST_ITERATIONS } from "../../crypto/jwe/limits.ts";
import { epkProblem } from "../../keys/numbers/ephemeral-key.ts";
import { secondToken } from "./segments.ts";
import { shortenedAt } from "../support/torn.ts";
import { contentEncryptionRow, keyManagementRow, strangeParameters } from "../../registry/encryption-algorithms.ts";
import type { Fix, RuleContext } from "../types.ts";
import { encryptedWords, jwePracticeWords, jweShapeWords } from "./jwe.words.ts";

function stringOf(facts: Facts, name: string): string | null {
  const value = facts.headerValue(name);
  return value?.type === "string" ? value.value : null;
}

/** Five segments: the payload is ciphertext, and only the header is readable. */
export const encrypted = defineRule({
  id: "IN-09",
  spec: "RFC 7516 section 3",
  words: encryptedWords,
  look: (facts, say, context) => {
    const { token } = facts;
    if (token.form !== "jwe" || !facts.header.object || isBeingMade(context)) return;
    const alg = stringOf(facts, "alg") ?? "";
    const enc = stringOf(facts, "enc") ?? "";
    if (keyManagementRow(alg) !== null && contentEncryptionRow(enc) !== null) {
      say("info", "jwe", {
        args: { alg, enc },
        place: at("token", token.segments[0]?.range ?? { start: 0, end: 0 }),
        class: "ok",
      });
    }
  },
});

/** `alg` and `enc` of a JWE are registered names of their kind. */
function checkHeader(facts: Facts, say: Say<typeof jweShapeWords>): void {
  const { object, pane } = facts.header;
  for (const name of ["alg", "enc"] as const) {
    const value = facts.headerValue(name);
    const place = at(pane, value?.range ?? object?.range ?? { start: 0, end: 0 });
    if (!value) {
      say("error", "missing", { args: { name }, place, class: "jwe-header" });
    } else if (value.type !== "string") {
      say("error", "type", { args: { name }, place, class: "jwe-header" });
    } else if ((name === "alg" ? keyManagementRow(value.value) : contentEncryptionRow(value.value)) === null) {
      say("error", name, { args: { value: excerpt(value.value, 30) }, place, class: "jwe-header" });
    }
  }
  const zip = facts.headerValue("zip");
  if (zip && !(zip.type === "string" && zip.value === "DEF")) {
    say("error", "zip", { place: at(pane, zip.range), class: "jwe-zip" });
  }
}

/** Each segment has the length that `alg` and `enc` determine (RFC 7518 sections 4 and 5). */
function checkLengths(facts: Facts, say: Say<typeof jweShapeWords>): void {
  const inJson = facts.token.form === "jwe-json";
  const enc = contentEncryptionRow(stringOf(facts, "enc") ?? "");
  const alg = keyManagementRow(stringOf(facts, "alg") ?? "");
  const expect = (segment: Segment | null, bytes: number) => {
    // A missing member is reported by the rule on JSON forms.
    if (!segment || segment.bytes.length === bytes || (inJson && segment.text === "")) return;
    say("error", "length", {
      args: { segment: segmentWord(segment), actual: segment.bytes.length, expected: bytes },
      place: at("token", segment.range),
      class: "jwe-length",
    });
  };
  if (enc) {
    expect(facts.segment("iv"), enc.ivBytes);
    expect(facts.segment("tag"), enc.tagBytes);
    const ciphertext = facts.segment("ciphertext");
    if (ciphertext && (enc.blockBytes > 1 || ciphertext.text === "")) {
      const { length } = ciphertext.bytes;
      if (enc.blockBytes > 1 ? length === 0 || length % enc.blockBytes !== 0 : false) {
        say("error", "block", {
          args: { actual: length, block: enc.blockBytes },
          place: at("token", ciphertext.range),
          class: "jwe-length",
        });
      }
    }
  }
  const key = facts.segment("encrypted-key");
  if (!alg || !key) return;
  if (alg.mode.startsWith("direct")) expect(key, 0);
  else if (key.text === "") say("error", "no-key", { place: at("token", key.range), class: "jwe-length" });
  else if (alg.wrapBytes !== null && enc) expect(key, enc.keyBytes + alg.wrapBytes);
}

function checkKeyAgreement(facts: Facts, say: Say<typeof jweShapeWords>, isMade: boolean, fix: Fix | null): void {
  if (!keyManagementRow(stringOf(facts, "alg") ?? "")?.mode.includes("key agreement")) return;
  const epk = facts.headerValue("epk");
  const place = at("header", epk?.range ?? facts.header.object?.range ?? { start: 0, end: 0 });
  const problem = epk?.type === "object" ? epkProblem(epk) : "epk-missing";
  if (problem !== null && !isMade) say("error", problem, { place, class: "jwe-epk", fix: epk === null ? fix : null });
  for (const name of ["apu", "apv"]) {
    const value = facts.headerValue(name);
    if (value !== null && !(value.type === "string" && isStrictBase64Url(value.value))) {
      say("error", "party", { args: { name }, place: at("header", value.range), class: "header-param-type" });
    }
  }
}

/** Each has its IV and tag in the header (RFC 7518 section 4.7.1). */
function checkWrapping(facts: Facts, say: Say<typeof jweShapeWords>, fix: Fix | null): void {
  if (keyManagementRow(stringOf(facts, "alg") ?? "")?.wrapBytes !== 0) return;
  for (const [name, expected] of [
    ["iv", 12],
    ["tag", 16],
  ] as const) {
    const value = facts.headerValue(name);
    const text = value?.type === "string" ? value.value : "";
    if (isStrictBase64Url(text) && Math.floor((text.length * 3) / 4) === expected) continue;
    const whole = facts.header.object?.range ?? { start: 0, end: 0 };
    say("error", "wrap", {
      args: { name, expected },
      place: at("header", value?.range ?? whole),
      class: "jwe-length",
      fix: value === null ? fix : null,
    });
  }
}

/** Iterations below which a password is guessed quickly (RFC 7518 section 4.8.1.2), and above which a reader can be stalled (RFC 8725bis section 3.13). */
const ITERATIONS = { least: 1000, most: MOST_ITERATIONS } as const;

function checkPassword(
  facts: Facts,
  say: Say<typeof jweShapeWords>,
  isRefused: boolean,
  isMade: boolean,
  fix: Fix | null,
): void {
  if (keyManagementRow(stringOf(facts, "alg") ?? "")?.mode !== "key wrapping by a password") return;
  const whole = facts.header.object?.range ?? { start: 0, end: 0 };
  const count = facts.headerValue("p2c");
  const where = at("header", count?.range ?? whole);
  if (isMade && count === null) {
    // Encrypting adds it.
  } else if (count?.type !== "number" || !Number.isInteger(count.value) || count.value < 1) {
    say("error", "p2c", { place: where, class: "jwe-pbes2", fix: count === null ? fix : null });
  } else if (count.value > ITERATIONS.most) {
    say("security", "p2c-high", {
      args: { count: count.raw },
      place: where,
      class: "jwe-pbes2",
      // More is beyond the browser.
      fix: isRefused && count.value <= 0xffff_ffff ? { kind: "open-anyway" } : null,
    });
  } else if (count.value < ITERATIONS.least) {
    say("security", "p2c-low", { args: { count: count.raw }, place: where, class: "jwe-pbes2" });
  }
  const salt = facts.headerValue("p2s");
  const enough =
    salt?.type === "string" && isStrictBase64Url(salt.value) && Math.floor((salt.value.length * 3) / 4) >= 8;
  if (!enough && !(isMade && salt === null))
    say("error", "p2s", {
      place: at("header", salt?.range ?? whole),
      class: "jwe-pbes2",
      fix: salt === null ? fix : null,
    });
}

const OWNERS: Readonly<Record<string, string>> = {
  epk: "ECDH-ES",
  apu: "ECDH-ES",
  apv: "ECDH-ES",
  iv: "AES GCM key wrapping",
  tag: "AES GCM key wrapping",
  p2s: "PBES2",
  p2c: "PBES2",
};

/** Header parameters that belong to another algorithm, left over after `alg` was changed. */
function checkLeftover(facts: Facts, say: Say<typeof jwePracticeWords>, context: RuleContext): void {
  const { token, header, envelope } = facts;
  const alg = stringOf(facts, "alg") ?? "";
  const row = keyManagementRow(alg);
  if (row === null) return;
  const strange = strangeParameters(row);
  const own = envelope?.form === "jwe-json" ? envelope.seals[token.seal?.index ?? 0]?.unprotected : null;
  // Shared parameters may be meant for another recipient.
  const isShared = envelope?.form === "jwe-json" && envelope.seals.length > 1;
  for (const [object, pane] of [
    [isShared ? null : header.object, "header"],
    [own ?? null, "token"],
  ] as const) {
    const members = strange.flatMap((name) => (object && lastMember(object, name)) ?? []);
    const [first] = members;
    if (object === null || first === undefined) continue;
    const names = members.map(({ name }) => name);
    const args = { names: names.join(", "), alg: excerpt(alg, 30), owner: OWNERS[first.name] ?? "another algorithm" };
    say("warn", "leftover", {
      args,
      place: at(pane, first.range),
      class: "jwe-header",
      fix: withoutThem(pane, object, names, context),
    });
  }
}

/** A header without some of its parameters, if the token still decrypts; null if that would break it. */
function withoutThem(
  pane: "header" | "token",
  object: JsonObject,
  names: readonly string[],
  { panes, token, judgement, provenance, signing }: RuleContext,
): Fix | null {
  const isMade = provenance === "re-signed" || signing?.kind === "unavailable";
  if (pane === "header" ? !isMade : judgement?.state !== "decrypted") return null;
  let text = pane === "header" ? panes.header : token.text.slice(object.range.start, object.range.end);
  for (const name of names) {
    const { root } = parseJson(text);
    const member = root?.type === "object" ? lastMember(root, name) : null;
    const edit = member && removeMember(text, member);
    if (!edit) return null;
    text = applyEdit(text, edit);
  }
  return pane === "header"
    ? { kind: "replace-all", pane, text }
    : { kind: "replace-many", pane, edits: [{ range: object.range, insert: text }] };
}

/** Registered and working but discouraged: padding that has been attacked for decades, and compression. */
export const jwePractice = defineRule({
  id: "jwe-practice",
  spec: "RFC 8725 sections 3.2 and 3.6",
  words: jwePracticeWords,
  look: (facts, say, context) => {
    const { token, headerValue } = facts;
    const { judgement } = context;
    if (!token.form.startsWith("jwe")) return;
    checkLeftover(facts, say, context);
    const alg = headerValue("alg");
    const zip = headerValue("zip");
    if (alg?.type === "string" && alg.value === "RSA1_5") {
      const fix = judgement?.reason.code === "rsa1_5" ? ({ kind: "open-anyway" } as const) : null;
      say("warn", "rsa1_5", { place: at("header", alg.range), fix });
    }
    if (zip?.type === "string" && zip.value === "DEF") {
      say("info", "zip", { place: at("header", zip.range), class: "ok" });
    }
  },
});

/** A JWE that no recipient can open, whatever the key: its header or the length of a segment is wrong. */
export const jweShape = defineRule({
  id: "jwe-shape",
  spec: "RFC 7516 section 5.2, RFC 7518 sections 4 and 5",
  words: jweShapeWords,
  look: (facts, say, context) => {
    const { judgement } = context;
    if (!facts.token.form.startsWith("jwe")) {
      const { alg } = facts;
      if (facts.token.form === "jws" && alg !== null && keyManagementRow(alg) && facts.headerValue("enc")) {
        say("error", "segments", { args: { count: facts.token.segmentCount, alg }, class: "segment-count" });
      }
      return;
    }
    // Five pieces that are two signed tokens in a row, or one whose middle was left out: `segmentCount` and `truncated` say so.
    if (secondToken(facts.token) > 0 || shortenedAt(facts.token)) return;
    // In JSON, header parameters may be outside the protected header.
    if (!facts.header.object && facts.token.form === "jwe") {
      if (facts.segment("header")?.text === "") {
        say("error", "empty-header", { place: { pane: "token", range: { start: 0, end: 0 } }, class: "empty-segment" });
      }
      return;
    }
    checkHeader(facts, say);
    if (!isBeingMade(context)) checkLengths(facts, say);
    const isMade = isMadeHere(context);
    // The algorithm adds its header parameters when it encrypts, once the content is known.
    const isKept = context.provenance === "kept" && context.signing === null;
    const remade: Fix | null =
      isKept && context.original?.state === "decrypted" ? { kind: "mode", mode: "re-sign" } : null;
    if (!isMade) checkWrapping(facts, say, remade);
    checkKeyAgreement(facts, say, isMade, remade);
    checkPassword(facts, say, judgement?.reason.code === "p2c-limit", isMade, remade);
  },
});
