import { compactVerify, importJWK, importSPKI } from "jose";
import { expect, inTurn, sharePage, test } from "./fixtures/test.ts";
import { decoded, exactToken, hmacToken, keyPair, pairToken, SECRET } from "./fixtures/tokens.ts";

sharePage();

test.describe("signing", () => {
  test("with a secret makes signatures that another library accepts", async ({ workbench }) => {
    await workbench.open();
    for (const alg of ["HS256", "HS384", "HS512"]) {
      await inTurn(workbench, `with ${alg} makes a signature that another library accepts`, async () => {
        await workbench.bringIn(exactToken(`{"alg":"${alg}"}`, '{"sub":"a"}'));
        await workbench.useSecret(SECRET);
        await workbench.payload.fill('{"sub":"b"}');
        const signed = await workbench.reSignedToken();
        const { payload } = await compactVerify(signed, new TextEncoder().encode(SECRET));
        expect(new TextDecoder().decode(payload)).toBe('{"sub":"b"}');
      });
    }
  });

  // `core/crypto/jose-agreement.browser.test.ts` holds this for each algorithm.
  test("with a private key of each family makes signatures that another library accepts", async ({ workbench }) => {
    await workbench.open();
    for (const alg of ["RS512", "PS256", "ES256", "Ed25519"]) {
      await inTurn(workbench, `with ${alg} makes a signature that another library accepts`, async () => {
        const pair = await keyPair(alg);
        await workbench.bringIn(await pairToken(pair));
        await workbench.privateKey.fill(pair.privatePem);
        await workbench.payload.fill('{"sub":"b"}');
        const signed = await workbench.reSignedToken();
        const { payload, protectedHeader } = await compactVerify(signed, pair.publicKey);
        expect(protectedHeader.alg).toBe(alg);
        expect(new TextDecoder().decode(payload)).toBe('{"sub":"b"}');
      });
    }
  });

  test("works with a private JWK as with PEM", { tag: "@smoke" }, async ({ workbench }) => {
    const pair = await keyPair("ES384");
    await workbench.open();
    await workbench.bringIn(await pairToken(pair));
    await workbench.privateKey.fill(JSON.stringify(pair.privateJwk));
    await workbench.payload.fill('{"sub":"b"}');
    const { protectedHeader } = await compactVerify(await workbench.reSignedToken(), pair.publicKey);
    expect(protectedHeader.alg).toBe("ES384");
  });

  test("with none empties the signature, and the page calls the token unsecured", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.algorithm.selectOption("none");
    await workbench.expectVerdict("unsigned");
    expect(await workbench.tokenText()).toMatch(/^[\w-]+\.[\w-]+\.$/);
    await expect(page.getByText(/unsecured|not signed/i).first()).toBeInViewport();
    await workbench.mode("Keep").check();
    await workbench.expectVerdict("invalid", "kept");
    expect((await workbench.tokenText()).split(".")[2]).not.toBe("");
  });

  test("happens only after an edit: a key alone changes no token", async ({ workbench }) => {
    const pair = await keyPair("ES256");
    const token = await pairToken(pair);
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.privateKey.fill(pair.privatePem);
    await workbench.expectVerdict("verified", "original");
    await workbench.expectToken(token);
  });

  test("again makes a new signature over unchanged content", async ({ workbench }) => {
    const pair = await keyPair("ES256");
    const token = await pairToken(pair);
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.privateKey.fill(pair.privatePem);
    await workbench.button("Sign again").click();
    const signed = await workbench.reSignedToken();
    expect(signed.split(".").slice(0, 2)).toEqual(token.split(".").slice(0, 2));
    expect(signed).not.toBe(token);
    await compactVerify(signed, pair.publicKey);
  });
});

test.describe("Generate key", () => {
  test("makes a key pair for each kind of algorithm, and signs the token with it", async ({ workbench }) => {
    await workbench.open();
    for (const alg of ["RS256", "PS384", "ES256", "ES512", "Ed25519"]) {
      await inTurn(workbench, `makes a pair for ${alg}, and the token is signed with it`, async () => {
        await workbench.bringIn(exactToken(`{"alg":"${alg}"}`, '{"sub":"a"}'));
        await workbench.button("Generate key").click();
        await expect(workbench.privateKey).toHaveValue(/\S/);
        await workbench.button("Sign again").click();
        const signed = await workbench.reSignedToken();
        const text = await workbench.publicKey.inputValue();
        const key = text.startsWith("{")
          ? await importJWK(JSON.parse(text) as object, alg)
          : await importSPKI(text, alg);
        await compactVerify(signed, key);
      });
    }
  });

  test("makes a secret for HS256", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(exactToken('{"alg":"HS256"}', '{"sub":"a"}'));
    await workbench.button("Generate key").click();
    await expect(workbench.secret).toHaveValue(/\S{20}/);
    await workbench.payload.fill('{"sub":"b"}');
    await workbench.expectVerdict("verified", "re-signed");
  });

  test("never replaces a key that the user gave without asking", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.button("Generate key").click();
    await expect(workbench.secret).toHaveValue(SECRET);
    await page
      .getByRole("button", { name: /^(?:no|keep|cancel)/i })
      .first()
      .click();
    await expect(workbench.secret).toHaveValue(SECRET);
    await workbench.button("Generate key").click();
    await page
      .getByRole("button", { name: /^replace/i })
      .first()
      .click();
    await expect(workbench.secret).not.toHaveValue(SECRET);
  });
});

test.describe("an example", () => {
  test("is one click away, verified, in force, and free of problems", async ({ workbench }) => {
    await workbench.open({ now: null });
    await workbench.button("Example token").first().click();
    await workbench.expectVerdict("verified");
    await expect(workbench.time("exp")).toHaveAttribute("data-state", "valid");
    await expect(workbench.finding("none")).toBeVisible();
  });

  test("has a fresh key each time", async ({ workbench }) => {
    await workbench.open({ now: null });
    const keys = new Set<string>();
    for (let round = 0; round < 2; round += 1) {
      await workbench.button("Example token").first().click();
      await workbench.expectVerdict("verified");
      keys.add(await workbench.secret.inputValue());
      await workbench.button("Clear all").click();
    }
    expect(keys.size).toBe(2);
  });

  test("of each family verifies and can be edited at once", async ({ workbench, page }) => {
    await workbench.open({ now: null });
    for (const family of ["HS256", "RS256", "ES256", "EdDSA"]) {
      await inTurn(workbench, `of the family of ${family} verifies and can be edited at once`, async () => {
        await workbench.button("More examples").click();
        await page
          .getByRole("button", { name: new RegExp(`^${family}`) })
          .first()
          .click();
        await workbench.expectVerdict("verified");
        expect(decoded(await workbench.tokenText(), 0)).toContain(`"alg":"${family}"`);
        await workbench.payload.fill('{"sub":"mine"}');
        await workbench.expectVerdict("verified", "re-signed");
      });
    }
  });
});

test("without a secure context everything but signing and verifying works, and one line says what to use", async ({
  browser,
  baseURL,
  watched,
}) => {
  const { port } = new URL(baseURL ?? "");
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://insecure.example:${port}/#editor=plain`);
  const { Workbench } = await import("./fixtures/workbench.ts");
  const workbench = new Workbench(page);
  await workbench.bringIn(await hmacToken());
  await expect(workbench.payload).toHaveValue(/24400320/);
  await workbench.expectVerdict("unsupported");
  await expect(page.getByText(/https.*localhost|localhost.*https/i).first()).toBeVisible();
  await context.close();
  expect(watched.problems).toEqual([]);
});
