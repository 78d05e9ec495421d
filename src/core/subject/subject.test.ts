import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "../json/parse.ts";
import type { JsonObject } from "../json/types.ts";
import { checklist, checklistMarkdown } from "./checklist.ts";
import { compareIds, indexIds, parseIds } from "./compare-ids.ts";
import type { TokenClaims } from "./compare-tokens.ts";
import { describeSubject } from "./describe-subject.ts";
import { isQuick } from "../../testing/rounds.ts";

describe("a subject is described", () => {
  test.each([
    ["0f3b1c4e-0000-4000-8000-000000000001", "uuid"],
    ["42", "integer"],
    ["ada@example.com", "e-mail"],
    ["cn=Ada,ou=People,dc=example", "dn"],
    ["auth0|64f1e0a2b7", "prefixed"],
    ["system:serviceaccount:default:api", "service-account"],
    ["ada", "text"],
    ["", "empty"],
  ])("%j is %s", (sub, kind) => {
    expect(describeSubject(sub).kind).toBe(kind);
  });

  test("invisible characters are named with their code points, and counted", () => {
    const facts = describeSubject("ada\u00a0");
    expect(facts.characters.at(-1)?.hidden).toMatch(/U\+00A0/);
    expect(facts.notes.join(" ")).toMatch(/whitespace.*One character/);
    expect(facts).toMatchObject({ codePoints: 4, bytes: 5 });
  });

  test("a letter of another script, and percent-encoding, are named", () => {
    expect(describeSubject("ad\u0430").notes).toEqual(["Character 3 looks like a but is U+0430."]);
    expect(describeSubject("\u0430\u043d\u043d\u0430").notes).toEqual([]);
    expect(describeSubject("ada%40example.com").notes.join()).toMatch(/percent-encoded/);
  });

  test("a number, a decomposed letter and a capital in a UUID are noted; an ordinary name has no notes", () => {
    expect(describeSubject("42", true).notes.join()).toMatch(/JSON number/);
    expect(describeSubject("e\u0301va").notes.join()).toMatch(/normal form C/);
    expect(describeSubject("0F3B1C4E-0000-4000-8000-000000000001").notes.join()).toMatch(/uppercase/);
    expect(describeSubject("ada").notes).toEqual([]);
  });

  test("the characters add up to the subject", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), (sub) => {
        expect(
          describeSubject(sub)
            .characters.map(({ text }) => text)
            .join(""),
        ).toBe(sub);
      }),
    );
  });
});

describe("known IDs", () => {
  test("are read from lines, CSV and JSON", () => {
    expect(parseIds("a\r\nb\n\na")).toEqual(["a", "b"]);
    expect(parseIds('"a",b;c\td')).toEqual(["a", "b", "c", "d"]);
    expect(parseIds('["a", 1]')).toEqual(["a", "1"]);
    expect(parseIds("cn=Ada,dc=x")).toEqual(["cn=Ada,dc=x"]);
  });

  test.each([
    ["a byte order mark", "\ufeffada\nbob", ["ada", "bob"]],
    ["a byte order mark before a quoted cell", '\ufeff"ada","x"\r\n"bob","y"\r\n', ["ada", "x", "bob", "y"]],
    ["a separator within quotes", 'id,name\n1,"smith, john"', ["id", "name", "1", "smith, john"]],
    ["quotes within quotes", '"o""brien","x"', ['o"brien', "x"]],
    ["a list for SQL", "'ada','o''brien'", ["ada", "o'brien"]],
    ["an apostrophe", "o'brien\nd'arcy;x", ["o'brien", "d'arcy", "x"]],
    ["empty cells", "a,,b,", ["a", "b"]],
    ["a table printed by a database", "| id   | name |\n| ada  | Ada  |", ["id", "name", "ada", "Ada"]],
    ["prefixed ids", "auth0|1\nwaad|t|2", ["auth0|1", "waad|t|2"]],
    ["JSON objects", '[{"id":"ada","n":{"x":1}},{"id":"bob"}]', ["ada", "1", "bob"]],
    ["a whole JSON response", '{"users":[{"id":"ada"}]}', ["ada"]],
    ["numbers beyond 2^53", "[12345678901234567890]", ["12345678901234567890"]],
    ["text that only begins like JSON", "[ada]\n{bob}", ["[ada]", "{bob}"]],
  ])("are read from %s", (_, text, ids) => {
    expect(parseIds(text)).toEqual(ids);
  });

  test.each([
    ["ada", "ada", "exact"],
    ["ada", " ada ", "trimmed"],
    ["Ada", "ada", "case"],
    ["\u00e9va", "e\u0301va", "nfc"],
    ["\uff21da", "ada", "nfkc"],
    ["a\u200bda", "ada", "visible"],
    ["042", "42", "numeric"],
    ["auth0|64f1", "64f1", "without-prefix"],
    ["0f3b1c4e000040008000000000000001", "0f3b1c4e-0000-4000-8000-000000000001", "punctuation"],
    ["64f1e0a2b7", "auth0|64f1e0a2b7", "without-prefix"],
    ["64f1e0a2b7-is-cut", "64f1e0a2b7-is-cut-off-here", "beginning"],
    ["64f1e0a2b7", "64f1e0a2c7", "nearest"],
    ["64f1e0a2b7", "64f1e0a2b", "beginning"],
    ["64f1e0a2b7", "x64f1e0ab7", "nearest"],
    ["urn:uuid:0f3b1c4e-0000-4000-8000-000000000001", "0f3b1c4e-0000-4000-8000-000000000001", "without-prefix"],
    ["waad|tenant|ada", "ada", "without-prefix"],
    ["f:3c0a:ada", "ada", "without-prefix"],
    ["+42", "42", "numeric"],
    ["stra\u00dfe", "STRASSE", "case"],
    ["ada%40example.com", "ada@example.com", "percent"],
  ])("%j finds %j first when compared: %s", (sub, id, way) => {
    const matches = compareIds(sub, indexIds(["somebody-else-altogether", id]));
    expect(matches.find((match) => match.id !== null)).toMatchObject({ way, id });
  });

  test("nothing is found if nothing is similar", () => {
    expect(compareIds("ada", indexIds(["grace", "katherine"])).every(({ id }) => id === null)).toBe(true);
  });

  test.skipIf(isQuick)("a hundred thousand are read and searched without a stall", () => {
    const text = Array.from(
      { length: 100_000 },
      (_, i) => `auth0|${(i * 2_654_435_761).toString(16).padStart(16, "0")}`,
    ).join("\n");
    const start = performance.now();
    const known = indexIds(parseIds(text));
    const read = performance.now();
    compareIds("auth0|64f1e0a2b7000000", known);
    expect(known.ids.length).toBe(100_000);
    // Generous: a busy machine runs these tests.
    expect(read - start).toBeLessThan(6000);
    expect(performance.now() - read).toBeLessThan(2000);
  });
});

test("the checklist names eight places, and says what token and IDs settle", () => {
  const subject = describeSubject("Ada ");
  const facts = {
    sub: "Ada ",
    iss: "https://id.example",
    aud: "orders",
    iat: 1_800_000_000,
    exp: 1_800_000_060,
    now: 1_800_000_100,
    verified: true,
    session: "",
    tenant: "",
    subject,
    matches: compareIds("Ada ", indexIds(["ada"])),
    knownIds: 1,
  };
  const items = checklist(facts);
  expect(items.map(({ place }) => place)).toEqual([
    "Token",
    "Account state",
    "Synchronisation",
    "Database",
    "Cache",
    "Gateway configuration",
    "Logs",
    "Code",
  ]);
  expect(items[3]?.settled).toContain('"ada" of the 1 given ids matches, compared as: trimmed, case folded');
  const markdown = checklistMarkdown(facts);
  expect(markdown).toContain('`"ada"` of the 1 given ids matches, compared as: trimmed, case folded');
  expect(markdown).toContain("it has expired");
  expect(markdown.match(/- \[ \]/g)?.length).toBe(8);
  const codeOf = (sub: string) => checklist({ ...facts, sub, subject: describeSubject(sub) })[7]?.settled;
  expect(codeOf("42")).toBe("sub is an integer: parsers may change it.");
  expect(codeOf("0b5e4f1c-9c59-4d0e-8a52-6f1a7e0d3c11")).toBe("sub is a UUID: parsers may change it.");
});

const HOSTILE = [
  "a\n## b",
  "`a`",
  "``",
  " ",
  "<img src=x onerror=alert(1)>",
  "[a](javascript:alert(1))",
  "@everyone",
  "\r\n- [x] done",
  "a\u2028# b",
  "\u202ea",
  "|",
  "~~~",
  "a".repeat(10_000),
];

test.each(HOSTILE.map((value) => [value.slice(0, 40), value] as const))(
  "a value like %j stays within its line and its code span in the checklist",
  (_, value) => {
    const claims = (sub: string, more: object): TokenClaims => ({
      header: null,
      payload: parseJson(JSON.stringify({ sub, iss: value, tid: value, jti: value, sid: value, ...more }))
        .root as JsonObject,
    });
    const markdown = checklistMarkdown({
      suspects: {
        sub: value,
        subject: describeSubject(value),
        claims: claims(value, {}),
        signature: "unknown",
        accountChanged: null,
        lastSync: null,
        working: { claims: claims(`x${value}|`, { iss: `x${value}`, tid: `${value}x`, azp: value }), verified: true },
        matches: [{ way: "case", id: value }],
        denied: [value],
      },
      sub: value,
      iss: value,
      aud: value,
      iat: null,
      exp: null,
      now: 0,
      verified: false,
      session: value,
      tenant: value,
      subject: describeSubject(value),
      matches: [{ way: "nearest", id: value }],
      knownIds: 1,
    });
    // Two headings and the answer, each with a blank line, one line for each of nine causes, three for each of eight places.
    expect(markdown.split(/[\n\r\u0085\u2028\u2029]/).length).toBe(3 * 2 + 9 + 1 + 8 * 3 + 1);
    expect(markdown.length).toBeLessThan(9000);
    // Code spans gone, with fences of any length, the words are the page's own.
    const own = markdown.replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "");
    for (const piece of ["`", "<", "](", "@", "##  ", "~", "\u202e"]) expect(own).not.toContain(piece);
  },
);
