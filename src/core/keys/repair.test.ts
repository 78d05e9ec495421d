import { describe, expect, test } from "vitest";
import { armour, bodyOf, keysOf, PAIRS, problemIn } from "./formats/test-keys.ts";
import type { KeyRepair } from "./types.ts";

const pems = Object.entries(PAIRS)
  .filter(([name]) => ["RSA 2048 bits", "EC P-256", "Ed25519"].includes(name))
  .flatMap(([name, { publicKey, privateKey }]) => [
    [`${name} public`, String(publicKey.export({ type: "spki", format: "pem" }))] as const,
    [`${name} private`, String(privateKey.export({ type: "pkcs8", format: "pem" }))] as const,
  ]);

const lines = (pem: string): readonly string[] => pem.trim().split("\n");
const label = (pem: string): string => /BEGIN (.+?)-----/.exec(pem)?.[1] ?? "";
const base64 = (text: string): string => Buffer.from(text).toString("base64");

type Damage = readonly [
  name: string,
  damage: (pem: string) => string,
  codes: readonly KeyRepair["code"][],
  place?: string,
];

/** Each damage, the repairs that must be listed for it, and the text at the place of the first. */
const DAMAGES: readonly Damage[] = [
  ["none", (pem) => pem, []],
  ["blank lines between", (pem) => lines(pem).join("\n\n"), []],
  ["spaces at line ends", (pem) => lines(pem).join("   \n"), []],
  ["a body on one line", (pem) => `-----BEGIN ${label(pem)}-----\n${bodyOf(pem)}\n-----END ${label(pem)}-----`, []],
  ["CRLF", (pem) => pem.replaceAll("\n", "\r\n"), ["crlf"], "\r\n"],
  ["a byte order mark", (pem) => `\uFEFF${pem}`, ["bom"], "\uFEFF"],
  ["\\n spelled out", (pem) => pem.replaceAll("\n", "\\n"), ["escaped-newlines"], "\\n"],
  ["\\r\\n spelled out", (pem) => pem.replaceAll("\n", "\\r\\n"), ["escaped-newlines"], "\\r"],
  ["\\n escaped twice", (pem) => pem.replaceAll("\n", "\\\\n"), ["escaped-newlines"], "\\\\n"],
  ["line continuations of a shell", (pem) => pem.replaceAll("\n", " \\\n"), ["escaped-newlines"]],
  ["one line, with spaces", (pem) => lines(pem).join(" "), ["one-line"]],
  ["one line, without", (pem) => lines(pem).join(""), ["one-line"]],
  ["no armour", bodyOf, ["missing-armour"]],
  ["no armour, lines kept", (pem) => lines(pem).slice(1, -1).join("\n"), ["missing-armour"]],
  ["no END line", (pem) => lines(pem).slice(0, -1).join("\n"), ["missing-armour"]],
  ["no BEGIN line", (pem) => lines(pem).slice(1).join("\n"), ["missing-armour"]],
  [
    "no END line and other text behind",
    (pem) => `${lines(pem).slice(0, -1).join("\n")}\n\nKind regards, the team`,
    ["missing-armour"],
  ],
  ["hex of the octets", (pem) => Buffer.from(bodyOf(pem), "base64").toString("hex"), ["missing-armour"]],
  [
    "hex with colons",
    (pem) => (Buffer.from(bodyOf(pem), "base64").toString("hex").match(/../g) ?? []).join(":"),
    ["missing-armour"],
  ],
  ["double quotes", (pem) => `"${pem.trim()}"`, ["quotes", "quotes"], '"'],
  ["single quotes", (pem) => `'${pem}'`, ["quotes", "quotes"], "'"],
  ["quotes around the bare body", (pem) => `"${bodyOf(pem)}"`, ["quotes", "missing-armour"], '"'],
  [
    "a quoted piece per line",
    (pem) =>
      lines(pem)
        .map((line) => `"${line}\\n"`)
        .join(" +\n"),
    ["quotes", "quotes", "escaped-newlines", "quotes"],
  ],
  [
    "spaces in front",
    (pem) =>
      lines(pem)
        .map((line) => `    ${line}`)
        .join("\n"),
    ["indentation"],
    "    ",
  ],
  [
    "tabs in front",
    (pem) =>
      lines(pem)
        .map((line) => `\t${line}`)
        .join("\n"),
    ["indentation"],
    "\t",
  ],
  [
    "signs of quoting in front",
    (pem) =>
      lines(pem)
        .map((line) => `> ${line}`)
        .join("\n"),
    ["text-around", "indentation"],
    ">",
  ],
  ["an environment variable", (pem) => `export JWT_KEY='${pem.trim()}'\n`, ["quotes", "env-or-yaml", "quotes"], "'"],
  [
    "a .env line",
    (pem) => `JWT_KEY="${pem.trim().replaceAll("\n", "\\n")}"`,
    ["quotes", "env-or-yaml", "quotes", "escaped-newlines"],
    '"',
  ],
  ["a .env line of the body", (pem) => `JWT_KEY=${bodyOf(pem)}`, ["env-or-yaml", "missing-armour"], "JWT_KEY="],
  [
    "YAML",
    (pem) =>
      `jwt.key: |\n${lines(pem)
        .map((line) => `  ${line}`)
        .join("\n")}\n`,
    ["env-or-yaml", "indentation"],
    "jwt.key: |",
  ],
  [
    "YAML in quotes",
    (pem) => `  - key: "${pem.trim().replaceAll("\n", "\\n")}"`,
    ["quotes", "env-or-yaml", "quotes", "escaped-newlines"],
  ],
  [
    "zero-width spaces",
    (pem) => pem.replaceAll("\n", "\u200b\n").replace(/(?:\u200b\n)$/, "\n"),
    ["invisible"],
    "\u200b",
  ],
  ["a no-break space in the label", (pem) => pem.replace("BEGIN ", "BEGIN\u00a0"), ["invisible"], "\u00a0"],
  ["no-break spaces for all spaces", (pem) => pem.replaceAll(" ", "\u00a0"), ["invisible"], "\u00a0"],
  ["line separators of Unicode", (pem) => lines(pem).join("\u2028"), ["invisible"], "\u2028"],
  [
    "text in front",
    (pem) => `Bag Attributes\n    friendlyName: a\n${pem}`,
    ["text-around"],
    "Bag Attributes\n    friendlyName: a",
  ],
  ["text behind", (pem) => `${pem}\nSent from my phone`, ["text-around"], "Sent from my phone"],
  ["another label", (pem) => armour("SOMETHING ELSE", bodyOf(pem)), ["label"], "-----BEGIN SOMETHING ELSE-----"],
  [
    "the label of the wrong format",
    (pem) => armour(pem.includes("PUBLIC") ? "CERTIFICATE" : "RSA PRIVATE KEY", bodyOf(pem)),
    ["label"],
  ],
  [
    "another label at the END",
    (pem) => pem.replace(/END .*?-----/, "END CERTIFICATE-----"),
    ["label"],
    "-----END CERTIFICATE-----",
  ],
  ["a label in small letters", (pem) => pem.replaceAll(/-----.*?-----/g, (line) => line.toLowerCase()), ["label"]],
  ["a label without its space", (pem) => pem.replaceAll(" KEY", "KEY"), ["label"]],
  ["four dashes", (pem) => pem.replaceAll("-----", "----"), ["dashes"]],
  ["long dashes of a word processor", (pem) => pem.replaceAll("-----", "——-"), ["dashes"]],
  ["a JSON string", (pem) => JSON.stringify(pem), ["json-string"]],
  ["a JSON string with escaped slashes", (pem) => JSON.stringify(pem).replaceAll("/", "\\/"), ["json-string"]],
  ["a member of JSON", (pem) => JSON.stringify({ key: pem }), ["json-string"]],
  [
    "a member of JSON, its braces lost",
    (pem) => `"key": ${JSON.stringify(pem)},`,
    ["quotes", "env-or-yaml", "quotes", "escaped-newlines"],
  ],
  ["Base64 once more", base64, ["double-encoded"]],
  ["Base64 twice more", (pem) => base64(base64(pem)), ["double-encoded", "double-encoded"]],
  ["Base64 once more in a variable", (pem) => `KEY=${base64(pem)}`, ["env-or-yaml", "double-encoded"]],
  ["Base64 once more of the bare body", (pem) => base64(bodyOf(pem)), ["double-encoded", "missing-armour"]],
  ["an address's encoding", (pem) => encodeURIComponent(pem), ["double-encoded"]],
  ["a form's encoding", (pem) => new URLSearchParams({ a: pem }).toString().slice(2), ["double-encoded"]],
];

describe("a damaged key is read, and the damage is listed", () => {
  test.each(DAMAGES.map((each) => [each[0], each] as const))("%s", async (name, [, damage, codes, place]) => {
    for (const [, pem] of pems) {
      const [intact] = (await keysOf(pem)).keys;
      const text = damage(pem);
      const { keys, repairs, unreadable } = await keysOf(text);
      expect(keys.map(({ jwk }) => jwk)).toEqual([intact?.jwk]);
      expect(unreadable).toEqual([]);
      expect(new Set(repairs.map(({ code }) => code)), name).toEqual(new Set(codes));
      for (const { range } of repairs) {
        expect(range).not.toBeNull();
        expect(range?.start).toBeLessThan(range?.end ?? 0);
        expect(range?.end).toBeLessThanOrEqual(text.length);
      }
      const [first] = repairs;
      if (place !== undefined) expect(text.slice(first?.range?.start, first?.range?.end)).toBe(place);
    }
  });
});

describe("base64url in a body", () => {
  test("is read and said, at the first character of it", async () => {
    const { publicKey } = PAIRS["RSA 2048 bits"] ?? {};
    const pem = String(publicKey?.export({ type: "spki", format: "pem" }));
    const body = bodyOf(pem).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    const text = armour("PUBLIC KEY", body);
    const { keys, repairs } = await keysOf(text);
    expect(keys[0]?.jwk).toEqual(publicKey?.export({ format: "jwk" }));
    expect(repairs.map(({ code }) => code)).toEqual(/[-_]/.test(body) ? ["base64url-body"] : []);
  });
});

describe("what can not be mended says where it breaks", () => {
  const [, pem] = pems[1] ?? ["", ""];
  const rows = lines(pem);

  test("a character that is no Base64", async () => {
    for (const character of ["!", "é", "😀", "*", "…"]) {
      const text = pem.replace(/(\n.{20})./, `$1${character}`);
      const problem = await problemIn(text);
      expect(problem.code).toBe("pem-body");
      expect(text.slice(problem.range?.start, problem.range?.end)).toBe(character);
    }
  });

  test("a padding sign in the middle", async () => {
    const text = pem.replace(/(\n.{20})./, "$1=");
    const problem = await problemIn(text);
    expect([problem.code, text.slice(problem.range?.start, problem.range?.end)]).toEqual(["pem-body", "="]);
  });

  test("a body that lost its last line", async () => {
    const text = [...rows.slice(0, -2), rows.at(-1)].join("\n");
    const problem = await problemIn(text);
    expect(problem.code).toBe("asn1");
    expect(problem.args["why"]).toMatch(/^It breaks off: \d+ octets are announced, and \d+ are there$/);
    expect(problem.range?.end).toBe(text.lastIndexOf("\n-----END"));
  });

  test("a body that lost its last lines and END", async () => {
    expect(await problemIn(rows.slice(0, -3).join("\n"))).toMatchObject({ code: "pem-no-end", range: { start: 0 } });
  });

  test("a number of characters that no octets encode to", async () => {
    const text = armour("PUBLIC KEY", "AAAAA");
    expect(await problemIn(text)).toMatchObject({ code: "pem-body", args: { why: "length" } });
  });

  test("octets behind the key", async () => {
    const body = Buffer.concat([Buffer.from(bodyOf(pem), "base64"), Buffer.from([1, 2, 3])]).toString("base64");
    expect(await problemIn(armour("PRIVATE KEY", body))).toMatchObject({
      code: "asn1",
      args: { why: "3 octets too many stand behind it" },
    });
  });

  test("one bad block among good ones is listed, and the rest goes on", async () => {
    const [, other] = pems[2] ?? ["", ""];
    const text = `${armour("PUBLIC KEY", "AAAA")}${pem}${other}`;
    const { keys, unreadable } = await keysOf(text);
    expect(keys).toHaveLength(2);
    expect(unreadable).toMatchObject([{ code: "asn1", range: { start: 56, end: 57 } }].map(({ code }) => ({ code })));
    expect(keys.map(({ range }) => text.slice(range?.start, range?.end).trim())).toEqual([pem.trim(), other.trim()]);
  });
});
