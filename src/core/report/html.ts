import { escapeHidden } from "../text/hidden.ts";
import { findingTitle, note, sections } from "./markdown.ts";
import type { Report, ReportFinding } from "./types.ts";

/** Colours of the finding's edge, in light and dark; words say the same. */
const STYLE = `
:root{color-scheme:light dark;--line:#c9ced6;--soft:#f6f7f9;--error:#a8102f;--warn:#8a5e00;--security:#6a1b9a}
@media (prefers-color-scheme:dark){:root{--line:#3b434d;--soft:#171b21;--error:#ff8fa3;--warn:#e3b341;--security:#d2a8ff}}
body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.4rem}h2{margin:2rem 0 .5rem;font-size:1.05rem}
pre{margin:0;padding:.8rem;border:1px solid var(--line);border-radius:4px;background:var(--soft);
font:13px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
ul{margin:0;padding:0;list-style:none}li{margin:0 0 .6rem;padding:.5rem .8rem;border:1px solid var(--line);border-inline-start-width:4px}
li.error{border-inline-start-color:var(--error)}li.warn{border-inline-start-color:var(--warn)}
li.security{border-inline-start-color:var(--security)}
li li{margin:.4rem 0 0}b,p{overflow-wrap:anywhere}p{margin:.2rem 0}
@media print{body{max-width:none;margin:0;color:#000;background:#fff}pre{border-color:#999;background:#fff}li{break-inside:avoid}}
`.trim();

/**
 * The report as a standalone page, for a ticket that takes attachments: it has no script and loads nothing (its
 * policy forbids both). Everything in it that is not the page's own words is text.
 */
export function reportHtml(report: Report): string {
  const [verdict, findings, ...rest] = sections(report).map(([title, block]) => ({ title, text: unfenced(block) }));
  const listed = report.findings.filter(({ severity }) => severity !== "ok");
  const preformatted = (part: typeof verdict): string =>
    part === undefined ? "" : `<h2>${escaped(part.title)}</h2>\n<pre>${escaped(part.text, true)}</pre>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>Jotscope report</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>Jotscope report</h1>
<p>${escaped(note(report))}</p>
${preformatted(verdict)}
<h2>${escaped(findings?.title ?? "Findings")}</h2>
${listed.length === 0 ? "<p>None.</p>" : list(listed)}
${rest.map(preformatted).join("\n")}
</main>
</body>
</html>
`;
}

function list(findings: readonly ReportFinding[]): string {
  const items = findings.map(
    (finding) =>
      `<li class="${finding.severity}"><b>${escaped(findingTitle(finding))}</b>\n<p>${escaped(finding.why)}</p>${
        finding.consequences === undefined || finding.consequences.length === 0 ? "" : list(finding.consequences)
      }</li>`,
  );
  return `<ul>\n${items.join("\n")}\n</ul>`;
}

/** The content of a fenced block, or the text if it is not one. */
function unfenced(block: string): string {
  const start = block.indexOf("```");
  if (start < 0) return block;
  const lines = block.slice(start).split("\n");
  return block.slice(0, start) + lines.slice(1, -1).join("\n");
}

/** A text as HTML without markup or invisible characters. `lines` keeps line breaks. */
function escaped(text: string, lines = false): string {
  const shown = escapeHidden(text, (code) =>
    lines && code === 10 ? "\n" : `\\u${code.toString(16).padStart(4, "0")}`,
  );
  return shown
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
