import type { Change } from "./change.ts";

/** How Python prints bytes: ASCII text as b'…'. */
function pythonBytes(text: string): readonly string[] {
  const escaped = text.replaceAll("\\", "\\\\");
  // Python uses double quotes if the text has single ones and no double ones.
  return text.includes("'") && !text.includes('"')
    ? [`b"${escaped}"`]
    : [`b'${escaped.replaceAll("'", "\\'")}'`, `b"${text}"`, `b'${text}'`];
}

/** What programs print around an optional value: Java, Scala, Rust, JavaScript. */
const AROUND: readonly (readonly [string, string])[] = [
  ["Optional[", "]"],
  ["Some(", ")"],
  ['Some("', '")'],
  ["[", "]"],
  ["['", "']"],
  ['["', '"]'],
  ["(", ")"],
  ["{", "}"],
  ["<", ">"],
];

function withoutBrackets(text: string): string {
  const trimmed = text.trim();
  for (const [before, after] of AROUND)
    if (trimmed.length > before.length + after.length && trimmed.startsWith(before) && trimmed.endsWith(after))
      return trimmed.slice(before.length, -after.length);
  return text;
}

/** Quotes and brackets, of languages and settings files, that became part of the secret or do not belong to it. */
export const QUOTE_CHANGES: readonly Change[] = [
  { step: "unquoted", of: (text) => /^\s*(["'`])(.*)\1\s*$/s.exec(text)?.[2] ?? text, unwraps: true },
  { step: "unquoted", of: (text) => text.replace(/^["'`\u2018\u201c]+/, "").replace(/["'`\u2019\u201d;,]$/, "") },
  { step: "quoted", of: (text) => [`"${text}"`, `'${text}'`, `\`${text}\``] },
  { step: "quoted", of: (text) => [`"${text}"\n`, `"${text}"\r\n`, `'${text}'\r\n`] },
  { step: "python-bytes", of: pythonBytes },
  {
    step: "python-bytes-removed",
    of: (text) => /^\s*[bru]{1,2}(["'])(.*)\1\s*$/is.exec(text)?.[2] ?? text,
    unwraps: true,
  },
  {
    step: "quotes-halved",
    of: (text) => [
      text.replaceAll("''", "'"),
      text.replaceAll('""', '"'),
      text.replace(/''|""/g, (pair) => pair.charAt(0)),
    ],
  },
  { step: "quotes-doubled", of: (text) => [text.replaceAll("'", "''"), text.replaceAll('"', '""')] },
  {
    step: "quotes-dropped",
    of: (text) => [text.replace(/["']/g, ""), text.replaceAll('"', ""), text.replaceAll("'", "")],
  },
  { step: "unbracketed", of: withoutBrackets, unwraps: true },
  { step: "bracketed", of: (text) => AROUND.map(([before, after]) => before + text + after) },
];
