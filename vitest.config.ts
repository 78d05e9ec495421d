import { statSync } from "node:fs";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { assembly } from "./scripts/assembly-plugin.ts";
import { chromiumLaunchOptions } from "./scripts/lib/browser.mjs";
import { mutant } from "./scripts/lib/mutant-plugin.ts";
import { makeOwnCases, readVectors } from "./scripts/lib/vectors-command.ts";

/** Tests of the packed package, which need the built site. */
const PACKED = "bin/**/*.packed.test.ts";
/** Tests of the code that the page writes, in the languages that are installed. */
const CODE = "src/**/*.code.test.ts";
const IN_BROWSER = "src/**/*.browser.test.{ts,tsx}";

/**
 * Distributes the files over the shards by size, back and forth, so that each has the same amount of work: by hashes of
 * their names, one had two thirds more.
 */
class BySize extends BaseSequencer {
  override async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { index, count } = this.ctx.config.shard ?? { index: 1, count: 1 };
    const sized = files.map((file) => ({ file, size: statSync(file.moduleId).size }));
    return sized
      .toSorted((a, b) => b.size - a.size || (a.file.moduleId < b.file.moduleId ? -1 : 1))
      .filter((_, place) => {
        const at = place % (2 * count);
        return (at < count ? at : 2 * count - 1 - at) === index - 1;
      })
      .map(({ file }) => file);
  }
}

export default defineConfig({
  plugins: [assembly(), mutant()],
  test: {
    // A law of many random cases takes seconds on a busy machine; what hangs still ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    sequence: { sequencer: BySize },
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
