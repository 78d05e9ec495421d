import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rounds } from "../../testing/rounds.ts";
import { parseJson } from "../json/parse.ts";
import { parseToken } from "../envelope/parse.ts";
import { printJson } from "../json/print.ts";
import { decodeBase64Url } from "../text/base64url.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import { compact, segment } from "../../testing/rules/context.ts";
import { claimsCsv, claimsMarkdown } from "./claims-table.ts";
import { partOf, personalTexts } from "./part.ts";
import { createScrubber } from "./scrub.ts";
import { tokenPicture } from "./token-picture.ts";
import type { Report } from "./types.ts";

const SECRET = "correct-horse-battery-staple";
const SIGNATURE = "c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";

/** The parts of a report that a picture and a table need. */
function made(
  header: string,
  payload: string,
  { hidePersonal = true, text = compact(header, payload, SIGNATURE) } = {},
) {
  const token = parseToken(text);
  const documents = { header: parseJson(printJson(header)), payload: parseJson(printJson(payload)) };
  const personal = hidePersonal ? Object.values(documents).flatMap(({ root }) => personalTexts(root)) : [];
  const hiding = { personal: hidePersonal, scrub: createScrubber([SECRET, SIGNATURE], personal) };
  const part = (document: typeof documents.header) => partOf(document, { edited: false, encrypted: false }, hiding);
  const report = { header: part(documents.header), payload: part(documents.payload), verdict: {} } as Report;
  const picture = (withSignature = false) => tokenPicture(report, { token, ...documents }, { withSignature });
  return { token, picture, markdown: claimsMarkdown(report), csv: claimsCsv(report) };
}

/** A text, with all its base64url runs decoded. */
const decoded = (text: string): string =>
  [
    text,
    ...(text.replaceAll(/<[^>]*>\s*/g, "").match(/[\w-]{8,}/g) ?? []).map(
      (run) => decodeUtf8(decodeBase64Url(run).bytes).text,
    ),
  ].join("\n");

const HEADER = '{"alg":"HS256"}';

describe("hidden values are in no file", () => {
  test("no secret, signature, inner token or personal value, encoded or not", () => {
    const inner = compact(HEADER, '{"a":1}');
    const { picture, markdown, csv } = made(
      HEADER,
      JSON.stringify({
        email: "ada@example.com",
        sub: "24400320",
        note: `with ${SECRET}`,
        copy: SIGNATURE,
        inner,
        tier: 7,
      }),
    );
    for (const file of [picture() ?? "", markdown, csv]) {
      expect(file).toContain("tier");
      for (const text of ["ada@example.com", "24400320", SECRET, SIGNATURE, inner])
        expect(decoded(file)).not.toContain(text);
    }
    expect(picture()).toContain("Some values are hidden");
    expect(picture()).toContain(`[signature: ${SIGNATURE.length} characters]`);
  });

  test("the signature appears on request, and disclosures not even then", () => {
    expect(made(HEADER, "{}").picture(true)).toContain(SIGNATURE);
    const disclosure = segment('["salt","email","ada@example.com"]');
    const shown = made(HEADER, "{}", { text: `${compact(HEADER, "{}", SIGNATURE)}~${disclosure}~` }).picture(true);
    expect(shown).toContain(SIGNATURE);
    expect(shown).not.toContain(disclosure);
  });

  test("personal values appear on request, and then the segments are the token's own", () => {
    const payload = '{ "email" : "ada@example.com" }';
    const { picture, markdown, token } = made(HEADER, payload, { hidePersonal: false });
    expect(picture()).toContain(`.${token.segments[1]?.text}`);
    expect(picture()).not.toContain("hidden");
    expect(markdown).toContain("ada@example.com");
  });

  test("a payload that is not JSON is counted, and a form without segments has no picture", () => {
    const { picture } = made(HEADER, `{"note":"${SECRET}`);
    expect(decoded(picture() ?? "")).not.toContain(SECRET);
    expect(made(HEADER, "{}", { text: '{"payload":"","signatures":[]}' }).picture()).toBeNull();
  });
});

describe("no value escapes its place", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1"])(
    "a CSV cell that starts with %j is text",
    (value) => {
      const { csv } = made(HEADER, JSON.stringify({ v: value, q: 'a"b' }));
      for (const cell of csv.match(/(?<=^|,)"(?:[^"]|"")*"/gm) ?? []) expect(cell).not.toMatch(/^"[=+\-@\t\r\n＝]/);
      expect(csv).toContain('"a""b"');
      expect(made(HEADER, '{"n":-5}').csv).toContain('"\'-5"');
    },
  );

  test("any text stays in its cell of the Markdown table, as code", () => {
    const cells = (row: string): readonly string[] =>
      row.match(/(?:\\[\\|]|[^|])+/g)?.map((cell) => cell.trim().replaceAll("\\|", "|")) ?? [];
    const text = fc.string({ unit: fc.constantFrom("\\", "|", "`", "a", " ", "<b>", "@team"), minLength: 1 });
    fc.assert(
      fc.property(text, text, (name, value) => {
        const { markdown } = made("{}", JSON.stringify({ [name]: value }), { hidePersonal: false });
        const row = markdown.trimEnd().split("\n").at(-1) ?? "";
        const [part, pointer = "", shown = "", ...rest] = cells(row.slice(1, -1));
        expect([part, rest]).toEqual(["payload", [""]]);
        for (const code of [pointer, shown]) expect(code).toMatch(/^(`+)(?!`)(?:(?!(?<!`)\1(?!`)).)+(?<!`)\1$/s);
      }),
      { numRuns: rounds(500) },
    );
  });

  test("any claims give as many rows as members, and well-formed XML", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), fc.string({ unit: "binary" }), { maxKeys: 5 }),
        (claims) => {
          const { markdown, csv, picture } = made(HEADER, JSON.stringify(claims), { hidePersonal: false });
          const rows = Object.keys(claims).length + 1;
          expect(markdown.trimEnd().split(/[\r\n]+/)).toHaveLength(rows + 2);
          expect(csv.match(/^"(?:header|payload)"/gm) ?? []).toHaveLength(rows);
          expect((picture() ?? "").match(/<(?!\/?(?:svg|title|rect|g|text|path)\b)/g)).toBeNull();
        },
      ),
      { numRuns: rounds(200) },
    );
  });
});
