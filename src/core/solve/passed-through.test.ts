import { createHash, createHmac } from "node:crypto";
import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { judgeToken } from "../crypto/judge.ts";
import { parseToken } from "../envelope/parse.ts";
import { decodeSecret } from "../keys/secret.ts";
import type { KeyInputs, SecretEncoding } from "../keys/types.ts";
import { ruleOfDiscovery } from "../rules/solve/found-words.ts";
import { solve } from "./solve.ts";
import type { Discovery, SolveStep } from "./types.ts";
import { sampled } from "../../testing/rounds.ts";

/* What a secret passes through on its way. The signer's bytes are written out or made by Node, never by the solver. */

const INPUT = `${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url")}.${Buffer.from('{"sub":"ada","iat":1800000000}').toString("base64url")}`;
const S = "kZ8v1qT3rXw6yB9nE2hL5mP7sU0aD4gJ";
const BYTES = createHash("sha256").update("some bytes").digest();
const UTF8 = (text: string): Buffer => Buffer.from(text, "utf8");
const HEX = (digits: string): Buffer => Buffer.from(digits.replaceAll(" ", ""), "hex");

const keysOf = (text: string, encoding: SecretEncoding): KeyInputs => ({
  secret: { text, encoding },
  publicKey: { text: "" },
  privateKey: { text: "" },
});
const signedBy = (octets: Uint8Array): string =>
  `${INPUT}.${createHmac("sha256", octets).update(INPUT).digest("base64url")}`;

type Row = readonly [
  about: string,
  signer: Uint8Array,
  field: string,
  step: SolveStep,
  rule: string,
  encoding?: SecretEncoding,
];

const ADDED: readonly Row[] = [
  ["a trailing space", UTF8(`${S} `), S, "space-added", "SEC-04"],
  ["a leading space", UTF8(` ${S}`), S, "space-in-front", "SEC-04"],
  ["a space at either end", UTF8(` ${S} `), S, "space-added", "SEC-04"],
  ["a tab", UTF8(`${S}\t`), S, "tab-added", "SEC-04"],
  ["a line feed", UTF8(`${S}\n`), S, "newline-added", "SEC-04"],
  ["two line feeds", UTF8(`${S}\n\n`), S, "newline-added", "SEC-04"],
  ["CRLF", UTF8(`${S}\r\n`), S, "crlf-added", "SEC-04"],
  ["echo of cmd.exe", UTF8(`${S} \r\n`), S, "crlf-added", "SEC-04"],
  ["a carriage return that a split left", UTF8(`${S}\r`), S, "carriage-return-added", "SEC-04"],
  [
    "breaks every 64",
    UTF8(`${"Ab9+".repeat(16)}\n${"Cd8/".repeat(5)}`),
    "Ab9+".repeat(16) + "Cd8/".repeat(5),
    "wrapped",
    "SEC-04",
  ],
  [
    "breaks every 64 and CRLF",
    UTF8(`${"Ab9+".repeat(16)}\r\n${"Cd8/".repeat(5)}\r\n`),
    "Ab9+".repeat(16) + "Cd8/".repeat(5),
    "wrapped",
    "SEC-04",
  ],
  [
    "breaks every 76",
    UTF8(`${"Ab9+".repeat(19)}\n${"Cd8/".repeat(5)}\n`),
    "Ab9+".repeat(19) + "Cd8/".repeat(5),
    "wrapped",
    "SEC-04",
  ],
  ["LF that became CRLF", UTF8("first line\r\nsecond line"), "first line\nsecond line", "breaks-changed", "SEC-04"],
  ["a file's mark and line end", UTF8(`\ufeff${S}\n`), S, "bom", "SEC-10"],
];

const ESCAPED: readonly Row[] = [
  ["\\u0026 taken as it stands", UTF8("Kx7\\u0026mQ2\\u003cvB"), "Kx7&mQ2<vB", "escaped", "SEC-07"],
  [".NET's \\u002B", UTF8("Kx7\\u002BmQ2/vB=="), "Kx7+mQ2/vB==", "escaped", "SEC-07"],
  ["PHP's \\/", UTF8("Kx7\\/mQ2\\/vB"), "Kx7/mQ2/vB", "escaped", "SEC-07"],
  ["Python's \\u00fc", UTF8("Schl\\u00fcssel"), "Schlüssel", "escaped", "SEC-07"],
  ["JSON's quote", UTF8('Kx7\\"mQ2'), 'Kx7"mQ2', "escaped", "SEC-07"],
  ["\\u0026 that stands for a character", UTF8("Kx7&mQ2"), "Kx7\\u0026mQ2", "unescaped", "SEC-07"],
  ["\\x26", UTF8("Kx7&mQ2"), "Kx7\\x26mQ2", "unescaped", "SEC-07"],
  ["a code point in braces", UTF8("Kx7😀mQ2"), "Kx7\\u{1F600}mQ2", "unescaped", "SEC-07"],
  ["entities", UTF8("K&m<v>'\"x"), "K&amp;m&lt;v&gt;&#39;&quot;x", "entities-decoded", "SEC-07"],
  ["hex and decimal entities", UTF8("K&m'ü"), "K&#x26;m&#x27;&#252;", "entities-decoded", "SEC-07"],
  ["entities taken as they stand", UTF8("K&amp;m&lt;v"), "K&m<v", "entities-encoded", "SEC-07"],
  ["Python's entity of an apostrophe", UTF8("K&amp;m&#x27;v"), "K&m'v", "entities-encoded", "SEC-07"],
  ["%%", UTF8("Kx7%mQ2%vB"), "Kx7%%mQ2%%vB", "percent-halved", "SEC-07"],
  ["% doubled by the signer", UTF8("Kx7%%mQ2"), "Kx7%mQ2", "percent-doubled", "SEC-07"],
  ["%XX", UTF8("a/b+c=d&e"), "a%2Fb%2Bc%3Dd%26e", "percent-decoded", "SEC-07"],
  ["%XX in small letters", UTF8("a%2fb%2bc%3d"), "a/b+c=", "percent-encoded", "SEC-07"],
  ["a form's +", UTF8("one+two%21"), "one two!", "percent-encoded", "SEC-07"],
  ["%XX beside a plain %", UTF8("100% a/b"), "100% a%2Fb", "percent-decoded", "SEC-07"],
  ["a + that a form made a space", UTF8("Ab+Cd+Ef=="), "Ab Cd Ef==", "percent-encoded", "SEC-07"],
  ["quoted-printable", UTF8("Kx7=mQ2==vBé"), "Kx7=3DmQ2=3D=3D=\nvB=C3=A9", "quoted-printable-decoded", "SEC-07"],
  ["quoted-printable taken as it stands", UTF8("Kx7=3DmQ2=3D=3D"), "Kx7=mQ2==", "quoted-printable-encoded", "SEC-07"],
  ["$name, which was not set", UTF8("pa-tail"), "pa$word-tail", "dollar-expanded", "SEC-06"],
  ["$1, which was not set", UTF8("paword"), "pa$1word", "dollar-expanded", "SEC-06"],
  ["make's one letter", UTF8("paord"), "pa$word", "dollar-expanded", "SEC-06"],
  ["$? of a shell", UTF8("pa0word"), "pa$?word", "dollar-expanded", "SEC-06"],
  ["Compose's $$ and a variable", UTF8("a$b-end"), "a$$b${C}-end", "dollar-expanded", "SEC-06"],
  ["in double quotes", UTF8('pa"w$x'), 'pa\\"w\\$x', "dollar-expanded", "SEC-06"],
  ["the fallback of a variable", UTF8("local-only-secret"), "${JWT_SECRET:-local-only-secret}", "fallback", "SEC-06"],
  ["Spring's fallback", UTF8("local-only-secret"), "${jwt.secret:local-only-secret}", "fallback", "SEC-06"],
  ["backslashes of a shell", UTF8("a!b c"), "a\\!b\\ c", "backslashes-dropped", "SEC-06"],
  ["a shell's word", UTF8("ab c"), "a'b c';rest", "shell-word", "SEC-06"],
  ["a comment of an INI file", UTF8("abc"), "abc;def-with-a-long-rest", "cut-at", "SEC-06"],
  ["padding lost by a split at =", UTF8("QWJjZGVmZ2hpamtsbW5v"), "QWJjZGVmZ2hpamtsbW5v==", "cut-at", "SEC-06"],
  ["cmd.exe's variable", UTF8("ab-ef"), "ab%cd%-ef", "percent-expanded", "SEC-06"],
  ["cmd.exe's caret", UTF8("ab&c"), "ab^&c", "carets-dropped", "SEC-06"],
  ["YAML's doubled apostrophe", UTF8("it's mine"), "it''s mine", "quotes-halved", "SEC-05"],
  ["YAML in double quotes", UTF8('a"b\\c'), '"a\\"b\\\\c"', "unescaped", "SEC-07"],
  ["a line in single quotes", UTF8("a$b#c"), "JWT_SECRET='a$b#c'", "assignment", "SEC-06"],
  ["a line of a shell", UTF8("abc def"), 'export JWT_SECRET="abc def"', "assignment", "SEC-06"],
  ["a line of PowerShell", UTF8("abc-def"), '$env:JWT_SECRET = "abc-def"', "assignment", "SEC-06"],
  ["a line of a Dockerfile", UTF8("abc-def"), "ENV JWT_SECRET abc-def", "assignment", "SEC-06"],
  ["a line of JavaScript", UTF8("abc-def"), "  secret: 'abc-def',", "assignment", "SEC-06"],
  ["a line of PHP", UTF8("abc-def"), "'jwt_secret' => 'abc-def',", "assignment", "SEC-06"],
  ["PHP's define", UTF8("abc-def"), "define('JWT_SECRET', 'abc-def');", "assignment", "SEC-06"],
];

const PRINTED: readonly Row[] = [
  ["Python's b'…', by the signer", UTF8(`b'${S}'`), S, "python-bytes", "SEC-05"],
  ["Python's b'…' with a backslash", UTF8("b'a\\\\b'"), "a\\b", "python-bytes", "SEC-05"],
  ["Python's b'…', pasted", UTF8(S), `b'${S}'`, "python-bytes-removed", "SEC-05"],
  ["Python's escapes, pasted", HEX("3e f3 1a 41 0a 27"), 'b"\\x3e\\xf3\\x1aA\\n\'"', "printed-octets", "SEC-03"],
  [
    "Node's Buffer",
    BYTES,
    `<Buffer ${BYTES.toString("hex").replace(/../g, "$& ").trim()}>`,
    "printed-octets",
    "SEC-03",
  ],
  ["Node's Buffer as JSON", BYTES, JSON.stringify(BYTES), "printed-octets", "SEC-03"],
  ["a Uint8Array", BYTES, `Uint8Array(32) [\n  ${[...BYTES].join(", ")}\n]`, "printed-octets", "SEC-03"],
  ["a Uint8Array as JSON", BYTES, JSON.stringify(new Uint8Array(BYTES)), "printed-octets", "SEC-03"],
  ["Go's list", BYTES, `[${[...BYTES].join(" ")}]`, "printed-octets", "SEC-03"],
  [
    "Go's literal",
    BYTES,
    `[]byte{${[...BYTES].map((octet) => `0x${octet.toString(16)}`).join(", ")}}`,
    "printed-octets",
    "SEC-03",
  ],
  ["Java's signed list", BYTES, `[${[...new Int8Array(BYTES)].join(", ")}]`, "printed-octets", "SEC-03"],
  ["numbers with commas", BYTES, [...BYTES].join(","), "printed-octets", "SEC-03"],
  ["hex with colons", BYTES, BYTES.toString("hex").replace(/..(?=.)/g, "$&:"), "printed-octets", "SEC-03"],
  [
    "openssl's lines of hex",
    BYTES,
    BYTES.toString("hex")
      .replace(/..(?=.)/g, "$&:")
      .replace(/(.{45})/g, "    $1\n"),
    "printed-octets",
    "SEC-03",
  ],
  [
    ".NET's BitConverter",
    BYTES,
    BYTES.toString("hex")
      .toUpperCase()
      .replace(/..(?=.)/g, "$&-"),
    "printed-octets",
    "SEC-03",
  ],
  ["Postgres' \\x", BYTES, `\\x${BYTES.toString("hex")}`, "printed-octets", "SEC-03"],
  ["\\x before each", BYTES, BYTES.toString("hex").replace(/../g, "\\x$&"), "printed-octets", "SEC-03"],
  [
    "xxd",
    BYTES,
    `00000000: ${BYTES.subarray(0, 16).toString("hex").replace(/..../g, "$& ")} ................\n00000010: ${BYTES.subarray(16).toString("hex").replace(/..../g, "$& ")} ................\n`,
    "printed-octets",
    "SEC-03",
  ],
  [
    "a GUID as Windows has it",
    HEX("78563412 bc9a f0de 1122334455667788"),
    "12345678-9abc-def0-1122-334455667788",
    "printed-octets",
    "SEC-03",
  ],
  [
    "String() of octets, by the signer",
    UTF8([...BYTES].join(",")),
    BYTES.toString("base64"),
    "printed-form",
    "SEC-03",
    "Base64",
  ],
  [
    "BitConverter, by the signer",
    UTF8(
      BYTES.toString("hex")
        .toUpperCase()
        .replace(/..(?=.)/g, "$&-"),
    ),
    BYTES.toString("hex"),
    "printed-form",
    "SEC-03",
    "Hex",
  ],
  ["str() of octets, by the signer", UTF8("b'>\\xf3A'"), "3ef341", "printed-form", "SEC-03", "Hex"],
  ["a float by Go or Python", UTF8("1.2345678901234567e+19"), "12345678901234567890", "number-printed", "SEC-06"],
  ["a float by Go, of fewer digits", UTF8("1.23456789e+08"), "123456789", "number-printed", "SEC-06"],
  ["a float by Java", UTF8("1.2345678901234567E19"), "12345678901234567890", "number-printed", "SEC-06"],
  ["JavaScript's rounding", UTF8("12345678901234567000"), "12345678901234567890", "number-printed", "SEC-06"],
  ["the greatest whole number", UTF8("9223372036854775807"), "12345678901234567890", "number-printed", "SEC-06"],
  ["leading zeros", UTF8("123456"), "00123456", "number-printed", "SEC-06"],
  ["an octal number", UTF8("42798"), "0123456", "number-printed", "SEC-06"],
  ["digits that overflow", UTF8("Infinity"), "5e123456", "number-printed", "SEC-06"],
  ["a zero after the decimal point", UTF8("12.5"), "12.50", "number-printed", "SEC-06"],
  ["Optional of Java", UTF8(`Optional[${S}]`), S, "bracketed", "SEC-05"],
  ["a placeholder's brackets", UTF8(S), `<${S}>`, "unbracketed", "SEC-05"],
];

const ENCODED_AGAIN: readonly Row[] = [
  ["ASCII", UTF8("Schl?ssel-f?r-99?"), "Schlüssel-für-99€", "question-marks", "SEC-10"],
  ["ASCII, an emoji as two", UTF8("key-??-key"), "key-😀-key", "question-marks", "SEC-10"],
  ["Windows-1252", HEX("50 39 39 80 2d 78 fc"), "P99€-xü", "code-page", "SEC-10"],
  ["Windows-1251", HEX("cf e0 f0 ee eb fc 2d 32 30 32 34"), "Пароль-2024", "code-page", "SEC-10"],
  ["KOI8-R", HEX("f0 c1 d2 cf cc d8 2d 32 30 32 34"), "Пароль-2024", "code-page", "SEC-10"],
  ["Windows-1250", HEX("68 65 73 b3 6f 2d 9f"), "hesło-ź".replace("s", "s"), "code-page", "SEC-10"],
  ["code page 850", HEX("53 81 e1 65 2d 84 94"), "Süße-äö", "code-page", "SEC-10"],
  ["GBK", HEX("c3 dc c2 eb 2d 32 30 32 34"), "密码-2024", "code-page", "SEC-10"],
  ["Shift JIS", HEX("94 e9 96 a7 2d 32 30 32 34"), "秘密-2024", "code-page", "SEC-10"],
  ["Latin-1", Buffer.from("Schlüssel", "latin1"), "Schlüssel", "latin-1", "SEC-10"],
  [
    "Node's latin1 of other characters",
    Buffer.from("Preis-€-Ω-Schlüssel", "latin1"),
    "Preis-€-Ω-Schlüssel",
    "low-octets",
    "SEC-10",
  ],
  ["UTF-16, without a mark", Buffer.from(S, "utf16le"), S, "utf-16le", "SEC-10"],
  ["UTF-16 with a mark", Buffer.from(`\ufeff${S}`, "utf16le"), S, "utf-16le-bom", "SEC-10"],
  ["UTF-16 with a mark and CRLF", Buffer.from(`\ufeff${S}\r\n`, "utf16le"), S, "utf-16le-bom", "SEC-10"],
  ["UTF-16, the other way round", Buffer.from(`\ufeff${S}`, "utf16le").swap16(), S, "utf-16be-bom", "SEC-10"],
  ["UTF-8 twice", UTF8("SchlÃ¼ssel"), "Schlüssel", "utf-8-twice", "SEC-10"],
  ["UTF-8 twice, with Windows-1252", UTF8("99â‚¬"), "99€", "utf-8-twice", "SEC-10"],
  ["UTF-8 that was read as Latin-1 here", UTF8("Schlüssel"), "SchlÃ¼ssel", "utf-8-once", "SEC-10"],
  ["CESU-8", HEX("6b a0 62".replace("a0", "ed a0 bd ed b8 80")), "k😀b", "cesu-8", "SEC-10"],
  ["letters without marks", UTF8("Schlussel-cafe"), "Schlüssel-café", "marks-dropped", "SEC-10"],
  ["Node's text of decoded Base64", UTF8(BYTES.toString("utf8")), BYTES.toString("base64"), "octets-as-text", "SEC-10"],
  [
    "Node's binary text of decoded Base64",
    UTF8(BYTES.toString("latin1")),
    BYTES.toString("base64"),
    "octets-as-text",
    "SEC-10",
  ],
  [
    "Node's ASCII text of decoded hex",
    UTF8(BYTES.toString("ascii")),
    BYTES.toString("hex"),
    "octets-as-text",
    "SEC-10",
  ],
  ["a SHA-512", createHash("sha512").update(S).digest(), S, "digest", "SEC-10"],
  ["MD5 in hex", UTF8(createHash("md5").update(S).digest("hex")), S, "digest", "SEC-10"],
  ["SHA-256 in Base64", UTF8(createHash("sha256").update(S).digest("base64")), S, "digest", "SEC-10"],
];

const LENIENT: readonly Row[] = [
  // my-app_secret-for-signing without - and _ is 21 letters: five groups, and one letter that is dropped.
  [
    "PHP, which skips - and _",
    HEX("9b26a9a6c79cadeb5fa2bb228278a7"),
    "my-app_secret-for-signing",
    "base64-mime",
    "SEC-01",
  ],
  [
    "jjwt's dropped group",
    Buffer.from("mysecretkeyforsi", "base64"),
    "my-secret-key-for-sign",
    "base64-dropped-quad",
    "SEC-01",
  ],
  ["Node", Buffer.from("my.secret key!", "base64"), "my.secret key!", "base64-lenient", "SEC-01"],
  [
    "Go, up to the first foreign character",
    Buffer.from("mysecret", "base64"),
    "mysecretke-yfoobar",
    "base64-cut",
    "SEC-01",
  ],
  ["missing padding", BYTES, BYTES.toString("base64").replace(/=+$/, ""), "base64", "SEC-01"],
  ["Base32", HEX("48656c6c6f21deadbeef"), "JBSWY3DPEHPK3PXP", "base32", "SEC-01"],
  ["Node's hex up to the first foreign character", HEX("deadbeefcafe"), "deadbeefcafexyz", "hex-cut", "SEC-03"],
  ["text whose Base64 was taken", UTF8(Buffer.from(`${S}\n`).toString("base64")), S, "encoded-base64", "SEC-02"],
];

const SETTINGS: readonly Row[] = [
  ["Hasura", UTF8(S), `{"type":"HS256","key":"${S}"}`, "setting", "SEC-16"],
  ["Hasura in its variable", UTF8(S), `HASURA_GRAPHQL_JWT_SECRET='{"type":"HS256","key":"${S}"}'`, "setting", "SEC-16"],
  ["Hasura's list", UTF8(S), `[{"type":"HS512","key":"another"},{"type":"HS256","key":"${S}"}]`, "setting", "SEC-16"],
  [
    "JSON in a string of JSON",
    UTF8(S),
    JSON.stringify({ env: { jwt: JSON.stringify({ key: S }) } }),
    "setting",
    "SEC-16",
  ],
  ["keys by name", UTF8(S), `{"key-1":"another","key-2":"${S}"}`, "setting", "SEC-16"],
  [
    "a set whose k is not base64url",
    UTF8("plain text, though"),
    '{"keys":[{"kty":"oct","kid":"1","k":"plain text, though"}]}',
    "setting",
    "SEC-16",
  ],
  ["appsettings.json", UTF8(S), `{ "Jwt": { "Issuer": "https://id.example", "Key": "${S}" } }`, "setting", "SEC-16"],
  ["Supabase's .env", UTF8(S), `POSTGRES_PASSWORD=abc\nJWT_SECRET=${S}\nANON_KEY=def\n`, "setting", "SEC-16"],
  ["Compose", UTF8(S), `environment:\n  - NODE_ENV=production\n  - JWT_SECRET=${S}\n`, "setting", "SEC-16"],
  [
    "a Secret of Kubernetes",
    UTF8(S),
    `kind: Secret\ndata:\n  jwt-secret: ${Buffer.from(S).toString("base64")}\n`,
    "setting",
    "SEC-16",
  ],
  ["web.config", UTF8("a&b-secret"), '<add key="JwtSecret" value="a&amp;b-secret" />', "setting", "SEC-16"],
  ["Laravel", BYTES, `APP_KEY=base64:${BYTES.toString("base64")}`, "assignment", "SEC-06"],
];

const OF_TWO: readonly Row[] = [
  ["quotes and a line feed", UTF8(`${S}\n`), `"${S}"`, "unquoted", "SEC-05"],
  ["a name and an escape", UTF8("a&b-long-enough"), 'JWT_SECRET="a\\u0026b-long-enough"', "assignment", "SEC-06"],
  ["white space and %XX", UTF8("a/b+c"), " a%2Fb%2Bc\n", "percent-decoded", "SEC-07"],
  [
    "an entity and Base64",
    BYTES,
    `<x>${BYTES.toString("base64")}</x>`.replace(/<\/?x>/g, "&quot;"),
    "entities-decoded",
    "SEC-07",
  ],
];

async function found(signer: Uint8Array, field: string, encoding: SecretEncoding = "UTF-8"): Promise<Discovery | null> {
  const token = signedBy(signer);
  const keys = keysOf(field, encoding);
  expect((await judgeToken(parseToken(token), keys)).state, "does not verify as it is").not.toBe("verified");
  return (await solve({ token, keys }, () => performance.now())).discovery;
}

describe.each([
  ["added", ADDED],
  ["escaped", ESCAPED],
  ["printed", PRINTED],
  ["encoded again", ENCODED_AGAIN],
  ["decoded leniently", LENIENT],
  ["in settings", SETTINGS],
  ["two things at once", OF_TWO],
] as const)("%s", (_, rows) => {
  test.each(sampled(rows.map((row) => ({ about: row[0], row }))))(
    "$about",
    async ({ row: [, signer, field, step, rule, encoding] }) => {
      const discovery = await found(signer, field, encoding);
      expect(discovery?.steps[0]).toBe(step);
      if (!discovery?.secret) throw new Error("no secret is offered");
      expect(ruleOfDiscovery(discovery)).toBe(rule);
      const decoding = decodeSecret(discovery.secret);
      expect("bytes" in decoding && Buffer.from(decoding.bytes).toString("hex")).toBe(
        Buffer.from(signer).toString("hex"),
      );
      const keys = keysOf(discovery.secret.text, discovery.secret.encoding);
      expect((await judgeToken(parseToken(signedBy(signer)), keys)).state).toBe("verified");
    },
  );
});
