import { describe, expect, test } from "vitest";
import { RULES as LISTED } from "./index.ts";
import { messageOf, VOCABULARIES } from "./message.ts";
import { runRules } from "./run.ts";
import { SAMPLES } from "../../testing/rules/all.ts";
import { compact, contextOf, HEALTHY } from "../../testing/rules/context.ts";
import { heldOf } from "../../testing/rules/hold.ts";
import { judged } from "../../testing/rules/own.ts";
import { healthy, of, payload } from "../../testing/rules/sample.ts";
import { STANDING, standingNotes } from "./standing/standing.ts";
import { MAX_FINDINGS } from "./support/define.ts";
import type { Finding } from "./types.ts";

/** All rules: those that the diagnosis lists, and those shown next to the panes. */
const RULES = [...LISTED, ...STANDING];

test("every rule has its own ID", () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

test("every sample belongs to a rule that is listed", () => {
  expect(Object.keys(SAMPLES).filter((id) => !RULES.some((rule) => rule.id === id))).toEqual([]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))("rule %s", (id, rule) => {
  const samples = SAMPLES[id];

  test("cites a specification, and has samples that fire and samples that stay silent", () => {
    expect(rule.spec).toMatch(/\S/);
    expect(samples?.fires.length).toBeGreaterThan(0);
    expect(samples?.silent.length).toBeGreaterThan(0);
  });

  test("words each firing sample's finding without gaps", () => {
    for (const [variant, context] of samples?.fires ?? []) {
      const findings = rule.detect(context());
      expect(findings.map((finding) => finding.variant)).toContain(variant);
      for (const finding of findings) expectWords(finding);
    }
  });

  test("gives each finding the severity, place and fix that were reviewed", () => {
    for (const [variant, make, severity, marks = null, fix = null] of samples?.fires ?? []) {
      const context = make();
      const finding = rule.detect(context).find((one) => one.variant === variant);
      expect(finding && heldOf(finding, context), variant).toEqual([severity, marks, fix]);
    }
  });

  test("stays silent if there is nothing to report", () => {
    for (const context of samples?.silent ?? []) expect(rule.detect(context())).toEqual([]);
  });
});

function expectWords(finding: Finding): void {
  expect(Object.keys(VOCABULARIES.get(finding.rule) ?? {}), finding.rule).toContain(finding.variant);
  const { title, why, fix } = messageOf(finding);
  const own = Object.values(finding.args).reduce<string>(
    (text, value) => text.replaceAll(String(value), ""),
    `${title} ${why} ${fix ?? ""}`,
  );
  expect(own).not.toMatch(/\bundefined\b|\bNaN\b|\[object|!/);
  expect(title.endsWith(".")).toBe(false);
  expect(why).toMatch(/\.$|[:}].*$/s);
  if (finding.fix) expect(fix, `${finding.rule}/${finding.variant} has a fix without words`).toMatch(/\S/);
}

test("every wording is reached by a sample, so none is dead", () => {
  const reached = new Set(["none/verified", "none/unchecked", "none/re-signed", "internal/threw"]);
  for (const rule of RULES) {
    for (const [, context] of SAMPLES[rule.id]?.fires ?? []) {
      for (const finding of rule.detect(context())) reached.add(`${finding.rule}/${finding.variant}`);
    }
  }
  const written = [...VOCABULARIES].flatMap(([id, words]) => Object.keys(words).map((variant) => `${id}/${variant}`));
  expect(written.filter((key) => !reached.has(key))).toEqual([]);
});

test("what a rule explains, and with which variants, is something that rules can report", () => {
  const canSay = (rule: string, variant?: string): boolean => {
    const words = VOCABULARIES.get(rule);
    return words !== undefined && (variant === undefined || Object.hasOwn(words, variant));
  };
  const unsaid = RULES.flatMap(({ id, explains = [] }) =>
    explains.flatMap(({ as = [], rules }) => [
      ...as.filter((variant) => !canSay(id, variant)).map((variant) => `${id}/${variant}`),
      ...rules.filter((name) => !canSay(...(name.split("/") as [string, string?]))),
    ]),
  );
  expect(unsaid).toEqual([]);
});

describe("runRules", () => {
  const ids = (findings: readonly Finding[]) =>
    findings.map(({ rule, variant, severity }) => `${rule}/${variant} ${severity}`);

  test("reports exactly one thing for a healthy token, depending on the verdict", () => {
    expect(ids(runRules(healthy()()))).toEqual(["none/unchecked ok"]);
    expect(ids(runRules(healthy({ judgement: judged("verified") })()))).toEqual(["none/verified ok"]);
    expect(
      ids(
        runRules(healthy({ judgement: judged("verified"), original: judged("verified"), provenance: "re-signed" })()),
      ),
    ).toEqual(["none/re-signed ok"]);
    for (const finding of [healthy(), healthy({ judgement: judged("verified") })].flatMap((context) =>
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

  test("reports a rule that throws, and runs the others", () => {
    const broken = {
      id: "X",
      spec: "none",
      words: {},
      detect: () => {
        throw new Error("boom");
      },
    };
    const findings = runRules(healthy()(), [broken, ...LISTED]);
    expect(findings).toEqual([
      { rule: "internal", variant: "threw", severity: "info", args: { rule: "X", message: "boom" } },
    ]);
  });

  test("reports many places of one rule as one finding, which lists the first places and counts all", () => {
    const members = Array.from({ length: 50 }, (_, i) => `"n${i}":9007199254740993`).join();
    const findings = runRules(payload(`{${members}}`)());
    expect(findings.length).toBe(1);
    expect(findings[0]?.consequences?.length).toBe(MAX_FINDINGS - 1);
    expect(findings[0]?.args["more"]).toBe(49);
    expect(messageOf(findings[0] as Finding).why).toMatch(/And 49 more of this kind\.$/);
  });

  test("has one note for the empty page", () => {
    expect(ids(runRules(of("")()))).toEqual(["IN-03/empty info"]);
  });

  test("keeps notes at the panes out of the findings, and has none for a healthy example", () => {
    expect(standingNotes(healthy()())).toEqual([]);
    for (const { id } of STANDING) {
      for (const [, context] of SAMPLES[id]?.fires ?? []) {
        expect(standingNotes(context()).map(({ rule }) => rule)).toContain(id);
        expect(runRules(context()).filter(({ rule }) => rule === id)).toEqual([]);
      }
    }
  });

  test("never throws for a token in the middle of being typed", () => {
    for (let length = 0; length <= HEALTHY.length; length += 1) {
      expect(runRules(of(HEALTHY.slice(0, length))()).every(({ rule }) => rule !== "internal")).toBe(true);
    }
  });
});

test("a key that the browser does not accept is named by its kind and size", () => {
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
  expect(titles).toContain("The browser rejects this key (RSA 20000 bits)");
});

test("a bundle with the same damage in each key reports it once, and other damage next to it", () => {
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
    "There is text around the key, in 100 places",
    "The PEM label says PUBLIC KEY; it is CERTIFICATE",
  ]);
});

test("a fix of several places says how many, and one of a single place does not", () => {
  const fixOf = (payload: string) => {
    const found = runRules(contextOf(compact('{"alg":"ES256"}', payload))).find(({ rule }) => rule === "IN-16");
    return found && messageOf(found).fix;
  };
  expect(fixOf('{\u00a0"sub":"x"}')).toBe("Write it as JSON");
  expect(fixOf('{\u00a0"sub":\u00a0"x"}')).toBe("Write it as JSON, in all 2 places");
});
