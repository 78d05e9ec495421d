import { jsonPointer } from "../json/pointer.ts";
import { CLAIMS } from "../registry/claims.ts";
import { escapeHidden } from "../text/hidden.ts";
import { headerName, sealName } from "./headers.ts";
import { writeJson } from "./json.ts";
import type { Report, ReportPart } from "./types.ts";
import { sealWords, stateWords } from "./verdict-words.ts";

/** One member of a header or the payload, as the report shows it; for a JSON serialisation also each signature or recipient. */
type Row = readonly [part: string, pointer: string, value: string, meaning: string];

const HEADINGS = ["Part", "Member", "Value", "What it is"] as const;

/** What a spreadsheet may run as a formula at the start of a cell, including wide forms and line breaks. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * Headers and claims of a report as a table in GitHub Flavored Markdown. What the report hides is hidden here too. No
 * cell can end its row or start markup.
 */
export function claimsMarkdown(report: Report): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rows = rowsOf(report).map(([part, pointer, value, meaning]) =>
    line([part, code(pointer), code(value), meaning]),
  );
  return `${[line(HEADINGS), line(HEADINGS.map(() => "---")), ...rows].join("\n")}\n`;
}

/**
 * The same as CSV (RFC 4180), every cell in quotes. A cell that a spreadsheet could take for a formula starts with an
 * apostrophe, which makes it text.
 */
export function claimsCsv(report: Report): string {
  return [HEADINGS, ...rowsOf(report)].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

const cell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

function rowsOf(report: Report): readonly Row[] {
  const { headers, header, payload, claims = payload, disclosed = [], verdict, token } = report;
  const fromDisclosures = new Set(disclosed.map((name) => visible(jsonPointer([name]))));
  const named = headers?.map((one) => [inTable(headerName(one, report)), one.part] as const);
  return [
    ...(verdict.seals ?? []).map((seal, index): Row => [
      sealName(token.form, index),
      "",
      visible(sealWords(seal)),
      stateWords(seal.state, verdict.encryption !== undefined),
    ]),
    ...(named ?? [["header", header] as const]).flatMap(([part, shown]) => membersOf(part, shown)),
    ...membersOf("payload", claims).map(([part, pointer, ...rest]): Row => [
      fromDisclosures.has(pointer) ? "disclosure" : part,
      pointer,
      ...rest,
    ]),
  ];
}

const inTable = (name: string): string => name[0]!.toLowerCase() + name.slice(1);

function membersOf(part: string, shown: ReportPart): readonly Row[] {
  if (shown.kind !== "json") return [];
  const { value } = shown;
  if (value === null || typeof value !== "object" || !("members" in value)) return [[part, "", text(value), ""]];
  return value.members.map(([name, one]) => [
    part,
    visible(jsonPointer([name])),
    text(one),
    part === "payload" ? (CLAIMS.get(name)?.title ?? "") : "",
  ]);
}

/** A string as it is, anything else as JSON on one line. */
function text(value: Parameters<typeof writeJson>[0]): string {
  return typeof value === "string" ? visible(value) : writeJson(value).replace(/\n */g, " ");
}

const visible = (shown: string): string => escapeHidden(shown, (one) => `\\u${one.toString(16).padStart(4, "0")}`);

/**
 * A code span (CommonMark section 6.1) in a cell: its fence is longer than any run of backticks in it, and a bar does not
 * end the cell. A backslash before a bar would be read as escaping the one that escapes the bar, so it is spelled.
 */
function code(shown: string): string {
  if (shown === "") return "";
  const longest = (shown.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 || shown.startsWith(" ") ? " " : "";
  return `${fence}${space}${shown.replaceAll("\\|", "\\u005c|").replaceAll("|", "\\|")}${space}${fence}`;
}
