import { expect, test } from "vitest";
import { reportHtml } from "./html.ts";
import type { Report } from "./types.ts";

const REPORT: Report = {
  schema: "jotscope-report/1",
  version: "1.2.3",
  clock: { kind: "stopped", at: "2027-01-15T08:00:00.000Z", leeway: 0 },
  personalClaimsHidden: false,
  verdict: {
    state: "invalid",
    originalState: "invalid",
    provenance: "original",
    algorithm: "HS256",
    reason: "mismatch",
    weak: null,
    key: null,
  },
  token: { form: "jws", characters: 100, segments: [] },
  header: { kind: "json", value: { members: [["alg", "HS256"]] }, edited: false },
  payload: { kind: "json", value: { members: [["x", "</pre><script>alert(1)</script>``````"]] }, edited: true },
  times: [],
  findings: [
    {
      rule: "TIM-01",
      severity: "error",
      title: 'Expired <img src=x onerror="alert(1)">',
      why: "It & that\u202e are over",
      place: "payload, line 2",
      consequences: [{ rule: "CLM-01", severity: "warn", title: "Follows <b>", why: "", place: null }],
    },
    { rule: "none", severity: "ok", title: "Good", why: "", place: null },
  ],
  policy: null,
  gateway: null,
  subject: null,
  solver: null,
};

test("a report as a page has no script and loads nothing, and shows the token's text as text", () => {
  const html = reportHtml(REPORT);
  expect(html).toContain("default-src 'none'");
  expect(html.match(/<script|<img|<b>Follows|onerror="/g)).toBeNull();
  expect(html).toContain("&lt;/pre&gt;&lt;script&gt;");
  expect(html).toContain("Expired &lt;img src=x");
  expect(html).not.toContain("\u202e");
  expect(html).not.toMatch(/https?:|<[^>]*\b(?:src|href)=|url\(/);
  expect(html.match(/<li class="error">/g)).toHaveLength(1);
  expect(html.match(/<li class="warn">/g)).toHaveLength(1);
  expect(html).toContain("Findings (1)");
  expect(html).toContain("the signature");
});

test("each part of the report is in the page, in its own order", () => {
  const html = reportHtml(REPORT);
  const places = ["Jotscope report</h1>", "<h2>Verdict", "<h2>Findings", "<h2>Header", "<h2>Payload"].map((text) =>
    html.indexOf(text),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
