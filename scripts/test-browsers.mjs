// @ts-check
// The core journeys in each browser engine that is installed: `npm run test:browsers`. It says which it found. With
// `--update` what they have and lack is written into the README's table.
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
