// @ts-check
// Serves the built site: `node scripts/serve.mjs [--port 4173] [--exact] [--base /some/path/]`.
import { parseArgs } from "node:util";
import { serve } from "./lib/server.mjs";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4173" },
    exact: { type: "boolean", default: false },
    base: { type: "string", default: "/" },
  },
});

const { address } = await serve(Number(values.port), values);
console.log(`Jotscope is at ${address} (Ctrl+C ends it)`);
