import { createSign } from "node:crypto";
import { expect, inTurn, sharePage, test } from "./fixtures/test.ts";
import { base64Url, exactToken, hmacToken, keyPair, pairToken, SECRET, tampered, VALID } from "./fixtures/tokens.ts";

sharePage();

const BYTES = Buffer.from("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "hex");

test.describe("a secret that does not verify", () => {
  test("is tried in other readings; one that verifies is offered, and judges only once accepted", async ({
    workbench,
    page,
  }) => {
    await workbench.open();
    await workbench.bringIn(await hmacToken(VALID, { secret: BYTES }));
    await workbench.useSecret(BYTES.toString("base64"));
    const finding = workbench.finding("SEC-01");
    await expect(finding).toContainText("It verifies as Base64");
    await expect(finding).toHaveAttribute("data-severity", "error");
    await expect(workbench.finding("signature")).toHaveCount(0);
    await workbench.expectVerdict("invalid", "original");
    await finding.getByRole("button", { name: "Read it as Base64", exact: true }).click();
    await workbench.expectVerdict("verified", "original");
    await expect(workbench.secretEncoding).toHaveValue("Base64");
    await expect(finding).toHaveCount(0);
    await workbench.button("Undo").click();
    await workbench.expectVerdict("invalid", "original");
    await expect(page.getByRole("group", { name: "What to do" })).toContainText("The secret is Base64");
  });

  test("altered by a file or settings file is recognised, and set right with one click", async ({ workbench }) => {
    await workbench.open();
    for (const [name, given, signedWith, rule] of [
      ["with a line break that the signer's file had", SECRET, `${SECRET}\n`, "SEC-04"],
      ["in quotes of a settings file", `"${SECRET}"`, SECRET, "SEC-05"],
      ["cut at a # by a settings file", "abc#def-and-a-long-rest-of-it", "abc", "SEC-06"],
      ["with \\n spelled out", "one line\\nand another one", "one line\nand another one", "SEC-07"],
    ] as const) {
      await inTurn(workbench, `${name} is told by name and set with one click`, async () => {
        await workbench.bringIn(exactToken('{"alg":"HS256"}', JSON.stringify(VALID), signedWith));
        await workbench.useSecret(given);
        const finding = workbench.finding(rule);
        await finding.getByRole("button").first().click();
        await workbench.expectVerdict("verified", "original");
        await expect(workbench.secret).toHaveValue(signedWith);
      });
    }
  });

  test("and verifies in no reading says what to compare with the other side", async ({ workbench }) => {
    await workbench.open();
    await workbench.bringIn(tampered(await hmacToken(), { ...VALID, sub: "someone else" }));
    await workbench.useSecret(SECRET);
    await expect(workbench.finding("SEC-14")).toContainText("SHA-256 begins with");
    await expect(workbench.finding("signature")).toHaveAttribute("data-severity", "error");
  });
});

test.describe("a public key that does not verify", () => {
  test("while another in its set does: that one is named and selected", async ({ workbench }) => {
    const [right, wrong] = await Promise.all([keyPair("ES256"), keyPair("ES256")]);
    const set = {
      keys: [
        { ...wrong.publicJwk, kid: "a" },
        { ...right.publicJwk, kid: "b" },
      ],
    };
    await workbench.open();
    await workbench.bringIn(await pairToken(right, VALID, { kid: "a" }));
    await workbench.publicKey.fill(JSON.stringify(set));
    await workbench.expectVerdict("invalid");
    const finding = workbench.finding("KEY-09");
    await expect(finding).toContainText("kid b");
    await finding.getByRole("button", { name: "Use that key", exact: true }).click();
    await workbench.expectVerdict("verified", "original");
  });

  test("because the signature is DER: it is rewritten as R and S, and the token verifies", async ({ workbench }) => {
    const pair = await keyPair("ES256");
    const input = `${base64Url('{"alg":"ES256"}')}.${base64Url(JSON.stringify(VALID))}`;
    const der = createSign("sha256").update(input).sign(pair.privatePem);
    await workbench.open();
    await workbench.bringIn(`${input}.${base64Url(der)}`);
    await workbench.publicKey.fill(pair.publicPem);
    await workbench.finding("KEY-19").getByRole("button", { name: "Write it as R and S", exact: true }).click();
    await workbench.expectVerdict("verified", "original");
  });

  test("and whose text is the HMAC secret: the attack is named", async ({ workbench }) => {
    const { publicPem } = await keyPair("RS256");
    await workbench.open();
    await workbench.bringIn(exactToken('{"alg":"HS256"}', JSON.stringify(VALID), `${publicPem}\n`));
    await workbench.useSecret(publicPem);
    const finding = workbench.finding("SEC-11");
    await expect(finding).toContainText("key confusion");
    await expect(finding).toHaveAttribute("data-severity", "security");
    await workbench.expectVerdict("invalid", "original");
    await finding.getByRole("button", { name: "Show that it verifies", exact: true }).click();
    await workbench.expectVerdict("verified", "original");
  });
});
