import type { JWK } from "jose";
import { encryptJwe } from "../crypto/jwe/encrypt.ts";
import type { Judgement } from "../crypto/types.ts";
import { innerForm } from "../envelope/places.ts";
import { hasUnencodedPayload, parseToken } from "../envelope/parse.ts";
import { openSeal } from "../envelope/json-seals.ts";
import { compactSdJwt, selectiveOf } from "../envelope/selective.ts";
import type { ParsedToken, Segment as TokenSegment } from "../envelope/types.ts";
import { parseJson } from "../json/parse.ts";
import { lastMember, stringMember } from "../json/query.ts";
import type { JsonDocument, JsonMember, JsonNode, JsonObject, JsonString } from "../json/types.ts";
import { thumbprint } from "../keys/formats/thumbprint.ts";
import { algorithmRow } from "../registry/algorithms.ts";
import { contentEncryptionRow, keyManagementRow } from "../registry/encryption-algorithms.ts";
import { isSecretMember } from "../report/personal.ts";
import { encodeBase64Url, isStrictBase64Url } from "../text/base64url.ts";
import { octetsOfText, textOfOctets } from "../text/octets.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { certificateLike, certifiedKey } from "./certificate.ts";
import type { Keyring, ThrowawayKey } from "./keyring.ts";
import { isKeyMember, publicOf } from "./keyring.ts";
import { isTimeName, nameStays, numberStays, treatmentOf } from "./member-policy.ts";
import type { Replacer } from "./replacer.ts";
import { readSegment } from "./segment.ts";
import { signatureLike } from "./signature.ts";
import { spelledJson, spelledToken } from "./spelled.ts";
import type { TwinLimit } from "./types.ts";

/** The limit for tokens inside tokens; what is deeper is replaced as a value. */
const MOST_DEPTH = 8;

/** With more bytes that are not UTF-8, a value is not treated as text: nothing of it is kept. */
const MOST_FOREIGN = 12;

/** What is known about the token that the given keys are for. */
interface Judged {
  readonly text: string;
  readonly judgement: Judgement;
}

/** Replaces the text around and inside tokens: `text.ts`, which in turn makes twins of the tokens it finds. */
type TextTwin = (text: string, name: string, depth: number) => Promise<string>;

/** A value and its replacement. */
interface Pair {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Makes the twins of one text: each token has one twin, wherever it occurs. */
export class Maker {
  readonly replacer: Replacer;
  readonly keyring: Keyring;
  readonly judged: Judged | null;
  readonly keys = new Map<string, ThrowawayKey>();
  readonly limits = new Map<string, TwinLimit>();
  readonly pairs: Pair[] = [];
  /** Values computed from others: hashes of tokens, digests of disclosures, thumbprints of keys. */
  readonly #derived = new Map<string, () => Promise<string>>();
  readonly #twins = new Map<string, Promise<string>>();
  readonly #underWay = new Set<string>();
  readonly #learnt = new Set<string>();
  readonly stayed = { times: new Set<string>(), names: new Set<string>(), forms: new Set<string>() };
  textTwin: TextTwin = async (text) => this.replacer.text(text, "words");

  constructor(replacer: Replacer, keyring: Keyring, judged: Judged | null) {
    this.replacer = replacer;
    this.keyring = keyring;
    this.judged = judged;
  }

  /** Records what other values may be computed from in the tokens of a text. */
  async learn(text: string, depth = 0): Promise<void> {
    if (depth > MOST_DEPTH || this.#learnt.has(text)) return;
    this.#learnt.add(text);
    const token = parseToken(text);
    if (token.form === "empty" || token.form === "text") return;
    for (const bits of [256, 384, 512] as const) {
      // oxlint-disable-next-line no-await-in-loop
      const whole = await hash(bits, encodeUtf8(text));
      if (bits === 256)
        this.#derive(encodeBase64Url(whole), async () =>
          encodeBase64Url(await hash(256, encodeUtf8(await this.token(text, depth)))),
        );
      this.#derive(encodeBase64Url(whole.subarray(0, bits / 16)), async () =>
        encodeBase64Url((await hash(bits, encodeUtf8(await this.token(text, depth)))).subarray(0, bits / 16)),
      );
    }
    const documents = [token.header?.json, token.payload?.json];
    const [certificate] = token.header ? certificatesIn(token.header.json) : [];
    if (certificate !== undefined) {
      for (const algorithm of ["SHA-1", "SHA-256"]) {
        const digest = async (said: string): Promise<string> =>
          encodeBase64Url(new Uint8Array(await globalThis.crypto.subtle.digest(algorithm, readSegment(said).bytes)));
        const name = await digest(certificate); // oxlint-disable-line no-await-in-loop
        this.#derive(name, async () => digest(await this.#certificate(certificate)));
      }
    }
    for (const { text: disclosure } of selectiveOf(token)?.disclosures ?? [])
      await this.#learnDisclosure(disclosure, documents); // oxlint-disable-line no-await-in-loop
    for (const document of documents) if (document?.root) await this.#learnKeys(document.root, depth); // oxlint-disable-line no-await-in-loop
  }

  async #learnDisclosure(disclosure: string, documents: (JsonDocument | undefined)[]): Promise<void> {
    if (disclosure === "" || disclosure.includes(".")) return;
    for (const bits of [256, 384, 512] as const) {
      const digest = encodeBase64Url(await hash(bits, encodeUtf8(disclosure))); // oxlint-disable-line no-await-in-loop
      this.#derive(digest, async () =>
        encodeBase64Url(await hash(bits, encodeUtf8(await this.#disclosure(disclosure)))),
      );
    }
    documents.push(parseJson(textOfOctets(readSegment(disclosure).bytes)));
  }

  async #learnKeys(node: JsonNode, depth: number): Promise<void> {
    const waiting: JsonNode[] = [node];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.type === "array") waiting.push(...next.items);
      if (next.type === "string" && innerForm(next.value) !== null) await this.learn(next.value, depth + 1); // oxlint-disable-line no-await-in-loop
      if (next.type !== "object") continue;
      waiting.push(...next.members.map(({ value }) => value));
      const jwk = jwkOf(next);
      if (jwk === null) continue;
      const name = await thumbprint(jwk).catch(() => null); // oxlint-disable-line no-await-in-loop
      if (name === null) continue;
      this.#derive(name, async () => {
        const made = await this.keyring.inPlaceOf(jwk);
        return made === null ? this.replacer.opaque(name) : thumbprint(made);
      });
    }
  }

  #derive(value: string, make: () => Promise<string>): void {
    if (!this.#derived.has(value)) this.#derived.set(value, make);
  }

  #limit(code: TwinLimit["code"], detail: string): void {
    this.limits.set(`${code} ${detail}`, { code, detail });
  }

  /** The twin of a token, whatever its form; if the text is not a token, its values are replaced. */
  async token(text: string, depth = 0): Promise<string> {
    const known = this.#twins.get(text);
    if (known !== undefined) return this.#underWay.has(text) ? this.replacer.opaque(text) : known;
    const made = this.#make(text, depth);
    this.#twins.set(text, made);
    this.#underWay.add(text);
    try {
      return await made;
    } finally {
      this.#underWay.delete(text);
    }
  }

  async #make(text: string, depth: number): Promise<string> {
    if (depth > MOST_DEPTH) return this.replacer.opaque(text);
    if (/[%\\<&]/.test(text)) {
      const { said, respell } = spelledToken(text);
      if (said !== text && said.split(".").length > 2) return respell(await this.token(said, depth));
    }
    const token = parseToken(text);
    if (token.form === "text" || (token.form === "jws" && token.header?.json.problems.length !== 0)) {
      const other = await this.#otherwise(text, depth);
      if (other !== null) return other;
    }
    switch (token.form) {
      case "empty":
        return text;
      case "text":
        return this.replacer.text(text, "secret");
      case "jws":
        return this.#jws(token, depth);
      case "sd-jwt":
        return this.#sdJwt(token, depth);
      case "jwe":
        return this.#jwe(token, depth);
      case "jws-json":
        return this.#jwsJson(text, depth);
      case "jwe-json":
        return this.#jweJson(text, depth);
    }
  }

  /** The twin of a token that has lost its beginning or was encoded once more; null if the text is neither. */
  async #otherwise(text: string, depth: number): Promise<string | null> {
    const [first = ""] = text.split(".", 1);
    for (const start of ["e", "ey", "eyJ"]) {
      const { root, problems } = parseJson(textOfOctets(readSegment(start + first).bytes));
      if (root?.type === "object" && problems.length === 0 && lastMember(root, "alg") !== null)
        return (await this.token(start + text, depth + 1)).slice(start.length); // oxlint-disable-line no-await-in-loop
    }
    if (text.includes(".")) return null;
    const { bytes, write } = readSegment(text);
    const said = textOfOctets(bytes);
    const isContent = innerForm(said) !== null || /^[[{]/.test(said);
    if (!isContent || FOREIGN.test(said)) return null;
    return write(octetsOfText(await this.#content(said, depth + 1, "payload")), (below) => this.replacer.below(below));
  }

  /** `whole`: the token that this is the signed part of. */
  async #jws(token: ParsedToken, depth: number, key: JWK | null = null, whole = token.text): Promise<string> {
    const { text, segments } = token;
    const isWrong = this.judged?.text === whole && this.judged.judgement.state === "invalid";
    const made: string[] = [];
    for (const segment of segments) {
      made.push(await this.#jwsSegment(token, segment, made, depth, { key, isWrong })); // oxlint-disable-line no-await-in-loop
    }
    return this.#assembled(text, segments, made);
  }

  async #jwsSegment(
    token: ParsedToken,
    segment: TokenSegment,
    before: readonly string[],
    depth: number,
    signing: SignAs,
  ): Promise<string> {
    switch (segment.name) {
      case "header":
        return this.#segment(segment.text, depth, "header");
      case "payload":
        return token.unencodedPayload === true
          ? this.#content(segment.text, depth, "payload")
          : this.#segment(segment.text, depth, "payload");
      case "signature":
        return this.#signature(token, segment.text, before.slice(0, 2).join("."), signing);
      default:
        return this.#random(segment.text);
    }
  }

  /** The text of a token with its segments replaced; the text between them is kept, any other text is not. */
  #assembled(text: string, segments: readonly TokenSegment[], made: readonly string[]): string {
    let whole = "";
    let done = 0;
    for (const [index, { range }] of segments.entries()) {
      whole += this.replacer.opaque(text.slice(done, range.start)) + (made[index] ?? "");
      done = range.end;
    }
    return whole + this.replacer.opaque(text.slice(done));
  }

  /** A base64url segment: its content is replaced, the way it is written is kept. */
  async #segment(text: string, depth: number, name: "header" | "payload"): Promise<string> {
    const { bytes, write } = readSegment(text);
    return write(await this.octets(bytes, depth, name), (below) => this.replacer.below(below));
  }

  #random(text: string): string {
    const { bytes, write } = readSegment(text);
    // One byte repeated identifies nobody, and is often what is wrong with the value.
    if (bytes.length > 0 && bytes.every((octet) => octet === bytes[0])) return text;
    const said = bytes.length >= 20 ? String.fromCharCode(...bytes.subarray(0, 1000)) : "";
    // Hexadecimal digits that were encoded once more.
    if (/^[\da-f]+$/i.test(said) && said.length === bytes.length)
      return write(octetsOfText(this.replacer.opaque(said)), (below) => this.replacer.below(below));
    return write(this.replacer.bytes(bytes.length), (below) => this.replacer.below(below));
  }

  /** The bytes of a content with their values replaced: text as text, anything else by random bytes. */
  async octets(bytes: Uint8Array, depth: number, name: string): Promise<Uint8Array> {
    if (bytes.length === 0) return bytes;
    const text = textOfOctets(bytes);
    const foreign = text.search(FOREIGN);
    const controls = text.search(/[\0-\x08\x0e-\x1a\x1c-\x1f]/);
    if (foreign < 0 && controls < 0) return octetsOfText(await this.#content(text, depth, name));
    if (foreign < 0 && text.length > 3 && text.length % 2 === 0 && /^(?:[^\0]\0)+$/.test(text)) {
      // UTF-16 of ASCII.
      const made = await this.#content(text.replaceAll("\0", ""), depth, name);
      return octetsOfText(Array.from(made, (unit) => `${unit}\0`).join(""));
    }
    const count = (text.match(FOREIGN_ALL) ?? []).length;
    const isText = (count <= 4 || (count <= MOST_FOREIGN && count * 10 < text.length)) && controls < 0;
    if (isText) {
      const made = await this.#content(text, depth, name);
      return octetsOfText(made.replace(FOREIGN_ALL, (one) => this.#foreign(one)));
    }
    // It breaks off here: what follows may be the same text with its bits shifted.
    const { problems } = parseJson(text);
    const broken = Math.min(...[foreign, controls, problems[0]?.range.start ?? text.length].filter((at) => at >= 0));
    const start = octetsOfText(text.slice(0, broken)).length;
    const head = /^\s*[[{]/.test(text)
      ? octetsOfText(await this.#content(text.slice(0, broken), depth, name))
      : new Uint8Array();
    const kept = head.length === start ? start : 0;
    const made = this.replacer.bytes(bytes.length);
    made.set(head.subarray(0, kept));
    if (kept === 0) this.#limit("binary", name);
    return made;
  }

  /** Replaces a byte that is not UTF-8 with a similar one. */
  #foreign(one: string): string {
    const octet = one.charCodeAt(0) - 0xdc00;
    const [from, to] =
      octet < 0xc0 ? [0x80, 0xbf] : octet < 0xe0 ? [0xc2, 0xdf] : octet < 0xf0 ? [0xe0, 0xef] : [0xf0, 0xf4];
    if (octet > 0xf4 || octet === 0xc0 || octet === 0xc1) return one;
    return String.fromCharCode(0xdc00 + from + this.replacer.below(to - from + 1));
  }

  async #content(text: string, depth: number, name: string): Promise<string> {
    const bare = text.trim();
    if (innerForm(bare, name === "payload" && /^[\w-]+\.[\w-]+\.[\w-]*/.test(bare)) !== null)
      return text.replace(bare, await this.token(bare, depth + 1));
    if (/^[\s\ufeff]*[[{"]/.test(text) || name === "header") return this.json(text, depth, name);
    return this.textTwin(text, name, depth + 1);
  }

  /** The signature of the twin, in the form of the original one. */
  async #signature(token: ParsedToken, text: string, signingInput: string, as: SignAs): Promise<string> {
    const segment = readSegment(text);
    const { bytes } = segment;
    if (bytes.length === 0) return this.replacer.opaque(text);
    if (bytes.every((octet) => octet === bytes[0])) return text;
    const made = await this.#signed(token, bytes, signingInput, as);
    return segment.write(made, (below) => this.replacer.below(below));
  }

  async #signed(
    token: ParsedToken,
    bytes: Uint8Array,
    signingInput: string,
    { key, isWrong }: SignAs,
  ): Promise<Uint8Array> {
    const random = (): Uint8Array => this.replacer.bytes(bytes.length);
    const header = token.header?.json;
    const alg = (header && stringMember(header, "alg")) ?? "";
    const row = algorithmRow(alg);
    if (header === undefined || row === null || row.family === "none") {
      if (row === null && alg !== "") this.#limit("algorithm", alg);
      return random();
    }
    try {
      const signer = key ?? (await this.#signer(header, alg, bytes.length));
      const made = await signatureLike(bytes, { alg, key: signer, signingInput, isWrong }, (length) =>
        this.replacer.bytes(length),
      );
      if (made !== null) return made;
    } catch {
      // Reported below.
    }
    this.#limit("algorithm", alg);
    return random();
  }

  /** The key that signs: the header's own key if it has one, otherwise one for its `kid`. */
  async #signer(header: JsonDocument, alg: string, octets: number): Promise<JWK> {
    const carried = header.root?.type === "object" ? lastMember(header.root, "jwk")?.value : null;
    const jwk = carried?.type === "object" ? jwkOf(carried) : null;
    const own = jwk === null ? null : await this.keyring.inPlaceOf(jwk);
    if (own !== null) return own;
    const [certificate] = certificatesIn(header);
    const certified = certificate === undefined ? null : await certifiedKey(certificate);
    const given = stringMember(header, "kid");
    const made =
      (certified === null ? null : await this.keyring.inPlaceOf(certified)) ??
      (await this.keyring.forSigning(alg, given, octets));
    const kid = given === null ? null : await this.#value(given, "kid", null);
    const named: JWK = { ...made, ...(kid === null ? {} : { kid }), alg, use: "sig" };
    this.keys.set(`sign ${alg} ${kid ?? ""} ${octets}`, { jwk: named, use: "sign" });
    return made;
  }

  async #sdJwt(token: ParsedToken, depth: number): Promise<string> {
    const { text } = token;
    const [jws = "", ...rest] = text.split("~");
    const parsed = parseToken(jws);
    const made = [await this.#jws(parsed, depth, null, text)];
    for (const part of rest) {
      if (part.includes(".")) {
        const before = text.slice(0, text.lastIndexOf(part));
        made.push(await this.#binding(part, before, `${made.join("~")}~`, parsed, depth)); // oxlint-disable-line no-await-in-loop
      } else made.push(await this.#disclosure(part)); // oxlint-disable-line no-await-in-loop
    }
    return made.join("~");
  }

  /**
   * A key binding, signed for the twin of what it binds: the SD-JWT in the compact form, in the original and in the
   * twin (RFC 9901 section 4.3.1).
   */
  async #binding(part: string, before: string, twin: string, issued: ParsedToken, depth: number): Promise<string> {
    for (const bits of [256, 384, 512] as const) {
      const digest = encodeBase64Url(await hash(bits, encodeUtf8(before))); // oxlint-disable-line no-await-in-loop
      this.#derive(digest, async () => encodeBase64Url(await hash(bits, encodeUtf8(twin))));
    }
    return this.#jws(parseToken(part), depth + 1, await this.#holder(issued));
  }

  /** The key that replaces the holder's (`cnf`, RFC 7800 section 3.2). */
  async #holder({ payload }: ParsedToken): Promise<JWK | null> {
    const root = payload?.json.root;
    const cnf = root?.type === "object" ? lastMember(root, "cnf")?.value : null;
    const jwk = cnf?.type === "object" ? lastMember(cnf, "jwk")?.value : null;
    const given = jwk?.type === "object" ? jwkOf(jwk) : null;
    return given === null ? null : this.keyring.inPlaceOf(given);
  }

  readonly #disclosures = new Map<string, Promise<string>>();

  async #disclosure(text: string): Promise<string> {
    let made = this.#disclosures.get(text);
    if (made === undefined) {
      made = this.#madeDisclosure(text);
      this.#disclosures.set(text, made);
    }
    return made;
  }

  async #madeDisclosure(text: string): Promise<string> {
    if (text === "") return text;
    const segment = readSegment(text);
    const json = textOfOctets(segment.bytes);
    const { root } = parseJson(json);
    const [salt, second, third] = root?.type === "array" ? root.items : [];
    if (root?.type !== "array" || salt === undefined) return this.#random(text);
    const name = third !== undefined && second?.type === "string" ? second.value : "";
    const value = third ?? second;
    const edits = new Edits();
    if (salt.type === "string") this.#string(json, salt, "salt", null, edits, 0);
    if (value !== undefined) this.#walk(json, value, name, "", null, edits, 0);
    const made = this.#gaps(json, await edits.settled());
    return segment.write(octetsOfText(made), (below) => this.replacer.below(below));
  }

  /** A JWE is encrypted again if possible; otherwise its parts are random and of the same length. */
  async #jwe(token: ParsedToken, depth: number): Promise<string> {
    const { segments, header } = token;
    const sound = segments.length === 5 && segments.every(({ problems }) => problems.length === 0) && header !== null;
    const alg = (header && stringMember(header.json, "alg")) ?? "";
    const enc = (header && stringMember(header.json, "enc")) ?? "";
    const first = segments[0]?.text ?? "";
    const twin = await this.#segment(first, depth, "header");
    const sealed = sound && header.json.problems.length === 0 ? await this.#sealed(token, alg, enc, twin, depth) : null;
    if (sealed !== null) return sealed;
    this.#limit("encryption", alg === "" ? "JWE" : alg);
    return this.#assembled(
      token.text,
      segments,
      segments.map(({ text }, index) => (index === 0 ? twin : this.#random(text))),
    );
  }

  async #sealed(token: ParsedToken, alg: string, enc: string, twin: string, depth: number): Promise<string | null> {
    const [row, content] = [keyManagementRow(alg), contentEncryptionRow(enc)];
    if (row === null || content === null) return null;
    const header = token.header?.json;
    const epk = header?.root?.type === "object" ? lastMember(header.root, "epk")?.value : null;
    const given = epk?.type === "object" ? jwkOf(epk) : null;
    const isAgreed = row.keyTypes.includes("EC");
    // An ephemeral key that is invalid, or includes its private half, is what is wrong with the token.
    if (isAgreed && (given === null || "d" in given || (await this.keyring.inPlaceOf(given)) === null)) return null;
    const curve = given?.crv;
    const judgement = this.judged?.text === token.text ? this.judged.judgement : null;
    const ciphertext = token.segments[3]?.bytes.length ?? 0;
    let bytes: Uint8Array;
    if (judgement?.opened) bytes = await this.octets(judgement.opened.bytes, depth + 1, "payload");
    else {
      // The content is unknown here.
      bytes = encodeUtf8("x".repeat(enc.includes("CBC") ? Math.max(0, ciphertext - 1) : ciphertext));
      this.#limit("content", alg);
    }
    try {
      const named = header ? stringMember(header, "kid") : null;
      const octets = token.segments[1]?.bytes.length ?? 0;
      const key = await this.keyring.forRecipient(alg, enc, named, curve ?? null, octets);
      const text = textOfOctets(readSegment(twin).bytes);
      const kid = stringMember(parseJson(text), "kid");
      const outcome = await encryptJwe(
        { header: text, content: Uint8Array.from(bytes) },
        {
          secret: { text: key.kty === "oct" ? (key.k ?? "") : "", encoding: "Base64url" },
          publicKey: { text: key.kty === "oct" ? "" : JSON.stringify(publicOf(key)) },
          privateKey: { text: "" },
        },
      );
      if (outcome.kind !== "encrypted") return null;
      const isZipped = header !== undefined && stringMember(header, "zip") !== null;
      // If a part has the wrong length, that is what is wrong with it.
      const lengths = (one: string): string =>
        one
          .split(".")
          .map(({ length }, at) => (at === 0 || (at === 3 && isZipped) ? "" : length))
          .join();
      if (lengths(outcome.token) !== lengths(token.text)) return null;
      this.keys.set(`open ${alg} ${kid ?? ""}`, {
        jwk: { ...key, ...(kid === null ? {} : { kid }), alg, use: "enc" },
        use: "decrypt",
      });
      if (judgement?.state !== "invalid") return outcome.token;
      const parts = outcome.token.split(".");
      return [...parts.slice(0, 4), this.#random(parts[4] ?? "")].join(".");
    } catch {
      return null;
    }
  }

  async #jwsJson(text: string, depth: number): Promise<string> {
    const { root } = parseJson(text);
    if (root?.type !== "object") return this.json(text, depth, "");
    const payload = lastMember(root, "payload")?.value;
    const list = lastMember(root, "signatures")?.value;
    const entries = list?.type === "array" ? list.items.filter((item) => item.type === "object") : [];
    const edits = new Edits();
    const isUnencoded = [root, ...entries].some((entry) => {
      const header = stringIn(entry, "protected");
      return header !== null && hasUnencodedPayload(parseJson(textOfOctets(readSegment(header.value).bytes)));
    });
    const twinPayload =
      payload?.type === "string"
        ? isUnencoded
          ? await this.#content(payload.value, depth, "payload")
          : await this.#segment(payload.value, depth, "payload")
        : "";
    if (payload?.type === "string") this.#put(text, payload, twinPayload, edits);
    for (const [index, entry] of [root, ...entries].entries()) {
      await this.#jwsJsonEntry(text, entry, Math.max(0, index - 1), twinPayload, depth, edits); // oxlint-disable-line no-await-in-loop
    }
    for (const entry of [root, ...entries]) {
      this.#walkOthers(text, entry, ["payload", "protected", "header", "signature", "signatures"], edits, depth);
    }
    return this.#gaps(text, await edits.settled());
  }

  async #jwsJsonEntry(
    text: string,
    entry: JsonObject,
    index: number,
    payload: string,
    depth: number,
    edits: Edits,
  ): Promise<void> {
    const header = stringIn(entry, "protected");
    const signature = stringIn(entry, "signature");
    const unprotected = lastMember(entry, "header")?.value;
    const twin = header === null ? "" : await this.#segment(header.value, depth, "header");
    if (header !== null) this.#put(text, header, twin, edits);
    const binds = index === 0 && signature !== null;
    if (unprotected?.type === "object") await this.#unprotected(text, unprotected, binds, edits, depth);
    else if (unprotected !== undefined) this.#walk(text, unprotected, "", "", null, edits, depth);
    if (signature === null) return;
    // Its header parameters as one, whichever header has them.
    const own = header === null ? null : parseJson(textOfOctets(readSegment(header.value).bytes)).root;
    const members = [own, unprotected].flatMap((part) => (part?.type === "object" ? part.members : []));
    const joined: JsonDocument = { ...parseJson("{}"), root: { type: "object", range: { start: 0, end: 2 }, members } };
    const part = { text: "", utf8: [], json: joined };
    const token: ParsedToken = { ...parseToken(""), text, header: part };
    const judged = this.judged?.text === text ? this.judged.judgement : null;
    const isWrong = (judged?.seals?.each[index] ?? judged)?.state === "invalid";
    const made = await this.#signature(token, signature.value, `${twin}.${payload}`, { key: null, isWrong });
    this.#put(text, signature, made, edits);
    if (binds && unprotected?.type === "object")
      await this.#bindingIn(text, unprotected, `${twin}.${payload}.${made}`, edits, depth);
  }

  /**
   * An unprotected header, with its disclosures treated like those of a compact SD-JWT (RFC 9901 section 8.1).
   * `binds`: its key binding is made after the signature.
   */
  async #unprotected(text: string, header: JsonObject, binds: boolean, edits: Edits, depth: number): Promise<void> {
    const disclosures = lastMember(header, "disclosures")?.value;
    const isListed = disclosures?.type === "array";
    for (const item of isListed ? disclosures.items : []) {
      if (item.type === "string") this.#put(text, item, await this.#disclosure(item.value), edits); // oxlint-disable-line no-await-in-loop
      else this.#walk(text, item, "", "", null, edits, depth);
    }
    const isBound = binds && stringIn(header, "kb_jwt") !== null && compactSdJwt(parseToken(text)) !== null;
    this.#walkOthers(
      text,
      header,
      [...(isListed ? ["disclosures"] : []), ...(isBound ? ["kb_jwt"] : [])],
      edits,
      depth,
    );
  }

  /** The key binding of the first unprotected header: it binds the compact form with that signature (RFC 9901 section 8.1). */
  async #bindingIn(text: string, header: JsonObject, jws: string, edits: Edits, depth: number): Promise<void> {
    const token = openSeal(parseToken(text), 0);
    const binding = stringIn(header, "kb_jwt");
    const before = compactSdJwt(token);
    if (binding === null || before === null) return;
    const disclosures = await Promise.all(
      (selectiveOf(token)?.disclosures ?? []).map((one) => this.#disclosure(one.text)),
    );
    const twin = [jws, ...disclosures, ""].join("~");
    this.#put(text, binding, await this.#binding(binding.value, before, twin, token, depth), edits);
  }

  async #jweJson(text: string, depth: number): Promise<string> {
    this.#limit("encryption", "JSON serialization");
    const { root } = parseJson(text);
    if (root?.type !== "object") return this.json(text, depth, "");
    const edits = new Edits();
    const seal = async (entry: JsonObject): Promise<void> => {
      const names = ["encrypted_key", "iv", "ciphertext", "tag", "aad"];
      for (const name of names) {
        const value = stringIn(entry, name);
        if (value !== null) this.#put(text, value, this.#random(value.value), edits);
      }
      const header = stringIn(entry, "protected");
      if (header !== null) this.#put(text, header, await this.#segment(header.value, depth, "header"), edits);
      for (const name of ["header", "unprotected"]) {
        const value = lastMember(entry, name)?.value;
        if (value !== undefined) this.#walk(text, value, "", "", null, edits, depth);
      }
    };
    await seal(root);
    const list = lastMember(root, "recipients")?.value;
    const entries = list?.type === "array" ? list.items.filter((item) => item.type === "object") : [];
    for (const item of entries) await seal(item); // oxlint-disable-line no-await-in-loop
    const done = [
      "encrypted_key",
      "iv",
      "ciphertext",
      "tag",
      "aad",
      "protected",
      "header",
      "unprotected",
      "recipients",
    ];
    for (const item of [root, ...entries]) this.#walkOthers(text, item, done, edits, depth);
    return this.#gaps(text, await edits.settled());
  }

  #walkOthers(text: string, root: JsonObject, done: readonly string[], edits: Edits, depth: number): void {
    for (const member of root.members) {
      const isDone = done.includes(member.name) && lastMember(root, member.name) === member;
      if (!isDone) this.#member(text, member, root, "", edits, depth);
      else edits.leave(member.nameRange);
    }
  }

  /** The text of a JSON document with its values replaced, including what could not be read of it. `name` is that of the member that contains it. */
  async json(text: string, depth: number, name: string): Promise<string> {
    const { root } = parseJson(text);
    const edits = new Edits();
    if (root !== null)
      this.#walk(text, root, name === "header" || name === "payload" ? "" : name, "", null, edits, depth);
    return this.#gaps(text, await edits.settled());
  }

  #walk(
    text: string,
    node: JsonNode,
    name: string,
    parent: string,
    within: JsonObject | null,
    edits: Edits,
    depth: number,
  ): void {
    switch (node.type) {
      case "object": {
        const jwk = jwkOf(node);
        if (jwk !== null) return this.#key(text, node, jwk, name, edits, depth);
        for (const member of node.members) this.#member(text, member, node, name, edits, depth);
        return;
      }
      case "array":
        for (const item of node.items) this.#walk(text, item, name, parent, within, edits, depth);
        return;
      case "string":
        return this.#string(text, node, name, within, edits, depth);
      case "number":
        if (numberStays(name, node.raw)) {
          if (isTimeName(name)) this.stayed.times.add(name);
          return edits.leave(node.range);
        }
        return edits.put(node.range, this.#noted(name, node.raw, this.replacer.number(node.raw)));
      case "boolean":
      case "null":
        return edits.leave(node.range);
    }
  }

  #member(text: string, member: JsonMember, within: JsonObject, parent: string, edits: Edits, depth: number): void {
    this.#name(text, member, parent, edits);
    // In an HTTP archive, another member names a header, cookie or parameter.
    const named = member.name === "value" ? stringIn(within, "name")?.value : undefined;
    const bare = member.name.replace(/^['`]|['`]$/g, "");
    this.#walk(text, member.value, named ?? bare, parent, within, edits, depth);
  }

  #name(text: string, { name, nameRange }: JsonMember, parent: string, edits: Edits): void {
    if (nameStays(name, parent)) {
      this.stayed.names.add(name);
      return edits.leave(nameRange);
    }
    const made = this.replacer.text(name, "words");
    const literal = text.slice(nameRange.start, nameRange.end);
    edits.put(nameRange, literal.startsWith('"') ? this.#literal(literal, made) : made);
  }

  #string(text: string, node: JsonString, name: string, within: JsonObject | null, edits: Edits, depth: number): void {
    const literal = text.slice(node.range.start, node.range.end);
    const { said } = spelledJson(inside(literal));
    const made = this.#value(said, name, within, depth).then((value) => this.#literal(literal, value));
    edits.put(node.range, made);
  }

  /** A string literal, quotes included, with another content. */
  #literal(literal: string, said: string): string {
    const body = inside(literal);
    const start = literal.startsWith('"') ? 1 : 0;
    return literal.slice(0, start) + spelledJson(body).respell(said) + literal.slice(start + body.length);
  }

  #put(text: string, node: JsonString, said: string, edits: Edits): void {
    edits.put(node.range, this.#literal(text.slice(node.range.start, node.range.end), said));
  }

  async #value(said: string, name: string, within: JsonObject | null, depth = 0): Promise<string> {
    const derived = this.#derived.get(said);
    if (derived !== undefined) return this.#noted(name, said, await derived());
    if (said.length > 3 && innerForm(said) !== null) return this.token(said, depth + 1);
    if (DIGESTS.has(name)) return this.#noted(name, said, this.#digest(said));
    if (name === "crit") return nameStays(said, "") ? said : this.replacer.text(said, "words");
    if (name === "x5c") return this.#noted(name, said, await this.#certificate(said));
    if (within !== null && isSecretMember(name, within)) return this.#noted(name, said, this.replacer.opaque(said));
    const treatment = treatmentOf(name, said);
    if (treatment === "keep") {
      this.stayed.forms.add(`${name}: ${said}`);
      return said;
    }
    if (treatment === "time") {
      this.stayed.times.add(name);
      return said;
    }
    if (depth <= MOST_DEPTH && /^\s*[[{]/.test(said) && parseJson(said).problems.length === 0)
      return this.json(said, depth + 1, name);
    if (treatment === "secret") return this.#noted(name, said, this.replacer.text(said, "secret"));
    return this.#noted(name, said, await this.textTwin(said, name, depth + 1));
  }

  readonly #certificates = new Map<string, Promise<string>>();

  /** The replacement for a certificate: the same one each time. */
  async #certificate(said: string): Promise<string> {
    let made = this.#certificates.get(said);
    if (made === undefined) {
      made = this.#madeCertificate(said);
      this.#certificates.set(said, made);
    }
    return made;
  }

  async #madeCertificate(said: string): Promise<string> {
    const { bytes, write } = readSegment(said);
    const from = await certifiedKey(said);
    const to = from === null ? null : await this.keyring.inPlaceOf(from);
    const made = from === null || to === null ? null : certificateLike(bytes, from, to, this.replacer);
    if (made === null) this.#limit("certificate", "x5c");
    return made === null ? this.#random(said) : write(made, (below) => this.replacer.below(below));
  }

  readonly #digests = new Map<string, string>();

  /** The same random bytes for the same digest. */
  #digest(said: string): string {
    const isPlain =
      !isStrictBase64Url(said) || (/^[\da-f]+$/i.test(said) && said.length % 4 === 0 && said.length >= 40);
    const made = this.#digests.get(said) ?? (isPlain ? this.replacer.opaque(said) : this.#random(said));
    this.#digests.set(said, made);
    return made;
  }

  #noted(name: string, from: string, to: string): string {
    if (from !== to) this.pairs.push({ name, from, to });
    return to;
  }

  /** Replaces a JSON Web Key with another one of its kind. */
  #key(text: string, node: JsonObject, jwk: JWK, parent: string, edits: Edits, depth: number): void {
    const made = this.keyring.inPlaceOf(jwk);
    for (const member of node.members) {
      const { name, value } = member;
      if (!isKeyMember(name) || value.type !== "string") {
        this.#member(text, member, node, "jwk", edits, depth);
        continue;
      }
      edits.leave(member.nameRange);
      const literal = text.slice(value.range.start, value.range.end);
      edits.put(
        value.range,
        made.then((key) => {
          const other = (key as Readonly<Record<string, unknown>> | null)?.[name];
          if (key !== null && parent !== "epk")
            this.keys.set(`carried ${JSON.stringify(publicOf(key))}`, { jwk: key, use: "carried" });
          return this.#literal(literal, typeof other === "string" ? other : this.#random(value.value));
        }),
      );
    }
  }

  /** The text between the values that were read: brackets are kept, anything else is not JSON and is replaced as text. */
  #gaps(text: string, edits: readonly Edit[]): string {
    let made = "";
    let done = 0;
    for (const { range, insert } of edits) {
      if (range.start < done) continue;
      made += this.#gap(text, done, range.start) + (insert ?? text.slice(range.start, range.end));
      done = range.end;
    }
    return made + this.#gap(text, done, text.length);
  }

  #gap(text: string, from: number, to: number): string {
    const gap = text.slice(from, to);
    if (/^[\s\ufeff{}[\],:]*$/.test(gap)) return gap;
    return gap.replace(/[\p{L}\p{M}\p{N}.@_-]+/gu, (run, at: number) => {
      const before = text.slice(Math.max(0, from + at - 60), from + at);
      const name = /["'`]?([\w-]{1,40})["'`]?\s{0,9}[:=]\s{0,9}["'`]?$/.exec(before)?.[1];
      // What was meant as a time counts as one, however it is spelled.
      if (name !== undefined && isTimeName(name) && /^\d/.test(run)) return run;
      return this.replacer.text(run, name !== undefined && treatmentOf(name, run) === "secret" ? "secret" : "words");
    });
  }
}

const FOREIGN = /[\udc80-\udcff]/;
const FOREIGN_ALL = /(?<![\ud800-\udbff])[\udc80-\udcff]/g;

/** Names of values that are digests. */
const DIGESTS = new Set(
  "x5t x5t#S256 x5t#o jkt ath at_hash c_hash s_hash sd_hash _sd ... p2s iv tag apu apv".split(" "),
);

/** How a signature is made: with this key, or one found for it; and whether it must not verify. */
interface SignAs {
  readonly key: JWK | null;
  readonly isWrong: boolean;
}

interface Edit {
  readonly range: { readonly start: number; readonly end: number };
  readonly insert: string | null;
}

/** The replacements for a document's values, in the order of its text. */
class Edits {
  readonly #waiting: Promise<Edit>[] = [];

  put(range: Edit["range"], insert: string | Promise<string>): void {
    this.#waiting.push(Promise.resolve(insert).then((text) => ({ range, insert: text })));
  }

  leave(range: Edit["range"]): void {
    this.#waiting.push(Promise.resolve({ range, insert: null }));
  }

  async settled(): Promise<readonly Edit[]> {
    const all = await Promise.all(this.#waiting);
    return all.toSorted((a, b) => a.range.start - b.range.start);
  }
}

function inside(literal: string): string {
  const start = literal.startsWith('"') ? 1 : 0;
  const isClosed = literal.length > start && literal.endsWith('"') && !/(?:^|[^\\])(?:\\\\)*\\"$/.test(literal);
  return literal.slice(start, isClosed ? literal.length - 1 : literal.length);
}

function stringIn(object: JsonObject, name: string): JsonString | null {
  const value = lastMember(object, name)?.value;
  return value?.type === "string" ? value : null;
}

/** The texts of `x5c` (RFC 7515 section 4.1.6). */
function certificatesIn({ root }: JsonDocument): readonly string[] {
  const list = root?.type === "object" ? lastMember(root, "x5c")?.value : null;
  return list?.type === "array" ? list.items.flatMap((item) => (item.type === "string" ? [item.value] : [])) : [];
}

/** The JSON Web Key that an object is, with its string members; null if it is not one. */
function jwkOf(node: JsonObject): JWK | null {
  const kty = stringIn(node, "kty")?.value;
  if (kty === undefined) return null;
  const members = node.members.flatMap(({ name, value }) =>
    value.type === "string" && name !== "__proto__" ? [[name, value.value]] : [],
  );
  return Object.fromEntries(members) as JWK;
}

async function hash(bits: 256 | 384 | 512, octets: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await globalThis.crypto.subtle.digest(`SHA-${bits}`, octets));
}
