import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { assembly } from "./scripts/assembly-plugin.ts";
import { chunksOfPage, chunksOfWorker } from "./scripts/chunks.ts";
import { embedPage } from "./scripts/embed-plugin.ts";
import { iconsInPage } from "./scripts/icons-plugin.ts";
import { integrity } from "./scripts/integrity-plugin.ts";
import { licenses } from "./scripts/licenses-plugin.ts";
import { monacoUnderPolicy } from "./scripts/monaco-plugin.ts";
import { contentSecurityPolicy } from "./scripts/policy-plugin.ts";
import { serviceWorker } from "./scripts/service-worker-plugin.ts";
import { stillFrame } from "./scripts/still-frame-plugin.ts";

const licensesOfAll = licenses();

export default defineConfig({
  // Relative addresses: the built site works under any path, and moved there without a new build.
  base: "./",
  plugins: [
    react({ jsxImportSource: "#jsx" }),
    assembly(),
    monacoUnderPolicy(),
    licensesOfAll.page,
    stillFrame(),
    iconsInPage(),
    contentSecurityPolicy(),
    integrity(),
    embedPage(),
    serviceWorker(),
  ],
  server: { host: "127.0.0.1" },
  // Of this package the scanner alone is used; its main file would bring its tables of names into the entry.
  resolve: { alias: [{ find: /^jsonc-parser$/, replacement: "jsonc-parser/lib/esm/impl/scanner.js" }] },
  build: {
    target: "es2023",
    // Which file holds which module: the size limits are told by source modules.
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: chunksOfPage } },
    // The policy lets no font come from an address: the editor's icons stand in its own style sheet, which loads with it.
    assetsInlineLimit: (file) => file.endsWith(".ttf"),
  },
  worker: {
    format: "es",
    plugins: () => [assembly(), licensesOfAll.ofWorkers],
    rolldownOptions: { output: { codeSplitting: chunksOfWorker } },
  },
});
