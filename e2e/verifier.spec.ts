import { objections } from "./fixtures/axe.ts";
import { expect, sharePage, test } from "./fixtures/test.ts";
import { keyPair, NOW, pairToken } from "./fixtures/tokens.ts";
import { settled } from "./fixtures/watch.ts";

sharePage();

const KEY = "token.actions.githubusercontent.com";
const CLAIMS = {
  iss: `https://${KEY}`,
  aud: "sts.amazonaws.com",
  sub: "repo:blue-yard@8812/kiln@40711:ref:refs/heads/main",
  iat: NOW - 60,
  exp: NOW + 600,
};
const TRUST = JSON.stringify(
  {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${KEY}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: { [`${KEY}:aud`]: "sts.amazonaws.com" },
          StringLike: { [`${KEY}:sub`]: "repo:blue-yard/kiln:*" },
        },
      },
    ],
  },
  null,
  2,
);

test("a trust policy pasted anywhere shows which condition refuses the token, and offers its exact value once the signature verifies", async ({
  workbench,
  page,
}) => {
  const conditions = page.getByRole("list", { name: "Conditions", exact: true });
  const field = page.getByRole("textbox", { name: "Verifier's configuration", exact: true });
  const sub = conditions.locator(`[data-condition$="${KEY}:sub"]`);
  const tryIt = page.getByRole("button", { name: "Try it here", exact: true });
  const pair = await keyPair("RS256");
  await workbench.open();
  await workbench.bringIn(await pairToken(pair, CLAIMS));
  await workbench.leaveFields();
  await workbench.paste(TRUST);
  await workbench.openScreen("Gateway");
  await expect(field).toHaveValue(TRUST);
  await expect(conditions).toHaveAttribute("data-kind", "aws-trust-policy");
  await expect(conditions).toHaveAttribute("data-outcome", "refused");
  await expect(sub).toHaveAttribute("data-outcome", "unmet");
  await expect(conditions.locator('[data-condition="signature"]')).toHaveAttribute("data-outcome", "unknown");
  await expect(page.getByText("First difference at character 15 of sub")).toBeVisible();
  await expect(tryIt).toHaveCount(0);
  expect(await objections(page)).toEqual([]);

  await workbench.leaveFields();
  await workbench.paste(pair.publicPem);
  await expect(page.getByText("The refusal may be right:")).toBeVisible();
  await tryIt.click();
  await expect(conditions).toHaveAttribute("data-outcome", "accepted");
  await expect(field).toHaveValue(new RegExp(CLAIMS.sub));
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(field).toHaveValue(TRUST);
  await expect(conditions).toHaveAttribute("data-outcome", "refused");

  await sub.getByRole("button").click();
  await expect(field).toBeFocused();
  const selected = await field.evaluate((node: HTMLTextAreaElement) =>
    node.value.slice(node.selectionStart, node.selectionEnd),
  );
  expect(selected).toBe('"repo:blue-yard/kiln:*"');
});

test("the answer comes first, then the difference, then the conditions, on wide and narrow screens", async ({
  workbench,
  page,
}) => {
  await workbench.open();
  await workbench.bringIn(await pairToken(await keyPair("RS256"), CLAIMS));
  await workbench.leaveFields();
  await workbench.paste(TRUST);
  await workbench.openScreen("Gateway");
  const parts = [
    page.locator(".verifier-say"),
    page.getByText("First difference at character 15 of sub"),
    page.getByRole("list", { name: "Conditions", exact: true }),
  ];
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 720 });
    const tops: number[] = [];
    for (const part of parts) {
      await expect(part).toBeVisible();
      tops.push((await part.boundingBox())?.y ?? Number.NaN);
    }
    expect(
      tops.toSorted((one, other) => one - other),
      `${width}`,
    ).toEqual(tops);
    expect(new Set(tops).size, `${width}`).toBe(3);
  }
});

test("an unknown configuration stays, and nothing in it is evaluated", async ({ workbench, page }) => {
  await workbench.open();
  await workbench.openScreen("Gateway");
  const field = page.getByRole("textbox", { name: "Verifier's configuration", exact: true });
  await field.fill('{"Version":"2012-10-17"}');
  await expect(page.getByText("Not recognised, so nothing is checked.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Conditions", exact: true })).toHaveCount(0);
  await expect(field).toHaveValue('{"Version":"2012-10-17"}');
});

test("an error message leads to the file that explains it; an example shows a refusal, and a value taken from the token fixes it", async ({
  workbench,
  page,
}) => {
  const conditions = page.getByRole("list", { name: "Conditions", exact: true });
  const field = page.getByRole("textbox", { name: "Verifier's configuration", exact: true });
  await workbench.open();
  await workbench.openScreen("Explain error");
  await page
    .getByRole("textbox", { name: "Error message", exact: true })
    .fill("Error: Not authorized to perform sts:AssumeRoleWithWebIdentity");
  await expect(page.getByText("aws iam get-role")).toBeVisible();
  await page.getByRole("button", { name: "Paste its configuration", exact: true }).click();
  await expect(field).toBeFocused();

  await page.getByRole("button", { name: "Open the example", exact: true }).click();
  await expect(conditions).toHaveAttribute("data-kind", "aws-trust-policy");
  await expect(conditions).toHaveAttribute("data-outcome", "refused");
  await expect(page.getByRole("status", { name: "Signature status", exact: true })).toHaveAttribute(
    "data-state",
    "verified",
  );
  await expect(page.getByRole("region", { name: "From the issuer", exact: true })).toContainText(
    "use_immutable_subject",
  );

  await page.getByRole("combobox", { name: "Export the policy for", exact: true }).selectOption("aws-trust-policy");
  await expect(page.getByRole("region", { name: "Configuration", exact: true })).toContainText("kiln@40711");
  expect(await objections(page)).toEqual([]);
  await page.getByRole("button", { name: "Check the token with it", exact: true }).click();
  await expect(conditions).toHaveAttribute("data-outcome", "accepted");
  const undo = page.getByRole("button", { name: "Undo", exact: true }).first();
  await undo.click();
  await expect(conditions).toHaveAttribute("data-outcome", "refused");
  await undo.click();
  await expect(field).toHaveValue("");
});

test("the page responds while a 10 MB file is read, with its places; a larger one is refused with the reason", async ({
  workbench,
  page,
}) => {
  test.slow();
  const conditions = page.getByRole("list", { name: "Conditions", exact: true });
  const field = page.getByRole("textbox", { name: "Verifier's configuration", exact: true });
  const reading = page.getByText(/^Reading [\d,]+ characters/);
  const other = `---\nkind: ConfigMap\nmetadata:\n  name: other\ndata:\n  text: ${"words of a service ".repeat(20)}\n`;
  const rules =
    "---\napiVersion: security.istio.io/v1\nkind: RequestAuthentication\nspec:\n  jwtRules:\n    - issuer: https://last.example\n      audiences: [orders]\n";
  const cluster = `${other.repeat(Math.floor(9_990_000 / other.length))}${rules}`;
  const statement = (index: number): object => ({
    Sid: `of service ${index} ${"x".repeat(4800)}`,
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${KEY}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { [`${KEY}:sub`]: `repo:blue/kiln-${index}` } },
  });
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: Array.from({ length: 1960 }, (_, at) => statement(at)),
  });
  for (const text of [cluster, policy]) {
    expect(text.length).toBeGreaterThan(9_900_000);
    expect(text.length).toBeLessThanOrEqual(10_000_000);
  }
  await workbench.open();
  await workbench.openScreen("Gateway");
  const put = async (text: string): Promise<void> => {
    await field.focus();
    await field.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  };

  await put(cluster);
  await expect(reading).toBeVisible();
  await expect(conditions).toHaveCount(0);
  await workbench.openScreen("Workbench");
  await workbench.openScreen("Gateway");
  await expect(conditions).toHaveAttribute("data-kind", "istio", { timeout: 60_000 });
  await expect(field).toBeVisible();
  expect((await field.textContent())?.length).toBe(cluster.length);
  await conditions.locator('[data-condition$="issuer"] button').click();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("https://last.example");

  await put(policy);
  // Results for the former text do not apply to this one.
  await expect(conditions.and(page.locator("[data-kind=istio]"))).toHaveCount(0);
  await expect(reading).toBeVisible();
  await expect(conditions).toHaveAttribute("data-kind", "aws-trust-policy", { timeout: 60_000 });
  await expect(conditions.getByRole("listitem")).toHaveCount(500);
  await expect(page.getByText(/more conditions are checked but not listed/)).toBeVisible();
  await page.getByRole("button", { name: "List more", exact: true }).click();
  await expect(conditions.getByRole("listitem")).toHaveCount(1000, { timeout: 60_000 });

  await put(`${policy}${" ".repeat(200_000)}`);
  await expect(page.getByText("over 10 MB is not read")).toBeVisible();
  await expect(conditions).toHaveCount(0);
  await page.getByRole("button", { name: "Clear this field", exact: true }).click();
  await expect(field).toHaveValue("");
  await expect(field).toBeEditable();
});

test("a long configuration pasted outside any field is placed and judged without a request, and so is the next one", async ({
  workbench,
  page,
  watched,
}) => {
  const conditions = page.getByRole("list", { name: "Conditions", exact: true });
  const pair = await keyPair("RS256");
  const padded = TRUST.replace('"Effect"', `"Sid": "${"x".repeat(30_000)}", "Effect"`);
  await workbench.open();
  await workbench.bringIn(await pairToken(pair, CLAIMS));
  await settled(page, watched);
  watched.forget();
  for (const [text, outcome] of [
    [padded, "refused"],
    [padded.replace("repo:blue-yard/kiln:*", CLAIMS.sub), "unknown"],
  ] as const) {
    await workbench.leaveFields();
    await workbench.paste(text);
    await workbench.openScreen("Gateway");
    await expect(conditions).toHaveAttribute("data-outcome", outcome);
  }
  expect(watched.requests).toEqual([]);
});
