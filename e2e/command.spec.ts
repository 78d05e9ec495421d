import { serveSite } from "../bin/serve.mjs";
import { expect, test } from "./fixtures/test.ts";
import { hmacToken } from "./fixtures/tokens.ts";

test("a token that the local command hands over opens, and appears in no address or history, nor after a reload", async ({
  page,
  watched,
  workbench,
}) => {
  const token = await hmacToken();
  const served = await serveSite({ port: 0, token });
  watched.allow(new URL(served.address).origin);
  try {
    await page.goto(served.handover ?? "");
    await workbench.expectToken(token);
    expect(page.url()).toBe(served.address);
    expect(await page.locator("#handed-over").count()).toBe(0);
    expect(watched.requests.filter((url) => url.includes("eyJ"))).toEqual([]);
    await page.reload();
    await workbench.expectToken("");
    const response = await page.goto(served.handover ?? "");
    expect(response?.status()).toBe(410);
    await expect(page.getByText("This address worked once, and was used.")).toBeVisible();
    await page.getByRole("link", { name: "open Jotscope without it" }).click();
    await expect(workbench.token).toBeVisible();
    // The browser reports the refused address on its console.
    expect(watched.problems.every((problem) => problem.includes("410"))).toBe(true);
    watched.problems.length = 0;
  } finally {
    await served.close();
  }
});
