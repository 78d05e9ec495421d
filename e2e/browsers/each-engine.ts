import { afterAll, beforeAll, describe } from "vitest";
import { serve } from "../../scripts/lib/server.mjs";
import { type Bench, benchOf } from "./bench.ts";
import type { Engine, EngineName } from "./engine.ts";
import { findEngines } from "./find.ts";

/** What an engine's test works with: the engine, the built site and the workbench. Set once the tests run. */
export interface Place {
  readonly name: EngineName;
  engine: Engine;
  bench: Bench;
  server: Awaited<ReturnType<typeof serve>>;
}

/** Runs the same tests in each engine; those for a missing engine are skipped, with what is missing. */
export function inEachEngine(tests: (at: Place) => void): void {
  for (const finding of findEngines()) {
    const { name } = finding;
    const missing = "missing" in finding ? finding.missing : null;
    console.log(`${name}: ${missing === null ? "found" : `skipped, ${missing}`}`);
    describe.skipIf(missing !== null)(`in ${name}`, () => {
      const at = { name } as Place;
      beforeAll(async () => {
        if ("missing" in finding) return;
        at.server = await serve(0);
        at.engine = await finding.launch();
        at.bench = benchOf(at.engine, at.server.address);
      });
      afterAll(async () => {
        await at.engine?.close();
        await at.server?.close();
      });
      tests(at);
    });
  }
}
