import { random } from "../../base/random.ts";
import { jsonSeals, type JsonSeals } from "../../envelope/json-seals.ts";
import { setOrRemove } from "../../envelope/json-project.ts";
import { setMember } from "../../json/edit.ts";
import { parseJson } from "../../json/parse.ts";
import { lastMember, stringMember, wholeObject } from "../../json/query.ts";
import type { JsonObject } from "../../json/types.ts";
import type { KeyInputs } from "../../keys/types.ts";
import { contentEncryptionRow, keyManagementRow } from "../../registry/encryption-algorithms.ts";
import { encodeBase64Url } from "../../text/base64url.ts";
import { applyEdit } from "../../text/edit.ts";
import { applyEdits } from "../../text/edits.ts";
import { encodeUtf8 } from "../../text/utf8.ts";
import type { ReadKeys } from "../judge-with-keys.ts";
import { messageOf } from "../thrown.ts";
import type { JudgementReason } from "../types.ts";
import type { KeyedToken } from "./content-key.ts";
import { sealContent } from "./content.ts";
import { type EncryptOutcome, sealKey } from "./encrypt.ts";
import { headerOf } from "./header.ts";
import { deflate } from "./unzip.ts";

/** A JWE in JSON with its final headers, the selected recipient, and the content. */
interface EncryptJsonRequest {
  readonly text: string;
  readonly index: number;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** The header parameters that an algorithm generates again (RFC 7518 sections 4.6.1, 4.7.1, 4.8.1). */
const MADE = ["epk", "iv", "tag", "p2s", "p2c"];

/**
 * Re-encrypts the content of a JWE in JSON (RFC 7516 section 5.1) for the selected recipient, and for each other one whose
 * `kid` is in a set of public keys. The others keep their old encrypted key, which no longer decrypts anything, since
 * their keys are missing. Every other character of the token stays. Never rejects, whatever token and fields contain.
 */
export async function encryptJsonJwe(
  { text, index, content }: EncryptJsonRequest,
  keys: KeyInputs,
  read: ReadKeys,
): Promise<EncryptOutcome> {
  const { seals, isBroken } = seen(text);
  if (isBroken || seals[index] === undefined || seals[index].isBroken) return unavailable({ code: "json-form" });
  try {
    const own = await forOne(text, index, keys, read);
    if ("reason" in own) return unavailable(own.reason);
    let made = own.text;
    let { software } = own;
    // With `dir` and ECDH-ES the key is agreed with only one recipient.
    const others = own.isShared ? await namedKeys(keys, read) : null;
    for (const other of others === null ? [] : seals.keys()) {
      const kid = stringMember(seals[other]!.token.header!.json, "kid");
      if (other === index || kid === null || others?.has(kid) !== true) continue;
      const sealed = await forOne(made, other, keys, read, own.key);
      if ("reason" in sealed) continue;
      made = sealed.text;
      software ||= sealed.software;
    }
    const now = seen(made).seals[index]!.token;
    const header = headerOf(wholeObject(now.header!.json)!);
    const enc = contentEncryptionRow(header.string("enc") ?? "")!;
    const aad = `${now.segments[0]!.text}${now.aad === undefined ? "" : `.${now.aad}`}`;
    const packed = header.value("zip") === null ? content : await deflate(content);
    const iv = random(enc.ivBytes);
    const sealed = await sealContent(enc, own.key, iv, encodeUtf8(aad), packed);
    const octets = { iv, ciphertext: sealed.ciphertext, tag: sealed.tag };
    for (const [name, value] of Object.entries(octets)) {
      made = inRoot(made, name, JSON.stringify(encodeBase64Url(value)));
    }
    return { kind: "encrypted", token: made, key: own.material, software: software || sealed.software };
  } catch (error) {
    return unavailable({ code: "import-failed", message: messageOf(error) });
  }
}

/** The token with the content encryption key encrypted for one recipient: `key`, or a fresh one. */
async function forOne(
  text: string,
  index: number,
  keys: KeyInputs,
  read: ReadKeys,
  contentKey?: Uint8Array<ArrayBuffer>,
) {
  const { token } = seen(text).seals[index]!;
  const root = wholeObject(token.header!.json);
  if (root === null) return { reason: { code: "header-not-object" } as const };
  const header = headerOf(root);
  const [alg, encName] = [header.string("alg") ?? "", header.string("enc")];
  const row = keyManagementRow(alg);
  if (row === null) return { reason: { code: "alg-unknown", alg } as const };
  if (encName === null) return { reason: { code: "enc-missing" } as const };
  const enc = contentEncryptionRow(encName);
  if (enc === null) return { reason: { code: "enc-unknown", enc: encName } as const };
  // It is decrypted on request, but no new token should use it.
  if (row.mode === "key encryption" && row.hash === null) return { reason: { code: "rsa1_5" } as const };
  if (header.value("zip") !== null && header.string("zip") !== "DEF")
    return { reason: { code: "zip-unknown" } as const };
  const isShared = !row.mode.startsWith("direct");
  if (contentKey !== undefined && !isShared) return { reason: { code: "none-fits" } as const };
  const keyed: KeyedToken = {
    row,
    enc,
    encName,
    header,
    encryptedKey: new Uint8Array(),
    ...(contentKey === undefined ? {} : { contentKey }),
  };
  const sealed = await sealKey(keyed, token.header!.text, keys, read);
  if ("reason" in sealed) return { reason: sealed.reason };
  const { key, encryptedKey, header: joined, material, software } = sealed;
  let made = text;
  for (const name of MADE) {
    const literal = literalIn(joined, name);
    if (literal !== null && literal !== literalIn(token.header!.text, name))
      made = inHeader(made, index, name, literal);
  }
  const encrypted = encryptedKey.length === 0 ? "" : JSON.stringify(encodeBase64Url(encryptedKey));
  made = applyEdits(made, setOrRemove(made, entryOf(made, index), "encrypted_key", encrypted));
  return { text: made, key, material, software, isShared };
}

/** The names of a set's keys in Public key; null where it is not a set. */
async function namedKeys({ publicKey }: KeyInputs, read: ReadKeys): Promise<ReadonlySet<string> | null> {
  const reading = await read(publicKey.text, publicKey.passphrase);
  if (reading.kind !== "keys" || (reading.format !== "jwks" && reading.keys.length < 2)) return null;
  return new Set(reading.keys.flatMap(({ jwk: { kid } }) => (typeof kid === "string" ? [kid] : [])));
}

function seen(text: string): JsonSeals {
  return jsonSeals({ text, form: "jwe-json", segments: [], segmentCount: 0, header: null, payload: null });
}

function entryOf(text: string, index: number): JsonObject {
  return seen(text).envelope.seals[index]!.entry;
}

function literalIn(text: string, name: string): string | null {
  const document = parseJson(text);
  const root = wholeObject(document);
  const value = root && lastMember(root, name)?.value;
  return value ? text.slice(value.range.start, value.range.end) : null;
}

function inRoot(text: string, name: string, literal: string): string {
  const edit = setMember(text, name, literal);
  return edit === null ? text : applyEdit(text, edit);
}

/** Sets a header parameter where it already is; otherwise in the recipient's own header, or in the protected one. */
function inHeader(text: string, index: number, name: string, literal: string): string {
  const { envelope, seals } = seen(text);
  const { entry } = envelope.seals[index]!;
  const root = wholeObject(envelope.json)!;
  const part = seals[index]!.protected;
  const own = lastMember(entry, "header")?.value;
  const shared = lastMember(root, "unprotected")?.value;
  const has = (node: JsonObject["members"][number]["value"] | undefined): boolean =>
    node?.type === "object" && lastMember(node, name) !== null;
  const protectedRoot = part && wholeObject(part.json);
  const inProtected = protectedRoot !== null && lastMember(protectedRoot, name) !== null;
  const set = (object: JsonObject): string => {
    const before = text.slice(object.range.start, object.range.end);
    return text.slice(0, object.range.start) + inRoot(before, name, literal) + text.slice(object.range.end);
  };
  if (has(own) && own?.type === "object") return set(own);
  if (has(shared) && shared?.type === "object") return set(shared);
  if (inProtected || (seals.length === 1 && part !== null)) {
    const encoded = JSON.stringify(encodeBase64Url(encodeUtf8(inRoot(part!.text, name, literal))));
    return inRoot(text, "protected", encoded);
  }
  if (own?.type === "object") return set(own);
  return applyEdits(text, setOrRemove(text, entry, "header", `{${JSON.stringify(name)}:${literal}}`));
}

function unavailable(reason: JudgementReason): EncryptOutcome {
  return { kind: "unavailable", reason };
}
