import { expect, test } from "vitest";
import { keyFileText } from "./file.ts";
import { CERTIFICATE, FOREIGN, OPENSSH_PLAIN, PKCS8_PLAIN } from "../../testing/keys/samples.ts";
import { bodyOf, keyOf, PAIRS, problemIn } from "../../testing/keys/pairs.ts";

const octets = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));
const { publicKey, privateKey } = PAIRS["EC P-256"] ?? {};

test("a binary key or certificate becomes PEM under its own label, and reads as the same key", async () => {
  const encrypted = { type: "pkcs8", format: "der", cipher: "aes-256-cbc", passphrase: "pw" } as const;
  for (const [bytes, label] of [
    [octets(CERTIFICATE), "CERTIFICATE"],
    [octets(PKCS8_PLAIN), "PRIVATE KEY"],
    [publicKey?.export({ type: "spki", format: "der" }), "PUBLIC KEY"],
    [privateKey?.export({ type: "sec1", format: "der" }), "EC PRIVATE KEY"],
    [privateKey?.export(encrypted), "ENCRYPTED PRIVATE KEY"],
    [octets(OPENSSH_PLAIN["ed25519"]?.body ?? ""), "OPENSSH PRIVATE KEY"],
  ] as const) {
    const bin = new Uint8Array(bytes ?? []);
    const file = await keyFileText(bin);
    expect(file.label).toBe(label);
    expect(file.text.startsWith(`-----BEGIN ${label}-----\n`)).toBe(true);
    expect(octets(bodyOf(file.text)), label).toEqual(bin);
    const key = await keyOf(file.text, "pw");
    expect(key.thumbprint).toBe((await keyOf(Buffer.from(bin).toString("base64"), "pw")).thumbprint);
  }
});

test("unlabelled bytes become Base64, and are refused by name with a command that helps", async () => {
  const jks = Buffer.concat([Buffer.from("feedfeed00000002", "hex"), Buffer.alloc(60, 7)]);
  for (const [bytes, what, command] of [
    [octets(FOREIGN["a PKCS #12 store (.p12, .pfx)"] ?? ""), "a PKCS #12 store (.p12, .pfx)", "openssl pkcs12"],
    [new Uint8Array(jks), "a Java keystore (JKS)", "keytool -importkeystore"],
  ] as const) {
    const { text, label } = await keyFileText(bytes);
    expect(label).toBeNull();
    expect(octets(text)).toEqual(bytes);
    const { args } = await problemIn(text);
    expect([args["what"], args["command"]]).toEqual([what, expect.stringContaining(command)]);
  }
});
