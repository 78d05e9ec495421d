import { fileURLToPath } from "node:url";
import { createServer, type Plugin } from "vite";
import { compileScript } from "./lib/compile-script.ts";

const ROOT = '<div id="root"></div>';
/**
 * The script goes before this: after the policy, which applies only to what follows it, and ahead of the style, so as
 * not to wait for it.
 */
const TITLE = "<title>";
const SCRIPT = "first-frame.js";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/**
 * Puts the empty workbench into the page's markup, as its components first render it, preceded by the small script that
 * shows it. Showing it takes only the page and its style; the page's script then renders the same.
 *
 * The development server and the single file do not have it.
 */
export function stillFrame(): Plugin {
  let markup = "";
  return {
    name: "still-frame",
    apply: "build",
    async buildStart() {
      markup = await drawn();
    },
    generateBundle: {
      order: "pre",
      async handler(_, bundle) {
        // Workers are bundled separately, without a page.
        if (
          !Object.values(bundle).some((output) => output.type === "chunk" && output.isEntry && output.name === "index")
        )
          return;
        this.emitFile({ type: "asset", fileName: SCRIPT, source: await compileScript(path("../src/first-frame.ts")) });
      },
    },
    transformIndexHtml: {
      order: "post",
      handler(html) {
        for (const place of [ROOT, TITLE])
          if (!html.includes(place)) throw new Error(`index.html: ${place} is not there, where the still frame goes`);
        return html
          .replace(ROOT, () => `<div id="root">${markup}</div>`)
          .replace(TITLE, `<script src="./${SCRIPT}"></script>\n    ${TITLE}`);
      },
    },
  };
}

/** The page without the still frame and its script: for a page that renders something else. */
export function withoutStillFrame(html: string): string {
  return html
    .replace(/<div id="root">.*<\/div>/, ROOT)
    .replace(new RegExp(`\\s*<script src="\\./${SCRIPT.replace(".", "\\.")}"[^>]*></script>`), "");
}

async function drawn(): Promise<string> {
  const server = await createServer({
    configFile: false,
    logLevel: "error",
    appType: "custom",
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const module = (await server.ssrLoadModule(path("../src/still-frame.tsx"))) as {
      stillFrame: () => Promise<string>;
    };
    return await module.stillFrame();
  } finally {
    await server.close();
  }
}
