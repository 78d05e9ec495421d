import { describe, expect, test } from "vitest";
import { armour, bodyOf, keysOf, PAIRS, problemIn } from "../../testing/keys/pairs.ts";
import { OPENSSH_PLAIN } from "../../testing/keys/samples.ts";
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
  ["one line, without spaces", (pem) => lines(pem).join(""), ["one-line"]],
  [
    "an n for each line break, where a shell dropped the backslash",
    (pem) => lines(pem).join("n"),
    ["line-breaks"],
    "n",
  ],
  ["rn for each line break", (pem) => lines(pem).join("rn"), ["line-breaks"], "rn"],
  ["a slash instead of the backslash", (pem) => lines(pem).join("/n"), ["line-breaks"], "/n"],
  ["PowerShell's line breaks spelled out", (pem) => lines(pem).join("`n"), ["line-breaks"], "`n"],
  ["commas for line breaks", (pem) => lines(pem).join(","), ["line-breaks"], ","],
  ["underscores for line breaks", (pem) => lines(pem).join("_"), ["line-breaks"], "_"],
  ["line breaks as hex escapes", (pem) => lines(pem).join("\\x0a"), ["line-breaks"], "\\x0a"],
  [
    "a terminal's colours",
    (pem) =>
      lines(pem)
        .map((line) => `\u001b[32m${line}\u001b[0m`)
        .join("\n"),
    ["invisible", "text-around"],
  ],
  ["a BEGIN line without its first dashes", (pem) => pem.slice(5), ["dashes"]],
  [
    "a string of Visual Basic",
    (pem) =>
      lines(pem)
        .map((line) => `"${line}" & vbCrLf`)
        .join(" & _\n    "),
    ["quotes", "text-around"],
  ],
  ["no armour", bodyOf, ["missing-armour"]],
  ["no armour, lines kept", (pem) => lines(pem).slice(1, -1).join("\n"), ["missing-armour"]],
  ["no END line", (pem) => lines(pem).slice(0, -1).join("\n"), ["missing-armour"]],
  ["no BEGIN line", (pem) => lines(pem).slice(1).join("\n"), ["missing-armour"]],
  [
    "no END line, and other text after it",
    (pem) => `${lines(pem).slice(0, -1).join("\n")}\n\nKind regards, the team`,
    ["missing-armour"],
  ],
  ["hex of the bytes", (pem) => Buffer.from(bodyOf(pem), "base64").toString("hex"), ["missing-armour"]],
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
    "quoting marks in front",
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
  ["a .env line with only the body", (pem) => `JWT_KEY=${bodyOf(pem)}`, ["env-or-yaml", "missing-armour"], "JWT_KEY="],
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
  ["Unicode line separators", (pem) => lines(pem).join("\u2028"), ["invisible"], "\u2028"],
  [
    "text in front",
    (pem) => `Bag Attributes\n    friendlyName: a\n${pem}`,
    ["text-around"],
    "Bag Attributes\n    friendlyName: a",
  ],
  ["text after it", (pem) => `${pem}\nSent from my phone`, ["text-around"], "Sent from my phone"],
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
  ["a lowercase label", (pem) => pem.replaceAll(/-----.*?-----/g, (line) => line.toLowerCase()), ["label"]],
  ["a label without its space", (pem) => pem.replaceAll(" KEY", "KEY"), ["label"]],
  ["four dashes", (pem) => pem.replaceAll("-----", "----"), ["dashes"]],
  ["a word processor's long dashes", (pem) => pem.replaceAll("-----", "——-"), ["dashes"]],
  ["a JSON string", (pem) => JSON.stringify(pem), ["json-string"]],
  ["a JSON string with escaped slashes", (pem) => JSON.stringify(pem).replaceAll("/", "\\/"), ["json-string"]],
  ["a JSON member", (pem) => JSON.stringify({ key: pem }), ["json-string"]],
  [
    "a JSON member without its braces",
    (pem) => `"key": ${JSON.stringify(pem)},`,
    ["quotes", "env-or-yaml", "quotes", "escaped-newlines"],
  ],
  ["Base64 once more", base64, ["double-encoded"]],
  ["Base64 twice more", (pem) => base64(base64(pem)), ["double-encoded", "double-encoded"]],
  ["Base64 once more in a variable", (pem) => `KEY=${base64(pem)}`, ["env-or-yaml", "double-encoded"]],
  ["Base64 once more of the bare body", (pem) => base64(bodyOf(pem)), ["double-encoded", "missing-armour"]],
  [
    "a Java string, its operator at the start of the line",
    (pem) =>
      `String key = ${lines(pem)
        .map((line) => `"${line}\\n"`)
        .join("\n    + ")};`,
    ["quotes", "text-around", "escaped-newlines"],
  ],
  [
    "line numbers",
    (pem) => [...lines(pem), ""].map((line, index) => `${String(index + 1).padStart(3)} ${line}`).join("\n"),
    ["text-around"],
  ],
  [
    "diff markers",
    (pem) =>
      lines(pem)
        .map((line) => `+${line}`)
        .join("\n"),
    ["text-around"],
    "+",
  ],
  [
    "a log's times and names",
    (pem) =>
      lines(pem)
        .map((line) => `2026-11-27T10:00:00Z app[1]: ${line}`)
        .join("\n"),
    ["text-around"],
  ],
  ["line ends as cat -A shows them", (pem) => pem.replaceAll("\n", "^M$\n"), ["text-around"]],
  ["HTML line breaks", (pem) => lines(pem).join("<br/>"), ["text-around", "one-line"]],
  [
    "a table's border",
    (pem) =>
      lines(pem)
        .map((line) => `│ ${line.padEnd(64)} │`)
        .join("\n"),
    ["text-around", "indentation"],
  ],
  [
    "a C array",
    (pem) =>
      `const unsigned char key[] = {${Array.from(Buffer.from(bodyOf(pem), "base64"), (octet) => `0x${octet.toString(16)}`).join(", ")}};`,
    ["missing-armour"],
  ],
  ["the output of xxd", (pem) => dump(Buffer.from(bodyOf(pem), "base64"), 2, true), ["missing-armour"]],
  [
    "the output of xxd for bytes that look percent-encoded",
    (pem) => dump(Buffer.from(bodyOf(pem), "base64"), 2, true).replace(/.{3}$/m, "%41"),
    ["missing-armour"],
  ],
  [
    "the output of xxd for bytes that look like a tag over two lines",
    (pem) => dump(Buffer.from(bodyOf(pem), "base64"), 2, true).replace(/.{2}\n(.*).$/m, "<b\n$1>"),
    ["missing-armour"],
  ],
  ["the output of hexdump -C", (pem) => dump(Buffer.from(bodyOf(pem), "base64"), 1, true), ["missing-armour"]],
  ["a body with its line breaks spelled out", (pem) => lines(pem).slice(1, -1).join("\\n"), ["missing-armour"]],
  [
    "a letter that contains the body",
    (pem) => `Here it is:\n\n${lines(pem).slice(1, -1).join("\n")}\n\nRegards`,
    ["missing-armour", "text-around"],
  ],
  ["an XML value", (pem) => `<add key="JwtKey" value="${bodyOf(pem)}" />`, ["missing-armour", "text-around"]],
  [
    "a Java array of signed bytes",
    (pem) => `[${Array.from(new Int8Array(Buffer.from(bodyOf(pem), "base64"))).join(", ")}]`,
    ["missing-armour"],
  ],
  [
    "an array in Java's source code",
    (pem) =>
      `byte[] key = {${Array.from(new Int8Array(Buffer.from(bodyOf(pem), "base64")), (octet) => `(byte) ${octet}`).join(", ")}};`,
    ["missing-armour"],
  ],
  [
    "an array in C#",
    (pem) => `new byte[] { ${Array.from(Buffer.from(bodyOf(pem), "base64")).join(", ")} }`,
    ["missing-armour"],
  ],
  [
    "a list with a line for each byte, as Rust prints it",
    (pem) => `[\n${Array.from(Buffer.from(bodyOf(pem), "base64"), (octet) => `    ${octet},`).join("\n")}\n]`,
    ["missing-armour"],
  ],
  ["Erlang's binary", (pem) => `<<${Array.from(Buffer.from(bodyOf(pem), "base64")).join(",")}>>`, ["missing-armour"]],
  [
    "hex with hyphens, as .NET prints it",
    (pem) => (Buffer.from(bodyOf(pem), "base64").toString("hex").toUpperCase().match(/../g) ?? []).join("-"),
    ["missing-armour"],
  ],
  [
    "Python's bytes in an answer that was printed",
    (pem) =>
      `{'KeyId': 'a', 'PublicKey': ${pythonBytes(Buffer.from(bodyOf(pem), "base64"))}, 'KeyUsage': 'SIGN_VERIFY'}`,
    ["missing-armour"],
  ],
  [
    "a Uint8Array in JSON",
    (pem) =>
      JSON.stringify({ KeyId: "a", PublicKey: Object.fromEntries(Buffer.from(bodyOf(pem), "base64").entries()) }),
    ["missing-armour"],
  ],
  ["the output of hexdump", (pem) => words(Buffer.from(bodyOf(pem), "base64"), 16, 4), ["missing-armour"]],
  ["the output of od", (pem) => words(Buffer.from(bodyOf(pem), "base64"), 8, 6), ["missing-armour"]],
  ["a Node Buffer in JSON", (pem) => JSON.stringify(Buffer.from(bodyOf(pem), "base64")), ["missing-armour"]],
  ["a JSON string per line", (pem) => JSON.stringify({ key: lines(pem) }), ["json-string"]],
  [
    "HTML character references",
    (pem) => pem.replaceAll("+", "&#43;").replaceAll("/", "&#x2F;").replace("-----END", "&#45;&#45;&#45;&#45;&#45;END"),
    ["markup"],
  ],
  [
    "a PHP string, the line break a separate string",
    (pem) =>
      `$key = ${lines(pem)
        .map((line) => `'${line}'`)
        .join(String.raw` . "\n" .` + "\n  ")};`,
    ["quotes", "text-around", "escaped-newlines"],
  ],
  ["a data: URL", (pem) => `data:application/x-pem-file;base64,${base64(pem)}`, ["double-encoded"]],
  ["JSON in JSON", (pem) => JSON.stringify({ body: JSON.stringify({ key: pem }) }), ["json-string"]],
  ["percent-encoding", (pem) => encodeURIComponent(pem), ["double-encoded"]],
  ["form encoding", (pem) => new URLSearchParams({ a: pem }).toString().slice(2), ["double-encoded"]],
];

/** As Python's `repr` writes bytes. */
function pythonBytes(bytes: Buffer): string {
  const letters = Array.from(bytes, (octet) =>
    octet > 31 && octet < 127 && octet !== 39 && octet !== 92
      ? String.fromCharCode(octet)
      : `\\x${octet.toString(16).padStart(2, "0")}`,
  );
  return `b'${letters.join("")}'`;
}

/** Words of two bytes, the lower one first, as `hexdump` and `od` print them by default. */
function words(bytes: Buffer, radix: number, width: number): string {
  const offset = (at: number): string => at.toString(radix).padStart(7, "0");
  const even = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
  const rows = Array.from({ length: Math.ceil(even.length / 16) }, (_, row) => {
    const part = even.subarray(row * 16, row * 16 + 16);
    const printed = Array.from({ length: part.length / 2 }, (__, at) =>
      part
        .readUInt16LE(2 * at)
        .toString(radix)
        .padStart(width, "0"),
    );
    return [offset(row * 16), ...printed].join(" ");
  });
  return [...rows, offset(bytes.length)].join("\n");
}

function dump(bytes: Buffer, group: 1 | 2, hasText: boolean): string {
  const rows = bytes.toString("hex").match(/.{1,32}/g) ?? [];
  return rows
    .map((row, index) => {
      const octets = (row.match(new RegExp(`.{1,${group * 2}}`, "g")) ?? []).join(" ");
      const text = Buffer.from(row, "hex")
        .toString("latin1")
        .replaceAll(/[^ -~]/g, ".");
      return `${(index * 16).toString(16).padStart(8, "0")}: ${hasText ? `${octets}  ${text}` : octets}`;
    })
    .join("\n");
}

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

describe("a damaged JSON Web Key is read, and the damage is listed", () => {
  const jwk = PAIRS["EC P-256"]?.publicKey.export({ format: "jwk" });
  const pretty = JSON.stringify(jwk, null, 2);

  test.each([
    ["line breaks spelled out", pretty.replaceAll("\n", "\\n"), "escaped-newlines"],
    ["in a variable", `JWK="${pretty.replaceAll("\n", "\\n")}"`, "escaped-newlines"],
    ["quotes escaped", JSON.stringify(pretty).slice(1, -1), "escaped-newlines"],
    ["quotes escaped twice", JSON.stringify(JSON.stringify(pretty)).slice(3, -3), "escaped-newlines"],
    ["a JSON member without its braces", `"jwk": ${JSON.stringify(pretty)},`, "escaped-newlines"],
    ["lines continued, as Docker has them", `ENV JWK='${pretty.replaceAll("\n", " \\\n")}'`, "escaped-newlines"],
    ["text after it", `${pretty}\nKind regards`, "text-around"],
    ["a comma after it", `${pretty},`, "text-around"],
    ["in a Terraform block", `resource "a" "b" {\n  jwk = <<-EOF\n${pretty}\n  EOF\n}\n`, "text-around"],
    ["in a settings file", `[jwt]\nkey = ${pretty}\n`, "text-around"],
    ["in XML", `<key><![CDATA[${pretty}]]></key>`, "text-around"],
    ["a soft hyphen in a number", pretty.replace(/("x": ".{9})/, "$1\u00ad"), "invisible"],
    ["a zero-width space in a number", pretty.replace(/("x": ".{9})/, "$1\u200b"), "invisible"],
    ["quotes as character references", JSON.stringify(jwk).replaceAll('"', "&quot;"), "markup"],
    ["Base64 once more", base64(pretty), "double-encoded"],
    ["percent-encoding", encodeURIComponent(pretty), "double-encoded"],
    ["form encoding", new URLSearchParams({ a: pretty }).toString().slice(2), "double-encoded"],
    ["percent-encoding, twice", encodeURIComponent(encodeURIComponent(pretty)), "double-encoded"],
    ["percent-encoding of some characters only", pretty.replaceAll('"', "%22"), "double-encoded"],
    ["character references, twice", JSON.stringify(jwk).replaceAll('"', "&amp;quot;"), "markup"],
    ["HTML line breaks and spaces", pretty.replaceAll(" ", "&nbsp;").replaceAll("\n", "<br>"), "markup"],
    ["a word processor's quotes", pretty.replaceAll(/"(\w+)": "([^"]*)"/g, "“$1”: “$2”"), "smart-quotes"],
    ["German quotes", pretty.replaceAll(/"(\w+)": "([^"]*)"/g, "„$1“: „$2“"), "smart-quotes"],
    ["the line breaks of a terminal within its strings", JSON.stringify(jwk).replaceAll(/.{40}/g, "$&\n"), "printed"],
    ["line breaks with indentation", JSON.stringify(jwk).replaceAll(/.{40}/g, "$&\n    "), "printed"],
    ["a comma after the last member", pretty.replace(/\n\}$/, ",\n}"), "printed"],
    ["comments", pretty.replace("{", "{ // of the test stage").replace(/\n\}$/, " /* end */\n}"), "printed"],
    ["no opening brace", pretty.slice(1), "printed"],
  ] as const)("%s", async (_, text, code) => {
    const { keys, repairs } = await keysOf(text);
    expect(keys.map((key) => key.jwk)).toEqual([jwk]);
    expect(repairs.map((repair) => repair.code)).toContain(code);
  });

  test("several keys in a row are all read", async () => {
    const other = PAIRS["EC P-384"]?.publicKey.export({ format: "jwk" });
    const { keys, format } = await keysOf(`${JSON.stringify(jwk)}\n${JSON.stringify(other)}\n`);
    expect([keys.map((key) => key.jwk), format]).toEqual([[jwk, other], "jwks"]);
  });

  test("is read in Base64 in a Kubernetes Secret, with line breaks in it", async () => {
    const secret = JSON.stringify({ kind: "Secret", data: { jwk: base64(pretty), ssh: base64("x") } });
    expect(await keysOf(secret)).toMatchObject({ format: "kubernetes-secret", keys: [{ jwk }] });
  });

  test("with markers before its lines is read by its members", async () => {
    const { keys, repairs } = await keysOf(pretty.replaceAll(/^/gm, "> "));
    expect(keys.map((key) => key.jwk)).toEqual([jwk]);
    expect(repairs.map(({ code }) => code)).toEqual(["printed"]);
  });

  test("with markers before its lines and cut off is named for what it is", async () => {
    const problem = await problemIn(pretty.replaceAll(/^/gm, "> ").slice(0, -4));
    expect(problem.args["what"]).toContain("a JSON Web Key with other text");
  });
});

describe("armour of other formats that lost its line breaks", () => {
  test("RFC 4716", async () => {
    const { jwk } = (await keysOf(OPENSSH_PLAIN["ecdsab521"]?.pub ?? "")).keys[0] ?? {};
    const [, body = ""] = (OPENSSH_PLAIN["ecdsab521"]?.pub ?? "").split(" ");
    const text = `---- BEGIN SSH2 PUBLIC KEY ----\nComment: "a, b"\n${(body.match(/.{1,70}/g) ?? []).join("\n")}\n---- END SSH2 PUBLIC KEY ----`;
    for (const damaged of [text.replaceAll("\n", "\\n"), text.replaceAll("\n", " ")]) {
      expect((await keysOf(damaged)).keys[0]?.jwk).toEqual(jwk);
    }
  });

  test("an encrypted PEM, whose IV runs into the body", async () => {
    const { privateKey } = PAIRS["EC P-256"] ?? {};
    for (const cipher of ["aes-256-cbc", "des-ede3-cbc"]) {
      const options = { type: "sec1", format: "pem", cipher, passphrase: "pw" } as const;
      const text = String(privateKey?.export(options)).trim().replaceAll("\n", "");
      expect((await keysOf(text, "pw")).keys[0]?.jwk).toEqual(privateKey?.export({ format: "jwk" }));
    }
  });
});

test("plus signs that form encoding turned into spaces are restored if the line lengths show them", async () => {
  const [, pem = ""] = pems.find(([name]) => name === "RSA 2048 bits private") ?? [];
  const [intact] = (await keysOf(pem)).keys;
  const body = lines(pem).slice(1, -1).join("\n");
  const { keys, repairs } = await keysOf(pem.replace(body, body.replaceAll("+", " ")));
  expect([keys[0]?.jwk, repairs.map(({ code }) => code)]).toEqual([intact?.jwk, ["plus-signs"]]);
});

describe("base64url in a body", () => {
  test("is read and reported, at its first character", async () => {
    const { publicKey } = PAIRS["RSA 2048 bits"] ?? {};
    const pem = String(publicKey?.export({ type: "spki", format: "pem" }));
    const body = bodyOf(pem).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    const text = armour("PUBLIC KEY", body);
    const { keys, repairs } = await keysOf(text);
    expect(keys[0]?.jwk).toEqual(publicKey?.export({ format: "jwk" }));
    expect(repairs.map(({ code }) => code)).toEqual(/[-_]/.test(body) ? ["base64url-body"] : []);
  });
});

describe("bytes after a key", async () => {
  const [, pem] = pems[0] as (typeof pems)[number];
  const {
    keys: [intact],
  } = await keysOf(pem);
  const der = Buffer.from(bodyOf(pem), "base64");
  test.each([
    ["a buffer's zeros", Buffer.alloc(3)],
    ["a line break", Buffer.from("\n")],
    ["a second key", der],
  ])("%s are left out, and their number is given", async (_, behind) => {
    const octets = Buffer.concat([der, behind]);
    for (const text of [
      armour("PRIVATE KEY", octets.toString("base64")),
      octets.toString("base64"),
      octets.toString("hex"),
    ]) {
      const { keys, repairs } = await keysOf(text);
      expect(keys.map(({ jwk }) => jwk)).toEqual([intact?.jwk]);
      const cut = repairs.find(({ code }) => code === "octets-behind");
      expect(cut?.args).toEqual({ count: String(behind.length) });
    }
  });

  test("are marked in a PEM block", async () => {
    const text = armour("PRIVATE KEY", Buffer.concat([der, Buffer.from("abc")]).toString("base64"));
    const { range } = (await keysOf(text)).repairs.find(({ code }) => code === "octets-behind") ?? {};
    expect(text.slice(range?.start, range?.end)).toHaveLength(4);
    expect(text.slice(range?.end)).toMatch(/^=*\n-----END/);
  });

  test("do not exist for a structure that is cut off inside", async () => {
    const broken = Buffer.concat([der.subarray(0, 20), Buffer.alloc(4)]);
    expect((await problemIn(armour("PRIVATE KEY", broken.toString("base64")))).code).toBe("asn1");
  });
});

describe("an irreparable key says where it breaks", () => {
  const [, pem] = pems[1] ?? ["", ""];
  const rows = lines(pem);

  test("a character that is not Base64", async () => {
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

  test("a body without its last line", async () => {
    const text = [...rows.slice(0, -2), rows.at(-1)].join("\n");
    const problem = await problemIn(text);
    expect(problem.code).toBe("asn1");
    expect(problem.args["why"]).toMatch(/^It is truncated: \d+ of \d+ bytes$/);
    expect(problem.range?.end).toBe(text.lastIndexOf("\n-----END"));
  });

  test("a body without its last lines and END", async () => {
    expect(await problemIn(rows.slice(0, -3).join("\n"))).toMatchObject({ code: "pem-no-end", range: { start: 0 } });
  });

  test("a number of characters that no bytes encode to", async () => {
    const text = armour("PUBLIC KEY", "AAAAA");
    expect(await problemIn(text)).toMatchObject({ code: "pem-body", args: { why: "length" } });
  });

  test("one bad block among good ones is listed, and the rest is read", async () => {
    const [, other] = pems[2] ?? ["", ""];
    const text = `${armour("PUBLIC KEY", "AAAA")}${pem}${other}`;
    const { keys, unreadable } = await keysOf(text);
    expect(keys).toHaveLength(2);
    expect(unreadable).toMatchObject([{ code: "asn1", range: { start: 56, end: 57 } }].map(({ code }) => ({ code })));
    expect(keys.map(({ range }) => text.slice(range?.start, range?.end).trim())).toEqual([pem.trim(), other.trim()]);
  });
});
