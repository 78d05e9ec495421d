// @ts-check
// Draws the icons of the installed page from `public/favicon.svg`: `npm run icons`. The pictures are committed.
import { readFile } from "node:fs/promises";
import { chromium } from "playwright";
import { chromiumLaunchOptions } from "./lib/browser.mjs";

/**
 * A maskable icon may be cropped to a circle of four fifths of its width (Web App Manifest, section "Icon masks"), so
 * its drawing is smaller. All have a background, since the drawing's colours are meant for a light one.
 *
 * @type {readonly { file: string, size: number, drawing: number, corner: number }[]}
 */
const ICONS = [
  { file: "icon-192.png", size: 192, drawing: 0.74, corner: 0.2 },
  { file: "icon-512.png", size: 512, drawing: 0.74, corner: 0.2 },
  { file: "icon-maskable-512.png", size: 512, drawing: 0.54, corner: 0 },
];

const svg = await readFile("public/favicon.svg", "utf8");
const browser = await chromium.launch(chromiumLaunchOptions());
try {
  const page = await browser.newPage({ colorScheme: "light", deviceScaleFactor: 1 });
  for (const { file, size, drawing, corner } of ICONS) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<body style="margin:0;background:transparent">
      <div style="width:${size}px;height:${size}px;background:#eef0f3;border-radius:${corner * size}px;display:grid;place-items:center">
        <div style="width:${drawing * size}px;height:${drawing * size}px">${svg}</div>
      </div>`);
    await page.screenshot({ path: `public/${file}`, omitBackground: true });
  }
} finally {
  await browser.close();
}
