// @ts-check
import { spawnSync } from "node:child_process";
import { findChromium } from "./browser.mjs";

/**
 * Finds a Chromium, else installs one: Playwright's download; if that is unreachable, and this is a CI machine with
 * root and apt, Debian's package.
 *
 * @returns {{ path: string } | { problem: string }} The problem is one line that says what to do.
 */
export function ensureChromium() {
  const found = findChromium();
  if (found) return { path: found };
  const named = process.env["CHROMIUM_PATH"];
  if (named) return { problem: `CHROMIUM_PATH is ${named}, and there is no program there.` };

  run("npx", ["playwright", "install", "chromium"]);
  const downloaded = findChromium();
  if (downloaded) return { path: downloaded };

  if (process.env["CI"] && process.getuid?.() === 0 && has("apt-get")) {
    const wait = ["-o", "DPkg::Lock::Timeout=300"];
    run("apt-get", [...wait, "update"]);
    run("apt-get", [...wait, "install", "--yes", "--no-install-recommends", "chromium"]);
    const packaged = findChromium();
    if (packaged) return { path: packaged };
  }
  return {
    problem:
      "No Chromium or Chrome found. Run `npx playwright install chromium`, or set CHROMIUM_PATH to the program of an installed one.",
  };
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  spawnSync(command, args, {
    stdio: "inherit",
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

/** @param {string} command */
function has(command) {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}
