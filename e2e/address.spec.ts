import { expect, test } from "./fixtures/test.ts";
import { hmacToken, keyPair, NOW, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";

test.describe("a token in the address", () => {
  test("opens under each parameter name, and is removed at once", async ({ workbench, page }) => {
    const token = await hmacToken();
    for (const name of ["token", "id_token", "access_token", "value"]) {
      await test.step(name, async () => {
        // Changing only the fragment would not load the page.
        await page.goto("about:blank");
        await workbench.open({ with: `${name}=${token}` });
        await workbench.expectToken(token);
        expect(page.url()).not.toContain(token);
        expect(page.url()).toContain("editor=plain");
        expect(page.url()).toContain(`now=${NOW}`);
      });
    }
  });

  test("opens from the old #debugger-io?token=", async ({ workbench, page }) => {
    const token = await hmacToken();
    await page.goto(`./#debugger-io?token=${token}`);
    await workbench.expectToken(token);
    expect(page.url()).not.toContain(token);
  });

  test(
    "opens from ?token=, is removed at once, and the page warns that the server saw it",
    { tag: "@smoke" },
    async ({ workbench, page }) => {
      const token = await hmacToken();
      await page.goto(`./?token=${token}&lang=en#editor=plain`);
      await workbench.expectToken(token);
      expect(page.url()).not.toContain(token);
      expect(page.url()).toContain("lang=en");
      await expect(workbench.finding("DBG-04")).toContainText(/server/i);
    },
  );

  test("is percent-decoded, and a plus stays a plus", async ({ workbench }) => {
    const token = await hmacToken();
    await workbench.open({ with: `token=${token.replaceAll(".", "%2E")}` });
    await workbench.expectToken(token);
    await workbench.open({ with: `token=${token}+` });
    await workbench.expectToken(`${token}+`);
  });

  test("opens like a paste when the fragment changes later", async ({ workbench, page }) => {
    const [first, second] = [await hmacToken(), await hmacToken({ ...VALID, sub: "second" })];
    await workbench.open({ with: `token=${first}` });
    await workbench.useSecret(SECRET);
    await workbench.payload.fill('{"sub":"edited"}');
    await workbench.expectVerdict("verified", "re-signed");
    await page.evaluate((token) => {
      location.hash = `#editor=plain&token=${token}`;
    }, second);
    await workbench.expectToken(second);
    await workbench.expectVerdict("verified", "original");
    expect(page.url()).not.toContain(second);
  });

  test("adds a note that the link itself may stay in the browser's history", async ({ workbench, page }) => {
    await workbench.open({ with: `token=${await hmacToken()}` });
    await expect(page.getByText(/history/i).first()).toBeVisible();
  });

  test("is never written back, whatever is edited or typed into a key field", async ({ workbench, page }) => {
    await workbench.open();
    const before = page.url();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    await workbench.payload.fill('{"sub":"edited"}');
    await workbench.expectVerdict("verified", "re-signed");
    expect(page.url()).toBe(before);
    expect(await page.evaluate(() => JSON.stringify(history.state))).not.toContain("eyJ");
  });

  test("never appears in the title, the console or the page's print-out of it", async ({
    workbench,
    page,
    watched,
  }) => {
    const token = await hmacToken();
    await workbench.open({ with: `token=${token}` });
    await workbench.useSecret(SECRET);
    await workbench.payload.fill('{"sub":"edited"}');
    await workbench.expectVerdict("verified", "re-signed");
    expect(await page.title()).toBe("Jotscope");
    expect(watched.console.filter((line) => line.includes("eyJ") || line.includes(SECRET))).toEqual([]);
  });
});

test.describe("keys in the address", () => {
  test("a jwt.io link opens with its secret, which is removed from the address and treated as published", async ({
    workbench,
    page,
  }) => {
    const token = await hmacToken();
    await workbench.open({ with: `token=${token}&secret=${encodeURIComponent(SECRET)}` });
    await workbench.expectVerdict("verified", "original");
    expect(page.url()).not.toContain(SECRET);
    expect(page.url()).not.toContain("secret");
    expect(page.url()).toContain("editor=plain");
    await expect(workbench.finding("key-in-link")).toHaveAttribute("data-severity", "security");
    await expect(workbench.finding("key-in-link")).toContainText(/published/);
  });

  test("a jwt.io link opens with its public key, also from the query, which publishes nothing", async ({
    workbench,
    page,
  }) => {
    const pair = await keyPair("ES256");
    const token = await pairToken(pair);
    await page.goto(
      `./?publicKey=${encodeURIComponent(pair.publicPem)}&lang=en#editor=plain&now=${NOW}&token=${token}`,
    );
    await workbench.expectVerdict("verified", "original");
    expect(new URL(page.url()).search).toBe("?lang=en");
    expect(page.url()).not.toContain("publicKey");
    await expect(workbench.diagnosis.locator("[data-rule]").first()).toBeVisible();
    await expect(workbench.finding("key-in-link")).toHaveCount(0);
  });

  test("a damaged shared view is removed from the address, and the page says so", async ({ page }) => {
    await page.goto("./#editor=plain&s=1.abcdef");
    await expect(page.getByRole("status", { name: "Notice", exact: true })).toContainText("damaged");
    expect(page.url()).not.toContain("abcdef");
  });

  test("a changed fragment is one Undo step, and asks first only if a generated key was not copied", async ({
    workbench,
    page,
  }) => {
    const [first, second] = [await hmacToken(), await hmacToken({ ...VALID, sub: "second" })];
    await workbench.open();
    await workbench.bringIn(first);
    const follow = (token: string): Promise<void> =>
      page.evaluate((hash) => {
        location.hash = hash;
      }, `#token=${token}&secret=from-the-link`);
    await follow(second);
    await workbench.expectToken(second);
    await expect(page.getByRole("status", { name: "Notice", exact: true })).toContainText("Undo");
    await workbench.button("Undo").click();
    await workbench.expectToken(first);
    await expect(workbench.secret).toHaveValue("");

    await workbench.button("Generate key").click();
    await expect(workbench.secret).not.toHaveValue("");
    const made = await workbench.secret.inputValue();
    const asked: string[] = [];
    page.once("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await follow(second);
    await expect.poll(() => asked.length).toBe(1);
    expect(page.url()).not.toContain("from-the-link");
    await expect(workbench.secret).toHaveValue(made);
  });
});

test.describe("#now=", () => {
  test("stops the clock at that time, and the page says so", async ({ workbench, page }) => {
    await workbench.open({ now: 1_700_000_000, with: `token=${await hmacToken({ exp: 1_700_000_001 })}` });
    await expect(workbench.time("exp")).toHaveAttribute("data-state", "valid");
    await expect(page.getByText(/stopped|stands still/i).first()).toBeVisible();
    await page.waitForTimeout(2_100);
    await expect(workbench.time("exp")).toHaveAttribute("data-state", "valid");
  });

  test("ignores a bad value, and says so", async ({ workbench, page }) => {
    await page.goto(`./#editor=plain&now=tomorrow&token=${await hmacToken({ exp: 1_700_000_001 })}`);
    await expect(workbench.time("exp")).toHaveAttribute("data-state", "expired");
    await expect(page.getByText(/\bnow\b.*(?:ignored|not used|no NumericDate)/i).first()).toBeVisible();
  });

  test("is listed among the other unusable values", async ({ page }) => {
    await page.goto("./#editor=fancy&now=tomorrow");
    await expect(page.getByText(/editor and now .*ignored/).first()).toBeVisible();
  });
});

test("the built site works under a sub-path", async ({ page, workbench, watched }) => {
  const { serve } = await import("../scripts/lib/server.mjs");
  const server = await serve(0, { base: "/tools/jotscope/" });
  watched.allow(new URL(server.address).origin);
  try {
    const token = await hmacToken();
    await page.goto(`${server.address}#editor=plain&token=${token}`);
    await workbench.expectToken(token);
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("verified", "original");
    await expect(workbench.diagnosis.locator("[data-rule]").first()).toBeVisible();
  } finally {
    await server.close();
  }
});
