import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { assembly } from "./scripts/assembly-plugin.ts";
import { embedPage } from "./scripts/embed-plugin.ts";
import { integrity } from "./scripts/integrity-plugin.ts";
import { monacoUnderPolicy } from "./scripts/monaco-plugin.ts";
import { contentSecurityPolicy } from "./scripts/policy-plugin.ts";
import { serviceWorker } from "./scripts/service-worker-plugin.ts";
import { stillFrame } from "./scripts/still-frame-plugin.ts";

export default defineConfig({
  // Relative addresses: the built site works under any path, and moved there without a new build.
  base: "./",
  plugins: [
    react(),
    assembly(),
    monacoUnderPolicy(),
    stillFrame(),
    contentSecurityPolicy(),
    integrity(),
    embedPage(),
    serviceWorker(),
  ],
  server: { host: "127.0.0.1" },
  build: {
    target: "es2023",
    license: { fileName: "licenses.md" },
    // Which file holds which module: the size limits are told by source modules.
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    // Fonts or pictures as data: addresses would be bytes in the script that all wait for.
    assetsInlineLimit: 0,
  },
  worker: { format: "es", plugins: () => [assembly()] },
});
