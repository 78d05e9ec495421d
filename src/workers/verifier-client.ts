import { onForget } from "../core/memory/forget.ts";
import type { Held, SmallChange } from "../core/verifier/listing.ts";
import type { Presented } from "../core/verifier/types.ts";
import { startWorker } from "./start-worker.ts";
import { createVerifierDesk, type StartAsked } from "./verifier-desk.ts";
import type { VerifierReply } from "./verifier-protocol.ts";
import url from "./verifier-worker.ts?worker&url";

const start: StartAsked = ({ reply, fail }) => {
  const worker = startWorker(url);
  worker.addEventListener("message", ({ data }: MessageEvent<VerifierReply>) => reply(data));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    fail();
  });
  return { post: (request) => worker.postMessage(request), end: () => worker.terminate() };
};

const desk = createVerifierDesk(start);
let isWarm = false;

onForget(() => {
  desk.end();
  // Start another one, so that the next pasted configuration does not cause a request either.
  if (isWarm) desk.warm();
});

/** Starts the worker before there is a question, so that a pasted configuration causes no request. */
export function warmVerifierWorker(): void {
  isWarm = true;
  desk.warm();
}

/**
 * What a long configuration says about a token, read in a worker. `lane`: who asks; in each lane only the latest
 * question is answered.
 */
export async function holdInWorker(lane: string, text: string, presented: Presented, most: number): Promise<Held> {
  return (await desk.ask(lane, text, { kind: "hold", presented, most })) as Held;
}

/** The change to a long configuration for one of its conditions. */
export async function changeInWorker(text: string, presented: Presented, index: number): Promise<SmallChange | null> {
  return (await desk.ask("change", text, { kind: "change", presented, index })) as SmallChange | null;
}

const NOTHING: Presented = { header: null, claims: null, signature: "unknown", now: 0, leeway: 0 };

/**
 * Whether a long text is a configuration that the page reads. Asks the idle worker, so that a paste causes no request.
 * Once the text is placed, the worker has already read it.
 */
export async function isConfigurationInWorker(text: string): Promise<boolean> {
  const held = (await desk.askBetween(text, { kind: "hold", presented: NOTHING, most: 0 })) as Held;
  return held.is === "read";
}
