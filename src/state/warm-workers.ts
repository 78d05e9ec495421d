import { warmKeyWorker } from "../workers/key-client.ts";
import { warmStrength } from "../workers/strength-client.ts";
import { warmVerifierWorker } from "../workers/verifier-client.ts";

/** Starts the workers that a pasted key, configuration or typed secret would otherwise be the first to ask for. */
export function warmWorkers(): void {
  warmKeyWorker();
  warmStrength();
  warmVerifierWorker();
}
