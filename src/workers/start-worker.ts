import { workerAddress } from "../trusted-types.ts";

/**
 * Starts a module worker that is bound to the page's policy.
 *
 * A worker that is loaded from a URL does not inherit a policy given in a meta element, so its code could fetch in spite of
 * `connect-src 'none'`; one loaded from a blob does inherit it. Hence a blob of one line that imports the real entry.
 * Trusted Types refuse a plain string as a worker's URL.
 *
 * `url` comes from `import url from "./x.ts?worker&url"`. In the single file that is a blob already, of a classic
 * script, which inherits the policy as it is and stays for the next worker. The caller terminates the worker.
 */
export function startWorker(url: string): Worker {
  if (url.startsWith("blob:")) return new Worker(workerAddress.createScriptURL(url));
  const absolute = new URL(url, document.baseURI).href;
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(absolute)};`], { type: "text/javascript" }));
  const worker = new Worker(workerAddress.createScriptURL(blob), { type: "module" });
  // Once the worker answers, its entry has been loaded and the blob is no longer needed.
  worker.addEventListener("message", () => URL.revokeObjectURL(blob), { once: true });
  return worker;
}
