import { expect, test } from "vitest";
import { PROBES } from "../../core/privacy/probes.ts";
import { outcomeWords, PROBE_NAMES, requestWords, serviceWorkerWords, storeWords, summaryWords } from "./words.ts";

const blocked = { result: "blocked", by: "violation", directive: "connect-src" } as const;
const open = { result: "allowed", by: "no-objection" } as const;

test("a test that found all shut says how many; one way that is not is named, with what that means", () => {
  expect(summaryWords(PROBES.map(({ id }) => [id, blocked] as const))).toBe("All 14 ways out are shut.");
  expect(
    summaryWords([
      ["fetch", blocked],
      ["image", open],
    ]),
  ).toMatch(/^1 of 2 ways out is not shown to be shut: Picture\. Do not trust/);
  expect(
    summaryWords([
      ["fetch", open],
      ["image", { result: "allowed", by: "silence" }],
    ]),
  ).toMatch(/^2 of 2 ways out are not shown to be shut: Fetch, Picture\./);
});

test("each probe has a name of its own", () => {
  expect(new Set(PROBES.map(({ id }) => PROBE_NAMES[id])).size).toBe(PROBES.length);
});

test("no outcome that is not proven reads as if it were", () => {
  for (const by of ["answer", "no-objection", "silence"] as const) {
    expect(outcomeWords({ result: "allowed", by })).toMatch(/not/);
  }
  expect(outcomeWords(blocked)).toBe("stopped by connect-src");
});

test("requests to elsewhere come first, and are never left out", () => {
  expect(requestWords({ own: ["a.js"], foreign: [], probes: 9, last: 1234 })).toBe(
    "none to elsewhere; 1 file of its own, the last one 1.2 s after its start",
  );
  expect(requestWords({ own: [], foreign: ["https://elsewhere.example/"], probes: 0, last: null })).toBe(
    "1 to elsewhere, and 0 files of its own",
  );
});

test("what is kept is named by its place; a place that is closed to the page is said to be", () => {
  expect(
    storeWords([
      { name: "Caches", count: 1, names: ["jotscope"] },
      { name: "Databases", count: null, names: [] },
    ]),
  ).toBe("caches: jotscope (closed to this page: databases)");
  expect(storeWords([{ name: "Caches", count: 0, names: [] }])).toBe("nothing: tokens and keys live in memory");
});

test("a service worker is said with its file and state, and whether it answers the page", () => {
  expect(serviceWorkerWords({ kind: "there", script: "sw.js", state: "activated", controls: true })).toBe(
    "sw.js, activated, answers this page's requests",
  );
  expect(serviceWorkerWords({ kind: "none" })).toBe("none");
});
