import { quoted } from "../../policy/write/quote.ts";
import { USUAL_ADDRESS } from "../address.ts";
import type { Kit, Part } from "../types.ts";
import { headLines, oneLine, piecesOf, tokensForFile } from "./pieces.ts";

function scriptPart(part: Part): string {
  if (typeof part === "string") return quoted(part);
  const { of, start, end } = part;
  if (start === undefined && end === undefined) return of;
  return `${of}.slice(${[start ?? 0, end].filter((one) => one !== undefined).join(", ")})`;
}

/** A vitest file: one test per token, against a running service. */
export function vitestFile(kit: Kit, url = USUAL_ADDRESS): string {
  const rows = tokensForFile(kit).map(
    (token) =>
      `  // ${token.clause}: ${oneLine(token.change)}\n  [${quoted(token.label)}, ${quoted(token.title)}, ${piecesOf(token, kit).map(scriptPart).join(" + ")}],`,
  );
  return `${headLines(kit)
    .map((line) => `// ${line}`)
    .join("\n")}
import { expect, test } from "vitest";

const url = process.env["JOTSCOPE_URL"] ?? ${quoted(url)};
const good = process.env["JOTSCOPE_GOOD_TOKEN"] ?? ${kit.isMadeHere ? quoted(kit.good.token) : '""'};
const [header = "", payload = "", signature = ""] = good.split(".");

const MUST_REFUSE: [label: string, title: string, token: string][] = [
${rows.join("\n")}
];

async function statusOf(token: string): Promise<number> {
  const response = await fetch(url, { headers: { authorization: \`Bearer \${token}\` }, redirect: "manual" });
  await response.body?.cancel();
  return response.status;
}

test("good: it is accepted, so a refusal means something", async () => {
  expect([header, payload, signature], "set JOTSCOPE_GOOD_TOKEN").not.toContain("");
  const status = await statusOf(good);
  expect(status >= 200 && status < 300, \`the service answers \${status}\`).toBe(true);
});

test.each(MUST_REFUSE)("%s: %s", async (_label, _title, token) => {
  expect([401, 403]).toContain(await statusOf(token));
});
`;
}
