import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findChromium } from "../../scripts/lib/browser.mjs";
import type { Finding } from "./engine.ts";
import { launchChromium, launchFirefox } from "./playwright-engine.ts";
import { launchWebKit } from "./webkit-engine.ts";

/** The engines on this machine, and what the others lack. Looks for programs and starts none. */
export function findEngines(): Finding[] {
  return [chromium(), firefox(), webkit()];
}

function chromium(): Finding {
  return findChromium() === null
    ? { name: "Chromium", missing: "no Chromium or Chrome, nor a program that CHROMIUM_PATH names" }
    : { name: "Chromium", launch: launchChromium };
}

/** `FIREFOX_PATH` overrides the first one in the PATH. */
function firefox(): Finding {
  const path = process.env["FIREFOX_PATH"] ?? inPath("firefox-esr") ?? inPath("firefox");
  return path === undefined
    ? { name: "Firefox", missing: "no firefox-esr or firefox in the PATH (Debian: firefox-esr)" }
    : { name: "Firefox", launch: () => launchFirefox(path) };
}

/** Debian's WebKitGTK ships a small browser for its driver, one folder for each ABI. */
function webkit(): Finding {
  const driver = inPath("WebKitWebDriver");
  const browser = libraryFolders()
    .map((folder) => join(folder, "MiniBrowser"))
    .find((path) => existsSync(path));
  if (driver === undefined || browser === undefined) {
    return { name: "WebKitGTK", missing: "no WebKitWebDriver with its MiniBrowser (Debian: webkit2gtk-driver)" };
  }
  const screen = inPath("Xvfb");
  return screen === undefined
    ? { name: "WebKitGTK", missing: "no Xvfb to draw on (Debian: xvfb)" }
    : { name: "WebKitGTK", launch: () => launchWebKit({ driver, browser, screen }) };
}

function libraryFolders(): string[] {
  const roots = ["/usr/lib", "/usr/libexec"].filter((path) => existsSync(path));
  const deeper = roots.flatMap((root) =>
    readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name.includes("linux"))
      .map(({ name }) => join(root, name)),
  );
  return [...roots, ...deeper].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^webkit(?:2gtk-4\.|gtk-6)/.test(name))
      .toSorted()
      .map((name) => join(folder, name)),
  );
}

function inPath(name: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
