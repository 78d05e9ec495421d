import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { manifestWithIcons, pageWithIcons } from "./icons-plugin.ts";

const read = (name: string): Promise<string> => Promise.resolve(`data:image/x,${name}`);
const text = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");

test("the page references no icon by URL, since its policy blocks them", async () => {
  const html = await pageWithIcons(text("../index.html"), read);
  const icons = [...html.matchAll(/<link rel="(?:icon|apple-touch-icon)"[^>]* href="([^"]*)"/g)].map(
    ([, href]) => href,
  );
  expect(icons).toEqual(["data:image/x,favicon.svg", "data:image/x,icon-192.png"]);
  expect(html).toContain('href="./manifest.webmanifest"');
});

test("nor does its manifest, whose icons keep their sizes and purposes", async () => {
  const before = JSON.parse(text("../public/manifest.webmanifest")) as { icons: { src: string }[] };
  const after = JSON.parse(await manifestWithIcons(text("../public/manifest.webmanifest"), read)) as typeof before;
  expect(after.icons).toEqual(before.icons.map((icon) => ({ ...icon, src: `data:image/x,${icon.src}` })));
  expect({ ...after, icons: [] }).toEqual({ ...before, icons: [] });
});

test("an icon written in another way fails the build", async () => {
  await expect(pageWithIcons("<link rel='icon' href=x>", read)).rejects.toThrow(/no icon/);
});
