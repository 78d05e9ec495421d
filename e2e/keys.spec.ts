import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type RSAPSSKeyPairKeyObjectOptions,
} from "node:crypto";
import { calculateJwkThumbprint, compactVerify, importJWK, type JWK } from "jose";
import { objections } from "./fixtures/axe.ts";
import { expect, inTurn, sharePage, test } from "./fixtures/test.ts";
import { hmacToken, keyPair, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";
import { settled } from "./fixtures/watch.ts";
import { SAYS } from "./fixtures/words.ts";

sharePage();

test.describe("a key is copied", () => {
  test("as a JWK Set with which another library verifies the re-signed token", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await pairToken(await keyPair("ES256")));
    await page.getByRole("button", { name: "Generate key" }).click();
    await workbench.payload.fill('{"sub":"b"}');
    const signed = await workbench.reSignedToken();
    await page.getByRole("button", { name: "Copy the verification key as" }).click();
    await page.getByRole("button", { name: /^JWK Set to publish/ }).click();
    await expect(page.getByText("Copied the public key as JWK Set")).toBeVisible();
    const { keys } = JSON.parse(await workbench.clipboard()) as { keys: JWK[] };
    const [key] = keys;
    if (key === undefined) throw new Error("an empty set");
    expect(key).toMatchObject({ kid: await calculateJwkThumbprint(key), alg: "ES256", use: "sig" });
    expect(key).not.toHaveProperty("d");
    await compactVerify(signed, await importJWK(key, "ES256"));
  });

  test("as PEM, on one line and in Base64, with a warning on the private part", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await pairToken(await keyPair("RS256")));
    await page.getByRole("button", { name: "Generate key" }).click();
    const menu = page.getByRole("button", { name: "Copy the signing key as" });
    const half = page.getByRole("region", { name: "Private half: never share it" });
    const copies: string[] = [];
    for (const form of [/^PEM PKCS#8/, /^PEM on one line/, /^PEM in Base64/]) {
      await menu.click();
      await half.getByRole("button", { name: form }).click();
      await expect(menu).toBeFocused();
      copies.push(await workbench.clipboard());
    }
    const [pem = "", line = "", base64 = ""] = copies;
    expect(createPrivateKey(pem).asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(line).toBe(pem.replaceAll("\n", "\\n"));
    expect(Buffer.from(base64, "base64").toString()).toBe(pem);
    await menu.click();
    await page.getByRole("button", { name: /^PEM SubjectPublicKeyInfo/ }).click();
    expect(createPublicKey(await workbench.clipboard()).asymmetricKeyType).toBe("rsa");
  });

  test("before there is a token, as its thumbprint and as PEM", async ({ workbench, page }) => {
    const pair = await keyPair("ES256");
    await workbench.open();
    await workbench.leaveFields();
    await workbench.paste(pair.publicPem);
    const waiting = page.getByRole("region", { name: "Waiting for their token" });
    const menu = waiting.getByRole("button", { name: "Copy the verification key as" });
    await menu.click();
    await page.getByRole("button", { name: /^Thumbprint / }).click();
    expect(await workbench.clipboard()).toBe(
      await calculateJwkThumbprint(createPublicKey(pair.publicPem).export({ format: "jwk" })),
    );
    await menu.click();
    await page.getByRole("button", { name: /^JWK one / }).click();
    expect(JSON.parse(await workbench.clipboard())).toMatchObject({ kty: "EC" });
  });

  test("with the kid that the token names, if it has none of its own", async ({ workbench, page }) => {
    const pair = await keyPair("ES256");
    await workbench.open();
    await workbench.bringIn(await pairToken(pair, VALID, { kid: "2026-11" }));
    await workbench.publicKey.fill(pair.publicPem);
    await page.getByRole("button", { name: "Copy the verification key as" }).click();
    await page.getByRole("button", { name: /^JWK Set for this token/ }).click();
    await expect(page.getByText("Copied the public key as JWK Set for this token")).toBeVisible();
    expect(JSON.parse(await workbench.clipboard())).toMatchObject({ keys: [{ kid: "2026-11" }] });
  });

  test("as a secret in another encoding, by keyboard alone", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    await page.getByRole("button", { name: "Copy the secret as" }).press("Enter");
    await expect(page.getByRole("button", { name: /^Base64 / })).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: /^Base64 / })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Copied the secret as Base64")).toBeVisible();
    expect(Buffer.from(await workbench.clipboard(), "base64").toString()).toBe(SECRET);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: /^Base64 / })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Copy the secret as" })).toBeFocused();
  });

  test("not at all if the field holds none", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await pairToken(await keyPair("ES256")));
    await expect(page.getByRole("button", { name: "Copy the signing key as" })).toBeDisabled();
    await workbench.privateKey.fill("no key at all");
    await expect(page.getByRole("button", { name: "Copy the signing key as" })).toBeDisabled();
  });
});

test.describe("the strength of the secret", () => {
  test("is shown at the field, and one click generates a random secret that signs the token", async ({
    workbench,
    page,
  }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret("Summer2024!");
    const strength = page.getByRole("region", { name: "Strength of the secret" });
    await expect(strength).toHaveAttribute("data-level", /weak|listed/);
    await expect(strength).toContainText(/One graphics card: /);
    await strength.getByText(/One graphics card: /).click();
    await expect(strength.getByRole("table")).toBeVisible();
    await strength.getByRole("button", { name: "Make 256 random bits" }).click();
    await expect(strength).toHaveAttribute("data-level", "strong");
    await expect(page.getByRole("combobox", { name: "Secret encoding" })).toHaveValue("Base64url");
    await expect(workbench.secret).toHaveValue(/^[\w-]{43}$/);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(workbench.secret).toHaveValue("Summer2024!");
  });

  test("reveals no part of the secret while secrets are hidden", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await page.getByRole("switch", { name: "Hide secrets" }).check();
    await workbench.useSecret("correct-horse");
    const strength = page.getByRole("region", { name: "Strength of the secret" });
    await strength.getByText(/One graphics card: /).click();
    await expect(strength.getByRole("table")).toBeVisible();
    await expect(strength).not.toContainText("horse");
  });

  test.describe("what loads late is loaded here, not by an earlier test", () => {
    test.use({ sharesPage: false });

    test("typing a secret makes no request", async ({ workbench, page, watched }) => {
      await workbench.open();
      await settled(page, watched);
      watched.forget();
      await workbench.bringIn(await hmacToken());
      await workbench.useSecret("Summer2024!");
      await expect(page.getByRole("region", { name: "Strength of the secret" })).toBeVisible();
      expect(watched.requests).toEqual([]);
    });
  });
});

test.describe("a damaged key is repaired in plain view", () => {
  const lines = (pem: string): readonly string[] => pem.trim().split("\n");
  const body = (pem: string): string => lines(pem).slice(1, -1).join("");
  const classes: readonly (readonly [name: string, damage: (pem: string) => string, said: RegExp])[] = [
    ["line breaks spelled out", (pem) => pem.trim().replaceAll("\n", "\\n"), /\\n/],
    ["one line", (pem) => lines(pem).join(" "), /one line/i],
    ["no armour", body, /BEGIN|armour/i],
    ["quotes", (pem) => `"${pem.trim()}"`, /quot/i],
    ["indentation", (pem) => lines(pem).map((line) => `    ${line}`).join("\n"), /indent/i], // prettier-ignore
    ["a setting of the environment", (pem) => `export KEY='${pem.trim()}'`, /settings file/],
    ["YAML", (pem) => `key: |\n${lines(pem).map((line) => `  ${line}`).join("\n")}\n`, /settings file/], // prettier-ignore
    ["a byte order mark", (pem) => `\uFEFF${pem}`, /byte order mark|BOM/i],
    ["no-break spaces", (pem) => pem.replaceAll(" ", "\u00a0"), /U\+00A0|invisible/i],
    ["zero-width spaces", (pem) => pem.trim().replaceAll("\n", "\u200b\n"), /U\+200B|invisible/i],
    ["text before the armour", (pem) => `Here is the key that you asked for:\n\n${pem}`, /text/i],
    ["a wrong label", (pem) => pem.replaceAll("PUBLIC KEY", "CERTIFICATE"), /CERTIFICATE/],
  ];
  test("whatever the damage", async ({ workbench }) => {
    test.slow();
    await workbench.open();
    for (const [name, damage, said] of classes) {
      await inTurn(workbench, name, async () => {
        const pair = await keyPair("ES256");
        await workbench.bringIn(await pairToken(pair));
        await workbench.publicKey.fill(damage(pair.publicPem));
        await workbench.expectVerdict("verified", "original");
        const mended = workbench.diagnosis.locator("[data-rule='KEY-01'], [data-rule='KEY-02']");
        await expect(mended.filter({ hasText: said }).first()).toBeVisible();
      });
    }
  });

  test("and an irreparable one says where it breaks", async ({ workbench }) => {
    const pair = await keyPair("ES256");
    const broken = pair.publicPem.replace(/\n(.{20})./, "\n$1*");
    await workbench.open();
    await workbench.bringIn(await pairToken(pair));
    await workbench.publicKey.fill(broken);
    await workbench.expectVerdict("key-error");
    await workbench.diagnosis
      .getByRole("button", { name: /Public key/ })
      .first()
      .click();
    const selected = await workbench.publicKey.evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    );
    expect(selected).toBe("*");
  });
});

test("in a set of fifty keys the one that verifies is named, and the others are skipped with a reason", async ({
  workbench,
}) => {
  const pairs = await Promise.all(
    Array.from({ length: 50 }, (_, index) => keyPair(index % 5 === 0 ? "ES384" : "ES256")),
  );
  const [wanted] = pairs.slice(37);
  if (wanted === undefined) throw new Error("no key");
  const set = { keys: pairs.map(({ publicJwk }, index) => ({ ...publicJwk, kid: `key-${index}` })) };
  await workbench.open();
  await workbench.bringIn(await pairToken(wanted));
  await workbench.publicKey.fill(JSON.stringify(set));
  await workbench.expectVerdict("verified", "original");
  await expect(workbench.page.getByText("key-37").first()).toBeVisible();
  await workbench.bringIn(await pairToken(wanted, VALID, { kid: "key-36" }));
  await workbench.expectVerdict("invalid");
  await workbench.bringIn(await pairToken(wanted, VALID, { kid: "key-35" }));
  await workbench.expectVerdict("key-error");
});

test("a bundle of thousands of lines with CRLF line breaks is pasted whole, and its key found", async ({
  workbench,
  page,
}) => {
  const pair = await keyPair("ES256");
  const others = Array.from({ length: 99 }, () =>
    String(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ type: "spki", format: "pem" })),
  );
  // As `openssl storeutl -text` writes a bundle, with a long description above each key.
  const told = Array.from({ length: 80 }, (_, line) => `    Attribute ${line}: of what stands below\n`).join("");
  const bundle = [...others, pair.publicPem].map((pem) => `${told}${pem.trim()}\n`).join("");
  await workbench.open();
  await workbench.bringIn(await pairToken(pair));
  await workbench.publicKey.focus();
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(paste);
    },
    bundle.replaceAll("\n", "\r\n"),
  );
  await expect(workbench.publicKey).toHaveValue(bundle);
  await workbench.expectVerdict("verified", "original");
  await expect(page.getByText("100 keys").first()).toBeVisible();
});

test("an encrypted key asks for its passphrase, says if it is wrong, and signs if it is right", async ({
  workbench,
  page,
}) => {
  const pair = await keyPair("ES256");
  const encrypted = String(
    createPrivateKey(pair.privatePem).export({
      type: "pkcs8",
      format: "pem",
      cipher: "aes-256-cbc",
      passphrase: "open sesame",
    }),
  );
  await workbench.open();
  await workbench.bringIn(await pairToken(pair));
  await workbench.privateKey.fill(encrypted);
  const passphrase = page.getByRole("textbox", { name: "Passphrase for signing" });
  await passphrase.fill("open barley");
  await expect(workbench.diagnosis.locator("[data-rule='KEY-23']")).toContainText(/wrong|does not/i);
  await passphrase.fill("open sesame");
  await workbench.expectVerdict("verified", "original");
  await workbench.payload.fill('{"sub":"b"}');
  await compactVerify(await workbench.reSignedToken(), pair.publicKey);
});

test("a generated key for every algorithm on offer signs and verifies", async ({ workbench, page }) => {
  test.slow();
  await workbench.open();
  await workbench.bringIn(await hmacToken());
  const offered = await workbench.algorithm
    .locator("option:not(:disabled)")
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(offered).toEqual(expect.arrayContaining(["HS512", "RS512", "PS512", "ES512", "ES256K", "Ed25519", "Ed448"]));
  for (const alg of offered.filter((name) => name !== "none")) {
    await test.step(alg, async () => {
      await workbench.algorithm.selectOption(alg);
      await page.getByRole("button", { name: "Generate key" }).click();
      // An RSA key takes time, and until it is there the former one signs.
      await expect(page.getByText(`Generated a key for ${alg}`, { exact: true })).toBeVisible();
      await workbench.button("Sign again").click();
      await workbench.expectVerdict("verified", "re-signed");
    });
  }
});

test("a key limited to PSS with SHA-512 is refused for PS256, and one click signs with its own algorithm", async ({
  workbench,
  page,
}) => {
  const limits = { hashAlgorithm: "sha512", mgf1HashAlgorithm: "sha512", saltLength: 64 } as object;
  const { privateKey } = generateKeyPairSync("rsa-pss", {
    modulusLength: 2048,
    ...limits,
  } as RSAPSSKeyPairKeyObjectOptions);
  await workbench.open();
  await workbench.bringIn(await pairToken(await keyPair("PS256")));
  await workbench.privateKey.fill(String(privateKey.export({ type: "pkcs8", format: "pem" })));
  await workbench.expectVerdict("key-error", "original");
  const finding = workbench.diagnosis.locator("[data-rule='KEY-28']");
  await expect(finding).toContainText("limited to RSASSA-PSS with SHA-512");
  await expect(finding).toContainText("That is PS512");
  await finding.getByRole("button", { name: "Set alg to PS512" }).click();
  await workbench.expectVerdict("verified", "re-signed");
  await expect(page.getByText("RSA 2048 bits, for PSS with SHA-512 only")).toBeVisible();
});

test("a slow passphrase attempt delays no keystroke, and is dropped for the next one", async ({ workbench, page }) => {
  const pair = await keyPair("ES256");
  await workbench.open();
  await workbench.bringIn(await pairToken(pair));
  await workbench.privateKey.fill(slowKey());
  const verdict = page.getByRole("region", { name: "Verdict", exact: true });
  await expect(verdict).toContainText("Enter the passphrase");
  const passphrase = page.getByRole("textbox", { name: "Passphrase for signing" });
  await verdict.getByRole("button", { name: "Go to the field" }).click();
  await expect(passphrase).toBeFocused();
  await passphrase.pressSequentially("one");
  await expect(page.getByText(SAYS.tryingPassphrase)).toBeVisible();
  await expect(verdict).toContainText("The passphrase of Private key is being tried");
  // Started, and running longer than any test waits: nothing below would respond if it ran on this thread.
  await page.waitForTimeout(500);
  await passphrase.pressSequentially(" and more");
  await expect(passphrase).toHaveValue("one and more");
  await expect(page.getByText(SAYS.tryingPassphrase)).toBeVisible();
  const quick = String(
    createPrivateKey(pair.privatePem).export({
      type: "pkcs8",
      format: "pem",
      cipher: "aes-256-cbc",
      passphrase: "one and more",
    }),
  );
  await workbench.privateKey.fill(quick);
  await workbench.expectVerdict("verified", "original");
  await expect(page.getByText(SAYS.tryingPassphrase)).toHaveCount(0);
});

/** An OpenSSH private key whose passphrase takes minutes to try: bcrypt with a thousand rounds. */
function slowKey(): string {
  const string = (content: string | Buffer): Buffer => {
    const bytes = Buffer.from(content);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const uint32 = (value: number): Buffer => Buffer.from([0, 0, value >> 8, value & 0xff]);
  const publicKey = Buffer.concat([string("ssh-ed25519"), string(Buffer.alloc(32, 1))]);
  const body = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    string("aes256-ctr"),
    string("bcrypt"),
    string(Buffer.concat([string(Buffer.alloc(16, 2)), uint32(1000)])),
    uint32(1),
    string(publicKey),
    string(Buffer.alloc(160, 3)),
  ]);
  const lines = body.toString("base64").match(/.{1,70}/g) ?? [];
  return ["-----BEGIN OPENSSH PRIVATE KEY-----", ...lines, "-----END OPENSSH PRIVATE KEY-----", ""].join("\n");
}

test("if the key is missing, a command that fetches the issuer's key set can be copied", async ({ workbench }) => {
  const pair = await keyPair("RS256");
  await workbench.open();
  await workbench.bringIn(await pairToken(pair, { ...VALID, iss: "https://idp.example/o'neill" }, { kid: "1" }));
  await workbench.expectVerdict("no-key");
  await workbench.button("Copy a curl for the keys").click();
  await expect
    .poll(() => workbench.clipboard())
    .toBe(
      String.raw`curl -fsS --proto '=https' --url "$(curl -fsS 'https://idp.example/o'\''neill/.well-known/openid-configuration' | jq -r .jwks_uri)"`,
    );
  await workbench.publicKey.fill(pair.publicPem);
  await workbench.expectVerdict("verified");
  await expect(workbench.button("Copy a curl for the keys")).toHaveCount(0);
});

for (const first of ["token", "set"] as const) {
  test(`a token and its key set, the ${first} first: a table shows which key verifies, and one press uses it`, async ({
    workbench,
    page,
  }) => {
    const [pair, other] = [await keyPair("ES256"), await keyPair("ES256")];
    const token = await pairToken(pair, VALID, { kid: "named" });
    const set = JSON.stringify(
      {
        keys: [
          { ...other.publicJwk, kid: "named" },
          { ...pair.publicJwk, kid: "right" },
          { ...(await keyPair("RS256")).publicJwk, kid: "rsa" },
          { kty: "EC", crv: "P-256", kid: "dead" },
        ],
      },
      null,
      2,
    );
    await workbench.open();
    await workbench.leaveFields();
    for (const text of first === "token" ? [token, set] : [set, token]) await workbench.paste(text);
    await workbench.expectVerdict("invalid");
    const table = page.getByRole("table", { name: "Keys", exact: true });
    const row = (kid: string) => table.locator(`tr[data-kid="${kid}"]`);
    await expect(table.locator("[data-kid]")).toHaveCount(4);
    for (const [kid, verifies] of [
      ["named", "false"],
      ["right", "true"],
      ["rsa", "unknown"],
      ["dead", "unknown"],
    ] as const)
      await expect(row(kid)).toHaveAttribute("data-verifies", verifies);
    await expect(row("rsa")).toContainText("RSA, not EC");
    await expect(row("dead")).toContainText("Not readable");
    await expect(workbench.publicKey).toHaveValue(set);
    expect(await objections(page)).toEqual([]);
    await row("right").getByRole("button", { name: "Use right", exact: true }).click();
    await workbench.expectVerdict("verified");
    await expect(workbench.publicKey).toBeFocused();
    await expect(table).toHaveCount(0);
    await workbench.button("Undo").click();
    await expect(workbench.publicKey).toHaveValue(set);
    await expect(row("right")).toHaveAttribute("data-verifies", "true");
  });
}

test("if the set lacks the kid, the verdict's button copies the command that fetches the set again", async ({
  workbench,
  page,
}) => {
  const pair = await keyPair("ES256");
  await workbench.open();
  await workbench.bringIn(await pairToken(pair, { ...VALID, iss: "https://accounts.google.com" }, { kid: "new" }));
  await workbench.publicKey.fill(JSON.stringify({ keys: [{ ...(await keyPair("ES256")).publicJwk, kid: "old" }] }));
  await workbench.expectVerdict("key-error");
  await expect(workbench.finding("KEY-07")).toContainText("Fetch the issuer's set again");
  await page
    .locator("[data-cell=conclusion]")
    .getByRole("button", { name: "Copy a curl for the keys", exact: true })
    .click();
  await expect.poll(() => workbench.clipboard()).toBe("curl -fsS 'https://www.googleapis.com/oauth2/v3/certs'");
});
