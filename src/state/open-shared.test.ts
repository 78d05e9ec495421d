import { generateKeyPairSync, sign } from "node:crypto";
import { CompactEncrypt, FlattenedEncrypt } from "jose";
import { expect, test } from "vitest";
import { linkText } from "../core/share/link.ts";
import { makeView, type ShareChoice } from "../core/share/make.ts";
import { encodeUtf8 } from "../core/text/utf8.ts";
import { verdictCells } from "../core/verdict/cells.ts";
import { encode, hs256, hsToken, NOW, SECRET, settled, start } from "../testing/state/workbench.ts";
import { shareInput } from "./share-input.ts";
import type { Workbench } from "./workbench.ts";

const CHOICE: ShareChoice = { keepSignature: false, keepPersonal: false, clock: true, policy: true };
const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const PEM = publicKey.export({ format: "pem", type: "spki" }) as string;

function es256(payload: string): string {
  const input = `${encode('{"alg":"ES256"}')}.${encode(payload)}`;
  return `${input}.${sign("sha256", Buffer.from(input), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

const PAYLOAD = `{"iss":"https://id.example","scope":"read","exp":${NOW - 60}}`;

async function linkOf(workbench: Workbench, choice: Partial<ShareChoice> = {}): Promise<string> {
  const seen = await settled(workbench);
  const findings = seen.findings.map(({ rule, severity, variant }) => ({
    rule,
    severity,
    title: `${rule} ${variant}`,
    why: "",
    place: null,
  }));
  const { view } = await makeView(shareInput(seen, findings), { ...CHOICE, ...choice });
  return (await linkText(view)).text;
}

/** A workbench with a token and its key, whose rules are loaded. */
async function opened(token: string, keys: { readonly secret?: string; readonly publicKey?: string } = {}) {
  const workbench = start();
  workbench.actions.openText(token);
  if (keys.secret) workbench.actions.setSecret(keys.secret);
  if (keys.publicKey) workbench.actions.setKeyField("publicKey", keys.publicKey);
  await expect.poll(() => workbench.view.getState().messageOf).not.toBeNull();
  await settled(workbench);
  return workbench;
}

async function receive(text: string) {
  const workbench = start();
  await expect.poll(() => workbench.view.getState().messageOf).not.toBeNull();
  workbench.actions.act((acts, fixing) => acts.openShared(fixing, text));
  await expect.poll(() => workbench.view.getState().shared).toBeDefined();
  return { workbench, seen: await settled(workbench) };
}

function tones(seen: Awaited<ReturnType<typeof settled>>) {
  const { signature, time, conclusion } = verdictCells({
    judgement: seen.verdict.judgement,
    original: seen.verdict.original,
    provenance: seen.verdict.provenance,
    onRequest: false,
    isAsPasted: true,
    payload: "whole",
    times: seen.times,
    clock: seen.clock,
    findings: seen.findings,
    passphrase: null,
    family: seen.family,
    uncompared: [],
    hasVerifier: false,
  });
  return [signature.tone, time.tone, conclusion.tone];
}

test("a view opens with token, key, clock, leeway and notes as one step, and its verdict is a claim", async () => {
  const sender = await opened(es256(PAYLOAD), { publicKey: PEM });
  sender.actions.setNotes({ policy: '{"iss":"https://other.example"}', errorMessage: "jwt issuer invalid" });
  sender.actions.setSettings({ leeway: 7 });
  const { workbench, seen } = await receive(await linkOf(sender));
  expect(seen.verdict).toMatchObject({ state: "no-key", provenance: "shared", originalState: "no-key" });
  expect(seen.verdict.judgement?.reason.code).toBe("left-out");
  expect(seen.shared?.claimed.states).toEqual({ "": "verified" });
  expect(seen.clock).toEqual({ now: NOW, leeway: 7 });
  expect(seen.inputs).toMatchObject({ policy: '{"iss":"https://other.example"}', errorMessage: "jwt issuer invalid" });
  expect(seen.publicKey?.kind).toBe("keys");
  expect(seen.payload.text).toContain("https://id.example");
  expect(seen.notice).toMatchObject({ code: "placed", args: { what: "shared-view policy error" } });
  expect(tones(seen)).not.toContain("ok");
  const rules = seen.findings.map(({ rule }) => rule);
  expect(rules).toContain("TIM-01");
  const claimed = seen.shared?.claimed.findings.map(({ rule }) => rule) ?? [];
  expect(rules.filter((rule) => !claimed.includes(rule))).toEqual([]);
  workbench.actions.undo();
  expect(workbench.view.getState()).toMatchObject({ shared: undefined, token: { text: "" }, inputs: { policy: "" } });
});

test("a healthy token that verified is not a success there, with or without its signature", async () => {
  const token = es256(`{"iss":"https://id.example","exp":${NOW + 600}}`);
  for (const keepSignature of [false, true]) {
    const sender = await opened(token, { publicKey: PEM });
    const { seen } = await receive(await linkOf(sender, { keepSignature }));
    expect(seen.verdict).toMatchObject({ state: keepSignature ? "verified" : "no-key", provenance: "shared" });
    expect(seen.token.text).toBe(keepSignature ? token : `${token.split(".").slice(0, 2).join(".")}.`);
    expect(tones(seen)).not.toContain("ok");
    expect(seen.findings.every(({ variant, rule }) => rule !== "none" || variant === "unchecked")).toBe(true);
  }
});

test("what was left out is named: a signature, the ciphertext, or values under a kept signature", async () => {
  const left = async (workbench: Workbench, choice: Partial<ShareChoice> = {}) => {
    const { reason } = (await receive(await linkOf(workbench, choice))).seen.verdict.judgement!;
    return reason.code === "left-out" ? reason.what : reason.code;
  };
  const signed = await opened(es256('{"sub":"ada"}'), { publicKey: PEM });
  expect(await left(signed)).toBe("signature");
  expect(await left(signed, { keepSignature: true })).toBe("values");
  expect(await left(signed, { keepSignature: true, keepPersonal: true })).toBe("verified");
  const key = "0123456789abcdef";
  for (const secret of [key, undefined]) {
    const made = new CompactEncrypt(encodeUtf8('{"sub":"ada"}')).setProtectedHeader({ alg: "dir", enc: "A128GCM" });
    const sealed = await opened(await made.encrypt(encodeUtf8(key)), secret ? { secret } : {});
    expect(await left(sealed)).toBe("ciphertext");
    expect(await left(sealed, { keepSignature: true })).toBe("ciphertext");
  }
  const json = await new FlattenedEncrypt(encodeUtf8('{"sub":"ada"}'))
    .setProtectedHeader({ alg: "dir", enc: "A128GCM" })
    .encrypt(encodeUtf8(key));
  expect(await left(await opened(JSON.stringify(json), { secret: key }))).toBe("ciphertext");
});

test("with HMAC a view has no key, and the receiver's own keys stay", async () => {
  const sender = await opened(hsToken(PAYLOAD), { secret: SECRET, publicKey: PEM });
  const text = await linkOf(sender);
  const receiver = await opened("", { secret: "my own secret" });
  receiver.actions.act((acts, fixing) => acts.openShared(fixing, text));
  await expect.poll(() => receiver.view.getState().shared).toBeDefined();
  const seen = await settled(receiver);
  expect(seen.fields.keys).toMatchObject({ publicKey: { text: "" }, secret: { text: "my own secret" } });
  expect(seen.verdict).toMatchObject({ state: "no-key", provenance: "shared" });
});

test("an edit, or the real token, ends the claim; undoing the edit brings it back", async () => {
  const token = es256(PAYLOAD);
  const { workbench, seen } = await receive(await linkOf(await opened(token, { publicKey: PEM })));
  workbench.actions.editPane("payload", seen.payload.text.replace("read", "write"), "begins");
  const edited = await settled(workbench);
  expect([edited.verdict.provenance, edited.shared]).toEqual(["kept", undefined]);
  workbench.actions.undo();
  expect((await settled(workbench)).verdict.provenance).toBe("shared");
  workbench.actions.pasteToken(token);
  const real = await settled(workbench);
  expect(real.verdict).toMatchObject({ state: "verified", provenance: "original" });
  expect(real.shared).toBeUndefined();
});

test("every form of token opens with its claims, each layer as shared", async () => {
  const inner = es256(PAYLOAD);
  const key = "0123456789abcdef0123456789abcdef";
  const part = encode('{"alg":"HS256"}');
  const forms: Readonly<Record<string, string>> = {
    jws: inner,
    nested: hsToken(`{"vp":["${inner}"]}`),
    jwe: await new CompactEncrypt(encodeUtf8(inner))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM", cty: "JWT" })
      .encrypt(encodeUtf8(key)),
    "jws-json": JSON.stringify({
      payload: encode(PAYLOAD),
      protected: part,
      signature: hs256(`${part}.${encode(PAYLOAD)}`),
    }),
  };
  for (const [form, token] of Object.entries(forms)) {
    const sender = await opened(token, { secret: form === "jwe" ? key : SECRET });
    if (form === "jwe") sender.actions.showLayer("content");
    const before = await settled(sender);
    const { workbench, seen } = await receive(await linkOf(sender));
    await expect.poll(() => workbench.view.getState().layers.length, { message: form }).toBe(before.layers.length);
    const after = await settled(workbench);
    expect(after.path, form).toBe(before.path);
    expect(after.verdict.provenance, form).toBe("shared");
    expect(
      after.layers.map(({ state }) => state),
      form,
    ).toEqual(before.layers.map(() => "no-key"));
    expect(JSON.parse(after.payload.text), form).toEqual(
      JSON.parse(before.payload.text.replace(/(e\w+\.\w+\.)[\w-]+/, "$1")),
    );
    expect(after.shared?.claimed.states, form).toEqual(
      Object.fromEntries(before.layers.map((one) => [one.path, one.state])),
    );
    void seen;
  }
});

test("sharing it on keeps the claims of the first sender", async () => {
  const first = await receive(await linkOf(await opened(es256(PAYLOAD), { publicKey: PEM })));
  const { seen } = await receive(await linkOf(first.workbench));
  expect(seen.shared?.claimed).toEqual(first.seen.shared?.claimed);
  expect(seen.token.text).toBe(first.seen.token.text);
});

test("an unreadable link changes nothing", async () => {
  const workbench = await opened(es256(PAYLOAD));
  const { inputs } = workbench.view.getState();
  workbench.actions.act((acts, fixing) => acts.openShared(fixing, "9.abc"));
  await expect.poll(() => workbench.view.getState().notice?.code).toBe("shared-fault");
  expect(workbench.view.getState().inputs).toBe(inputs);
});
