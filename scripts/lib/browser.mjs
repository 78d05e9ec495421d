// @ts-check
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The Chromium or Chrome for the tests: the one that `CHROMIUM_PATH` names, else one in the PATH, else an installed
 * application, else Playwright's own download.
 *
 * @returns {string | null} The path of the program; null if there is none. A `CHROMIUM_PATH` that cannot be run is null
 *   too: using another browser instead would be a surprise.
 */
export function findChromium() {
  const named = process.env["CHROMIUM_PATH"];
  if (named) return isProgram(named) ? named : null;
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...APPLICATIONS];
  return candidates.find(isProgram) ?? [chromium.executablePath()].find(isProgram) ?? null;
}

/**
 * What Playwright itself switches off. Given two `--disable-features` switches, Chromium uses only the last, so whoever
 * adds to the list has to repeat it (Playwright 1.61, `chromiumSwitches`; HttpsUpgrades is what lets a test open a page
 * over http).
 */
const OFF_BY_DEFAULT = [
  "AutoDeElevate",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "BoundaryEventDispatchTracksNodeRemoval",
  "DestroyProfileOnBrowserClose",
  "DialMediaRouteProvider",
  "GlobalMediaControls",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "OptimizationHints",
  "PaintHolding",
  "RenderDocument",
  "ThirdPartyStoragePartitioning",
  "Translate",
];

/**
 * Chromium draws the list under its address bar as separate pages with their own renderer, for each new window, even
 * headless: 0.9 s of processor time per test, as much as Jotscope itself takes to start (measured with Chromium 156).
 */
const ADDRESS_BAR = ["WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxPopup"];

/**
 * Playwright's launch options. Chromium does not run sandboxed as root; only then is the sandbox switched off.
 *
 * @returns {{ executablePath?: string, args: string[] }} Without a path Playwright itself reports what is missing.
 */
export function chromiumLaunchOptions() {
  const executablePath = findChromium();
  return {
    ...(executablePath && { executablePath }),
    args: [
      `--disable-features=${[...OFF_BY_DEFAULT, ...ADDRESS_BAR].join(",")}`,
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  };
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
