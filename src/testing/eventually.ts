import { vi } from "vitest";

/** As long as the waits of `expect.poll`, since a machine that does other things as well is not a failure. In milliseconds. */
const PATIENCE = 20_000;

/** Waits until `check` no longer throws. */
export async function eventually(check: () => unknown): Promise<void> {
  await vi.waitFor(check, { timeout: PATIENCE, interval: 5 });
}
