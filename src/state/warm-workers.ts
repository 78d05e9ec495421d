import { warmKeyWorker } from "../workers/key-client.ts";
import { warmStrength } from "../workers/strength-client.ts";

/** Starts the workers that a pasted key or a typed secret would otherwise be the first to ask for. */
export function warmWorkers(): void {
  warmKeyWorker();
  warmStrength();
}
