import { vi } from "vitest";

/** As long as `expect.poll` waits, since a busy machine is not a failure. In milliseconds. */
const PATIENCE = 20_000;

/** Waits until `check` no longer throws. */
export async function eventually(check: () => unknown): Promise<void> {
  await vi.waitFor(check, { timeout: PATIENCE, interval: 5 });
}
