import { describe, expect, test } from "vitest";
import { RULES as LISTED } from "./index.ts";
import { messageOf, WORDINGS, wordingKey } from "./messages/index.ts";
import { runRules } from "./run.ts";
import { SAMPLES } from "./samples/all.ts";
import { compact, contextOf, HEALTHY, NO_KEYS } from "./samples/context.ts";
import { judged } from "./samples/own.ts";
import { healthy, of, payload } from "./samples/sample.ts";
import { STANDING, standingNotes } from "./standing/standing.ts";
import { MAX_FINDINGS } from "./support/define.ts";
import type { Finding } from "./types.ts";

/** All that the page says something by: the diagnosis lists the ones, the others stand beside the panes. */
const RULES = [...LISTED, ...STANDING];

test("every rule has an id of its own", () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

test("every sample belongs to a rule that is listed", () => {
  expect(Object.keys(SAMPLES).filter((id) => !RULES.some((rule) => rule.id === id))).toEqual([]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))("rule %s", (id, rule) => {
  const samples = SAMPLES[id];

  test("cites a specification, and has samples that fire and samples that stay silent", () => {
    expect(rule.spec).toMatch(/\S/);
    expect(rule.needs.length).toBeGreaterThan(0);
    expect(samples?.fires.length).toBeGreaterThan(0);
    expect(samples?.silent.length).toBeGreaterThan(0);
  });

  test("says what each firing sample is made for, in words without holes", () => {
    for (const [variant, context] of samples?.fires ?? []) {
      const findings = rule.detect(context());
      expect(findings.map((finding) => finding.variant)).toContain(variant);
      for (const finding of findings) expectWords(finding);
    }
  });

  test("stays silent where there is nothing to say", () => {
    for (const context of samples?.silent ?? []) expect(rule.detect(context())).toEqual([]);
  });
});

function expectWords(finding: Finding): void {
  expect(wordingKey(finding), `${finding.rule}/${finding.variant}`).not.toBe(null);
  const { title, why, fix } = messageOf(finding);
  const own = Object.values(finding.args).reduce<string>(
    (text, value) => text.replaceAll(String(value), ""),
    `${title} ${why} ${fix ?? ""}`,
  );
  expect(own).not.toMatch(/undefined|NaN|\[object|!/);
  expect(title.endsWith(".")).toBe(false);
  expect(why).toMatch(/\.$|[:}].*$/s);
  if (finding.fix) expect(fix, `${finding.rule}/${finding.variant} has a fix without words`).toMatch(/\S/);
}

test("every wording is reached by some sample, so that none is dead", () => {
  const reached = new Set([
    "none/verified",
    "none/unchecked",
    "none/demonstration",
    "none/re-signed",
    "internal/threw",
  ]);
  for (const rule of RULES) {
    for (const [, context] of SAMPLES[rule.id]?.fires ?? []) {
      for (const finding of rule.detect(context())) reached.add(wordingKey(finding) ?? "");
    }
  }
  expect(Object.keys(WORDINGS).filter((key) => !reached.has(key))).toEqual([]);
});

describe("runRules", () => {
  const ids = (findings: readonly Finding[]) =>
    findings.map(({ rule, variant, severity }) => `${rule}/${variant} ${severity}`);

  test("says exactly one thing of a healthy token, and which one depends on the verdict", () => {
    expect(ids(runRules(healthy()()))).toEqual(["none/unchecked ok"]);
    expect(ids(runRules(healthy({ judgement: judged("verified") })()))).toEqual(["none/verified ok"]);
    expect(
      ids(
        runRules(healthy({ judgement: judged("verified"), original: judged("verified"), provenance: "re-signed" })()),
      ),
    ).toEqual(["none/re-signed ok"]);
    const secret = { text: "a-string-secret-at-least-256-bits-long", encoding: "UTF-8" as const };
    const demonstration = healthy({
      judgement: judged("verified", { key: { source: "secret", material: null, secretBytes: 38 } }),
      keys: { ...NO_KEYS, secret },
    });
    expect(ids(runRules(demonstration()))).toEqual(["none/demonstration ok"]);
    for (const finding of [healthy(), healthy({ judgement: judged("verified") }), demonstration].flatMap((context) =>
      runRules(context()),
    ))
      expectWords(finding);
  });

  test("lists errors first, then security, warnings and notes", () => {
    const findings = runRules(payload(`{"exp":1700000000,"__proto__":1,"sub":1,"name":"<b>x</b>"}`)());
    expect(ids(findings)).toEqual([
      "TIM-01/expired error",
      "proto-key/proto security",
      "CLM-12/sub warn",
      "markup/markup info",
    ]);
  });

  test("a rule that throws is told, and the others go on", () => {
    const broken = {
      id: "X",
      needs: [],
      spec: "none",
      detect: () => {
        throw new Error("boom");
      },
    };
    const findings = runRules(healthy()(), [broken, ...LISTED]);
    expect(findings).toEqual([
      { rule: "internal", variant: "threw", severity: "info", args: { rule: "X", message: "boom" } },
    ]);
  });

  test("a rule lists its first findings and counts the rest", () => {
    const members = Array.from({ length: 50 }, (_, i) => `"n${i}":9007199254740993`).join();
    const findings = runRules(payload(`{${members}}`)());
    expect(findings.length).toBe(MAX_FINDINGS);
    expect(findings.at(-1)?.args["more"]).toBe(30);
    expect(messageOf(findings.at(-1) as Finding).why).toMatch(/And 30 more of this kind\.$/);
  });

  test("the empty page has one note", () => {
    expect(ids(runRules(of("")()))).toEqual(["IN-03/empty info"]);
  });

  test("what stands beside the panes is never among the findings, and a healthy token of an example has none of it", () => {
    expect(standingNotes(healthy()())).toEqual([]);
    for (const { id } of STANDING) {
      for (const [, context] of SAMPLES[id]?.fires ?? []) {
        expect(standingNotes(context()).map(({ rule }) => rule)).toContain(id);
        expect(runRules(context()).filter(({ rule }) => rule === id)).toEqual([]);
      }
    }
  });

  test("a token in the middle of being typed is never answered with a crash", () => {
    for (let length = 0; length <= HEALTHY.length; length += 1) {
      expect(runRules(of(HEALTHY.slice(0, length))()).every(({ rule }) => rule !== "internal")).toBe(true);
    }
  });
});

test("a key that the browser does not take is named by its kind and size", () => {
  const material = {
    jwk: { kty: "RSA" },
    isPrivate: false,
    format: "spki",
    description: "RSA 20000 bits",
    thumbprint: "",
  } as const;
  const judgement = judged("key-error", {
    alg: "RS256",
    reason: { code: "import-failed", message: "DataError" },
    key: { source: "public-key", material, secretBytes: null },
  });
  const titles = runRules(healthy({ judgement })()).map((finding) => messageOf(finding).title);
  expect(titles).toContain("The browser does not take this key (RSA 20000 bits)");
});

test("a bundle with the same damage at each key has it told once, and other damage beside it", () => {
  const repairs = Array.from({ length: 100 }, (_, at) => ({
    code: "text-around" as const,
    range: { start: at, end: at + 1 },
    args: {},
  }));
  const label = { code: "label" as const, range: null, args: { from: "PUBLIC KEY", to: "CERTIFICATE" } };
  const publicKey = { kind: "keys", format: "spki", keys: [], repairs: [...repairs, label], unreadable: [] } as const;
  const text = compact('{"alg":"ES256"}', "{}");
  const findings = runRules(contextOf(text, { publicKey })).filter(({ rule }) => rule === "KEY-02");
  expect(findings.map((finding) => messageOf(finding).title)).toEqual([
    "Text stands around the key, in 100 places",
    "The PEM label says PUBLIC KEY; it is CERTIFICATE",
  ]);
});
