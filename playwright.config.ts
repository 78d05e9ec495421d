import { defineConfig, devices } from "@playwright/test";
import { chromiumLaunchOptions } from "./scripts/lib/browser.mjs";

/** Fixed, so that tests may name the page's origin; away from the ports of the other commands. */
const PORT = Number(process.env["JOTSCOPE_E2E_PORT"] ?? 4317);

const launch = chromiumLaunchOptions();

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  snapshotPathTemplate: "{testDir}/snapshots/{arg}{ext}",
  fullyParallel: true,
  forbidOnly: Boolean(process.env["CI"]),
  workers: 2,
  // On a shared machine a renderer can stall for longer than any wait. What passes only the second time is listed by name.
  retries: process.env["CI"] ? 1 : 0,
  // Two cores that are busy with other things must not cause a failure.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: process.env["PLAYWRIGHT_JSON_OUTPUT_NAME"] ? [["list"], ["json"]] : "list",
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "off",
    screenshot: "off",
    video: "off",
  },
  projects: [
    {
      name: "chromium",
      use: {
        ...devices["Desktop Chrome"],
        viewport: { width: 1440, height: 900 },
        launchOptions: { ...launch, args: [...launch.args, "--host-resolver-rules=MAP insecure.example 127.0.0.1"] },
      },
    },
  ],
  webServer: {
    command: `node scripts/serve.mjs --exact --port ${PORT}`,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
    stdout: "ignore",
  },
});
