import { expect, inTurn, sharePage, test } from "./fixtures/test.ts";
import { base64Url, exactToken, hmacToken, keyPair, pairToken, SECRET, tampered, VALID } from "./fixtures/tokens.ts";

sharePage();

test.describe("a secret", () => {
  const bytes = Buffer.from("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "hex");
  const spelled = {
    Base64: bytes.toString("base64"),
    Base64url: bytes.toString("base64url"),
    Hex: bytes.toString("hex"),
  } as const;
  test("in each encoding verifies in that encoding only", { tag: "@smoke" }, async ({ workbench }) => {
    await workbench.open();
    for (const [encoding, text] of Object.entries(spelled) as [keyof typeof spelled, string][]) {
      await inTurn(workbench, `in ${encoding} verifies in that encoding alone`, async () => {
        await workbench.bringIn(await hmacToken(VALID, { secret: bytes }));
        await workbench.useSecret(text, "UTF-8");
        await workbench.expectVerdict("invalid", "original");
        await workbench.secretEncoding.selectOption(encoding);
        await workbench.expectVerdict("verified", "original");
      });
    }
  });

  test("is never trimmed", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken(VALID, { secret: ` ${SECRET}\n` }));
    await workbench.useSecret(SECRET);
    await workbench.expectVerdict("invalid");
    await workbench.useSecret(` ${SECRET}\n`);
    await workbench.expectVerdict("verified");
  });

  test("pasted with a carriage return, which a text field cannot hold, is named and offered as Hex", async ({
    workbench,
    page,
  }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken(VALID, { secret: `${SECRET}\r\n` }));
    await workbench.secret.focus();
    await workbench.paste(`${SECRET}\r\n`);
    await page.getByRole("button", { name: /hex/i }).first().click();
    await expect(workbench.secretEncoding).toHaveValue("Hex");
    await expect(workbench.secret).toHaveValue(Buffer.from(`${SECRET}\r\n`).toString("hex"));
    await workbench.expectVerdict("verified");
  });

  test("that is not Hex is a key error, with the place", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret("xyz", "Hex");
    await workbench.expectVerdict("key-error");
  });

  test("that is empty is not a key", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.expectVerdict("no-key");
    await workbench.useSecret("a");
    await workbench.secret.fill("");
    await workbench.expectVerdict("no-key");
  });

  test("shorter than the algorithm requires verifies, and is called weak", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(exactToken('{"alg":"HS256"}', '{"sub":"a"}', "short"));
    await workbench.useSecret("short");
    await workbench.expectVerdict("verified");
  });

  test("is masked by Hide secrets, and stays in its field", async ({ workbench, page }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken());
    await workbench.useSecret(SECRET);
    const mask = (): Promise<string> =>
      workbench.secret.evaluate((field) => getComputedStyle(field).getPropertyValue("-webkit-text-security"));
    const toggle = page.getByRole("switch", { name: "Hide secrets", exact: true });
    if (!(await toggle.isChecked())) await toggle.click();
    expect(await mask()).not.toBe("none");
    await expect(workbench.secret).toHaveValue(SECRET);
    await toggle.click();
    expect(await mask()).toBe("none");
  });
});

test.describe("a public key", () => {
  // `core/crypto/jose-agreement.browser.test.ts` holds this for each algorithm.
  test("of each family verifies as SPKI PEM and as JWK", async ({ workbench }) => {
    await workbench.open();
    for (const alg of ["RS256", "PS384", "ES512", "Ed25519"]) {
      await inTurn(workbench, `for ${alg} judges as SPKI PEM and as JWK`, async () => {
        const pair = await keyPair(alg);
        const token = await pairToken(pair);
        await workbench.bringIn(token);
        await workbench.expectVerdict("no-key");
        await workbench.publicKey.fill(pair.publicPem);
        await workbench.expectVerdict("verified", "original");
        await expect(workbench.verdict).toHaveAttribute("data-key-source", "user");
        await workbench.publicKey.fill("");
        await workbench.expectVerdict("no-key");
        await workbench.publicKey.fill(JSON.stringify(pair.publicJwk, null, 2));
        await workbench.expectVerdict("verified", "original");
        await workbench.bringIn(tampered(token, { ...VALID, sub: "someone else" }));
        await workbench.expectVerdict("invalid", "original");
      });
    }
  });

  test("of another pair makes the signature invalid", async ({ workbench }) => {
    const [mine, other] = await Promise.all([keyPair("ES256"), keyPair("ES256")]);
    await workbench.open();
    await workbench.bringIn(await pairToken(mine));
    await workbench.publicKey.fill(other.publicPem);
    await workbench.expectVerdict("invalid", "original");
  });

  test("on another curve says so in the user's terms", async ({ workbench, page }) => {
    const [es256, es384] = await Promise.all([keyPair("ES256"), keyPair("ES384")]);
    await workbench.open();
    await workbench.bringIn(await pairToken(es256));
    await workbench.publicKey.fill(es384.publicPem);
    await workbench.expectVerdict("key-error");
    await expect(page.getByText(/P-384 key; ES256 needs P-256/).first()).toBeVisible();
  });

  test("of another family says so in the user's terms", async ({ workbench, page }) => {
    const [rsa, ec] = await Promise.all([keyPair("RS256"), keyPair("ES256")]);
    await workbench.open();
    await workbench.bringIn(await pairToken(rsa));
    await workbench.publicKey.fill(ec.publicPem);
    await workbench.expectVerdict("key-error");
    await expect(page.getByText(/RS256 needs/).first()).toBeVisible();
  });

  test("that is not a key at all is a key error", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(await pairToken(await keyPair("ES256")));
    await workbench.publicKey.fill("this is not a key");
    await workbench.expectVerdict("key-error");
  });

  test("is not needed with Private key: its public half verifies", async ({ workbench }) => {
    const pair = await keyPair("ES256");
    await workbench.open();
    await workbench.bringIn(await pairToken(pair));
    await workbench.privateKey.fill(pair.privatePem);
    await workbench.expectVerdict("verified", "original");
  });

  test("that is a private key verifies, never signs, and a button moves it", async ({ workbench, page }) => {
    const pair = await keyPair("ES256");
    const token = await pairToken(pair);
    await workbench.open();
    await workbench.bringIn(token);
    await workbench.publicKey.fill(pair.privatePem);
    await workbench.expectVerdict("verified", "original");
    await workbench.payload.fill('{"sub":"edited"}');
    await workbench.expectVerdict("invalid", "kept");
    await page
      .getByRole("button", { name: /move it to private key/i })
      .first()
      .click();
    await expect(workbench.privateKey).toHaveValue(pair.privatePem);
    await workbench.expectVerdict("verified", "re-signed");
  });

  test(
    "in a set is chosen by kid; a missing kid is a key error that lists what is there",
    { tag: "@smoke" },
    async ({ workbench, page }) => {
      const [one, two] = await Promise.all([keyPair("ES256"), keyPair("ES256")]);
      const set = {
        keys: [
          { ...one.publicJwk, kid: "one" },
          { ...two.publicJwk, kid: "two" },
        ],
      };
      await workbench.open();
      await workbench.bringIn(await pairToken(two, VALID, { kid: "two" }));
      await workbench.publicKey.fill(JSON.stringify(set));
      await workbench.expectVerdict("verified", "original");
      await workbench.bringIn(await pairToken(two, VALID, { kid: "three" }));
      await workbench.expectVerdict("key-error");
      await expect(page.getByText(/one.{1,6}two/).first()).toBeVisible();
      await workbench.bringIn(await pairToken(two));
      await workbench.expectVerdict("verified", "original");
    },
  );

  test("declared for another use is a key error until the user overrides it", async ({ workbench }) => {
    const pair = await keyPair("ES256");
    await workbench.open();
    await workbench.bringIn(await pairToken(pair));
    await workbench.publicKey.fill(JSON.stringify({ ...pair.publicJwk, use: "enc" }));
    await workbench.expectVerdict("key-error");
    await expect(workbench.page.getByRole("region", { name: "Verdict", exact: true })).toContainText("must not verify");
    await workbench.page.getByRole("button", { name: "Judge anyway", exact: true }).first().click();
    await workbench.expectVerdict("verified", "original");
  });
});

test("keys stay when another token arrives, and the family not in use returns unchanged", async ({ workbench }) => {
  const pair = await keyPair("ES256");
  const token = await hmacToken();
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.useSecret(SECRET);
  await workbench.bringIn(await pairToken(pair));
  await workbench.publicKey.fill(pair.publicPem);
  await workbench.expectVerdict("verified");
  await workbench.bringIn(token);
  await workbench.expectVerdict("verified");
  await expect(workbench.secret).toHaveValue(SECRET);
  await workbench.bringIn(await pairToken(pair, { sub: "again" }));
  await expect(workbench.publicKey).toHaveValue(pair.publicPem);
  await workbench.expectVerdict("verified");
});

test("a bad Private key changes no verdict and is reported", async ({ workbench }) => {
  const pair = await keyPair("ES256");
  await workbench.open();
  await workbench.bringIn(await pairToken(pair));
  await workbench.publicKey.fill(pair.publicPem);
  await workbench.privateKey.fill("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
  await workbench.expectVerdict("verified", "original");
  await expect(workbench.diagnosis.getByText(/Private key/).first()).toBeVisible();
});

test("two keys that do not match are reported", async ({ workbench }) => {
  const [one, two] = await Promise.all([keyPair("ES256"), keyPair("ES256")]);
  await workbench.open();
  await workbench.bringIn(await pairToken(one));
  await workbench.publicKey.fill(one.publicPem);
  await workbench.privateKey.fill(two.privatePem);
  await workbench.expectVerdict("verified", "original");
  await expect(workbench.page.getByText(/do not match/i).first()).toBeVisible();
});

test.describe("what needs no key", () => {
  const HEADER = base64Url('{"alg":"HS256"}');
  const cases: readonly (readonly [string, string, "malformed" | "unsupported" | "unsigned" | "invalid"])[] = [
    [
      "none with an empty signature is unsigned",
      `${base64Url('{"alg":"none"}')}.${base64Url('{"sub":"a"}')}.`,
      "unsigned",
    ],
    ["none with a signature is invalid", `${base64Url('{"alg":"none"}')}.${base64Url('{"sub":"a"}')}.AAAA`, "invalid"],
    ["None is an algorithm nobody knows", `${base64Url('{"alg":"None"}')}.${base64Url('{"sub":"a"}')}.`, "unsupported"],
    ["two segments are malformed", `${HEADER}.${base64Url("{}")}`, "malformed"],
    ["four segments are malformed", `${HEADER}.${base64Url("{}")}.AAAA.AAAA`, "malformed"],
    ["padding is malformed", `${HEADER}.e30=.AAAA`, "malformed"],
    ["unused bits that are not zero are malformed", `${HEADER}.e31.AAAA`, "malformed"],
    ["a header that is an array is malformed", `${base64Url("[]")}.e30.AAAA`, "malformed"],
    ["a header without alg is malformed", `${base64Url('{"typ":"JWT"}')}.e30.AAAA`, "malformed"],
    ["an alg that is a number is malformed", `${base64Url('{"alg":256}')}.e30.AAAA`, "malformed"],
    [
      "an unknown crit is unsupported",
      `${base64Url('{"alg":"HS256","crit":["exp"],"exp":1}')}.e30.AAAA`,
      "unsupported",
    ],
    ["an unknown algorithm is unsupported", `${base64Url('{"alg":"XX256"}')}.e30.AAAA`, "unsupported"],
  ];
  test("is named for each such token", async ({ workbench }) => {
    test.slow();
    await workbench.open();
    for (const [name, token, state] of cases) {
      await inTurn(workbench, name, async () => {
        await workbench.bringIn(token);
        await workbench.expectVerdict(state, "original");
        await workbench.expectToken(token);
      });
    }
  });
});

test("the verdict is never stale: it is pending or new when the input event's handler returns", async ({
  workbench,
}) => {
  const pair = await keyPair("RS256");
  const token = await pairToken(pair);
  await workbench.open();
  await workbench.bringIn(token);
  await workbench.publicKey.fill(pair.publicPem);
  await workbench.expectVerdict("verified");
  const states = await workbench.token.evaluate(
    (field: HTMLTextAreaElement, texts) => {
      const status = document.querySelector<HTMLElement>("[data-state][data-provenance]");
      return texts.map((text) => {
        field.focus();
        field.select();
        // One input event; all its handlers have returned when this call returns.
        document.execCommand("insertText", false, text);
        return status?.dataset["state"];
      });
    },
    [tampered(token, { ...VALID, sub: "x" }), token, tampered(token, { ...VALID, sub: "y" })],
  );
  expect(states[0]).not.toBe("verified");
  expect(states[1]).not.toBe("invalid");
  expect(states[2]).not.toBe("verified");
  await workbench.expectVerdict("invalid", "original");
});

test("a key that is typed and undone leaves no stale verdict behind", async ({ workbench }) => {
  const pair = await keyPair("ES256");
  const other = await keyPair("ES256");
  await workbench.open();
  await workbench.bringIn(await pairToken(pair));
  for (let round = 0; round < 5; round += 1) {
    await workbench.publicKey.fill(pair.publicPem);
    await workbench.publicKey.fill(other.publicPem);
  }
  await workbench.publicKey.fill(pair.publicPem);
  await workbench.expectVerdict("verified");
});
