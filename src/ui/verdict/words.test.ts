import { expect, test } from "vitest";
import type { TimeClaim } from "../../core/claims/types.ts";
import type { Judgement, JudgementReason, VerdictState } from "../../core/crypto/types.ts";
import type { Finding } from "../../core/rules/types.ts";
import { type ActionFacts, actionWords, tally } from "./action-words.ts";
import { type SignatureFacts, signatureWords } from "./signature-words.ts";
import { type TimeFacts, timeWords } from "./time-words.ts";

const judgement = (state: VerdictState, more: Partial<Judgement> = {}): Judgement => ({
  state,
  reason: { code: state } as JudgementReason,
  alg: "HS256",
  key: { source: "secret", material: null, secretBytes: 32 },
  passedOver: [],
  weak: null,
  software: false,
  ...more,
});

const signature = (facts: Partial<SignatureFacts>) =>
  signatureWords({
    judgement: judgement("verified"),
    provenance: "original",
    originalState: "verified",
    onRequest: false,
    family: "hmac",
    secretEncoding: "UTF-8",
    because: null,
    ...facts,
  });

test("a token verified with the user's key is a success", () => {
  expect(signature({})).toMatchObject({ tone: "ok", title: "Signature verified" });
});

test("a key that the token brought is never drawn as a success", () => {
  const own = judgement("verified", { key: { source: "token", material: null, secretBytes: null } });
  expect(signature({ judgement: own }).tone).toBe("info");
});

test("a token signed here says so as loudly where the pasted one did not verify", () => {
  const words = signature({ provenance: "re-signed", originalState: "invalid" });
  expect(words.tone).toBe("warn");
  expect(words.title).toContain("the pasted token did not verify");
});

test("a key in use because the other field is empty is named", () => {
  const half = judgement("verified", {
    alg: "RS256",
    key: { source: "private-key", material: null, secretBytes: null },
  });
  expect(signature({ judgement: half }).sub).toContain("Public key is empty");
});

test("title, tone and icon of a state do not depend on the key's length or the secret's encoding", () => {
  const of = (bytes: number, encoding: string) => {
    const { sub: _, ...said } = signature({
      judgement: judgement("invalid", { key: { source: "secret", material: null, secretBytes: bytes } }),
      secretEncoding: encoding,
    });
    return said;
  };
  expect(of(3, "UTF-8")).toEqual(of(44, "Base64"));
});

const exp = (seconds: number, state: TimeClaim["state"]): TimeClaim => ({
  claim: "exp",
  seconds,
  state,
  raw: String(seconds),
  asMilliseconds: null,
  why: null,
  range: { start: 0, end: 0 },
});

const time = (facts: Partial<TimeFacts>) =>
  timeWords({
    times: [exp(1_800_000_600, "valid")],
    clock: { now: 1_800_000_000, leeway: 0 },
    clockKind: "real",
    proven: true,
    claims: "there",
    ...facts,
  });

test("a time is a success only once the signature is verified", () => {
  expect(time({})).toMatchObject({ tone: "ok", title: "Valid for 10 min" });
  expect(time({ proven: false })).toMatchObject({ tone: "info", title: "Says: valid for 10 min" });
});

test("an expired token is an error, proven or not, and a moved clock is named", () => {
  const times = [exp(1_799_999_880, "expired")];
  expect(time({ times, proven: false }).tone).toBe("error");
  expect(time({ times, clockKind: "moved" }).title).toBe("Expired 2 min ago, at the moved clock");
});

test("a payload that breaks off leaves the expiry unknown", () => {
  expect(time({ times: [], claims: "broken" }).title).toBe("Expiry unknown");
  expect(time({ times: [] }).title).toBe("No expiry");
});

const finding = (severity: Finding["severity"], more: Partial<Finding> = {}): Finding => ({
  rule: "R",
  variant: "v",
  severity,
  args: {},
  ...more,
});

const action = (facts: Partial<ActionFacts>) =>
  actionWords({
    state: "verified",
    provenance: "original",
    originalState: "verified",
    onRequest: false,
    locked: null,
    ownKeyOfToken: false,
    encrypted: false,
    timeTone: "ok",
    clockKind: "real",
    family: "hmac",
    findings: [],
    messageOf: () => ({ title: "Title", why: "Why", fix: "Mend it" }),
    ...facts,
  });

test("a good signature on an expired token is a token to refuse", () => {
  expect(action({ timeTone: "error" })).toMatchObject({ tone: "error", title: "Refuse it" });
});

test("a clock that is not the real one hides nothing else that there is to say", () => {
  const facts = { clockKind: "stopped", provenance: "re-signed", originalState: "invalid" } as const;
  expect(action(facts)).toMatchObject({
    title: "This is not the pasted token",
    sub: "The pasted token did NOT verify",
  });
});

test("nothing to object is said only where there is nothing", () => {
  expect(action({}).tone).toBe("ok");
  for (const severity of ["error", "security", "warn"] as const) {
    expect(action({ findings: [finding(severity)] }).tone).not.toBe("ok");
  }
  expect(action({ findings: [finding("info")] }).tone).toBe("ok");
});

test("a malformed token's next step is the first place that is more than a note", () => {
  const place = { pane: "token", range: { start: 3, end: 4 } } as const;
  const { step } = action({
    state: "malformed",
    findings: [finding("info", { place: { ...place, pane: "header" } }), finding("error", { place })],
  });
  expect(step).toMatchObject({ kind: "show", place });
});

test("an invalid signature points at a key that is possibly meant otherwise", () => {
  const place = { pane: "secret", range: { start: 0, end: 4 } } as const;
  const doubt = finding("warn", { place, fix: { kind: "secret-encoding", encoding: "Base64" } });
  expect(action({ state: "invalid", findings: [doubt] }).step).toMatchObject({ kind: "show", place });
  expect(action({ state: "invalid" }).step).toBeNull();
});

test("a key that a passphrase would open asks for that first, and says while it is being tried", () => {
  const locked = { field: "Private key", pane: "private-key", passphrase: "needed" } as const;
  const about = { state: "no-key", family: "asymmetric" } as const;
  expect(action({ ...about, locked })).toMatchObject({
    title: "Enter the passphrase",
    sub: "With it, or with the public key, the signature can be checked",
    step: { kind: "passphrase", place: { pane: "private-key" } },
  });
  expect(action({ ...about, locked: { ...locked, passphrase: "wrong" } }).title).toBe("Correct the passphrase");
  expect(action(about).title).toBe("Add the public key");
  expect(action({ state: null, locked: { ...locked, passphrase: "being-tried" } })).toMatchObject({
    title: "Checking…",
    sub: "Encrypted keys are made to open slowly",
  });
});

test("the tally counts by severity and leaves notes out", () => {
  expect(tally([finding("error"), finding("warn"), finding("warn"), finding("info")])).toBe("1 error, 2 warnings");
  expect(tally([finding("info")])).toBe("No errors");
});
