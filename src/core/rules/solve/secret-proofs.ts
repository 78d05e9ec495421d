import type { SolveStep } from "../../solve/types.ts";
import { type ByRule, eachRow, found, ofEncrypted, type Proof, said, type Said } from "./proof.ts";
import { signWords } from "./step-phrases.ts";
import type { Words } from "../support/words.ts";

const COUNTS = "Each of its bytes counts.";
const ENV = "Settings files, shells and Compose change such characters unless the value is quoted.";
const ENCODING = "One side decodes what the other uses as is.";
const CHARACTERS =
  "Signer and verifier encode the same letters as different bytes; most expect UTF-8 in normal form C.";
const NUMBER = "A settings file parses an unquoted number and writes it back in another form: quote the value there.";
const LENIENT = "Decode it on both sides with the same strict decoder.";
const USUAL_FIX = "Use it this way";
const TAKE_AWAY = "Remove it";

/** Of a step about the secret: the title, why it happens, and the text of the button if not the usual one. */
type Row = readonly [title: Said, more: string, fix?: string];

const ROWS: ByRule<Row> = {
  // white space and lines
  "SEC-04": {
    trimmed: ["The secret has extra whitespace at an end", COUNTS, TAKE_AWAY],
    "newline-added": [
      "The signer's secret ends with a line break",
      "Files and echo without -n add one, and it counts.",
      "Add it",
    ],
    "space-added": [
      "The signer's secret ends with a space",
      "cmd.exe keeps the space before && in set NAME=value && …, and before > in echo.",
      "Add it",
    ],
    "space-in-front": [
      "The signer's secret starts with a space",
      "It followed a colon or an equals sign, and the parser kept it.",
      "Add it",
    ],
    "tab-added": [
      "The signer's secret has a tab at an end",
      "It was copied from a table, or came before a comment.",
      "Add it",
    ],
    "crlf-added": [
      "The signer's secret ends with CRLF",
      "Files saved on Windows end this way, and it counts.",
      "Add it",
    ],
    "carriage-return-added": [
      "The signer's secret ends with a carriage return",
      "A Windows file was split at line feeds only.",
      "Add it",
    ],
    wrapped: [
      "The signer's secret has line breaks in it",
      "OpenSSL wraps Base64 at 64 characters, base64 and MIME at 76, and each line break counts. Generate it without them: openssl rand -base64 64 | tr -d '\\n', or base64 -w 0.",
      "Add line breaks",
    ],
    "breaks-removed": ["The secret has extra whitespace inside", COUNTS, TAKE_AWAY],
    "breaks-changed": [
      "The signer's secret has other line breaks",
      "Editors and Git change LF to CRLF and back; forms turn a line break into a space.",
    ],
  },
  // quotes
  "SEC-05": {
    unquoted: ["The quotes are not part of the secret", ENV, "Remove them"],
    quoted: ["The signer's secret has quotes around it", "docker --env-file and others keep them.", "Add them"],
    "python-bytes": [
      "The signer's secret is Python's b'…', quotes and all",
      "str() of bytes gives Python's printed form. Decode them instead: secret.decode().",
    ],
    "python-bytes-removed": [
      "Python's b'…' is not part of the secret",
      "str() of bytes gives Python's printed form.",
      TAKE_AWAY,
    ],
    "quotes-halved": [
      "A doubled quote in the secret means one quote",
      "YAML in single quotes, SQL and CSV double inner quotes.",
      "Make them single",
    ],
    "quotes-doubled": [
      "The signer's secret has each quote doubled",
      "YAML in single quotes, SQL and CSV double inner quotes.",
      "Double them",
    ],
    "quotes-dropped": ["Something dropped the quotes in the secret", ENV],
    unbracketed: [
      "The brackets are not part of the secret",
      "They belong to a placeholder, or a program printed them around the value.",
      "Remove them",
    ],
    bracketed: [
      "The signer's secret has brackets around it",
      "A program printed an Optional, a list or a placeholder, and that text was used.",
      "Add them",
    ],
  },
  // escapes
  "SEC-07": {
    unescaped: [
      "The secret's escapes stand for characters",
      "JSON, YAML, properties and double-quoted .env values resolve them.",
      "Replace them",
    ],
    escaped: [
      "The signer's secret contains escapes",
      "JSON writers escape some characters as \\u0026, \\n or \\/; the escaped text was used as the secret.",
    ],
    "entities-decoded": [
      "The secret contains character references such as &amp;",
      "XML and HTML use them, including web.config and Spring's XML; an XML parser resolves them.",
      "Replace them",
    ],
    "entities-encoded": [
      "The signer's secret contains character references such as &amp;",
      "The text of an XML or HTML file was used unparsed.",
    ],
    "percent-decoded": ["The secret is percent-encoded here, not at the signer's", "It may come from a URL."],
    "percent-encoded": [
      "The signer's secret is percent-encoded",
      "It may have gone through a URL or a form, and was not decoded.",
    ],
    "percent-halved": [
      "%% in the secret means %",
      "Python's configparser, systemd and cmd.exe escape it this way.",
      "Make them single",
    ],
    "percent-doubled": [
      "The signer's secret has %% for each %",
      "Python's configparser, systemd and cmd.exe escape it this way; the file's raw text was used.",
      "Double them",
    ],
    "spaces-for-plus": ["A space in the secret was a +", "Forms and URLs read + as a space.", "Put the + back"],
    "quoted-printable-decoded": [
      "The secret is quoted-printable, as it came by mail",
      "Mail encodes = as =3D and wraps lines with a final =.",
      "Decode it",
    ],
    "quoted-printable-encoded": ["The signer's secret is quoted-printable", "It was copied from a mail's source."],
  },
  // shells and settings files
  "SEC-06": {
    "backslashes-dropped": ["Something dropped the secret's backslashes", ENV],
    "shell-word": [
      "A shell read the secret without quotes",
      "The shell removes backslashes and quotes, and a space or ; ends the value. Put it in single quotes.",
    ],
    "cut-at-hash": [
      "The signer's secret ends at the #",
      "Unquoted, it starts a comment in .env files.",
      "Cut it there",
    ],
    "cut-at-space": ["The signer's secret ends at the first space", ENV, "Cut it there"],
    "cut-at": [
      (a) => `The signer's secret ends at ${signWords(a.sign)}`,
      "A settings parser split the line there, or read it as the end of the value.",
      "Cut it there",
    ],
    "cut-to-length": [
      (a) => `The signer's secret is cut off at ${a.length} characters`,
      "A column, a key size or a function such as bcrypt allows no more.",
      "Cut it there",
    ],
    fallback: [
      "The variable was not set, so the signer used the default value",
      "${NAME:-value} in shells and Compose, and ${NAME:value} in Spring, give the value if NAME is not set.",
    ],
    "dollar-expanded": [
      "Something expanded a $ in the secret",
      "No variable of that name was set, so it became empty; Compose needs $$ for a $, a shell single quotes.",
    ],
    "dollar-halved": ["Something turned $$ in the secret into $", ENV],
    "dollar-doubled": ["The signer's secret has $$ for each $", ENV],
    "dollar-dropped": ["Something dropped the $ of the secret", ENV],
    "percent-expanded": [
      "cmd.exe took a % in the secret for a variable",
      "In a batch file %NAME% is expanded and a single % dropped; write %%.",
    ],
    "carets-dropped": ["cmd.exe dropped a ^ of the secret", "It is its escape: write ^^, or put the value in quotes."],
    "exclamation-expanded": [
      "cmd.exe took an exclamation mark in the secret for a variable",
      "With delayed expansion a name between two of them is expanded, and a single one dropped.",
    ],
    "number-printed": ["The signer's settings turned the secret into a number", NUMBER],
    assignment: ["The name in front is not part of the secret", "A whole line of a settings file was used.", TAKE_AWAY],
    "prefix-added": [
      "The signer's secret begins with base64:",
      "Laravel's APP_KEY is written so; the signer used it as text, with its prefix.",
    ],
    prefix: ["The prefix is not part of the secret", "Frameworks use such prefixes to name the encoding."],
  },
  // one value of a larger text
  "SEC-16": {
    setting: [
      (a) => `The secret is the value of ${a.name} in these settings`,
      "The verifier reads that member, not this text. Hasura, PostgREST, Supabase and others take settings that contain the key.",
      "Use that value",
    ],
    part: [
      (a) => `The secret is only ${a.part} of this text`,
      "The rest is code, a command or its output, which the verifier never sees.",
      "Use that part",
    ],
    jwk: ["The secret is a JSON Web Key", "The key is its member k (RFC 7518 section 6.4).", "Use its k"],
  },
  // letters and their encoding
  "SEC-10": {
    "invisible-removed": [
      "The secret contains invisible characters",
      "Copying from documents and chats adds them.",
      "Remove them",
    ],
    typographic: [
      "The secret's quotes or dashes are typographic",
      "A word processor or chat changed them.",
      "Use plain ones",
    ],
    nfc: ["The signer's secret is in normal form C", CHARACTERS],
    nfd: ["The signer's secret is in normal form D", CHARACTERS],
    nfkc: ["The signer's secret is in normal form KC", CHARACTERS],
    "question-marks": [
      "The signer's secret has ? for each letter outside ASCII",
      "An ASCII encoder writes ? for any other character (Encoding.ASCII in .NET, US_ASCII in Java). Use UTF-8 on both sides.",
    ],
    "replacement-characters": [
      "The signer's secret has U+FFFD for letters outside ASCII",
      "It was read as UTF-8 but is not. Read the file in its own encoding.",
    ],
    "hyphens-dropped": ["The signer's secret has no hyphens", "Some programs write a UUID without its hyphens."],
    "letters-dropped": [
      "Letters outside ASCII are missing in the signer's secret",
      "An encoder that ignores unknown characters dropped them.",
    ],
    "marks-dropped": ["The signer's secret has letters without their accents", "Something transliterated it to ASCII."],
    "lower-case": ["The signer's secret is in lowercase", COUNTS],
    "upper-case": ["The signer's secret is in uppercase", COUNTS],
    bom: [
      "The signer's secret starts with a byte order mark",
      "Windows editors put one at the start of a file, and it counts, as does a line end.",
    ],
    "utf-16le": ["The signer encoded the secret as UTF-16", CHARACTERS],
    "utf-16be": ["The signer encoded the secret as UTF-16", CHARACTERS],
    "utf-16le-bom": [
      "The signer's secret is a file in UTF-16, with its byte order mark",
      "PowerShell's Out-File and > write such files, with a final line break. Use -Encoding ascii -NoNewline.",
    ],
    "utf-16be-bom": [
      "The signer's secret is a file in UTF-16, with its byte order mark",
      "Windows editors write such files. Save it as UTF-8 without a byte order mark.",
    ],
    "latin-1": ["The signer encoded the secret as Latin-1", CHARACTERS],
    "code-page": [
      (a) => `The signer encoded the secret as ${a.page}`,
      "That is a default code page, used by programs if no encoding is given. Specify UTF-8 on both sides.",
    ],
    "low-octets": [
      "The signer used the low byte of each character",
      "Node's latin1 and CryptoJS's Latin1 cut characters beyond U+00FF.",
    ],
    "cesu-8": [
      "The signer encoded the secret as CESU-8",
      "Java's writeUTF and MySQL's utf8 encode an emoji as two halves.",
    ],
    "utf-8-once": [
      "The secret here was UTF-8, read as Latin-1 or Windows-1252",
      "Ã¼ in place of ü is typical.",
      "Fix the encoding",
    ],
    "utf-8-twice": [
      "The signer's secret was encoded as UTF-8 twice",
      "It was read as Latin-1 or Windows-1252 and written as UTF-8 again.",
    ],
    "octets-as-text": [
      "The signer turned the decoded bytes into text",
      "Buffer.toString(), new String(bytes) and the like replace bytes that are not text. Give the bytes themselves to the signer.",
    ],
    "sha-256": ["The signer hashed the secret first", "It turns a text of any length into a 256-bit key this way."],
    "sha-256-hex": ["The signer used the hex text of the secret's hash", COUNTS],
    digest: [(a) => `The signer used the secret's ${a.hash}`, "It derives a key of fixed length this way."],
  },
  // text that was decoded
  "SEC-02": {
    "utf-8": ["The secret is plain text, but was decoded", ENCODING, "Read it as UTF-8"],
    "encoded-base64": ["The signer used the Base64 text of this secret", ENCODING],
    "encoded-base64url": ["The signer used the base64url text of this secret", ENCODING],
    "encoded-hex": ["The signer used the hex text of this secret", ENCODING],
  },
  // Base64, Base32 and hex: not decoded, or decoded differently
  "SEC-01": {
    base64: ["The secret is Base64, but used as text", ENCODING, "Read it as Base64"],
    base64url: ["The secret is base64url, but used as text", ENCODING, "Read it as Base64url"],
    "base64-lenient": [
      "The signer decoded this secret as Base64",
      `Node's Buffer and Apache's Codec skip characters outside the alphabet. ${LENIENT}`,
    ],
    "base64-mime": [
      "The signer decoded this secret as Base64, skipping - and _",
      `PHP's base64_decode, Python's b64decode and Java's MIME decoders skip characters outside the standard alphabet. ${LENIENT}`,
    ],
    "base64-dropped-quad": [
      "The signer decoded this secret as Base64 and dropped its end",
      `Java's DatatypeConverter, which jjwt uses for a secret given as text, skips characters outside the standard alphabet, and a last group of fewer than four. ${LENIENT}`,
    ],
    "base64-cut": [
      "The signer decoded this secret as Base64 up to its first error",
      `Go's decoders return what they decoded together with an error, which was ignored. ${LENIENT}`,
    ],
    "base64-zeros": [
      "The signer decoded this secret as Base64, with zeros for foreign characters",
      `CryptoJS reads characters outside its alphabet as A. ${LENIENT}`,
    ],
    base32: [
      "The secret is Base32, but used as text",
      "Secrets for one-time passwords are written this way (RFC 4648 section 6).",
      "Decode it",
    ],
  },
  // hex and printed bytes
  "SEC-03": {
    hex: ["The secret is hex, but used as text", ENCODING, "Read it as hex"],
    "hex-cut": [
      "The signer decoded this secret as hex up to its first error",
      "Node's Buffer stops at the first pair that is not hex.",
    ],
    "printed-octets": [
      "The secret is a printed list of bytes",
      "A program printed the bytes for people to read. The bytes are the secret, not this text.",
      "Use the bytes",
    ],
    "printed-form": [
      "The signer used these bytes as a program prints them",
      "String(), str() and toString() turn bytes into such text. Give the signer the bytes.",
    ],
  },
  // Base64 in Base64
  "SEC-17": {
    "base64-twice": [
      "The secret is still encoded in Base64",
      "Kubernetes shows a Secret's values in Base64, and this one was copied without decoding it.",
      "Decode it",
    ],
  },
};

/** The words for a secret that had to be read differently, by a discovery's first step. */
export const SECRET_PROOFS: ReadonlyMap<SolveStep, Proof> = new Map(
  eachRow(ROWS, (rule, step, [title, more, fix = USUAL_FIX]): [SolveStep, Proof] => [
    step,
    {
      rule,
      words: (a) => {
        const words: Words = [
          said(title, a),
          found(a, step, more),
          a.encoding === "Hex" && step !== "hex" && step !== "printed-octets" ? `${fix} (in hex)` : fix,
        ];
        return a.act === "decrypt" ? ofEncrypted(words) : words;
      },
    },
  ]),
);
