import { describe, expect, test } from "vitest";
import { presented, readingOf } from "../../testing/verifier.ts";
import { claimsAt, VERIFIER_EXAMPLES } from "./examples.ts";
import { changeFor, judge } from "./judge.ts";
import { loadReader } from "./load-read.ts";
import { TOKEN_GROUP } from "./token-checks.ts";

const { KINDS } = await loadReader();

test("every kind that is read has an example", () => {
  const kinds = VERIFIER_EXAMPLES.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect([...KINDS].filter((kind) => !kinds.includes(kind))).toEqual([]);
});

describe.each(VERIFIER_EXAMPLES.filter(({ kind }) => KINDS.has(kind)).map((one) => [one.kind, one] as const))(
  "the example of %s",
  (kind, example) => {
    const { configuration, alg } = example;
    const claims = claimsAt(example, presented({}).now);
    const at = presented(claims, { alg });
    const reading = readingOf(configuration);
    const verdict = judge(reading, at);

    test("is refused by one condition of its own file, and everything else is met", () => {
      expect(reading.kind).toBe(kind);
      expect(verdict.outcome).toBe("refused");
      expect(verdict.about?.condition.group).not.toBe(TOKEN_GROUP);
      expect(verdict.conditions.filter(({ outcome }) => outcome === "unknown")).toEqual([]);
      expect(verdict.conditions.filter(({ outcome }) => outcome === "unmet")).toHaveLength(1);
    });

    test("gives the reason in one sentence, with the claim in it", () => {
      expect(verdict.sentence).toMatch(/^[^.]\S.{10,230}[^.]\.$/su);
      // It ends with one full stop; those within addresses and names do not count.
      expect(verdict.sentence.match(/\.(?=\s|$)/g)).toHaveLength(1);
      const { claim } = verdict.about ?? {};
      if (claim !== null && claim !== undefined) expect(verdict.sentence).toContain(claim.split("/").at(-1));
    });

    test("offers no change that accepts more than this token's value, or a token that does not verify", () => {
      const { about } = verdict;
      expect(changeFor(configuration, about!, { ...at, signature: "unknown" })).toBeNull();
      expect(changeFor(configuration, about!, { ...at, signature: "unmet" })).toBeNull();
      const change = changeFor(configuration, about!, at);
      if (["iss", "alg", "exp", "nbf"].includes(about?.claim ?? "")) expect(change).toBeNull();
      if (change === null) return;
      expect(change.value).toBe(about?.token);
      expect(judge(readingOf(change.text), at).outcome).toBe("accepted");
      // Another value in the same place is still refused.
      const other = presented({ ...claims, [about?.claim ?? ""]: `${change.value}x` }, { alg });
      expect(judge(readingOf(change.text), other).outcome).toBe("refused");
    });
  },
);
