import { expect, test } from "@playwright/test";

// A refused file is a console error, so these tests do not watch the console.

for (const [what, rel] of [
  ["script", 'script[type="module"]'],
  ["style sheet", 'link[rel="stylesheet"]'],
  ["module that the script imports", 'link[rel="modulepreload"]'],
] as const) {
  test(`a ${what} that was altered in transit is refused`, async ({ page }) => {
    const html = await (await page.request.get("./")).text();
    const pattern = {
      'script[type="module"]': /<script type="module"[^>]*src="\.\/([^"]+)"/,
      'link[rel="stylesheet"]': /<link rel="stylesheet"[^>]*href="\.\/([^"]+)"/,
      'link[rel="modulepreload"]': /<link rel="modulepreload"[^>]*href="\.\/([^"]+)"/,
    }[rel];
    const file = pattern.exec(html)?.[1] ?? "none";
    let served = 0;
    await page.route(`**/${file}`, async (route) => {
      const response = await route.fetch();
      served += 1;
      await route.fulfill({ response, body: `${await response.text()}\n/* changed */` });
    });
    const refused = page.waitForEvent(
      "console",
      (message) => /integrity/i.test(message.text()) && message.text().includes(file),
    );
    await page.goto("./");
    await refused;
    expect(served).toBeGreaterThan(0);
    if (rel !== 'link[rel="stylesheet"]') {
      await page.waitForTimeout(500);
      await expect(page.getByRole("textbox")).toHaveCount(0);
      await expect(page.getByRole("alert")).toContainText("did not load");
    }
  });
}

test("both pages list a hash for each file that they load initially", async ({ page }) => {
  for (const name of ["./", "./embed.html"]) {
    const html = await (await page.request.get(name)).text();
    const loaded = html.match(/<(?:script|link rel="(?:modulepreload|stylesheet)")[^>]*>/g) ?? [];
    expect(loaded.length).toBeGreaterThan(2);
    for (const element of loaded) expect(element).toMatch(/ integrity="sha384-[\w+/]{64}"/);
  }
});
