import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { publicJwk } from "./export.ts";
import { readKeys } from "./read.ts";
import type { KeyProblem } from "./types.ts";

/** What OpenSSL says about a key file; nothing if it cannot read the file. */
interface Expectation {
  readonly file: string;
  readonly publicJwk?: Readonly<Record<string, string>>;
  readonly thumbprint?: string;
  readonly bits?: number;
}

const folder = process.env["JOTSCOPE_VECTORS"];

/** Passphrases that the projects have published alongside their files. */
const PASSPHRASES: Readonly<Record<string, string>> = {
  "golang-jwt__test__privateSecure.pem": "password",
  "json-jwt__spec__fixtures__rsa__private_key.pem": "pass-phrase",
};

/** Files that give no key, each with its reason. This list may only shrink. */
const REFUSED: Readonly<Record<string, readonly [code: KeyProblem["code"], args: Readonly<Record<string, string>>]>> = {
  // The body has a character that is not Base64, and nobody can know the original one.
  "generated__dmg-ec-pkcs8-bad-char.pem": ["pem-body", { character: "U+0021 !" }],
  "generated__dmg-rsa-spki-bad-char.pem": ["pem-body", { character: "U+0021 !" }],
  "generated__dmg-ec-pkcs8-empty-body.pem": ["pem-body", { why: "empty" }],
  // Half of the bytes are missing.
  "generated__dmg-ec-pkcs8-truncated-body.pem": ["asn1", { why: "It is truncated: 69 of 138 bytes" }],
  "generated__dmg-rsa-spki-truncated-body.pem": ["asn1", { why: "It is truncated: 147 of 294 bytes" }],
  // Their passphrases were not published.
  "generated__ed25519.pkcs8-enc.pem": ["passphrase-needed", {}],
  "generated__rsa2048.pkcs1-enc.pem": ["passphrase-needed", {}],
  "generated__rsa2048.pkcs8-enc-aes-256-cbc.pem": ["passphrase-needed", {}],
  // JOSE has no DSA (RFC 7518 section 3.1).
  "node-jsonwebtoken__test__dsa-private.pem": ["type-unsupported", { what: "a DSA key" }],
  "node-jsonwebtoken__test__dsa-public.pem": ["type-unsupported", { what: "a DSA key" }],
};

/** Files that this project reads and OpenSSL does not, each with the file that has the same key undamaged. */
const SAME_KEY: Readonly<Record<string, string>> = {
  "generated__rsa2048.csr.pem": "generated__rsa2048.spki.pem",
  "generated__ssh_rsa.rfc4716.pub": "generated__ssh_rsa.spki.pub",
};

describe.skipIf(!folder)("key files as they occur (JOTSCOPE_VECTORS)", () => {
  const expectations = folder
    ? (JSON.parse(readFileSync(join(folder, "pem-expected.json"), "utf8")) as readonly Expectation[])
    : [];
  const thumbprintOf = new Map(expectations.map(({ file, thumbprint }) => [file, thumbprint]));

  test.each(expectations.map((each) => [each.file, each] as const))(
    "%s",
    async (file, { publicJwk: jwk, thumbprint, bits }) => {
      const text = readFileSync(join(folder ?? "", "pem", file), "utf8");
      const reading = await readKeys(text, PASSPHRASES[file]);
      const refused = REFUSED[file];
      if (refused) {
        const problem = reading.kind === "unusable" ? reading.problem : null;
        expect([problem?.code, problem?.args]).toEqual(refused);
        expect(problem?.range).not.toBeNull();
        return;
      }
      if (reading.kind !== "keys") expect.fail(JSON.stringify(reading));
      const [key] = reading.keys;
      if (jwk) expect(key && publicJwk(key.jwk)).toEqual(jwk);
      const wanted = thumbprint ?? thumbprintOf.get(intact(file));
      if (wanted !== undefined) expect(key?.thumbprint).toBe(wanted);
      if (bits !== undefined) expect(key?.description).toContain(`RSA ${bits} bits`);
      if (thumbprint === undefined && bits === undefined && wanted === undefined) expect(UNTOLD).toContain(file);
    },
  );

  test("the two halves of an OpenSSH pair are one key", async () => {
    const halves = ["authlib__tests__files__ssh_private.pem", "authlib__tests__files__ssh_public.pem"];
    const readings = await Promise.all(
      halves.map((file) => readKeys(readFileSync(join(folder ?? "", "pem", file), "utf8"))),
    );
    const [one, other] = readings.map((reading) => (reading.kind === "keys" ? reading.keys[0]?.thumbprint : reading));
    expect(one).toBe(other);
    expect(one).toEqual(expect.any(String));
  });

  test("every file is there", () => {
    expect(expectations).toHaveLength(119);
  });
});

/** Keys that are in one file only: nothing confirms them except that they are read. */
const UNTOLD = [
  "authlib__tests__files__ed25519-ssh.pub",
  "authlib__tests__files__ssh_private.pem",
  "authlib__tests__files__ssh_public.pem",
  "generated__ssh_ed25519.pub",
];

/** The file that has the same key without damage. */
function intact(file: string): string {
  if (file.startsWith("generated__dmg-ec-pkcs8")) return "generated__dmg-ec-pkcs8-leading-text.pem";
  if (file.startsWith("generated__dmg-rsa-spki")) return "generated__dmg-rsa-spki-no-final-newline.pem";
  return SAME_KEY[file] ?? "";
}
