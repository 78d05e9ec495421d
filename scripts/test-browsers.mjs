// @ts-check
// Runs the core journeys in each installed browser engine: `npm run test:browsers`. Reports which engines it found.
// `--update` writes what they support and lack into the README's table.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const update = process.argv.includes("--update");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", "--project", "engines"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, ...(update && { JOTSCOPE_UPDATE_BROWSERS: "1" }) },
});
process.exitCode = status ?? 1;
