/**
 * All Trusted Types policies of the page, made when its script starts. The Content-Security-Policy lists these names and no
 * others, and lets each be taken once: a script that comes later finds none left with which it could turn its own text
 * into markup or into the address of a script.
 *
 * No import here: it has to run before anything else does.
 */
interface Rules {
  readonly createHTML?: (markup: string) => string;
  readonly createScriptURL?: (url: string) => string;
}
interface TrustedTypesLike {
  readonly createPolicy: <R extends Rules>(name: string, rules: R) => R;
}

/** The policy of this name. Where the browser has no Trusted Types, or refuses it, the rules themselves: what a sink then takes is the browser's to say. */
function take<R extends Rules>(name: string, rules: R): R {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesLike };
  try {
    return trustedTypes?.createPolicy(name, rules) ?? rules;
  } catch {
    return rules;
  }
}

/** Makes the address of a worker: of a blob, since only a worker from a blob inherits the page's policy. Throws for others. */
export const workerAddress = take("app-worker", {
  createScriptURL(url: string): string {
    if (!url.startsWith("blob:")) throw new TypeError("a worker starts from a blob");
    return url;
  },
});

/** Makes the address of the site's one service worker, whatever it is given: browsers want an argument. */
export const serviceWorkerAddress = take("app-service-worker", {
  createScriptURL: (_url: string): string => new URL("./sw.js", document.baseURI).href,
});

/** Passes the markup of Monaco, which escapes texts itself and gets this policy from the build (`scripts/monaco-plugin.ts`). */
export const editorMarkup = take("app-editor", { createHTML: (markup: string): string => markup });
