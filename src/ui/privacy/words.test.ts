import { expect, test } from "vitest";
import { type Probe, probesOf } from "../../core/privacy/probes.ts";
import { outcomeWords, PROBE_NAMES, requestWords, serviceWorkerWords, storeWords, summaryWords } from "./words.ts";

const PROBES = probesOf("https://jot.example/");
const blocked = { result: "blocked", by: "violation", directive: "connect-src" } as const;
const open = { result: "allowed", by: "no-objection" } as const;
const probe = (id: Probe["id"]): Probe => {
  const found = PROBES.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

test("a passed test gives the number blocked; an opening that should be shut is named, with what that means", () => {
  expect(summaryWords(PROBES.map((one) => [one, blocked] as const))).toBe(`All ${PROBES.length} ways out are blocked.`);
  expect(
    summaryWords([
      [probe("fetch"), blocked],
      [probe("image"), open],
    ]),
  ).toMatch(/^1 of 2 ways out is not proven to be blocked: Image\. Do not trust/);
  expect(
    summaryWords([
      [probe("fetch"), open],
      [probe("own-image"), { result: "allowed", by: "silence" }],
      [probe("own-script"), open],
    ]),
  ).toMatch(/^2 of 3 ways out are not proven to be blocked: Fetch, Image \(own server\)\./);
});

test("what the page's policy cannot block is never counted as blocked, and is named with its place", () => {
  const found = summaryWords([
    [probe("fetch"), blocked],
    [probe("own-script"), open],
    [probe("webrtc"), open],
  ]);
  expect(found).toMatch(
    /^1 of 3 ways out are blocked.* cannot block the rest: Script import \(own server\), WebRTC\.$/,
  );
  expect(outcomeWords(probe("own-script"), open)).toMatch(/^open: /);
  expect(outcomeWords(probe("own-script"), { result: "blocked", by: "service-worker" })).toBe(
    "blocked by the service worker",
  );
});

test("each kind of probe has its own name", () => {
  expect(new Set(Object.values(PROBE_NAMES)).size).toBe(Object.keys(PROBE_NAMES).length);
  expect(PROBES.filter(({ kind }) => PROBE_NAMES[kind] === undefined)).toEqual([]);
});

test("no unproven outcome reads as if it were proven", () => {
  for (const by of ["answer", "no-objection", "silence"] as const) {
    for (const one of PROBES)
      expect(outcomeWords(one, { result: "allowed", by }), one.id).toMatch(one.staysOpen ? /^open: / : /not/);
  }
  expect(outcomeWords(probe("fetch"), blocked)).toBe("blocked by connect-src");
});

test("requests to elsewhere come first, and are never left out", () => {
  expect(requestWords({ own: ["a.js"], foreign: [], probes: 9, last: 1234 })).toBe(
    "No outside requests (1 file from this site, the last one 1.2 s after startup)",
  );
  expect(requestWords({ own: [], foreign: ["https://elsewhere.example/"], probes: 0, last: null })).toBe(
    "1 outside request (0 files from this site)",
  );
});

test("stored data is named by its place; a place closed to the page is called closed", () => {
  expect(
    storeWords([
      { name: "Caches", count: 1, names: ["jotscope"] },
      { name: "Databases", count: null, names: [] },
    ]),
  ).toBe("caches: jotscope (closed to this page: databases)");
  expect(storeWords([{ name: "Caches", count: 0, names: [] }])).toBe("nothing: tokens and keys live in memory");
});

test("a service worker is shown with its file and state, and whether it controls the page", () => {
  expect(serviceWorkerWords({ kind: "there", script: "sw.js", state: "activated", controls: true })).toBe(
    "sw.js, activated, answers this page's requests",
  );
  expect(serviceWorkerWords({ kind: "none" })).toBe("none");
});
