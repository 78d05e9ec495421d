import * as node from "node:crypto";
import { compactDecrypt, flattenedDecrypt, flattenedVerify, generalDecrypt } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import {
  compactJwe,
  type Header,
  hmacSeal,
  jwe,
  type JweParts,
  type RecipientKey,
} from "../../testing/crypto/own-vectors.ts";
import { OTHER_RSA, RSA } from "../../testing/keys/pairs.ts";
import { withDetached } from "../envelope/detached.ts";
import { openSeal } from "../envelope/json-seals.ts";
import { parseToken } from "../envelope/parse.ts";
import type { KeyInputs, SecretInput } from "../keys/types.ts";
import { readKeys } from "../keys/read.ts";
import { encodeUtf8 } from "../text/utf8.ts";
import { judgeToken } from "./judge.ts";
import { encryptJsonJwe } from "./jwe/encrypt-json.ts";
import type { Judgement } from "./types.ts";

const NONE: KeyInputs = { secret: { text: "", encoding: "UTF-8" }, publicKey: { text: "" }, privateKey: { text: "" } };
const hex = (bytes: Buffer): SecretInput => ({ text: bytes.toString("hex"), encoding: "Hex" });
const shared = (bytes: Buffer): KeyInputs => ({ ...NONE, secret: hex(bytes) });
const password = (text: string): KeyInputs => ({ ...NONE, secret: { text, encoding: "UTF-8" } });
const mine = (key: node.KeyObject, more: object = {}): KeyInputs => ({
  ...NONE,
  privateKey: { text: JSON.stringify({ ...key.export({ format: "jwk" }), ...more }) },
});
const bytes = (length: number): Buffer => node.createHash("shake256", { outputLength: length }).update("k").digest();
const b64 = (value: Buffer | string): string => Buffer.from(value).toString("base64url");
const CONTENT = '{"sub":"1"}';

async function judged(token: string | object, keys: KeyInputs, detached = ""): Promise<Judgement> {
  const text = typeof token === "string" ? token : JSON.stringify(token);
  return judgeToken(withDetached(openSeal(parseToken(text), null), detached), keys, readKeys, { openAnyway: true });
}
const without = (all: Header, name: string): Header =>
  Object.fromEntries(Object.entries(all).filter(([own]) => own !== name));
const refuses = (answer: Promise<unknown>): Promise<boolean> =>
  answer.then(
    () => false,
    () => true,
  );
const content = ({ opened }: Judgement): string | null => (opened ? Buffer.from(opened.bytes).toString() : null);

let rsa: node.KeyPairKeyObjectResult;
const curves = new Map<string, node.KeyPairKeyObjectResult>();
beforeAll(() => {
  rsa = RSA;
  for (const namedCurve of ["P-256", "P-384", "P-521"])
    curves.set(namedCurve, node.generateKeyPairSync("ec", { namedCurve }));
  for (const type of ["x25519", "x448"] as const) curves.set(type, node.generateKeyPairSync(type as "x25519"));
});

const ENCS = ["A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512"];
const SECRETS: readonly (readonly [alg: string, length: number])[] = [
  ["A128KW", 16],
  ["A192KW", 24],
  ["A256KW", 32],
  ["A128GCMKW", 16],
  ["A192GCMKW", 24],
  ["A256GCMKW", 32],
];

/** The three forms of what Node made, each opened here; and by jose, where it has the algorithm. */
async function expectOpens(parts: JweParts, keys: KeyInputs, key: RecipientKey | null): Promise<void> {
  const compact = compactJwe(parts);
  const flat = jwe(parts);
  const { encrypted_key, ...around } = flat;
  const general = { ...around, recipients: [encrypted_key === undefined ? {} : { encrypted_key }] };
  for (const token of [compact, flat, general]) {
    const judgement = await judged(token, keys);
    expect(judgement.state, JSON.stringify(judgement.reason)).toBe("decrypted");
    expect(content(judgement)).toBe(parts.content?.toString() ?? CONTENT);
  }
  if (key === null) return;
  const options = { keyManagementAlgorithms: [String(parts.header["alg"])] };
  expect(Buffer.from((await compactDecrypt(compact, key, options)).plaintext).toString()).toBe(CONTENT);
  expect(Buffer.from((await flattenedDecrypt(flat, key, options)).plaintext).toString()).toBe(CONTENT);
}

describe("what Node encrypts is opened in each form, as jose opens it", () => {
  it.each(ENCS)("dir with %s", async (enc) => {
    const key = bytes(enc.endsWith("GCM") ? Number(enc.slice(1, 4)) / 8 : Number(enc.slice(1, 4)) / 4);
    await expectOpens({ header: { alg: "dir", enc }, key }, shared(key), key);
  });

  it.each(SECRETS)("%s", async (alg, length) => {
    const key = bytes(length);
    for (const enc of ["A192GCM", "A192CBC-HS384"]) await expectOpens({ header: { alg, enc }, key }, shared(key), key);
  });

  it.each(["RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"])("%s", async (alg) => {
    await expectOpens({ header: { alg, enc: "A256GCM" }, key: rsa.publicKey }, mine(rsa.privateKey), rsa.privateKey);
  });

  it.each(["P-256", "P-384", "P-521", "x25519", "x448"])(
    "ECDH-ES on %s, with apu and apv, also wrapped",
    async (curve) => {
      const { publicKey, privateKey } = curves.get(curve)!;
      for (const alg of ["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW"]) {
        const header = { alg, enc: "A256CBC-HS512", apu: b64("Alice"), apv: b64(Buffer.of(0, 255, 128)) };
        await expectOpens({ header, key: publicKey }, mine(privateKey), curve === "x448" ? null : privateKey);
      }
    },
  );

  it.each(["PBES2-HS256+A128KW", "PBES2-HS384+A192KW", "PBES2-HS512+A256KW"])(
    "%s, also with a password that is not ASCII",
    async (alg) => {
      for (const text of ["correct horse", "pä\u0000ß 密"]) {
        const key = Buffer.from(text);
        await expectOpens({ header: { alg, enc: "A128GCM" }, key }, password(text), key);
      }
    },
  );

  it("RSA1_5, where the user asks", async () => {
    const parts = { header: { alg: "RSA1_5", enc: "A128CBC-HS256" }, key: rsa.publicKey };
    await expectOpens(parts, mine(rsa.privateKey), null);
  });
});

describe("where header parameters are in JSON makes no difference to what opens", () => {
  const key = bytes(32);
  const header = { alg: "A256KW", enc: "A256GCM", kid: "k" };
  it.each<readonly [string, NonNullable<JweParts["split"]>]>([
    ["all in the header of the recipient", (all) => ({ header: all })],
    ["all in the shared unprotected header", (all) => ({ unprotected: all })],
    ["one in each", ({ alg, enc, kid }) => ({ protected: { enc }, unprotected: { alg }, header: { kid } })],
    ["kid alone unprotected", ({ alg, enc, kid }) => ({ protected: { alg, enc }, header: { kid } })],
  ])("%s", async (_, split) => {
    const flat = jwe({ header, key, split, aad: "beside" });
    const judgement = await judged(flat, shared(key));
    expect([judgement.state, content(judgement)]).toEqual(["decrypted", CONTENT]);
    expect(Buffer.from((await flattenedDecrypt(flat, key)).plaintext).toString()).toBe(CONTENT);
    const other = { ...flat, aad: b64("else") };
    expect((await judged(other, shared(key))).state).toBe("invalid");
    expect(await refuses(flattenedDecrypt(other, key))).toBe(true);
  });

  it("a kid that is not protected chooses the key of a set", async () => {
    const { privateKey, publicKey } = curves.get("P-256")!;
    const foreign = node.generateKeyPairSync("ec", { namedCurve: "P-256" });
    const set = [
      { ...foreign.privateKey.export({ format: "jwk" }), kid: "other" },
      { ...privateKey.export({ format: "jwk" }), kid: "mine" },
    ];
    const made = (kid: string) =>
      jwe({
        header: { alg: "ECDH-ES+A256KW", enc: "A128GCM", kid },
        key: publicKey,
        split: ({ kid: name, epk, ...rest }) => ({ protected: rest, header: { kid: name, epk } }),
      });
    const keys = { ...NONE, privateKey: { text: JSON.stringify({ keys: set }) } };
    expect((await judged(made("mine"), keys)).state).toBe("decrypted");
    expect((await judged(made("other"), keys)).state).toBe("invalid");
    expect((await judged(made("nobody"), keys)).state).toBe("key-error");
  });

  it("zip that is protected unpacks, and zip that is not makes the token malformed", async () => {
    const parts = { header: { ...header, zip: "DEF" }, key, content: Buffer.from(CONTENT.padEnd(900)) };
    expect(content(await judged(jwe(parts), shared(key)))).toBe(CONTENT.padEnd(900));
    const exposed = jwe({ ...parts, split: ({ zip, ...rest }) => ({ protected: rest, header: { zip } }) });
    expect((await judged(exposed, shared(key))).state).toBe("malformed");
    expect(await refuses(flattenedDecrypt(exposed, key))).toBe(true);
  });
});

describe("several recipients", () => {
  function forAll(order: readonly ("rsa" | "curve" | "secret")[], enc = "A128CBC-HS256") {
    const cek = bytes(32);
    const curve = curves.get("x25519")!;
    const of = {
      rsa: [{ alg: "RSA-OAEP-512", kid: "rsa" }, rsa.publicKey],
      curve: [{ alg: "ECDH-ES+A192KW", kid: "curve" }, curve.publicKey],
      secret: [{ alg: "A192GCMKW", kid: "secret" }, bytes(24)],
    } as const;
    const recipients = order.map((name) => {
      const [own, key] = of[name];
      const { header, encrypted_key } = jwe({
        header: { ...own, enc },
        key,
        contentKey: cek,
        split: (all) => ({ protected: { enc }, header: without(all, "enc") }),
      });
      return { header: header!, encrypted_key: encrypted_key! };
    });
    // All of them have the one content key, so the content of a last one is that of all.
    const {
      header: _,
      encrypted_key: __,
      ...around
    } = jwe({
      header: { alg: "A192KW", enc },
      key: bytes(24),
      contentKey: cek,
      aad: "for all",
      split: () => ({ protected: { enc } }),
    });
    return {
      token: { ...around, recipients },
      keys: { rsa: mine(rsa.privateKey), curve: mine(curve.privateKey), secret: shared(bytes(24)) },
    };
  }

  it.each([[["rsa", "curve", "secret"]], [["secret", "rsa", "curve"]], [["curve", "secret", "rsa"]]] as const)(
    "in the order %s are each opened with their key, wherever they stand",
    async (order) => {
      const { token, keys } = forAll(order);
      for (const [index, name] of order.entries()) {
        const judgement = await judged(token, keys[name]);
        expect([judgement.state, content(judgement), judgement.seals?.chosen]).toEqual(["decrypted", CONTENT, index]);
      }
      expect(Buffer.from((await generalDecrypt(token, rsa.privateKey)).plaintext).toString()).toBe(CONTENT);
    },
  );

  it("with a broken one among them are opened by the others", async () => {
    const { token, keys } = forAll(["rsa", "secret"]);
    const [first, second] = token.recipients;
    const damaged = { ...token, recipients: [{ ...first, encrypted_key: "AAAA" }, second] };
    expect((await judged(damaged, keys.secret)).state).toBe("decrypted");
    expect((await judged(damaged, keys.rsa)).state).toBe("invalid");
  });

  it("that name two kinds of content encryption, or none, are malformed", async () => {
    const { token, keys } = forAll(["rsa", "secret"]);
    const [first, second] = token.recipients;
    const { protected: _, ...bare } = token;
    const differing = {
      ...bare,
      recipients: [
        { ...first, header: { ...first!.header, enc: "A128GCM" } },
        { ...second, header: { ...second!.header, enc: "A256GCM" } },
      ],
    };
    expect((await judged(differing, keys.rsa)).state).toBe("malformed");
    expect((await judged({ ...token, recipients: [] }, keys.rsa)).state).toBe("malformed");
    expect((await judged({ ...token, recipients: [first, 1] }, keys.rsa)).state).toBe("malformed");
    expect((await judged({ ...token, encrypted_key: first!.encrypted_key }, keys.rsa)).state).toBe("malformed");
  });
});

describe("parts of a wrong length, and empty ones", () => {
  const key = bytes(16);
  const GCM = { header: { alg: "dir", enc: "A128GCM" }, key };
  const CBC = { header: { alg: "dir", enc: "A128CBC-HS256" }, key: bytes(32) };

  it("an empty content is one", async () => {
    for (const [parts, own] of [
      [GCM, key],
      [CBC, bytes(32)],
    ] as const) {
      const empty = { ...parts, content: Buffer.alloc(0) };
      for (const token of [compactJwe(empty), jwe(empty)]) {
        const judgement = await judged(token, shared(own));
        expect([judgement.state, content(judgement)]).toEqual(["decrypted", ""]);
      }
      expect((await flattenedDecrypt(jwe(empty), own)).plaintext).toHaveLength(0);
    }
  });

  it.each([4, 8, 12, 13, 14, 15])(
    "a tag of GCM cut to %d bytes opens nothing, though it is the beginning of the right one",
    async (tagBytes) => {
      expect((await judged(compactJwe({ ...GCM, tagBytes }), shared(key))).state).toBe("invalid");
      expect((await judged(jwe({ ...GCM, tagBytes }), shared(key))).state).toBe("invalid");
    },
  );

  it.each([8, 12, 15, 32])("a tag of CBC of %d bytes opens nothing", async (tagBytes) => {
    expect((await judged(jwe({ ...CBC, tagBytes }), shared(bytes(32)))).state).toBe("invalid");
  });

  it("an IV of another length opens nothing", async () => {
    const flat = jwe(GCM);
    for (const iv of [bytes(8), bytes(16)])
      expect((await judged({ ...flat, iv: b64(iv) }, shared(key))).state).toBe("invalid");
  });

  it("a member that is missing, empty or no string makes the form malformed; an encrypted key where dir has none is refused", async () => {
    const flat = jwe(GCM);
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
      expect((await judged({ ...flat, ...change }, shared(key))).state, JSON.stringify(change)).toBe("malformed");
    const { ciphertext: _, ...without } = flat;
    expect((await judged(without, shared(key))).state).not.toBe("decrypted");
    expect((await judged({ ...flat, encrypted_key: "AAAA" }, shared(key))).state).toBe("invalid");
    expect(await refuses(flattenedDecrypt({ ...flat, encrypted_key: "AAAA" }, key))).toBe(true);
  });

  it.each([15, 17, 24, 32])("dir with a secret of %d bytes is not tried", async (length) => {
    expect(await judged(jwe(GCM), shared(bytes(length)))).toMatchObject({
      state: "key-error",
      reason: { code: "secret-length", actual: length, needed: 16 },
    });
  });

  it("a key wrap with a secret of another length, an encrypted key cut short, another key", async () => {
    const parts = { header: { alg: "A192KW", enc: "A128GCM" }, key: bytes(24) };
    const flat = jwe(parts);
    expect((await judged(flat, shared(bytes(16)))).state).toBe("key-error");
    expect((await judged({ ...flat, encrypted_key: flat.encrypted_key!.slice(0, -4) }, shared(bytes(24)))).state).toBe(
      "invalid",
    );
    expect((await judged(flat, shared(node.randomBytes(24)))).state).toBe("invalid");
  });

  it("PBES2 with a salt that is empty, short or not there, and a count that is none", async () => {
    const header = { alg: "PBES2-HS256+A128KW", enc: "A128GCM" };
    const key = Buffer.from("password");
    for (const p2s of ["", b64(bytes(7))])
      expect((await judged(compactJwe({ header: { ...header, p2s }, key }), password("password"))).state).toBe(
        "invalid",
      );
    expect(
      (await judged(compactJwe({ header: { ...header, p2s: b64(bytes(8)) }, key }), password("password"))).state,
    ).toBe("decrypted");
    for (const drop of ["p2s", "p2c"]) {
      const made = jwe({ header, key, split: (all) => ({ protected: without(all, drop) }) });
      expect((await judged(made, password("password"))).state).toBe("invalid");
    }
    for (const p2c of ["1000", 0, -1, 1.5]) {
      const made = jwe({ header, key, split: (all) => ({ protected: { ...all, p2c } }) });
      expect((await judged(made, password("password"))).state, String(p2c)).toBe("invalid");
    }
  });

  it("apu and apv that were exchanged, or left out, are another key", async () => {
    const { publicKey, privateKey } = curves.get("P-256")!;
    const header = { alg: "ECDH-ES", enc: "A128GCM", apu: b64("Alice"), apv: b64("Bob") };
    const made = (split: NonNullable<JweParts["split"]>) =>
      judged(jwe({ header, key: publicKey, split }), mine(privateKey));
    expect((await made((all) => ({ protected: all }))).state).toBe("decrypted");
    expect((await made(({ apu, apv, ...rest }) => ({ protected: { ...rest, apu: apv, apv: apu } }))).state).toBe(
      "invalid",
    );
    expect((await made((all) => ({ protected: without(all, "apu") }))).state).toBe("invalid");
    expect((await made((all) => ({ protected: { ...all, apu: "not base64url!" } }))).state).toBe("invalid");
    expect((await made((all) => ({ protected: without(all, "epk") }))).state).toBe("invalid");
  });
});

describe("crit of an encrypted token", () => {
  const key = bytes(16);
  it.each<readonly [string, object]>([
    ["an extension nobody knows", { crit: ["x"], x: 1 }],
    ["an empty list", { crit: [] }],
    ["a list of what is registered already", { crit: ["alg"] }],
    ["b64, which is for signatures", { crit: ["b64"], b64: true }],
    ["no list", { crit: "x", x: 1 }],
  ])("%s is not opened", async (_, more) => {
    const parts = { header: { alg: "dir", enc: "A128GCM", ...more }, key };
    expect((await judged(compactJwe(parts), shared(key))).state).toBe("unsupported");
    expect((await judged(jwe(parts), shared(key))).state).toBe("unsupported");
    expect(await refuses(flattenedDecrypt(jwe(parts), key))).toBe(true);
  });
});

describe("signatures in JSON", () => {
  const SECRET = "a-string-secret-at-least-256-bits-long-for-every-hash-that-there-is-here";
  const keys = password(SECRET);
  const flat = (shielded: Header | null, more: object = {}, payload = CONTENT, hash?: "sha384" | "sha512") => ({
    payload: b64(payload),
    ...hmacSeal(payload, shielded, SECRET, hash),
    ...more,
  });

  it("an empty payload is signed as one, and so is one that is not JSON", async () => {
    for (const payload of ["", "\u0000ÿ", "text"]) {
      const token = flat({ alg: "HS256" }, {}, payload);
      expect((await judged(token, keys)).state, JSON.stringify(payload)).toBe("verified");
      expect(Buffer.from((await flattenedVerify(token, encodeUtf8(SECRET))).payload).toString()).toBe(payload);
    }
  });

  it.each([
    ["HS384", "sha384"],
    ["HS512", "sha512"],
  ] as const)("%s", async (alg, hash) => {
    expect((await judged(flat({ alg }, {}, CONTENT, hash), keys)).state).toBe("verified");
    expect((await judged(flat({ alg: "HS256" }, {}, CONTENT, hash), keys)).state).toBe("invalid");
  });

  it("b64 false: in the token, alongside it, exposed, unlisted", async () => {
    const header = { alg: "HS256", b64: false, crit: ["b64"] };
    const payload = "$.02 é\n";
    const { payload: _, ...detached } = flat(header, {}, payload);
    expect((await judged({ ...detached, payload }, keys)).state).toBe("verified");
    expect((await judged(detached, keys, payload)).state).toBe("verified");
    expect((await judged(detached, keys, payload.trimEnd())).state).toBe("invalid");
    expect((await judged({ ...detached, payload: b64(payload) }, keys)).state).toBe("invalid");
    expect((await judged(flat({ alg: "HS256" }, { header: { b64: false, crit: ["b64"] } }), keys)).state).toBe(
      "malformed",
    );
    expect((await judged(flat({ alg: "HS256", b64: false }), keys)).state).not.toBe("verified");
    expect((await judged(flat({ alg: "HS256", b64: "false", crit: ["b64"] }), keys)).state).not.toBe("verified");
  });

  it("a detached payload is the bytes that were signed, and no others", async () => {
    const { payload: _, ...detached } = flat({ alg: "HS256" });
    expect((await judged(detached, keys, CONTENT)).state).toBe("verified");
    expect((await judged({ ...detached, payload: "" }, keys, CONTENT)).state).toBe("verified");
    expect((await judged(detached, keys, `${CONTENT}\n`)).state).toBe("invalid");
    expect((await judged(detached, keys)).state).not.toBe("verified");
    // What is in the token is what counts.
    expect((await judged(flat({ alg: "HS256" }), keys, "something else")).state).toBe("verified");
  });

  it.each<readonly [string, object]>([
    ["unknown", { crit: ["x"], x: 1 }],
    ["twice", { crit: ["b64", "b64"], b64: true }],
    ["absent", { crit: ["b64"] }],
    ["registered", { crit: ["alg"] }],
    ["empty", { crit: [] }],
  ])("crit that is %s verifies nothing", async (kind, more) => {
    const token = flat({ alg: "HS256", ...more });
    expect(["unsupported", "malformed"]).toContain((await judged(token, keys)).state);
    // jose takes a name twice for once.
    if (kind !== "twice") expect(await refuses(flattenedVerify(token, encodeUtf8(SECRET)))).toBe(true);
  });

  it("kid that is not protected, and alg that is not, are read where they stand", async () => {
    const token = { payload: b64(CONTENT), header: { alg: "HS256", kid: "k" }, ...hmacSeal(CONTENT, null, SECRET) };
    expect(await judged(token, keys)).toMatchObject({ state: "verified", alg: "HS256" });
    expect((await flattenedVerify(token, encodeUtf8(SECRET))).unprotectedHeader).toEqual({ alg: "HS256", kid: "k" });
  });

  it("a general form whose signatures differ is verified where the chosen one is, and invalid where the key of one fails", async () => {
    const good = hmacSeal(CONTENT, { alg: "HS256" }, SECRET);
    const bad = hmacSeal("other", { alg: "HS256" }, SECRET);
    const general = (...signatures: readonly object[]) => ({ payload: b64(CONTENT), signatures });
    expect((await judged(general(good, good), keys)).state).toBe("verified");
    expect((await judged(general(bad, good), keys)).seals?.each.map(({ state }) => state)).toEqual([
      "no-key",
      "verified",
    ]);
    expect((await judged(general(bad), keys)).state).toBe("invalid");
    expect((await judged(general(good, { signature: 1 }), keys)).state).not.toBe("verified");
  });
});

describe("what is encrypted here is opened by jose", () => {
  it.each(["RSA-OAEP-384", "RSA-OAEP-512"])(
    "for two recipients in JSON with %s, of which a set has both",
    async (alg) => {
      const [one, two] = [rsa, OTHER_RSA];
      const open = ({ publicKey }: node.KeyPairKeyObjectResult, kid: string) => ({
        ...publicKey.export({ format: "jwk" }),
        kid,
      });
      const { encrypted_key, ...base } = jwe({
        header: { alg, enc: "A256GCM" },
        key: one.publicKey,
        split: (all) => ({ protected: without(all, "alg") }),
      });
      const token = { ...base, recipients: ["1", "2"].map((kid) => ({ header: { alg, kid }, encrypted_key })) };
      const set = JSON.stringify({ keys: [open(one, "1"), open(two, "2")] });
      const made = await encryptJsonJwe(
        { text: JSON.stringify(token), index: 1, content: encodeUtf8(CONTENT) },
        { ...NONE, publicKey: { text: set } },
        readKeys,
      );
      if (made.kind !== "encrypted") throw new Error(made.reason.code);
      const parsed = JSON.parse(made.token) as Parameters<typeof generalDecrypt>[0];
      for (const { privateKey } of [one, two]) {
        const opened = await judged(made.token, mine(privateKey));
        expect([opened.state, content(opened)]).toEqual(["decrypted", CONTENT]);
      }
      const { protected: _, ...unpacked } = parsed;
      expect(unpacked.recipients).toHaveLength(2);
    },
  );
});
