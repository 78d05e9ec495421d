import { describe, expect, test } from "vitest";
import {
  CERTIFICATE,
  OPENSSH_ENCRYPTED,
  OPENSSH_PLAIN,
  PASSPHRASE,
  PKCS8_ENCRYPTED,
  PKCS8_PLAIN,
} from "../../testing/keys/samples.ts";
import { readKeys } from "./read.ts";

const armour = (label: string, body: string): string =>
  [`-----BEGIN ${label}-----`, ...(body.match(/.{1,64}/g) ?? []), `-----END ${label}-----`].join("\n");

async function keyOf(text: string, passphrase?: string) {
  const reading = await readKeys(text, passphrase);
  if (reading.kind !== "keys") expect.fail(JSON.stringify(reading));
  return reading.keys[0];
}

/** The private key as the browser itself reads it: a second implementation. */
async function browsersJwk(body: string): Promise<JsonWebKey> {
  const bytes = Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey("pkcs8", bytes, { name: "ECDSA", namedCurve: "P-256" }, true, ["sign"]);
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey("jwk", key);
  return { kty, crv, x, y, d } as JsonWebKey;
}

describe("keys are read in the browser, with parsers that load when needed", () => {
  test("PKCS#8 is what the browser reads too", async () => {
    expect((await keyOf(armour("PRIVATE KEY", PKCS8_PLAIN)))?.jwk).toEqual(await browsersJwk(PKCS8_PLAIN));
  });

  test("a certificate", async () => {
    expect((await keyOf(armour("CERTIFICATE", CERTIFICATE)))?.certificate?.serialNumber).toBe("00:c0:ff:ee");
  });

  test.each(["-v2 aes-256-cbc", "-v2 aes-192-cbc", "-v2 des3", "-scrypt", "-v1 PBE-SHA1-3DES", "-v1 PBE-MD5-DES"])(
    "encrypted PKCS#8, openssl pkcs8 -topk8 %s",
    async (name) => {
      const key = await keyOf(armour("ENCRYPTED PRIVATE KEY", PKCS8_ENCRYPTED[name] ?? ""), PASSPHRASE);
      expect(key?.jwk).toEqual(await browsersJwk(PKCS8_PLAIN));
    },
  );

  test.each(["aes256-ctr", "aes192-cbc", "aes256-gcm@openssh.com", "3des-cbc"])(
    "encrypted OpenSSH, %s",
    async (name) => {
      const key = await keyOf(armour("OPENSSH PRIVATE KEY", OPENSSH_ENCRYPTED[name] ?? ""), PASSPHRASE);
      expect(key).toMatchObject({ description: "EC P-256", isPrivate: true });
    },
  );

  test("OpenSSH Ed25519, with a computed public half", async () => {
    const { body = "", pub = "" } = OPENSSH_PLAIN["ed25519"] ?? {};
    const [one, other] = [await keyOf(armour("OPENSSH PRIVATE KEY", body)), await keyOf(pub)];
    expect(one?.thumbprint).toBe(other?.thumbprint);
  });
});
