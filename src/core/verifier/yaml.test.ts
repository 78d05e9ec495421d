import { expect, test } from "vitest";
import type { JsonNode } from "../json/types.ts";
import { idp, judged, presented, readingOf } from "../../testing/verifier.ts";
import { isQuick } from "../../testing/rounds.ts";
import { loadReader, readConfiguration } from "./load-read.ts";
import { parseYaml } from "./yaml.ts";

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

test("places refer to the text", () => {
  const text =
    "spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n          issuer-uri: https://idp.example\n";
  const { range } = readingOf(text).conditions[0]!;
  expect(text.slice(range?.start, range?.end)).toBe("https://idp.example");
  expect(readingOf(text).dangers.map(({ claim }) => claim)).toEqual(["aud"]);
});

test("in a long file of many documents, those about tokens are read, at their places", () => {
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

test.skipIf(isQuick)("text too long to be read says so, with what to paste", () => {
  const long = (text: string) => {
    const read = readConfiguration(text);
    return read.is === "not-known" ? read.problem : read.is;
  };
  const tables = "[auth.x]\nb = 1\n".repeat(70_000);
  expect(long(tables)).toMatch(/^TOML over 1 MB .* paste the part/);
  expect(long("x".repeat(10_000_001))).toBe("too-long");
  expect(long(`${"# x\n".repeat(500_000)}mp.jwt.verify.issuer=a\n`)).toBe("read");
  const policy = "<validate-jwt><issuers><issuer>a</issuer></issuers></validate-jwt>";
  expect(long(`<policies>${"<set-body/>".repeat(200_000)}${policy}</policies>`)).toBe("read");
});

/** What the tree says, and whether each of its scalars is where it says. */
function plainOf(text: string): { readonly values: unknown; readonly misplaced: readonly string[] } {
  const misplaced: string[] = [];
  const of = (node: JsonNode): unknown => {
    if (node.type === "array") return node.items.map(of);
    if (node.type === "object") return Object.fromEntries(node.members.map(({ name, value }) => [name, of(value)]));
    const { start, end } = node.range;
    if (!text.slice(start, end).includes(String(node.value))) misplaced.push(`${start}: ${node.value}`);
    return node.value;
  };
  return { values: parseYaml(text).roots.map(of), misplaced };
}

test.skipIf(isQuick)("a very long list reads like a short one, with the same ranges, whatever its items", () => {
  const count = 7000;
  const item = (index: number): string =>
    index % 1000 === 999
      ? `  # about ${index}\n\n  - [b${index}, {c: d}]\n`
      : `  - name: a${index}\n    values: ["x${index}"]\n`;
  const meant = (index: number): unknown =>
    index % 1000 === 999 ? [`b${index}`, { c: "d" }] : { name: `a${index}`, values: [`x${index}`] };
  const all = Array.from({ length: count }, (_, index) => index);
  const text = `before: issuer\nlist:\n${all.map(item).join("")}after:\n  - - inner\n`;
  const { values, misplaced } = plainOf(text);
  expect(values).toEqual([{ before: "issuer", list: all.map(meant), after: [["inner"]] }]);
  expect(misplaced).toEqual([]);
  const lists = `# issuer\n${all.map((index) => `- - a${index}\n  - b\n`).join("")}- ${all.map((index) => `- c${index}\n`).join("  ")}`;
  expect(plainOf(lists).values).toEqual([[...all.map((index) => [`a${index}`, "b"]), all.map((index) => `c${index}`)]]);
});

test("in a long list an alias still resolves, and an error has its place", () => {
  const many = "  - x\n".repeat(7000);
  const { values } = plainOf(`a: &a [1]\nlist:\n${many}  - *a\n`);
  expect((values as readonly { readonly list: readonly unknown[] }[])[0]?.list.at(-1)).toEqual([1]);
  const broken = `list:\n${many}  - "\\q"\n${many}`;
  const [problem] = parseYaml(broken).problems;
  expect(broken.slice(problem?.range.start).slice(0, 2)).toBe("\\q");
});

test("an alias without an anchor is a problem, not an absent value", () => {
  const text =
    "spring:\n  security:\n    oauth2:\n      resourceserver:\n        jwt:\n          issuer-uri: https://idp.example\n          audiences: *none\n";
  expect(outcomes(text, idp).outcome).toBe("unknown");
});
