import { expect, inTurn, sharePage, test } from "./fixtures/test.ts";
import { exactToken, SECRET } from "./fixtures/tokens.ts";

sharePage();

const HEADER = '{"typ":"JWT","alg":"HS256"}';

test.describe("header and payload are displayed without loss", () => {
  const spellings: readonly (readonly [string, string, RegExp])[] = [
    ["integers beyond 2^53", '{"tenant":12345678901234567890}', /"tenant": 12345678901234567890\b/],
    ["1.0 and exponents", '{"a":1.0,"b":1E+2,"c":-0}', /"a": 1\.0,\s+"b": 1E\+2,\s+"c": -0\s/],
    ["the order of members", '{"b":1,"10":2,"a":3,"2":4}', /"b": 1,\s+"10": 2,\s+"a": 3,\s+"2": 4\s/],
    ["duplicate members", '{"role":"user","role":"admin"}', /"role": "user",\s+"role": "admin"\s/],
    ["escapes", String.raw`{"a":"\u00e9\/\n","\u0062":1}`, /"a": "\\u00e9\\\/\\n",\s+"\\u0062": 1\s/],
    [
      "members named __proto__",
      '{"__proto__":{"admin":true},"constructor":1}',
      /"__proto__": \{\s+"admin": true\s+\},\s+"constructor": 1\s/,
    ],
  ];
  test("however they are spelled", async ({ workbench }) => {
    await workbench.open();
    for (const [name, payload, shown] of spellings) {
      await inTurn(workbench, name, async () => {
        const token = exactToken(HEADER, payload);
        await workbench.bringIn(token);
        await expect(workbench.payload).toHaveValue(shown);
        await expect(workbench.header).toHaveValue(/"typ": "JWT",\s+"alg": "HS256"\s/);
        await workbench.useSecret(SECRET);
        await workbench.expectVerdict("verified", "original");
        await workbench.expectToken(token);
      });
    }
  });

  test("an array of one type, nested objects and every kind of value are printed with two spaces", async ({
    workbench,
  }) => {
    await workbench.open();
    await workbench.bringIn(exactToken(HEADER, '{"o":{"k":null},"l":[true,false],"e":{},"f":[]}'));
    await expect(workbench.payload).toHaveValue(/^\{\n {2}"o": \{\n {4}"k": null\n {2}\},\n {2}"l": \[/);
  });

  test("a pretty-printed payload keeps its bytes in the token", async ({ workbench }) => {
    const token = exactToken(HEADER, '{\r\n\t"sub" : "spaced"\r\n}');
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("verified", "original");
    await workbench.expectToken(token);
  });
});

test("duplicate members are reported", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(exactToken(HEADER, '{"role":"user","role":"admin"}'));
  await expect(workbench.findingOfClass("duplicate-key")).toContainText("role");
});

test("of duplicate header members the last one decides, and the page says so", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(exactToken('{"alg":"none","alg":"HS256"}', '{"sub":"a"}'));
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
  await expect(workbench.algorithm).toHaveValue("HS256");
  await expect(workbench.findingOfClass("duplicate-key")).toContainText("alg");
});

test("an integer that a double cannot hold is reported", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(exactToken(HEADER, '{"tenant_id":9007199254740993}'));
  await expect(workbench.findingOfClass("number-precision")).toContainText("tenant_id");
});

test("a payload that is not JSON is shown as is and reported, without changing the verdict", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(exactToken(HEADER, "plain text, no JSON"));
  await expect(workbench.payload).toHaveValue("plain text, no JSON");
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
  await expect(workbench.findingOfClass("payload-json")).toBeVisible();
});

test("a payload that is not an object is reported, without changing the verdict", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(exactToken(HEADER, "[1,2,3]"));
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
  await expect(workbench.findingOfClass("payload-not-object")).toBeVisible();
});

test("bytes that are not UTF-8 are named before an edit would lose them", async ({ workbench }) => {
  const [header = "", , signature = ""] = exactToken(HEADER, "{}").split(".");
  const payload = Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]).toString("base64url");
  await workbench.open();
  await workbench.bringIn(`${header}.${payload}.${signature}`);
  await expect(workbench.findingOfClass("payload-utf8")).toBeVisible();
  await workbench.expectToken(`${header}.${payload}.${signature}`);
});

test("the panes' texts are copied as shown", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(exactToken(HEADER, '{"big":12345678901234567890,"one":1.0}'));
  await workbench.button("Copy payload").click();
  await expect.poll(() => workbench.clipboard()).toBe(await workbench.payload.inputValue());
  await workbench.button("Copy header").click();
  await expect.poll(() => workbench.clipboard()).toBe(await workbench.header.inputValue());
});

test("a healthy token has one finding: none", async ({ workbench }) => {
  await workbench.open();
  await workbench.bringIn(
    exactToken(HEADER, '{"iss":"https://issuer.example","sub":"a","aud":"b","iat":1799999900,"exp":1800000800}'),
  );
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified", "original");
  const findings = workbench.diagnosis.locator("[data-rule]");
  await expect(findings).toHaveCount(1);
  await expect(findings).toHaveAttribute("data-rule", "none");
  await expect(findings).toHaveAttribute("data-severity", "ok");
});

test("an encrypted token says which key opens it, next to the field for that key", async ({ workbench, page }) => {
  await workbench.open();
  const header = Buffer.from('{"alg":"RSA-OAEP-256","enc":"A256GCM"}').toString("base64url");
  await workbench.bringIn([header, "a2V5", "A".repeat(16), "dGV4dA", "A".repeat(22)].join("."));
  await workbench.expectVerdict("no-key");
  await expect(page.getByRole("region", { name: "Encryption", exact: true })).toContainText("private key decrypts it");
  await expect(workbench.privateKey).toBeVisible();
});
