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
  // Relative addresses: the built site works under any path, and can be moved without a new build.
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
  // Only this package's scanner is used; its main file would add its tables of names to the entry.
  resolve: { alias: [{ find: /^jsonc-parser$/, replacement: "jsonc-parser/lib/esm/impl/scanner.js" }] },
  build: {
    target: "es2023",
    // Which file holds which module: the size limits name source modules.
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: chunksOfPage } },
    // The policy forbids loading fonts: the editor's icons are in its own style sheet, which loads with it.
    assetsInlineLimit: (file) => file.endsWith(".ttf"),
  },
  worker: {
    format: "es",
    plugins: () => [assembly(), licensesOfAll.ofWorkers],
    rolldownOptions: { output: { codeSplitting: chunksOfWorker } },
  },
});
