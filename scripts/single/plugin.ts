import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";
import { FILES_GLOBAL } from "./link.ts";
import { packPage } from "./pack.ts";

/** Packs the whole site into `jotscope.html`, and leaves nothing else. */
export function singleFile(): Plugin {
  return {
    name: "single-file",
    config: () => ({
      experimental: {
        // Workers are reached through the blobs that `boot.js` makes.
        renderBuiltUrl: (name, { hostType }) =>
          hostType === "js" && name.endsWith(".js")
            ? { runtime: `${FILES_GLOBAL}.url(${JSON.stringify(name)})` }
            : undefined,
      },
    }),
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        const scripts = new Map<string, string>();
        const texts = new Map<string, string>();
        let entry: string | undefined;
        for (const [name, file] of Object.entries(bundle)) {
          if (file.type === "chunk") {
            scripts.set(name, file.code);
            if (file.isEntry) entry = name;
          } else {
            const text = typeof file.source === "string" ? file.source : new TextDecoder().decode(file.source);
            (name.endsWith(".js") ? scripts : texts).set(name, text);
          }
        }
        const html = texts.get("index.html");
        // Workers are bundled separately, without a page.
        if (html === undefined || entry === undefined) return;
        const take = (ending: string): string => {
          const found = [...texts].filter(([name]) => name.endsWith(ending));
          if (found.length === 0) throw new Error(`the bundle has no ${ending}`);
          return found.map(([, text]) => text.trim()).join("\n");
        };
        const left = [...texts.keys()].filter((name) => !/\.(?:css|md|txt|html)$/.test(name));
        if (left.length > 0) throw new Error(`files that are not in the single file: ${left.join(", ")}`);
        const source = packPage({
          html,
          entry,
          scripts,
          css: take(".css"),
          icon: await readFile("public/favicon.svg", "utf8"),
          boot: await readFile(new URL("boot.js", import.meta.url), "utf8"),
          notices: `${take("licenses.md")}\n\n${take("notices.txt")}`,
        });
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: "asset", fileName: "jotscope.html", source });
      },
    },
  };
}
