import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const MANIFEST = "manifest.webmanifest";
const TYPES: Readonly<Record<string, string>> = { svg: "image/svg+xml", png: "image/png" };

/** Reads a picture in `public` by its file name, as a `data:` address. */
export type ReadIcon = (name: string) => Promise<string>;

/**
 * The page with its icons inlined. Browsers check the icons of a page, and those of its manifest, against the page's
 * `img-src`, which allows no picture from an address.
 */
export async function pageWithIcons(html: string, read: ReadIcon): Promise<string> {
  const links = [...html.matchAll(/<link rel="(?:icon|apple-touch-icon)"[^>]* href="\.\/([\w.-]+)"/g)];
  if (links.length === 0) throw new Error("index.html: there is no icon, or it is written in another way");
  let page = html;
  for (const [, name = ""] of links) {
    const icon = await read(name);
    page = page.replace(`href="./${name}"`, () => `href="${icon}"`);
  }
  return page;
}

/** The manifest with its icons inlined. */
export async function manifestWithIcons(text: string, read: ReadIcon): Promise<string> {
  const manifest = JSON.parse(text) as { readonly icons: readonly { readonly src: string }[] };
  const icons = await Promise.all(manifest.icons.map(async (icon) => ({ ...icon, src: await read(icon.src) })));
  return JSON.stringify({ ...manifest, icons });
}

/** Inlines the icons in the built page and its manifest. */
export function iconsInPage(): Plugin {
  return {
    name: "icons-in-page",
    apply: "build",
    transformIndexHtml: { order: "post", handler: (html) => pageWithIcons(html, readIcon) },
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        // Workers are bundled separately, without a page.
        if (bundle["index.html"] === undefined) return;
        const manifest = await readFile(publicFile(MANIFEST), "utf8");
        this.emitFile({ type: "asset", fileName: MANIFEST, source: await manifestWithIcons(manifest, readIcon) });
      },
    },
  };
}

async function readIcon(name: string): Promise<string> {
  const type = TYPES[name.slice(name.lastIndexOf(".") + 1)];
  if (type === undefined) throw new Error(`${name}: unknown picture type`);
  return `data:${type};base64,${(await readFile(publicFile(name))).toString("base64")}`;
}

const publicFile = (name: string): string => fileURLToPath(new URL(`../public/${name}`, import.meta.url));
