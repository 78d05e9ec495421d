import { workerAddress } from "../trusted-types.ts";

/**
 * Starts a module worker that is subject to the page's policy.
 *
 * A worker loaded from a URL does not inherit a policy from a meta element, so its code could fetch in spite of
 * `connect-src 'none'`; one loaded from a blob does. Hence a blob of one line that imports the real entry. Trusted
 * Types reject a plain string as a worker's URL.
 *
 * `url` comes from `import url from "./x.ts?worker&url"`. In the single file that is already a blob, of a classic
 * script, which inherits the policy and is kept for the next worker. The caller terminates the worker.
 */
export function startWorker(url: string): Worker {
  if (url.startsWith("blob:")) return new Worker(workerAddress.createScriptURL(url));
  const absolute = new URL(url, document.baseURI).href;
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(absolute)};`], { type: "text/javascript" }));
  const worker = new Worker(workerAddress.createScriptURL(blob), { type: "module" });
  // The worker's first message shows that its entry has loaded, so the blob is no longer needed.
  worker.addEventListener("message", () => URL.revokeObjectURL(blob), { once: true });
  return worker;
}
