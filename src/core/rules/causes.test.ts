import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byCause } from "./causes.ts";
import { allFindings } from "./flatten.ts";
import { HEALTHY } from "../../testing/rules/context.ts";
import { parseToken } from "../envelope/parse.ts";
import type { RuleId } from "./index.ts";
import type { Explains, Finding, Rule } from "./types.ts";

const token = parseToken(HEALTHY);
const finding = (rule: string, more: Partial<Finding> = {}): Finding => ({
  rule: rule as RuleId,
  variant: "v",
  severity: "error",
  args: {},
  ...more,
});
const rule = (id: string, explains: readonly Explains[] = [], more: Partial<Rule> = {}): Rule => ({
  id,
  spec: "none",
  words: {},
  detect: () => [],
  explains,
  ...more,
});
const at = (start: number, pane: "token" | "payload" = "token") => ({ pane, range: { start, end: start + 1 } });
const outline = (findings: readonly Finding[]): readonly unknown[] =>
  findings.map(({ rule: id, consequences }) => (consequences === undefined ? id : [id, ...outline(consequences)]));

describe("consequences are listed under their cause", () => {
  test("the cause comes first with the severity of its consequences, even if it was less severe and later", () => {
    const [first, second] = byCause(
      [finding("B"), finding("A", { severity: "info" }), finding("C", { severity: "warn" })],
      [rule("A", [{ rules: ["B"] }])],
      token,
    );
    expect(outline([first as Finding, second as Finding])).toEqual([["A", "B"], "C"]);
    expect(first?.severity).toBe("error");
    expect(first?.consequences?.[0]?.severity).toBe("error");
  });

  test("a consequence of a consequence is under the first cause", () => {
    const rules = [rule("A", [{ rules: ["B"] }]), rule("B", [{ rules: ["C/v"] }])];
    expect(outline(byCause([finding("C"), finding("B"), finding("A")], rules, token))).toEqual([["A", "C", "B"]]);
  });

  test("rules that explain each other make one entry, not none", () => {
    const rules = [rule("A", [{ rules: ["B"] }]), rule("B", [{ rules: ["A"] }])];
    expect(outline(byCause([finding("A"), finding("B")], rules, token))).toEqual([["A", "B"]]);
  });

  test("only the named variants are causes, and only in their part if that is required", () => {
    const rules = [rule("A", [{ as: ["x"], rules: ["B"], where: "part" }])];
    const cause = finding("A", { variant: "x", place: at(3) });
    const there = finding("B", { place: at(5) });
    const elsewhere = finding("B", { place: at(HEALTHY.indexOf(".") + 5), variant: "other" });
    expect(outline(byCause([cause, there, elsewhere], rules, token))).toEqual([["A", "B"], "B"]);
    expect(outline(byCause([finding("A", { place: at(3) }), there], rules, token))).toEqual(["A", "B"]);
  });

  test("a consequence's fix is not offered unless it fixes the cause", () => {
    const fix = { kind: "revert" } as const;
    const findings = [finding("A"), finding("B", { fix }), finding("C", { fix })];
    const [one] = byCause(findings, [rule("A", [{ rules: ["B"] }, { rules: ["C"], keepsFix: true }])], token);
    expect(one?.consequences?.map(({ rule: id, fix: offered }) => [id, offered])).toEqual([
      ["B", undefined],
      ["C", fix],
    ]);
  });
});

describe("the same mistake in several places is one finding", () => {
  const replace = (start: number, insert: string) =>
    finding("A", { place: at(start), fix: { kind: "replace", place: at(start), insert } });

  test("with a count and one fix for all of them", () => {
    const findings = byCause([replace(1, "x"), replace(9, "y"), replace(4, "z")], [rule("A")], token);
    expect(outline(findings)).toEqual([["A", "A", "A"]]);
    expect(findings[0]?.args["more"]).toBe(2);
    expect(findings[0]?.fix).toEqual({
      kind: "replace-many",
      pane: "token",
      edits: [
        { range: { start: 1, end: 2 }, insert: "x" },
        { range: { start: 4, end: 5 }, insert: "z" },
        { range: { start: 9, end: 10 }, insert: "y" },
      ],
    });
  });

  test("edits that overlap, or are in two panes, are no fix for all", () => {
    const over = [replace(1, "x"), { ...replace(1, "y") }];
    expect(byCause(over, [rule("A")], token)[0]?.fix?.kind).toBe("replace");
    const other = finding("A", {
      fix: { kind: "replace", place: at(1, "payload"), insert: "" },
    });
    expect(byCause([replace(1, "x"), other], [rule("A")], token)[0]?.fix?.kind).toBe("replace");
  });

  test("unless each is its own cause", () => {
    expect(outline(byCause([finding("A"), finding("A")], [rule("A", [], { each: true })], token))).toEqual(["A", "A"]);
  });
});

test("nothing is lost or repeated, whatever explains what", () => {
  const ids = ["A", "B", "C", "D", "E"];
  const anyFinding = fc.record({
    rule: fc.constantFrom(...ids),
    variant: fc.constantFrom("v", "w"),
    severity: fc.constantFrom("error", "security", "warn", "info" as const),
  });
  const anyExplains = fc.record({ rules: fc.subarray(ids) });
  fc.assert(
    fc.property(
      fc.array(anyFinding, { maxLength: 12 }),
      fc.array(fc.array(anyExplains, { maxLength: 2 }), { minLength: 5, maxLength: 5 }),
      (findings, explains) => {
        const rules = ids.map((id, index) => rule(id, explains[index]));
        const given = findings.map((one) => finding(one.rule, one as Partial<Finding>));
        const result = byCause(given, rules, token);
        const name = ({ rule: id, variant }: Finding): string => `${id}/${variant}`;
        expect(allFindings(result).map(name).toSorted()).toEqual(given.map(name).toSorted());
        const gravest = (list: readonly Finding[]): boolean => list.some(({ severity }) => severity === "error");
        expect(gravest(result)).toBe(gravest(given));
      },
    ),
  );
});
