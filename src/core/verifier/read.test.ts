import { describe, expect, test, vi } from "vitest";
import { AUD, sub, readingOf, statement, trust } from "../../testing/verifier.ts";
import { judge } from "./judge.ts";
import { loadReader, readConfiguration } from "./load-read.ts";

await loadReader();

test("a text waits for its parser", async () => {
  vi.resetModules();
  const anew = await import("./load-read.ts");
  const example = JSON.stringify(trust(statement({})));
  expect(anew.readConfiguration(example).is).toBe("needs-reader");
  await anew.loadReader();
  expect(anew.readConfiguration(example).is).toBe("read");
});

describe("what is not a configuration", () => {
  test.each(["", "  ", "{}", "[]", "null", "hello", '{"iss":"x"}', "{"])(
    "%s is not taken for a configuration",
    (text) => {
      expect(readConfiguration(text).is).not.toBe("read");
    },
  );

  test("without a token nothing is met, and nothing is refused", () => {
    const reading = readingOf(trust(statement({ StringEquals: { ...AUD, ...sub("x") } })));
    const { outcome } = judge(reading, { header: null, claims: null, signature: "unknown", now: 0, leeway: 0 });
    expect(outcome).toBe("unknown");
  });
});

test("a text that was never JSON is not called broken JSON", () => {
  expect(readConfiguration("micronaut:\n  security:\n    token:\n      jwt: {}\n")).toEqual({
    is: "not-known",
    problem: null,
  });
  expect(readConfiguration('{"a": 1,')).toMatchObject({
    is: "not-known",
    problem: expect.stringContaining("Not valid JSON"),
  });
});
