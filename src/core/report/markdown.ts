import { absence } from "./part.ts";
import type { Severity } from "../rules/types.ts";
import { OUTCOME_WORDS } from "../subject/suspects/suspects.ts";
import { headerName, sealName } from "./headers.ts";
import { writeJson } from "./json.ts";
import { sealWords, stateWords } from "./verdict-words.ts";
import type { Report, ReportFinding, ReportPart } from "./types.ts";
import { escapeHidden } from "../text/hidden.ts";

/** Lines are wrapped here, since code blocks do not wrap. In characters. */
const WIDTH = 100;

const PROVENANCES = {
  original: "the signature as pasted",
  "re-signed": "a signature made on this page with the key given there",
  kept: "the pasted signature, but the content was changed",
  shared: "a shared view, which anyone can write",
} as const;

const CIPHERTEXTS = {
  original: "the ciphertext as pasted",
  "re-signed": "encrypted on this page with the key given there",
  kept: "the pasted ciphertext, but the content was changed",
  shared: "a shared view, which anyone can write",
} as const;

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: "Error",
  security: "Security",
  warn: "Warning",
  info: "Note",
  ok: "Good",
};

/**
 * The report as Markdown (CommonMark 0.31.2): headings in the page's own words, and everything else in fenced code
 * blocks whose fences are longer than any run of backticks inside, so that no claim can break out of them, link, ping
 * or draw.
 */
export function reportMarkdown(report: Report): string {
  return `${sections(report)
    .map(([title, block]) => `## ${title}\n\n${block}`)
    .reduce((text, section) => `${text}\n\n${section}`, `# Jotscope report\n\n${note(report)}`)}\n`;
}

/** What is left out of every report. */
export function note({ personalClaimsHidden }: Report): string {
  const personal = personalClaimsHidden ? " Personal claims are hidden: only type and length are shown." : "";
  return `The signature, secrets and private keys are left out.${personal}`;
}

/** The parts of a report, each with its title and a block of Markdown. What is wrong comes before the part it is wrong in. */
export function sections(report: Report): readonly (readonly [title: string, block: string])[] {
  const { header, headers = [], payload, claims, times, findings, policy, gateway, solver, subject } = report;
  const listed = findings.filter(({ severity }) => severity !== "ok");
  return [
    ["Verdict", table(verdictRows(report))],
    [
      `Findings (${listed.length})`,
      fenced("text", listed.length === 0 ? "none" : listed.map(findingText).join("\n\n")),
    ],
    ...(headers.length === 0
      ? ([["Header", part(header)]] as const)
      : headers.map((one) => [headerName(one, report), part(one.part)] as const)),
    ["Payload", part(payload)],
    ...(claims === undefined ? [] : ([["Claims with the disclosures inserted", part(claims)]] as const)),
    ...section("Times", times.length > 0, () =>
      table(times.map(({ claim, at, state, words }) => [claim, `${at ?? "not a time"}, ${state}: ${words}`])),
    ),
    ...section("Policy", policy !== null, () =>
      table(
        (policy ?? []).map(({ name, token, expected, passed, rule }) => [
          passed ? "passed" : "FAILED",
          `${name}: the token has ${token ?? "none"}, expected ${expected.join(" or ")}${rule === null ? "" : ` (${rule})`}`,
        ]),
      ),
    ),
    ...section("Gateway", gateway !== null, () =>
      fenced(
        "text",
        [
          ...(gateway?.steps ?? []).map(({ id, outcome, summary }) => row([outcome, `${id}: ${summary}`])),
          ...(gateway?.response ? ["", ...gateway.response.split("\n").map((line) => visible(line))] : []),
        ].join("\n"),
      ),
    ),
    ...section("User of sub", subject !== null, () =>
      fenced(
        "text",
        [
          wrapped(subject?.conclusion ?? "", ""),
          ...(subject?.causes ?? []).map(({ title, outcome, why }) =>
            row([OUTCOME_WORDS[outcome], `${title}. ${why}`]),
          ),
        ].join("\n"),
      ),
    ),
    ...section("Other readings of the key", solver !== null, () =>
      fenced(
        "text",
        solver === null || solver.found === null
          ? `${solver?.tried ?? 0} tried; none ${solver?.decrypts ? "decrypts" : "verifies"}.`
          : wrapped(
              `It ${solver.decrypts ? "decrypts" : "verifies"} ${solver.found}. ${solver.tried} readings tried.`,
              "",
            ),
      ),
    ),
  ];
}

function section(title: string, isThere: boolean, block: () => string): readonly (readonly [string, string])[] {
  return isThere ? [[title, block()]] : [];
}

function verdictRows({ verdict, token, clock, version }: Report): readonly (readonly [string, string])[] {
  const { key, weak, encryption } = verdict;
  const words = (state: (typeof verdict)["state"]): string => stateWords(state, encryption !== undefined);
  return [
    ["verdict", words(verdict.state)],
    ["judged", (encryption ? CIPHERTEXTS : PROVENANCES)[verdict.provenance]],
    ...(verdict.provenance === "original" ? [] : ([["as pasted", words(verdict.originalState)]] as const)),
    ["algorithm", verdict.algorithm ?? "none"],
    ...(encryption ? ([["encryption", encryption.enc ?? "none"]] as const) : []),
    ...(encryption?.proves ? ([["proves", encryption.proves]] as const) : []),
    ...(verdict.seals ?? []).map(
      ({ algorithm, kid, state, shown }, index) =>
        [
          sealName(token.form, index),
          [sealWords({ algorithm, kid }), words(state), ...(shown ? ["shown"] : [])].join(", "),
        ] as const,
    ),
    ...(verdict.reason === null ? [] : ([["reason", verdict.reason]] as const)),
    [
      "key",
      key === null
        ? "none"
        : [
            `${key.kind}, from ${key.from.replace("-", " ")}`,
            ...(key.kid === null ? [] : [`kid ${key.kid}`]),
            ...(key.thumbprint === null ? [] : [`thumbprint ${key.thumbprint}`]),
          ].join(", "),
    ],
    ...(weak === null ? [] : ([["weak", `${weak.bits} bits, ${weak.needed} are required`]] as const)),
    ...(token.layer === undefined ? [] : ([["layer", token.layer]] as const)),
    [
      "token",
      [
        `${token.characters} characters, ${token.form}`,
        ...(token.segments.length === 0
          ? []
          : [token.segments.map(({ name, octets }) => `${name} ${octets} bytes`).join(", ")]),
      ].join(": "),
    ],
    ["clock", `${clock.at}, ${clock.kind}${clock.leeway > 0 ? `, leeway ${clock.leeway} s` : ""}`],
    ["page", `Jotscope ${version}`],
  ];
}

function part(shown: ReportPart): string {
  return shown.kind === "json"
    ? `${shown.edited ? "Edited on the page.\n\n" : ""}${fenced("json", writeJson(shown.value))}`
    : absence(shown);
}

function findingText(finding: ReportFinding): string {
  const { why, consequences = [] } = finding;
  return [
    wrapped(findingTitle(finding), ""),
    wrapped(why, "  "),
    ...consequences.map((following) => wrapped(`- ${findingTitle(following)}`, "  ")),
  ].join("\n");
}

/** A finding on one line: its severity, title, rule and place. */
export function findingTitle({ rule, severity, title, place }: ReportFinding): string {
  return `${SEVERITIES[severity]}: ${title} (${rule}${place === null ? "" : `; ${place}`})`;
}

const table = (rows: readonly (readonly [string, string])[]): string => fenced("text", rows.map(row).join("\n"));

const LABEL = 11;

/** A label and its text, with further lines below the first. */
function row([label, text]: readonly [string, string]): string {
  return `${visible(label).padEnd(LABEL)} ${wrapped(text, " ".repeat(LABEL + 1)).trimStart()}`;
}

/** A text wrapped at spaces, each line indented; a word longer than a line is not split. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of visible(text).split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => indent + one).join("\n");
}

const visible = (text: string): string => escapeHidden(text, (code) => `\\u${code.toString(16).padStart(4, "0")}`);

/** A fenced code block (CommonMark section 4.5) that its content cannot end. */
function fenced(language: "text" | "json", content: string): string {
  const longest = (content.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${content}\n${fence}`;
}
