import * as node from "node:crypto";
import { compactDecrypt, flattenedDecrypt, flattenedVerify, generalDecrypt } from "jose";
import type { JudgementReason, VerdictState } from "../../core/crypto/types.ts";
import type { KeyInputs } from "../../core/keys/types.ts";
import { RSA } from "../keys/pairs.ts";
import { compactJwe, type Header, hmacSeal, jwe, type JweParts, type RecipientKey } from "./own-vectors.ts";

/** A token made by Node alone, and what the page must say about it. Plain data, so that it can be sent to a browser. */
export interface OwnCase {
  readonly name: string;
  readonly token: string;
  readonly keys: KeyInputs;
  readonly detached?: string;
  /** The required state, one of several, or any but one. */
  readonly state: VerdictState | readonly VerdictState[] | { readonly not: VerdictState };
  readonly content?: string;
  readonly alg?: string;
  readonly reason?: JudgementReason;
  /** The chosen signature or recipient, and the state of each. */
  readonly chosen?: number;
  readonly each?: readonly VerdictState[];
}

/** What jose says about the same token: its content, or null if it refuses it. */
interface SecondOpinion {
  readonly name: string;
  readonly says: () => Promise<string | null>;
  readonly is: string | null;
}

/** The keys that the tokens are made for. */
interface OwnKeys {
  readonly rsa: node.KeyPairKeyObjectResult;
  readonly curves: ReadonlyMap<string, node.KeyPairKeyObjectResult>;
}

export const NONE: KeyInputs = {
  secret: { text: "", encoding: "UTF-8" },
  publicKey: { text: "" },
  privateKey: { text: "" },
};
export const CONTENT = '{"sub":"1"}';
const ENCS = ["A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512"];
const SECRETS: readonly (readonly [alg: string, length: number])[] = [
  ["A128KW", 16],
  ["A192KW", 24],
  ["A256KW", 32],
  ["A128GCMKW", 16],
  ["A192GCMKW", 24],
  ["A256GCMKW", 32],
];

const shared = (bytes: Buffer): KeyInputs => ({ ...NONE, secret: { text: bytes.toString("hex"), encoding: "Hex" } });
const password = (text: string): KeyInputs => ({ ...NONE, secret: { text, encoding: "UTF-8" } });
export const mine = (key: node.KeyObject): KeyInputs => ({
  ...NONE,
  privateKey: { text: JSON.stringify(key.export({ format: "jwk" })) },
});
const bytes = (length: number): Buffer => node.createHash("shake256", { outputLength: length }).update("k").digest();
const b64 = (value: Buffer | string): string => Buffer.from(value).toString("base64url");
export const without = (all: Header, name: string): Header =>
  Object.fromEntries(Object.entries(all).filter(([own]) => own !== name));

export function ownKeys(): OwnKeys {
  const curves = new Map<string, node.KeyPairKeyObjectResult>();
  for (const namedCurve of ["P-256", "P-384", "P-521"])
    curves.set(namedCurve, node.generateKeyPairSync("ec", { namedCurve }));
  for (const type of ["x25519", "x448"] as const) curves.set(type, node.generateKeyPairSync(type as "x25519"));
  return { rsa: RSA, curves };
}

const textOf = (octets: Uint8Array): string => Buffer.from(octets).toString();
const orRefuses = (answer: Promise<string>): Promise<string | null> => answer.catch(() => null);

/** All cases, and jose's opinion on those whose algorithms it supports. One table for Node and the browser. */
export function ownCases({ rsa, curves }: OwnKeys = ownKeys()): {
  readonly cases: readonly OwnCase[];
  readonly opinions: readonly SecondOpinion[];
} {
  const cases: OwnCase[] = [];
  const opinions: SecondOpinion[] = [];
  const curve = (name: string): node.KeyPairKeyObjectResult => curves.get(name)!;
  type Expected = Omit<OwnCase, "name" | "token" | "keys">;
  const add = (name: string, token: string | object, keys: KeyInputs, expected: Expected | VerdictState): void => {
    const text = typeof token === "string" ? token : JSON.stringify(token);
    cases.push({ name, token: text, keys, ...(typeof expected === "string" ? { state: expected } : expected) });
  };
  const second = (name: string, is: string | null, says: () => Promise<string>): void => {
    opinions.push({ name, is, says: () => orRefuses(says()) });
  };
  type Flat = Parameters<typeof flattenedDecrypt>[0];
  const flatly = (token: Flat, key: RecipientKey, options?: Parameters<typeof flattenedDecrypt>[2]) => async () =>
    textOf((await flattenedDecrypt(token, key, options)).plaintext);

  /** The three forms of a token made by Node. */
  function opens(name: string, parts: JweParts, keys: KeyInputs, key: RecipientKey | null): void {
    const compact = compactJwe(parts);
    const flat = jwe(parts);
    const { encrypted_key, ...around } = flat;
    const general = { ...around, recipients: [encrypted_key === undefined ? {} : { encrypted_key }] };
    for (const [form, token] of Object.entries({ compact, flat, general }))
      add(`${name}, ${form}`, token, keys, { state: "decrypted", content: parts.content?.toString() ?? CONTENT });
    if (key === null) return;
    const options = { keyManagementAlgorithms: [String(parts.header["alg"])] };
    second(`${name}, compact`, CONTENT, async () => textOf((await compactDecrypt(compact, key, options)).plaintext));
    second(`${name}, flat`, CONTENT, flatly(flat, key, options));
  }

  for (const enc of ENCS) {
    const key = bytes(enc.endsWith("GCM") ? Number(enc.slice(1, 4)) / 8 : Number(enc.slice(1, 4)) / 4);
    opens(`dir with ${enc}`, { header: { alg: "dir", enc }, key }, shared(key), key);
  }
  for (const [alg, length] of SECRETS)
    for (const enc of ["A192GCM", "A192CBC-HS384"])
      opens(`${alg} with ${enc}`, { header: { alg, enc }, key: bytes(length) }, shared(bytes(length)), bytes(length));
  for (const alg of ["RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"])
    opens(alg, { header: { alg, enc: "A256GCM" }, key: rsa.publicKey }, mine(rsa.privateKey), rsa.privateKey);
  for (const name of curves.keys()) {
    const { publicKey, privateKey } = curve(name);
    for (const alg of ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"]) {
      const header = { alg, enc: "A256CBC-HS512", apu: b64("Alice"), apv: b64(Buffer.of(0, 255, 128)) };
      const key = name === "x448" ? null : privateKey;
      opens(`${alg} on ${name} with apu and apv`, { header, key: publicKey }, mine(privateKey), key);
    }
  }
  for (const alg of ["PBES2-HS256+A128KW", "PBES2-HS384+A192KW", "PBES2-HS512+A256KW"])
    for (const text of ["correct horse", "pä\u0000ß 密"]) {
      const key = Buffer.from(text);
      opens(`${alg} with ${JSON.stringify(text)}`, { header: { alg, enc: "A128GCM" }, key }, password(text), key);
    }
  const rsa15 = { header: { alg: "RSA1_5", enc: "A128CBC-HS256" }, key: rsa.publicKey };
  opens("RSA1_5, if the user asks", rsa15, mine(rsa.privateKey), null);

  whereParametersAre();
  severalRecipients();
  partsOfWrongLength();
  critOfEncrypted();
  signaturesInJson();
  return { cases, opinions };

  function whereParametersAre(): void {
    const key = bytes(32);
    const header = { alg: "A256KW", enc: "A256GCM", kid: "k" };
    const splits: Readonly<Record<string, NonNullable<JweParts["split"]>>> = {
      "all in the header of the recipient": (all) => ({ header: all }),
      "all in the shared unprotected header": (all) => ({ unprotected: all }),
      "one in each": ({ alg, enc, kid }) => ({ protected: { enc }, unprotected: { alg }, header: { kid } }),
      "kid alone unprotected": ({ alg, enc, kid }) => ({ protected: { alg, enc }, header: { kid } }),
    };
    for (const [name, split] of Object.entries(splits)) {
      const flat = jwe({ header, key, split, aad: "beside" });
      const other = { ...flat, aad: b64("else") };
      add(`parameters: ${name}`, flat, shared(key), { state: "decrypted", content: CONTENT });
      add(`parameters: ${name}, another aad`, other, shared(key), "invalid");
      second(`parameters: ${name}`, CONTENT, flatly(flat, key));
      second(`parameters: ${name}, another aad`, null, flatly(other, key));
    }
    const { privateKey, publicKey } = curve("P-256");
    const foreign = node.generateKeyPairSync("ec", { namedCurve: "P-256" });
    const set = [
      { ...foreign.privateKey.export({ format: "jwk" }), kid: "other" },
      { ...privateKey.export({ format: "jwk" }), kid: "mine" },
    ];
    for (const [kid, state] of [
      ["mine", "decrypted"],
      ["other", "invalid"],
      ["nobody", "key-error"],
    ] as const) {
      const made = jwe({
        header: { alg: "ECDH-ES+A256KW", enc: "A128GCM", kid },
        key: publicKey,
        split: ({ kid: name, epk, ...rest }) => ({ protected: rest, header: { kid: name, epk } }),
      });
      const keys = { ...NONE, privateKey: { text: JSON.stringify({ keys: set }) } };
      add(`a kid that is not protected chooses the key of a set: ${kid}`, made, keys, state);
    }
    const parts = { header: { ...header, zip: "DEF" }, key, content: Buffer.from(CONTENT.padEnd(900)) };
    const exposed = jwe({ ...parts, split: ({ zip, ...rest }) => ({ protected: rest, header: { zip } }) });
    add("zip that is protected", jwe(parts), shared(key), { state: "decrypted", content: CONTENT.padEnd(900) });
    add("zip that is not protected", exposed, shared(key), "malformed");
    second("zip that is not protected", null, flatly(exposed, key));
  }

  function severalRecipients(): void {
    const orders = [
      ["rsa", "curve", "secret"],
      ["secret", "rsa", "curve"],
      ["curve", "secret", "rsa"],
    ] as const;
    for (const order of orders) {
      const { token, keys } = forAll(order);
      for (const [index, name] of order.entries())
        add(`recipients ${order.join()}: ${name}`, token, keys[name], {
          state: "decrypted",
          content: CONTENT,
          chosen: index,
        });
      second(`recipients ${order.join()}`, CONTENT, async () =>
        textOf((await generalDecrypt(token, rsa.privateKey)).plaintext),
      );
    }
    const { token, keys } = forAll(["rsa", "secret"]);
    const [first, other] = token.recipients;
    const damaged = { ...token, recipients: [{ ...first, encrypted_key: "AAAA" }, other] };
    add("a broken recipient among others, opened by another", damaged, keys.secret, "decrypted");
    add("a broken recipient", damaged, keys.rsa, "invalid");
    const { protected: _, ...bare } = token;
    const differing = [
      { ...first, header: { ...first!.header, enc: "A128GCM" } },
      { ...other, header: { ...other!.header, enc: "A256GCM" } },
    ];
    add(
      "recipients that name two kinds of content encryption",
      { ...bare, recipients: differing },
      keys.rsa,
      "malformed",
    );
    add("no recipients", { ...token, recipients: [] }, keys.rsa, "malformed");
    add("a recipient that is not an object", { ...token, recipients: [first, 1] }, keys.rsa, "malformed");
    const both = { ...token, encrypted_key: first!.encrypted_key };
    add("flattened and general at once", both, keys.rsa, "malformed");
  }

  function forAll(order: readonly ("rsa" | "curve" | "secret")[], enc = "A128CBC-HS256") {
    const cek = bytes(32);
    const of = {
      rsa: [{ alg: "RSA-OAEP-512", kid: "rsa" }, rsa.publicKey],
      curve: [{ alg: "ECDH-ES+A192KW", kid: "curve" }, curve("x25519").publicKey],
      secret: [{ alg: "A192GCMKW", kid: "secret" }, bytes(24)],
    } as const;
    const recipients = order.map((name) => {
      const [own, key] = of[name];
      const split = (all: Header) => ({ protected: { enc }, header: without(all, "enc") });
      const { header, encrypted_key } = jwe({ header: { ...own, enc }, key, contentKey: cek, split });
      return { header: header!, encrypted_key: encrypted_key! };
    });
    // They all share one content key, so the content of the last is that of all.
    const last = { header: { alg: "A192KW", enc }, key: bytes(24), contentKey: cek, aad: "for all" };
    const { header: _, encrypted_key: __, ...around } = jwe({ ...last, split: () => ({ protected: { enc } }) });
    return {
      token: { ...around, recipients },
      keys: { rsa: mine(rsa.privateKey), curve: mine(curve("x25519").privateKey), secret: shared(bytes(24)) },
    };
  }

  function partsOfWrongLength(): void {
    const key = bytes(16);
    const gcm = { header: { alg: "dir", enc: "A128GCM" }, key };
    const cbc = { header: { alg: "dir", enc: "A128CBC-HS256" }, key: bytes(32) };
    for (const [parts, own] of [
      [gcm, key],
      [cbc, bytes(32)],
    ] as const) {
      const empty = { ...parts, content: Buffer.alloc(0) };
      const name = `an empty content of ${parts.header.enc}`;
      for (const token of [compactJwe(empty), jwe(empty)])
        add(name, token, shared(own), { state: "decrypted", content: "" });
      second(name, "", flatly(jwe(empty), own));
    }
    for (const tagBytes of [4, 8, 12, 13, 14, 15])
      for (const token of [compactJwe({ ...gcm, tagBytes }), jwe({ ...gcm, tagBytes })])
        add(`a tag of GCM cut to ${tagBytes} bytes, though it begins the right one`, token, shared(key), "invalid");
    for (const tagBytes of [8, 12, 15, 32])
      add(`a tag of CBC of ${tagBytes} bytes`, jwe({ ...cbc, tagBytes }), shared(bytes(32)), "invalid");
    const flat = jwe(gcm);
    for (const iv of [bytes(8), bytes(16)])
      add(`an IV of ${iv.length} bytes`, { ...flat, iv: b64(iv) }, shared(key), "invalid");
    for (const change of [
      { iv: "" },
      { tag: "" },
      { protected: "" },
      { aad: "" },
      { encrypted_key: "" },
      { tag: 1 },
      { ciphertext: null },
      { iv: "====" },
    ])
      add(`the member ${JSON.stringify(change)}`, { ...flat, ...change }, shared(key), "malformed");
    const { ciphertext: _, ...missing } = flat;
    add("no ciphertext", missing, shared(key), { state: { not: "decrypted" } });
    add("an encrypted key where dir has none", { ...flat, encrypted_key: "AAAA" }, shared(key), "invalid");
    second("an encrypted key where dir has none", null, flatly({ ...flat, encrypted_key: "AAAA" }, key));
    for (const length of [15, 17, 24, 32])
      add(`dir with a secret of ${length} bytes`, flat, shared(bytes(length)), {
        state: "key-error",
        reason: { code: "secret-length", actual: length, needed: 16 },
      });
    const wrapped = jwe({ header: { alg: "A192KW", enc: "A128GCM" }, key: bytes(24) });
    const cut = { ...wrapped, encrypted_key: wrapped.encrypted_key!.slice(0, -4) };
    add("a key wrap with a secret of another length", wrapped, shared(bytes(16)), "key-error");
    add("an encrypted key cut short", cut, shared(bytes(24)), "invalid");
    add("a key wrap with another key", wrapped, shared(node.randomBytes(24)), "invalid");
    passwordsAndAgreements();
  }

  function passwordsAndAgreements(): void {
    const header = { alg: "PBES2-HS256+A128KW", enc: "A128GCM" };
    const key = Buffer.from("password");
    for (const [p2s, state] of [
      ["", "invalid"],
      [b64(bytes(7)), "invalid"],
      [b64(bytes(8)), "decrypted"],
    ] as const)
      add(`PBES2 with the salt "${p2s}"`, compactJwe({ header: { ...header, p2s }, key }), password("password"), state);
    for (const drop of ["p2s", "p2c"]) {
      const made = jwe({ header, key, split: (all) => ({ protected: without(all, drop) }) });
      add(`PBES2 without ${drop}`, made, password("password"), "invalid");
    }
    for (const p2c of ["1000", 0, -1, 1.5]) {
      const made = jwe({ header, key, split: (all) => ({ protected: { ...all, p2c } }) });
      add(`PBES2 with the count ${JSON.stringify(p2c)}`, made, password("password"), "invalid");
    }
    const { publicKey, privateKey } = curve("P-256");
    const agreed = { alg: "ECDH-ES", enc: "A128GCM", apu: b64("Alice"), apv: b64("Bob") };
    const splits: Readonly<Record<string, (all: Header) => Header>> = {
      "as they were": (all) => all,
      exchanged: ({ apu, apv, ...rest }) => ({ ...rest, apu: apv, apv: apu }),
      "apu left out": (all) => without(all, "apu"),
      "apu that is not base64url": (all) => ({ ...all, apu: "not base64url!" }),
      "epk left out": (all) => without(all, "epk"),
    };
    for (const [name, change] of Object.entries(splits)) {
      const made = jwe({ header: agreed, key: publicKey, split: (all) => ({ protected: change(all) }) });
      add(`apu and apv: ${name}`, made, mine(privateKey), name === "as they were" ? "decrypted" : "invalid");
    }
  }

  function critOfEncrypted(): void {
    const key = bytes(16);
    for (const [name, more] of Object.entries({
      "an extension nobody knows": { crit: ["x"], x: 1 },
      "an empty list": { crit: [] },
      "a list of what is registered already": { crit: ["alg"] },
      "b64, which is for signatures": { crit: ["b64"], b64: true },
      "no list": { crit: "x", x: 1 },
    })) {
      const parts = { header: { alg: "dir", enc: "A128GCM", ...more }, key };
      for (const token of [compactJwe(parts), jwe(parts)])
        add(`crit of a JWE: ${name}`, token, shared(key), "unsupported");
      second(`crit of a JWE: ${name}`, null, flatly(jwe(parts), key));
    }
  }

  function signaturesInJson(): void {
    const secret = "a-string-secret-at-least-256-bits-long-for-every-hash-that-there-is-here";
    const keys = password(secret);
    type Verified = Parameters<typeof flattenedVerify>[0];
    const verifies = (token: Verified) => async () =>
      textOf((await flattenedVerify(token, Buffer.from(secret))).payload);
    const flat = (shielded: Header | null, more: object = {}, payload = CONTENT, hash?: "sha384" | "sha512") => ({
      payload: b64(payload),
      ...hmacSeal(payload, shielded, secret, hash),
      ...more,
    });
    for (const payload of ["", "\u0000ÿ", "text"]) {
      const token = flat({ alg: "HS256" }, {}, payload);
      add(`the payload ${JSON.stringify(payload)}`, token, keys, "verified");
      second(`the payload ${JSON.stringify(payload)}`, payload, verifies(token));
    }
    for (const [alg, hash] of [
      ["HS384", "sha384"],
      ["HS512", "sha512"],
    ] as const) {
      add(alg, flat({ alg }, {}, CONTENT, hash), keys, "verified");
      add(`${alg} called HS256`, flat({ alg: "HS256" }, {}, CONTENT, hash), keys, "invalid");
    }
    const header = { alg: "HS256", b64: false, crit: ["b64"] };
    const payload = "$.02 é\n";
    const { payload: _, ...unencoded } = flat(header, {}, payload);
    add("b64 false, in the token", { ...unencoded, payload }, keys, "verified");
    add("b64 false, alongside", unencoded, keys, { state: "verified", detached: payload });
    add("b64 false, another alongside", unencoded, keys, { state: "invalid", detached: payload.trimEnd() });
    add("b64 false, encoded all the same", { ...unencoded, payload: b64(payload) }, keys, "invalid");
    const exposed = flat({ alg: "HS256" }, { header: { b64: false, crit: ["b64"] } });
    add("b64 false, not protected", exposed, keys, "malformed");
    add("b64 false, not in crit", flat({ alg: "HS256", b64: false }), keys, { state: { not: "verified" } });
    const spelled = flat({ alg: "HS256", b64: "false", crit: ["b64"] });
    add("b64 that is not a boolean", spelled, keys, { state: { not: "verified" } });

    const { payload: __, ...detached } = flat({ alg: "HS256" });
    add("a detached payload", detached, keys, { state: "verified", detached: CONTENT });
    add("an empty payload member", { ...detached, payload: "" }, keys, { state: "verified", detached: CONTENT });
    add("a detached payload with one byte more", detached, keys, { state: "invalid", detached: `${CONTENT}\n` });
    add("a missing detached payload", detached, keys, { state: { not: "verified" } });
    // The payload in the token counts.
    const whole = flat({ alg: "HS256" });
    add("another payload beside one in the token", whole, keys, { state: "verified", detached: "something else" });

    for (const [kind, more] of Object.entries({
      unknown: { crit: ["x"], x: 1 },
      twice: { crit: ["b64", "b64"], b64: true },
      absent: { crit: ["b64"] },
      registered: { crit: ["alg"] },
      empty: { crit: [] },
    })) {
      const token = flat({ alg: "HS256", ...more });
      add(`crit of a JWS that is ${kind}`, token, keys, { state: ["unsupported", "malformed"] });
      // jose accepts a repeated name.
      if (kind !== "twice") second(`crit of a JWS that is ${kind}`, null, verifies(token));
    }
    const open = { payload: b64(CONTENT), header: { alg: "HS256", kid: "k" }, ...hmacSeal(CONTENT, null, secret) };
    add("kid and alg that are not protected", open, keys, { state: "verified", alg: "HS256" });
    second("kid and alg that are not protected", '{"alg":"HS256","kid":"k"}', async () =>
      JSON.stringify((await flattenedVerify(open, Buffer.from(secret))).unprotectedHeader),
    );
    const good = hmacSeal(CONTENT, { alg: "HS256" }, secret);
    const bad = hmacSeal("other", { alg: "HS256" }, secret);
    const general = (...signatures: readonly object[]) => ({ payload: b64(CONTENT), signatures });
    add("two good signatures", general(good, good), keys, "verified");
    const mixed = { state: ["verified", "invalid", "no-key"], each: ["no-key", "verified"] } as const;
    add("a bad signature before a good one", general(bad, good), keys, mixed);
    add("a bad signature alone", general(bad), keys, "invalid");
    add("a signature that is not a string", general(good, { signature: 1 }), keys, { state: { not: "verified" } });
  }
}
