import { expect, test } from "vitest";
import { bodyOf, keysOf, PAIRS, problemIn } from "../../../testing/keys/pairs.ts";
import { FOREIGN } from "../../../testing/keys/samples.ts";

const { publicKey } = PAIRS["RSA 2048 bits"] ?? {};
const pem = String(publicKey?.export({ type: "spki", format: "pem" }));
const body = bodyOf(pem);
const jwk = publicKey?.export({ format: "jwk" });
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const indented = (text: string): string => text.trim().replaceAll(/^/gm, "    ");

test.each([
  ["a .env file, the bare body", `ISSUER=https://a.example\nJWT_KEY=${body}\nDEBUG=1\n`],
  ["a .env file, PEM in Base64", `ISSUER=https://a.example\nexport JWT_KEY="${base64(pem)}"\nDEBUG=1\n`],
  ["properties, the value first and others after it", `mp.jwt.verify.publickey=${body}\nmp.jwt.verify.issuer=a\n`],
  ["properties with continued lines", `jwt.issuer = a\njwt.key = ${body.replaceAll(/.{64}/g, "$&\\\n    ")}\nb = c\n`],
  ["YAML, PEM in Base64", `jwt:\n  enabled: true\n  publicKey: ${base64(pem)}\n  issuer: https://a.example\n`],
  ["YAML, the bare body", `jwt:\n  publicKey: '${body}'\n  issuer: a\n`],
  [
    "YAML, the bare body folded",
    `jwt:\n  publicKey: >-\n${indented(body.replaceAll(/.{64}/g, "$&\n"))}\n  issuer: a\n`,
  ],
  ["a list of variables", `environment:\n  - A=1\n  - JWT_KEY=${body}\n  - B=2\n`],
  ["only a Secret's lines", `  ca.crt: aGVsbG8=\n  tls.pub: ${base64(pem)}\n`],
  ["a ConfigMap's binary data", `apiVersion: v1\nkind: ConfigMap\nbinaryData:\n  pub.der: ${body}\n`],
])("a key is read from an entry of a settings file: %s", async (_, text) => {
  const { keys, repairs } = await keysOf(text);
  expect(keys.map((key) => key.jwk)).toEqual([jwk]);
  expect(repairs.map(({ code }) => code)).toContain("env-or-yaml");
  expect(text.slice(keys[0]?.range?.start, keys[0]?.range?.end).replaceAll(/[\s\\]/g, "")).toMatch(/(?:MIIB|LS0t)/);
});

test("a Secret's value that was encoded twice", async () => {
  const text = `apiVersion: v1\nkind: Secret\ndata:\n  pub: ${base64(base64(pem))}\n`;
  expect(await keysOf(text)).toMatchObject({ format: "kubernetes-secret", keys: [{ jwk }] });
});

test("settings without a key are called text, and a container among them is named", async () => {
  expect((await problemIn("a: b\nc: d\ne:\n  - f\n")).args["what"]).toMatch(/^text of/);
  const store = FOREIGN["a PKCS #12 store (.p12, .pfx)"] ?? "";
  expect((await problemIn(`name: a\nstore: ${store}\nother: b\n`)).args["command"]).toMatch(/^openssl pkcs12/);
});
