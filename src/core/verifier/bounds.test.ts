import { describe, expect, test } from "vitest";
import { idp, presented, statement, trust, AUD, sub, push, readingOf } from "../../testing/verifier.ts";
import { judge } from "./judge.ts";
import { createHolder } from "./listing.ts";
import { loadReader, readConfiguration } from "./load-read.ts";
import { MOST_CONFIGURATION } from "./syntax.ts";
import { isQuick } from "../../testing/rounds.ts";

await loadReader();

const MB = 1_000_000;
const filled = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length));
const numbered = (line: (index: number) => string, count: number): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

const YAML = "kind: RequestAuthentication\napiVersion: security.istio.io/v1\n";
const RULES = `${YAML}spec:\n  jwtRules:\n    - {issuer: https://idp.example, audiences: [orders]}\n`;
/** The reported reasons for the parts of a file that cannot be read. */
const reasons = (text: string): readonly string[] => {
  const read = readConfiguration(text);
  if (read.is !== "read") return [read.is === "not-known" ? (read.problem ?? "") : read.is];
  return judge(read.reading, presented(idp))
    .conditions.filter(({ condition }) => condition.name === "syntax")
    .map(({ why }) => why);
};

describe.skipIf(isQuick)("a hostile file is limited, with the reason", () => {
  test.each([
    ["nested brackets", `${RULES}x: ${"[".repeat(MB)}`, /^Nested too deep/],
    ["nested lists", `${RULES}x:\n ${"- ".repeat(MB / 2)}`, /^Nested too deep/],
    ["keys of keys", `${RULES}${"? ".repeat(MB / 2)}`, /^Nested too deep/],
    ["steps down", `${RULES}${numbered((index) => `${" ".repeat(index)}a:\n`, 1200)}`, /^Nested too deep/],
    ["unmatched closing brackets", `${RULES}${"]}".repeat(MB / 2)}`, /^Not valid YAML at line 6/],
    ["aliases", `${RULES}a: &a [1]\nl:\n${"  - *a\n".repeat(20_000)}`, /^More than 100 aliases/],
    [
      "laughs",
      `${RULES}a0: &a0 x\n${numbered((n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 9 }, () => `*a${n}`).join()}]\n`, 20)}`,
      /^More than 100 aliases/,
    ],
    [
      "tables in tables",
      `oidc_issuer_url = "x"\na = ${"[".repeat(90_000)}`,
      /^Cannot be read as TOML|^Not valid TOML at line 2/,
    ],
    ["lines that are not TOML", `oidc_issuer_url = "x"\n${"a b\n".repeat(200_000)}`, /^Not valid TOML at line 2/],
    ["a text too long for its reader", `oidc_issuer_url = "${"x".repeat(900_000)}"`, /^Cannot be read as TOML/],
    ["nested elements", `<validate-jwt>${"<a>".repeat(MB / 3)}</validate-jwt>`, /^Not well-formed XML/],
    ["unclosed tags", "<validate-jwt ".repeat(MB / 14), /^Not well-formed XML/],
    [
      "attributes without end",
      `<validate-jwt${numbered((index) => ` a${index}="v"`, 100_000)}/>`,
      /^Not well-formed XML/,
    ],
    ["blocks in blocks", `resource "aws_iam_role" "a" {\n${"a {".repeat(MB / 3)}`, /^Not valid HCL/],
  ])("%s", (_, text, reason) => {
    expect(reasons(text)[0]).toMatch(reason);
  });

  test("a list of more items than a call takes arguments", () => {
    expect(readConfiguration(`{"Statement":[${"1,".repeat(130_000)}1]}`).is).toBe("not-known");
    expect(readConfiguration(`resource "a" "b" {\n  c = <<-E\n${"x\n".repeat(130_000)}E\n}\n`).is).toBe("not-known");
  });

  test("more rules than a call takes arguments", () => {
    const text = `{"apiVersion":"security.istio.io/v1","kind":"AuthorizationPolicy","spec":{"rules":[${"{},".repeat(600_000)}{}]}}`;
    expect(readConfiguration(text).is).toBe("read");
  });

  test("a file of 10 MB is refused for its length only", () => {
    expect(readConfiguration(filled("\n", MOST_CONFIGURATION)).is).not.toBe("too-long");
    expect(readConfiguration(`${filled("\n", MOST_CONFIGURATION)}{`).is).toBe("too-long");
  });

  test.each([
    ["macros in macros", "claims.l.all(a, claims.l.all(b, claims.l.all(c, a != b || b != c || true)))", "unknown"],
    ["an expression that backtracks", "claims.long.matches('^(a+)+$')", "unmet"],
  ])("CEL: %s", (_, expression, outcome) => {
    const text = `kind: AuthenticationConfiguration\napiVersion: apiserver.config.k8s.io/v1\njwt:\n- issuer: {url: https://idp.example, audiences: [orders]}\n  claimMappings: {username: {claim: sub, prefix: ""}}\n  claimValidationRules:\n  - expression: ${JSON.stringify(expression)}\n`;
    const claims = { ...idp, l: Array.from({ length: 300 }, (__, index) => index), long: `${"a".repeat(5000)}!` };
    const { conditions } = judge(readingOf(text), presented(claims));
    const found = conditions.find(({ condition }) => condition.name.includes("expression"));
    expect(found?.outcome).toBe(outcome);
    if (outcome === "unknown") expect(found?.why).toContain("More than 100,000 steps");
  });
});

describe.skipIf(isQuick)("places in a long file are those in its text", () => {
  const own = `repo:blue-yard/kiln:ref:refs/heads/last`;
  const other = (index: number) => statement({ StringEquals: { ...AUD, ...sub(`repo:x/${index}`) } });
  test("JSON", () => {
    const text = JSON.stringify(
      trust(...Array.from({ length: 4000 }, (_, index) => other(index)), statement({ StringEquals: sub(own) })),
      null,
      1,
    );
    expect(text.length).toBeGreaterThan(MB);
    const { range } = readingOf(text).conditions.findLast(({ name }) => name.endsWith(":sub"))!;
    expect(text.slice(range?.start, range?.end)).toBe(JSON.stringify(own));
  });

  test("YAML, in one document and in the last of many", () => {
    const rule = (index: number) => `  - issuer: https://idp${index}.example\n    audiences: [a, b]\n`;
    const one = `${YAML}spec:\n  jwtRules:\n${numbered(rule, 10_000)}  - issuer: https://last.example\n`;
    const many = `${numbered((index) => `---\nkind: ConfigMap\nmetadata: {name: issuer${index}}\n`, 12_000)}---\n${YAML}spec:\n  jwtRules:\n  - issuer: https://last.example\n`;
    for (const text of [one, many]) {
      expect(text.length).toBeGreaterThan(MB / 2);
      const { range } = readingOf(text).conditions.findLast(({ name }) => name.endsWith("issuer"))!;
      expect(text.slice(range?.start, range?.end)).toBe("https://last.example");
    }
  });

  test("a role inside Terraform", () => {
    const policy = `{\n    Version = "2012-10-17"\n    Statement = [{\n      Effect = "Allow"\n      Action = "sts:AssumeRoleWithWebIdentity"\n      Principal = { Federated = "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com" }\n      Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "${own}" } }\n    }]\n  }`;
    const text = `${filled('resource "x" "y" {\n  a = [1, 2]\n}\n', MB / 4)}resource "aws_iam_role" "ci" {\n  assume_role_policy = jsonencode(${policy})\n}\n`;
    const { range } = readingOf(text).conditions.find(({ name }) => name.endsWith(":sub"))!;
    expect(text.slice(range?.start, range?.end)).toBe(`"${own}"`);
  });
});

test.skipIf(isQuick)(
  "of many conditions the first are listed, all are judged and counted, and none beyond the limit counts as met",
  () => {
    const holder = createHolder();
    const many = (count: number): string =>
      JSON.stringify(
        trust(
          statement({ StringEquals: AUD }),
          ...Array.from({ length: count }, () => statement({ StringEquals: sub("x") })),
        ),
      );
    const held = holder.hold(many(3000), presented(push), 500);
    if (held.is !== "read") throw new Error(held.is);
    const { conditions, counts, outcome, about } = held.listing;
    expect(conditions.length).toBe(500);
    expect(counts.met + counts.unmet + counts.unknown).toBeGreaterThan(6000);
    expect([outcome, about]).toEqual(["accepted", null]);
    // What a worker returns must be cloneable.
    expect(structuredClone(held)).toEqual(held);
  },
);
