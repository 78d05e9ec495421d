import { expect, test } from "vitest";
import type { TimeClaim } from "../../core/claims/types.ts";
import type { Judgement, JudgementReason, VerdictState } from "../../core/crypto/types.ts";
import type { Finding } from "../../core/rules/types.ts";
import { verdictCells } from "../../core/verdict/cells.ts";
import type { VerdictFacts } from "../../core/verdict/types.ts";
import type { ClockInput } from "../../state/types.ts";
import { conclusionWords, tally } from "./conclusion-words.ts";
import { signatureSub } from "./signature-sub.ts";
import { SIGNATURE_WORDS } from "./signature-words.ts";
import { timeWords } from "./time-words.ts";

const NOW = 1_800_000_000;

const judged = (state: VerdictState, more: Partial<Judgement> = {}): Judgement => ({
  state,
  reason: { code: state } as JudgementReason,
  alg: "HS256",
  key: { source: "secret", material: null, secretBytes: 32 },
  passedOver: [],
  weak: null,
  software: false,
  ...more,
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

const finding = (severity: Finding["severity"], more: Partial<Finding> = {}): Finding => ({
  rule: "IN-01",
  variant: "v",
  severity,
  args: {},
  ...more,
});

const HEALTHY: VerdictFacts = {
  judgement: judged("verified"),
  original: judged("verified"),
  provenance: "original",
  onRequest: false,
  isAsPasted: true,
  payload: "whole",
  times: [exp(NOW + 600, "valid")],
  clock: { now: NOW, leeway: 0 },
  findings: [finding("ok", { rule: "none" })],
  passphrase: null,
  family: "hmac",
  uncompared: ["iss", "aud"],
  hasVerifier: false,
};

/** All words of a verdict; a finding's title is its rule and severity. */
function words(
  facts: Partial<VerdictFacts>,
  { clockKind = "real", isTrying = false }: { clockKind?: ClockInput["kind"]; isTrying?: boolean } = {},
) {
  const all = { ...HEALTHY, ...facts };
  const cells = verdictCells(all);
  const messageOf = ({ rule, severity }: Finding) => ({ title: `${rule} ${severity}`, why: "", fix: "Mend" });
  const titleOf = (one: Finding | null) => one && messageOf(one).title;
  return {
    signature: {
      title: SIGNATURE_WORDS[cells.signature.code][1],
      sub: signatureSub({
        cell: cells.signature,
        judgement: all.judgement,
        isShared: false,
        family: all.family,
        secretEncoding: "UTF-8",
        because: titleOf(cells.signature.finding),
      }),
    },
    time: timeWords({ cell: cells.time, clock: all.clock, clockKind, because: titleOf(cells.time.finding) }),
    conclusion: conclusionWords({ cells, facts: all, clockKind, isTrying, messageOf }),
  };
}

test("a healthy token that verifies has no problems, and what was not compared is named", () => {
  const said = words({});
  expect(said.signature).toEqual({ title: "Signature verified", sub: "HS256, with your secret of 32 bytes" });
  expect(said.time.title).toBe("Valid for 10 min");
  expect(said.conclusion).toMatchObject({
    title: "No problems found",
    sub: "Issuer and audience not checked: set a policy",
    button: null,
    join: "so",
  });
  expect(words({ uncompared: ["aud"] }).conclusion.sub).toBe("Audience not checked: set a policy");
  expect(words({ hasVerifier: true }).conclusion.sub).toBe(
    "Issuer and audience not checked here: see its verifier on Gateway",
  );
  expect(words({ uncompared: [], hasVerifier: true }).conclusion.sub).toBe("Issuer and audience match your policy");
});

test("without a token, a danger in a configuration is named in its own tone; the offer of an example has none", () => {
  const empty = { judgement: judged("empty"), original: judged("empty"), payload: "none", times: [] } as const;
  const danger = [finding("security", { rule: "verifier" })];
  const red = words({ ...empty, findings: danger }).conclusion;
  expect(red).toMatchObject({ title: "Check this first", sub: "verifier security", button: "Generate an example" });
  expect(verdictCells({ ...HEALTHY, ...empty, findings: danger }).conclusion.tone).toBe("security");
  for (const findings of [[], [finding("warn")], null]) {
    expect(words({ ...empty, findings }).conclusion.title).toBe("No token yet?");
    expect(verdictCells({ ...HEALTHY, ...empty, findings }).conclusion.tone).toBe("none");
  }
});

test("a token signed here says so, and as prominently that the pasted one did not verify", () => {
  const bad = words({ provenance: "re-signed", original: judged("invalid") });
  expect(bad.signature.title).toBe("Signed here: the pasted token did not verify");
  expect(bad.conclusion).toMatchObject({ title: "You edited this token", sub: "The pasted token did NOT verify" });
  const good = words({ provenance: "re-signed" });
  expect(good.conclusion).toMatchObject({ sub: "The pasted token was verified too", button: "Copy token" });
});

test("a key used because the other field is empty is named", () => {
  const half = judged("verified", { alg: "RS256", key: { source: "private-key", material: null, secretBytes: null } });
  expect(words({ judgement: half }).signature.sub).toContain("Public key is empty");
});

test("times of an unverified token are called claims", () => {
  const unchecked = judged("no-key", { key: null });
  expect(words({ judgement: unchecked }).time.title).toBe("Claims to be valid for 10 min");
  const expired = words({ judgement: unchecked, times: [exp(NOW - 60, "expired")] });
  expect(expired.time.sub).toContain("(not verified)");
});

test("a truncated payload claims nothing about its times, whatever was read of it", () => {
  for (const times of [[], [exp(NOW + 600, "valid")], [exp(NOW - 60, "expired")]]) {
    expect(words({ payload: "broken", times }).time.title).toBe("Times cannot be relied on");
  }
  expect(words({ times: [] }).time.title).toBe("No expiry");
});

test("a finding named by another cell is not repeated in the conclusion", () => {
  const late = finding("error", { rule: "TIM-01" });
  const times = [exp(NOW - 60, "expired")];
  const said = words({ times, findings: [late] }, { clockKind: "moved" });
  expect(said.time.title).toBe("TIM-01 error, clock moved");
  expect(said.conclusion).toMatchObject({ title: "Refuse it", sub: "At the moved clock", join: "but" });
});

test("several findings are counted, and the worst of them is named", () => {
  const findings = [
    finding("error", { rule: "CLM-05", by: "policy" }),
    finding("error", { rule: "HDR-02", by: "policy" }),
    finding("warn"),
  ];
  expect(words({ findings }).conclusion).toMatchObject({
    title: "Your policy rejects this token",
    sub: "2 errors, 1 warning: CLM-05 error",
    join: "but",
  });
});

test("what an error message says and the token shows is the one sentence why, with both values", () => {
  const args = { actual: "api", expected: "web" };
  expect(words({ findings: [finding("error", { rule: "CLM-05", by: "message", args })] }).conclusion).toMatchObject({
    title: "This is why it was refused",
    sub: "CLM-05 error: api here, web expected",
    join: "but",
  });
});

test("for a malformed token the fix comes first if there is one; any other is accepted by no verifier", () => {
  const place = { pane: "token", range: { start: 0, end: 1 } } as const;
  const fix = { kind: "replace", place, insert: "" } as const;
  const malformed = { judgement: judged("malformed", { key: null }) };
  expect(words({ ...malformed, findings: [finding("error", { fix })] }).conclusion).toMatchObject({
    title: "Fix this first",
    button: "Mend",
  });
  expect(words({ ...malformed, findings: [finding("error", { place })] }).conclusion).toMatchObject({
    title: "No verifier accepts it",
    button: "Show the error",
  });
});

test("a button is named after the finding it shows, and an edited encrypted token is not sent to its key", () => {
  const place = { pane: "payload", range: { start: 0, end: 1 } } as const;
  expect(words({ findings: [finding("warn", { place })] }).conclusion.button).toBe("Show the warning");
  const opened = (isRight: boolean) =>
    words({
      judgement: judged("invalid", {
        encrypted: "not-decrypted",
        reason: { code: "tag-mismatch", isKeyRight: isRight } as JudgementReason,
      }),
      findings: [finding("error", { rule: "decryption", place: { ...place, pane: "token" } })],
    }).conclusion;
  expect(opened(true)).toMatchObject({ title: "Refuse it", button: "Show the error" });
  expect(opened(false)).toMatchObject({ title: "Try another shared key", button: "Go to the field" });
});

test("text that is not a JWT is refused as one, and not said to be no token or to have no payload", () => {
  const said = words({
    judgement: judged("malformed", { key: null, reason: { code: "not-a-token" } }),
    payload: "not-jose",
    times: [],
    findings: [finding("error", { rule: "IN-10", place: { pane: "token", range: { start: 0, end: 9 } } })],
  });
  expect(said.conclusion.title).toBe("No JWT verifier accepts it");
  expect(said.time).toEqual({ title: "No times checked", sub: "Only JWT times are" });
  expect(words({ payload: "left-out", times: [] }).time.sub).toBe("The token has no payload of its own");
});

test("unsupported tokens say what would help", () => {
  const of = (reason: JudgementReason) => words({ judgement: judged("unsupported", { reason }) }).conclusion.title;
  expect(of({ code: "insecure-context" })).toBe("Open this page over https");
  expect(of({ code: "alg-lacking", alg: "ES256K" })).toBe("Use another browser");
  expect(of({ code: "alg-unknown", alg: "XS1" })).toBe("Check its alg");
});

test("a key that a passphrase would open asks for it first, and says while it is being tried", () => {
  const judgement = judged("no-key", { key: null });
  const asks = (state: "needed" | "wrong") =>
    words({ judgement, family: "asymmetric", passphrase: { state, pane: "private-key" } }).conclusion;
  expect(asks("needed")).toMatchObject({ title: "Enter the passphrase", button: "Go to the field" });
  expect(asks("wrong").title).toBe("Correct the passphrase");
  expect(words({ judgement, family: "asymmetric" }).conclusion.title).toBe("Add the public key");
  expect(words({ judgement: null }, { isTrying: true }).conclusion.sub).toBe("Decrypting a key is slow by design");
});

test("the tally counts by severity and leaves notes out", () => {
  expect(tally([finding("error"), finding("warn"), finding("warn"), finding("info")])).toBe("1 error, 2 warnings");
});
