import { readFileSync, statSync } from "node:fs";
import { relative } from "node:path";
import { setFlagsFromString } from "node:v8";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { assembly } from "./scripts/assembly-plugin.ts";
import { chromiumLaunchOptions } from "./scripts/lib/browser.mjs";
import { mutant } from "./scripts/lib/mutant-plugin.ts";
import { makeOwnCases, readVectors } from "./scripts/lib/vectors-command.ts";

// Most code of the tests runs a few times only: compiling it for speed took a fifth of their processor time, and collecting
// what is soon garbage a tenth. A flag that another V8 lacks is no error here.
setFlagsFromString("--interrupt-budget=1000000");
setFlagsFromString("--max-semi-space-size=64");

/** Tests of the packed package, which need the built site. */
const PACKED = "bin/**/*.packed.test.ts";
/** Tests of the code that the page writes, in the languages that are installed. */
const CODE = "src/**/*.code.test.ts";
const IN_BROWSER = "src/**/*.browser.test.{ts,tsx}";

/** How long each test file took in the last whole run, in milliseconds; empty before the first. `scripts/test.mjs` writes it. */
function lastTimes(): Readonly<Record<string, number>> {
  try {
    return JSON.parse(readFileSync(new URL(".cache/unit-times.json", import.meta.url), "utf8")) as Record<
      string,
      number
    >;
  } catch {
    return {};
  }
}

/** How many bytes of a test file run in a millisecond, roughly: for those whose time is not known. */
const BYTES_PER_MS = 20;

/** Deals the files out by their times, the longest first, each to the shard that has least: so all end at once. */
class ByTime extends BaseSequencer {
  override async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { index, count } = this.ctx.config.shard ?? { index: 1, count: 1 };
    const times = lastTimes();
    const timed = files.map((file) => {
      const { moduleId } = file;
      return {
        file,
        moduleId,
        time: times[relative(this.ctx.config.root, moduleId)] ?? statSync(moduleId).size / BYTES_PER_MS,
      };
    });
    const shards = Array.from({ length: count }, () => ({ files: [] as TestSpecification[], time: 0 }));
    for (const { file, time } of timed.toSorted((a, b) => b.time - a.time || (a.moduleId < b.moduleId ? -1 : 1))) {
      const least = shards.reduce((one, other) => (other.time < one.time ? other : one));
      least.files.push(file);
      least.time += time;
    }
    return shards[index - 1]?.files ?? [];
  }
}

export default defineConfig({
  plugins: [assembly(), mutant()],
  test: {
    // A law of many random cases takes seconds on a busy machine; what hangs still ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    sequence: { sequencer: ByTime },
    // A wait for something to load must not depend on how busy the machine is; half of it was waiting for the next look.
    expect: { poll: { timeout: 20_000, interval: 5 } },
    // Errors of the environment's other realm are worse than no test: what needs a DOM runs in a real browser.
    projects: [
      { extends: true, test: { name: "packed", environment: "node", include: [PACKED] } },
      { extends: true, test: { name: "code", environment: "node", include: [CODE] } },
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          // One worker for many files: starting and loading anew for each file took more than half of the time.
          isolate: false,
          pool: "threads",
          include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts", "bin/**/*.test.ts"],
          exclude: [IN_BROWSER, PACKED, CODE],
          setupFiles: ["src/testing/seed.ts", "src/testing/quick-keys.ts"],
        },
      },
      {
        extends: true,
        // The built site in each engine that is installed.
        test: {
          name: "engines",
          environment: "node",
          include: ["e2e/browsers/**/*.test.ts"],
          hookTimeout: 60_000,
          // A browser's driver may hang when the page does not.
          retry: process.env["CI"] ? 1 : 0,
        },
      },
      {
        extends: true,
        // If it were only found when a worker asks for it, it would be bundled then, and the page reloaded during a test.
        optimizeDeps: {
          include: [
            "@noble/ciphers/_poly1305.js",
            "@noble/ciphers/aes.js",
            "@noble/ciphers/chacha.js",
            "@noble/curves/abstract/weierstrass.js",
            "@noble/curves/ed25519.js",
            "@noble/curves/ed448.js",
            "@noble/curves/nist.js",
            "@noble/curves/secp256k1.js",
            "@noble/hashes/legacy.js",
            "@noble/hashes/pbkdf2.js",
            "@noble/hashes/scrypt.js",
            "@noble/hashes/sha2.js",
            "@noble/hashes/sha3.js",
            "@noble/post-quantum/ml-dsa.js",
            "@zxcvbn-ts/language-common",
            "asn1js",
            "bcrypt-pbkdf",
            "des.js",
          ],
        },
        test: {
          name: "browser",
          include: [IN_BROWSER],
          // On a busy machine, one render may be counted as two.
          retry: process.env["CI"] ? 1 : 0,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { makeOwnCases, readVectors },
            provider: playwright({ launchOptions: chromiumLaunchOptions() }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
