import { expect, test } from "vitest";
import { idp, judged, presented, readingOf } from "../../testing/verifier.ts";
import { loadReader, readConfiguration } from "./load-read.ts";

await loadReader();

const SIGN = "x-google-issuer: 1";
const outcomes = (text: string, claims: object, more: object = {}) => judged(text, presented(claims, more));

test("broken, deeply nested or over-referenced YAML is limited, with a reason, and accepts nothing", () => {
  const spring =
    "spring: {security: {oauth2: {resourceserver: {jwt: {issuer-uri: 'https://idp.example', audiences: [orders]}}}}}\n";
  expect(outcomes(spring, idp).outcome).toBe("accepted");
  expect(outcomes(`${spring}a: [`, idp).outcome).toBe("unknown");
  const laughs = `a0: &a0 x\n${Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 9 }, () => `*a${n}`).join(",")}]`).join("\n")}\n`;
  const bomb = judged(`${laughs}${spring}`, presented(idp));
  expect([bomb.outcome, bomb.conditions.some(({ why }) => why.includes("aliases"))]).toEqual(["unknown", true]);
  expect(readConfiguration(`${SIGN}\na: ${"[".repeat(5000)}`).is).toBe("not-known");
});

test("places are those in the text", () => {
  const text =
    "spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n          issuer-uri: https://idp.example\n";
  const { range } = readingOf(text).conditions[0]!;
  expect(text.slice(range?.start, range?.end)).toBe("https://idp.example");
  expect(readingOf(text).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
});

test("of a long file of many documents those about tokens are read, at their places", () => {
  const other = Array.from(
    { length: 20_000 },
    (_, index) => `---\nkind: ConfigMap\nmetadata: { name: c${index} }\n`,
  ).join("");
  const own =
    "---\napiVersion: security.istio.io/v1\nkind: RequestAuthentication\nspec:\n  jwtRules:\n    - issuer: https://idp.example\n      audiences: [orders]\n";
  const text = `${other}${own}${other}`;
  expect(text.length).toBeGreaterThan(1_000_000);
  const { range } = readingOf(text).conditions.find(({ name }) => name.endsWith("issuer"))!;
  expect(text.slice(range?.start, range?.end)).toBe("https://idp.example");
  expect(outcomes(text, { ...idp, aud: "x" }).outcome).toBe("refused");
});

test("text too long to be read says so, with what to paste", () => {
  const long = (text: string) => {
    const read = readConfiguration(text);
    return read.is === "not-known" ? read.problem : read.is;
  };
  const tables = "[auth.x]\nb = 1\n".repeat(70_000);
  expect(long(tables)).toMatch(/^TOML of more than 1 MB .* paste the part/);
  expect(long("x".repeat(10_000_001))).toBe("too-long");
  expect(long(`${"# x\n".repeat(500_000)}mp.jwt.verify.issuer=a\n`)).toBe("read");
  const policy = "<validate-jwt><issuers><issuer>a</issuer></issuers></validate-jwt>";
  expect(long(`<policies>${"<set-body/>".repeat(200_000)}${policy}</policies>`)).toBe("read");
});
