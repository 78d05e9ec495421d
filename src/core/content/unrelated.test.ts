import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { foreignOf } from "./foreign.ts";

const sha1 = createHash("sha1").update("a").digest("hex");
const sha256 = createHash("sha256").update("a").digest("hex");
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const CERTIFICATE = `-----BEGIN CERTIFICATE-----\n${"MIIBszCCAVmgAwIBAgIUQ0pKdGVzdA".repeat(4)}\n-----END CERTIFICATE-----`;

/** Texts that people have in their clipboard, none of a kind that is recognised. */
const UNRELATED: readonly (readonly [what: string, text: string])[] = [
  ["a commit", sha1],
  ["a short commit", sha1.slice(0, 7)],
  ["a commit of SHA-256", sha256],
  ["a digest of an image", `sha256:${sha256}`],
  ["a branch and a commit", `feature-login--${sha1}`],
  ["git log", `commit ${sha1}\nAuthor: Ada <ada@example.com>\n\n    Read tokens`],
  ["MD5", "5f4dcc3b5aa765d61d8327deb882cf99"],
  ["a UUID in prose", "The order f81d4fae-7dec-11d0-a765-00a0c91e6bf6 has not arrived yet."],
  ["a UUID without hyphens", "f81d4fae7dec11d0a76500a0c91e6bf6"],
  ["two UUIDs", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6\n0a0c91e6-7dec-11d0-a765-00a0c91e6bf6"],
  ["a picture", PNG],
  ["a picture as a link", `data:image/png;base64,${PNG}`],
  ["a JPEG", `${Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]).toString("base64")}SkZJRgABAQEASABIAAD`],
  ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>").toString("base64")],
  ["CSV", "id,name,token\n1,ada,abc\n2,bob,def"],
  ["tabs", "id\tname\n1\tada"],
  ["TypeScript", 'const token = await sign({ sub: "ada" }, key);'],
  ["Python", "def sign(claims):\n    return jwt.encode(claims, key)"],
  ["SQL", "SELECT id FROM tokens WHERE v = 2 AND i = 'x';"],
  ["a certificate", CERTIFICATE],
  ["DER of a certificate", "MIIBszCCAVmgAwIBAgIUQ0pKdGVzdDAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARKb3Rz"],
  [
    "an SSH key",
    `ssh-ed25519 ${Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from("ssh-ed25519")]).toString("base64")} ada@host`,
  ],
  ["a cookie that is no framework's", "Cookie: theme=dark; lang=en; _ga=GA1.2.1234567890.1700000000"],
  ["an assignment", "s = session.get(user.id)"],
  ["XML", '<?xml version="1.0"?><Response><Status>ok</Status></Response>'],
  [
    "settings with an issuer",
    '{"issuer":"https://id.example","audience":"orders","jwks_uri":"https://id.example/keys"}',
  ],
  ["a host name", "v1.public.api.example.com"],
  ["a path", "/usr/local/lib/node_modules/npm/bin/npm-cli.js"],
  ["a comment with two slashes", "1//see-the-note-below-this-line-please"],
  ["an environment variable", "npm_config_registry_of_the_company"],
  ["a greeting", "xoxo-see-you-soon-my-dear-friends"],
  ["a CSS class", "sk-circle-fade-dot-spinner-large"],
  ["a test key's name", "sk_test_foo"],
  ["a variable", "ghp_token_from_the_ci_environment"],
  ["a webhook's variable", "whsec_example"],
  ["JSON with v, i and s", '{"v":1,"i":"x","s":"y"}'],
  ["JSON with v 2", '{"v":2,"i":"x","s":"small","items":[]}'],
  ["a package lock's integrity", `sha512-${randomBytes(64).toString("base64")}`],
  ["a MAC address", "00:1b:63:84:45:e6"],
  ["an IBAN", "DE89370400440532013000"],
  ["a long number", "4111111111111111"],
  ["hex of words", Buffer.from("the quick brown fox jumps").toString("hex")],
  ["Base64 of words", Buffer.from("the quick brown fox jumps over the lazy dog").toString("base64")],
  ["Base64 of JSON", Buffer.from('{"user":"ada","roles":["admin"]}').toString("base64")],
  ["Base64 of UTF-8", Buffer.from("Grüße aus Köln, schöne Tage").toString("base64")],
  ["lowercase letters", "acknowledgementsandacknowledgements"],
  ["capitals", "ACKNOWLEDGEMENTSANDACKNOWLEDGEMENTS"],
  ["hyphens", "----------------------------------------"],
  ["zeros", "0".repeat(64)],
  ["a YAML file", "apiVersion: v1\nkind: Secret\ndata:\n  token: YWJj"],
  ["a query", "?page=2&sort=name&filter=active"],
  ["a mail", "Hello Ada,\n\nplease find the token attached.\n\nBob"],
  ["Cyrillic", "Срок действия токена истёк"],
];

test.each(UNRELATED)("%s is not recognised as anything", (_, text) => {
  expect(foreignOf(text)?.name ?? null).toBeNull();
});
