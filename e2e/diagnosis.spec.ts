import { createPublicKey } from "node:crypto";
import { objections } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { DAY, exactToken, hmacToken, keyPair, NOW, pairToken, SECRET, VALID } from "./fixtures/tokens.ts";

sharePage();

const GOOGLE = { ...VALID, iss: "https://accounts.google.com", nonce: "n-0S6_WzA2Mj" };

test("a token that looks live gets a note, and the healthy one keeps its single item", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken(GOOGLE));
  await workbench.useSecret(SECRET);
  await workbench.expectVerdict("verified");
  const note = page.locator('[data-note="DBG-05"]');
  await expect(note).toContainText("This token looks live: Google, valid for another 14 min");
  await expect(workbench.diagnosis.getByRole("listitem")).toHaveCount(1);
  await expect(workbench.finding("none")).toHaveAttribute("data-severity", "ok");
  await expect(workbench.diagnosis).toContainText("Looks like an ID Token from Google");
  await expect(workbench.verdict).toBeInViewport();

  const advice = note.getByRole("button", { name: "What to do", exact: true });
  await advice.click();
  await expect(note).toContainText("sign out or revoke it");
  await note.getByRole("button", { name: "Hide advice", exact: true }).click();
  await expect(advice).toHaveAttribute("aria-expanded", "false");

  await workbench.bringIn(await hmacToken({ ...GOOGLE, iat: NOW - 2 * DAY, exp: NOW - DAY }));
  await expect(note).toHaveCount(0);
});

test("a whole request is checked: a token sent twice, and one without a scheme", async ({ workbench }) => {
  const token = await hmacToken();
  await workbench.open();
  await workbench.bringIn(`curl 'https://api.example/orders?access_token=${token}' -H 'Authorization: ${token}'`);
  await expect(workbench.finding("IN-21")).toContainText("in Authorization and in access_token");
  await expect(workbench.finding("IN-22")).toContainText("no scheme");
  await workbench.bringIn(`curl 'https://api.example/orders' -H 'Authorization: Bearer ${token}'`);
  await expect(workbench.finding("IN-13")).toHaveCount(1);
  await expect(workbench.finding("IN-21")).toHaveCount(0);
  await expect(workbench.finding("IN-22")).toHaveCount(0);
});

test("the date of a pasted response sets the clock to that time", async ({ workbench }) => {
  const token = await hmacToken({ ...VALID, iat: NOW - 7200, exp: NOW - 3600 });
  await workbench.open();
  await workbench.bringIn(
    `HTTP/1.1 401 Unauthorized\r\nDate: ${new Date((NOW - 5400) * 1000).toUTCString()}\r\n\r\n${token}`,
  );
  await expect(workbench.finding("TIM-01")).toHaveCount(1);
  await workbench.finding("TIM-11").getByRole("button", { name: "Use that time" }).click();
  await expect(workbench.time("exp")).toHaveAttribute("data-state", "valid");
  await expect(workbench.finding("TIM-01")).toHaveCount(0);
});

test("one click rewrites a PKCS #1 key as SPKI, and it still verifies", async ({ workbench }) => {
  const pair = await keyPair("RS256");
  const pkcs1 = createPublicKey(pair.publicPem).export({ type: "pkcs1", format: "pem" }).toString();
  await workbench.open();
  await workbench.bringIn(await pairToken(pair));
  await workbench.givePublicKey(pkcs1);
  await workbench.expectVerdict("verified");
  await workbench.finding("KEY-03").getByRole("button", { name: "Write it as SPKI" }).click();
  await expect(workbench.publicKey).toHaveValue(/^-----BEGIN PUBLIC KEY-----\n/);
  await workbench.expectVerdict("verified");
  await expect(workbench.finding("KEY-03")).toHaveCount(0);
});

const MUCH = `{"iss":"https://issuer.example/${"a-long-path/".repeat(30)}","exp":1700000000,"nbf":1900000000,"iat":"soon","sub":1,"aud":5,"password":"x","__proto__":1,"constructor":2,"name":"<b>x</b>","email":"ada@example.com","n":9007199254740993,"m":1e400,"a\\u200b":"x","\\u0430dmin":true,"admin":1,"admin":2,"k":"-----BEGIN PRIVATE KEY-----","card":"4111111111111111","ssn":"078-05-1120","cnf":{"jkt":"x"},"scope":["a"],"nonce":1,"azp":2,"amr":"pwd","email_verified":"yes","long":"${"x".repeat(600)}","\\ud800":"\\ud800"}`;

for (const [width, height] of [
  [360, 740],
  [1440, 900],
] as const) {
  test(`counts thirty findings by severity, with a link to the first of each: ${width} wide`, async ({
    workbench,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await workbench.open();
    await workbench.bringIn(
      exactToken(`{"alg":"HS256","kid":"x' OR 1=1","jwk":{"kty":"oct","k":"AA"},"crit":["x"]}`, MUCH),
    );
    await workbench.showPanel("Diagnosis");
    await expect.poll(() => workbench.diagnosis.getByRole("listitem").count()).toBeGreaterThanOrEqual(25);
    // Consequences are not counted in addition to their cause.
    const warnings = workbench.diagnosis.locator('[data-severity="warn"]:not([data-rule] [data-rule])');
    const count = await warnings.count();
    await workbench.diagnosis.getByRole("button", { name: `Go to ${count} warnings`, exact: true }).click();
    await expect(warnings.first()).toBeFocused();
    await expect(warnings.first()).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await objections(page, "#p-diag")).toEqual([]);
  });
}

test("a user unknown to the service is a finding, which goes away with the right list", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.bringIn(await hmacToken({ ...VALID, sub: "ada" }));
  await workbench.openScreen("Gateway");
  await workbench.diagnosis.getByRole("button", { name: "Diagnosis", exact: true }).click();
  const ids = page.getByRole("textbox", { name: "Known user ids", exact: true });
  await ids.fill("grace\nAda");
  await expect(workbench.finding("CLM-13")).toContainText("sub ada is not among the known ids");
  await ids.fill("grace\nada");
  await expect(workbench.finding("CLM-13")).toHaveCount(0);
});
