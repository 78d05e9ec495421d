import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type End, judgeProbe, type Outcome, type Violation } from "./judge.ts";
import { isProbeOf, type Probe, PROBE_ORIGIN, probesOf } from "./probes.ts";

const PROBES = probesOf("https://jot.example/tools/?a#b");

const probe = (id: Probe["id"]): Probe => {
  const found = PROBES.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const violation = (directive: string, blocked: string, enforced = true): Violation => ({
  directive,
  blocked,
  enforced,
});
const allowed = (by: Extract<Outcome, { result: "allowed" }>["by"]) => ({ result: "allowed", by });

describe("a probe is blocked", () => {
  test("by a violation of its directive at its URL, however the attempt looked", () => {
    for (const end of [null, { kind: "sent" }, { kind: "answered" }] as const) {
      expect(judgeProbe(probe("fetch"), [violation("connect-src", probe("fetch").url)], end)).toEqual({
        result: "blocked",
        by: "violation",
        directive: "connect-src",
      });
    }
  });

  test("by an immediate refusal, and if the browser has no such function", () => {
    expect(judgeProbe(probe("websocket"), [], { kind: "refused", message: "insecure" })).toEqual({
      result: "blocked",
      by: "refusal",
      message: "insecure",
    });
    expect(judgeProbe(probe("webtransport"), [], { kind: "absent" })).toEqual({ result: "blocked", by: "absence" });
  });

  test("in a frame, by a violation that names only the origin", () => {
    const seen = [violation("frame-src", "https://probe.invalid")];
    expect(judgeProbe(probe("frame"), seen, null).result).toBe("blocked");
  });
});

describe("a probe of the page's own server", () => {
  test("is distinguished from any other by its whole URL", () => {
    const seen = [violation("img-src", probe("own-image").url)];
    expect(judgeProbe(probe("own-image"), seen, { kind: "sent" }).result).toBe("blocked");
    expect(judgeProbe(probe("image"), seen, { kind: "sent" }).result).toBe("allowed");
  });

  test("is blocked if the service worker says that it refused it", () => {
    expect(judgeProbe(probe("own-script"), [], { kind: "turned-away" })).toEqual({
      result: "blocked",
      by: "service-worker",
    });
  });

  test("is below the page, carries nothing of its address, and does not exist for a page opened from a file", () => {
    const own = PROBES.filter(({ to }) => to === "own").map(({ url }) => url);
    expect(own.length).toBeGreaterThan(10);
    for (const url of own)
      expect(url).toMatch(/^(?:https|wss):\/\/jot\.example\/tools\/jotscope-probe-\w+\?self-test$/);
    expect(probesOf("file:///jotscope.html").filter(({ to }) => to === "own")).toEqual([]);
    expect(probesOf("file:///jotscope.html").length).toBeGreaterThan(10);
  });

  test("is left out of the list of requests only if it is exactly one", () => {
    const isProbe = isProbeOf("https://jot.example/tools/");
    expect(isProbe(probe("own-image").url)).toBe(true);
    expect(isProbe(`${PROBE_ORIGIN}/image`)).toBe(true);
    expect(isProbe(`${probe("own-image").url}&data`)).toBe(false);
    expect(isProbe("https://jot.example/tools/jotscope-probe-data?self-test")).toBe(false);
  });
});

describe("a probe is not blocked", () => {
  test("because its attempt failed: nobody answers at the address", () => {
    expect(judgeProbe(probe("fetch"), [], { kind: "sent" })).toEqual(allowed("no-objection"));
  });

  test("because nothing was reported", () => {
    expect(judgeProbe(probe("style"), [], null)).toEqual(allowed("silence"));
  });

  test("by a policy that only reports", () => {
    const seen = [violation("connect-src", probe("fetch").url, false)];
    expect(judgeProbe(probe("fetch"), seen, { kind: "sent" })).toEqual(allowed("no-objection"));
  });

  test("by the violation of another probe, even of the same directive", () => {
    const seen = [violation("connect-src", probe("xhr").url), violation("connect-src", "https://probe.invalid")];
    expect(judgeProbe(probe("fetch"), seen, { kind: "sent" })).toEqual(allowed("no-objection"));
  });

  test("by the origin of a look-alike", () => {
    const seen = [violation("frame-src", "https://probe.invalid.example")];
    expect(judgeProbe(probe("frame"), seen, null).result).toBe("allowed");
  });

  test("if it is a form, by the refusal of the frame that it was aimed at", () => {
    const seen = [violation("frame-src", "https://probe.invalid"), violation("frame-src", probe("form").url)];
    expect(judgeProbe(probe("form"), seen, { kind: "sent" })).toEqual(allowed("no-objection"));
  });
});

test("what is neither reported nor refused is never blocked", () => {
  const end = fc.constantFrom<End | null>(null, { kind: "answered" }, { kind: "sent" });
  const seen = fc.array(
    fc.record({
      directive: fc.constantFrom("connect-src", "img-src", "frame-src", "form-action"),
      blocked: fc.constantFrom("inline", "https://elsewhere.example/fetch", "https://probe.invalid/other"),
      enforced: fc.boolean(),
    }),
  );
  const tried = fc.constantFrom(...PROBES.filter(({ originOnly }) => !originOnly));
  fc.assert(
    fc.property(tried, seen, end, (one, violations, how) => {
      expect(judgeProbe(one, violations, how).result).toBe("allowed");
    }),
  );
});

test("no two probes share an address, so a report identifies its probe", () => {
  expect(new Set(PROBES.map(({ url }) => url)).size).toBe(PROBES.length);
});
