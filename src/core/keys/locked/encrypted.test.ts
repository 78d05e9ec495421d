import type { JWK } from "jose";
import { describe, expect, test } from "vitest";
import { readSshBlob } from "../formats/openssh-public.ts";
import {
  OPENSSH_ENCRYPTED,
  OPENSSH_PUBLIC,
  PASSPHRASE,
  PKCS8_ENCRYPTED,
  PKCS8_PLAIN,
} from "../../../testing/keys/samples.ts";
import { armour, keyOf, PAIRS, problemIn } from "../../../testing/keys/pairs.ts";
import { publicJwk } from "../export.ts";

const UNSUPPORTED: Readonly<Record<string, string>> = {
  "-v1 PBE-SHA1-RC2-128": "SHA-1 with RC2",
  "-v2 camellia-256-cbc": "Camellia-256 in CBC",
};

describe("encrypted PKCS#8", () => {
  test.each(Object.entries(PKCS8_ENCRYPTED).filter(([name]) => !(name in UNSUPPORTED)))(
    "opens with its passphrase, asks for one, and reports a wrong one: openssl pkcs8 -topk8 %s",
    async (_, body) => {
      const text = armour("ENCRYPTED PRIVATE KEY", body);
      const plain = await keyOf(armour("PRIVATE KEY", PKCS8_PLAIN));
      expect(await keyOf(text, PASSPHRASE)).toMatchObject({
        jwk: plain.jwk,
        format: "encrypted-pkcs8",
        isPrivate: true,
      });
      expect(await problemIn(text)).toMatchObject({ code: "passphrase-needed", format: "encrypted-pkcs8" });
      expect(await problemIn(text, "")).toMatchObject({ code: "passphrase-needed" });
      expect(await problemIn(text, "Correct horse")).toMatchObject({
        code: "passphrase-wrong",
        format: "encrypted-pkcs8",
      });
    },
  );

  test("asks for no passphrase for an unsupported cipher", async () => {
    for (const [name, what] of Object.entries(UNSUPPORTED)) {
      const body = PKCS8_ENCRYPTED[name];
      if (body === undefined) continue;
      expect(await problemIn(armour("ENCRYPTED PRIVATE KEY", body))).toMatchObject({
        code: "cipher-unsupported",
        args: { what },
      });
    }
  });

  test("takes a passphrase as UTF-8, leading and trailing spaces included", async () => {
    const { privateKey } = PAIRS["EC P-256"] ?? {};
    const passphrase = " pässwörd ☂ ";
    const text = privateKey?.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase });
    expect((await keyOf(String(text), passphrase)).jwk).toEqual(privateKey?.export({ format: "jwk" }));
    expect(await problemIn(String(text), passphrase.trim())).toMatchObject({ code: "passphrase-wrong" });
  });

  test("is recognised by its bytes without the label", async () => {
    expect(await problemIn(PKCS8_ENCRYPTED["-v2 aes-256-cbc"] ?? "")).toMatchObject({ code: "passphrase-needed" });
  });
});

describe("PEM in OpenSSL's own encryption", () => {
  test.each(["aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "des-ede3-cbc"])("opens %s", async (cipher) => {
    for (const kind of ["RSA 2048 bits", "EC P-256"]) {
      const { privateKey } = PAIRS[kind] ?? {};
      const type = kind === "EC P-256" ? "sec1" : "pkcs1";
      const options = { type, format: "pem", cipher, passphrase: PASSPHRASE } as const;
      const text = String(privateKey?.export(options as { type: "pkcs1"; format: "pem" }));
      expect(text).toContain("Proc-Type: 4,ENCRYPTED");
      expect(await keyOf(text, PASSPHRASE)).toMatchObject({
        jwk: privateKey?.export({ format: "jwk" }) as JWK,
        format: "encrypted-pem",
      });
      expect(await problemIn(text)).toMatchObject({ code: "passphrase-needed", format: "encrypted-pem" });
      expect(await problemIn(text, "wrong")).toMatchObject({ code: "passphrase-wrong", format: "encrypted-pem" });
      // The headers survive what an environment variable does to a text.
      expect((await keyOf(text.replaceAll("\n", "\\n"), PASSPHRASE)).jwk).toEqual(
        privateKey?.export({ format: "jwk" }),
      );
    }
  });

  test("names an unsupported cipher", async () => {
    const text =
      "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: IDEA-CBC,0011223344556677\n\nAAAA\n-----END RSA PRIVATE KEY-----";
    expect(await problemIn(text)).toMatchObject({ code: "cipher-unsupported", args: { what: "IDEA-CBC" } });
  });
});

describe("OpenSSH private keys", () => {
  const entries = Object.entries(OPENSSH_ENCRYPTED);

  test.each(entries.filter(([name]) => !(name in UNSUPPORTED)))(
    "open with their passphrase, ask for one, and report a wrong one: %s",
    async (_, body) => {
      const text = armour("OPENSSH PRIVATE KEY", body);
      const key = await keyOf(text, PASSPHRASE);
      const [, blob = ""] = OPENSSH_PUBLIC.split(" ");
      expect(await readSshBlob(Buffer.from(blob, "base64"))).toMatchObject({ jwk: publicJwk(key.jwk) });
      expect(key).toMatchObject({ format: "openssh-private", isPrivate: true, description: "EC P-256" });
      expect(await problemIn(text)).toMatchObject({ code: "passphrase-needed", format: "openssh-private" });
      expect(await problemIn(text, "wrong")).toMatchObject({ code: "passphrase-wrong", format: "openssh-private" });
    },
  );

  test("name an unsupported cipher", async () => {
    const body = Buffer.from(OPENSSH_ENCRYPTED["aes256-ctr"] ?? "", "base64");
    body.write("sea256-ctr", body.indexOf("aes256-ctr"));
    const problem = await problemIn(armour("OPENSSH PRIVATE KEY", body.toString("base64")), PASSPHRASE);
    expect(problem).toMatchObject({ code: "cipher-unsupported", args: { what: "sea256-ctr" } });
  });
});
