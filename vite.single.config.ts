import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { assembly } from "./scripts/assembly-plugin.ts";
import { licenses } from "./scripts/licenses-plugin.ts";
import { monacoUnderPolicy } from "./scripts/monaco-plugin.ts";
import { singleFile } from "./scripts/single/plugin.ts";

const licensesOfAll = licenses();

/** The whole site in one HTML file, which works from a disk: `npm run build:single`. */
export default defineConfig({
  base: "./",
  plugins: [react({ jsxImportSource: "#jsx" }), assembly(), monacoUnderPolicy(), licensesOfAll.page, singleFile()],
  // Only this package's scanner is used; its main file would add its tables of names to the entry.
  resolve: { alias: [{ find: /^jsonc-parser$/, replacement: "jsonc-parser/lib/esm/impl/scanner.js" }] },
  build: {
    outDir: "dist-single",
    target: "es2023",
    copyPublicDir: false,
    modulePreload: false,
    cssCodeSplit: false,
    // Fonts go into the style sheet: there are no other files.
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    chunkSizeWarningLimit: Number.MAX_SAFE_INTEGER,
  },
  worker: {
    // One classic script each: a page from a disk has an opaque origin, under which Chromium starts no module from a blob as
    // a worker, and a worker could not reach the page's blobs for its chunks.
    format: "iife",
    plugins: () => [assembly(), licensesOfAll.ofWorkers],
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
