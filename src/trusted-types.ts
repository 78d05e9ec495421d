/**
 * All Trusted Types policies of the page, created when its script starts. The Content-Security-Policy lists only these
 * names, and lets each be created once: a later script finds none left with which it could turn text into markup or a
 * script URL.
 *
 * No import here: it must run before anything else.
 */
interface Rules {
  readonly createHTML?: (markup: string) => string;
  readonly createScriptURL?: (url: string) => string;
}
interface TrustedTypesLike {
  readonly createPolicy: <R extends Rules>(name: string, rules: R) => R;
}

/** The policy with this name. If the browser lacks Trusted Types or refuses the policy, the rules themselves: the browser then decides what a sink accepts. */
function take<R extends Rules>(name: string, rules: R): R {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesLike };
  try {
    return trustedTypes?.createPolicy(name, rules) ?? rules;
  } catch {
    return rules;
  }
}

/** Creates the URL of a worker. It must be a blob, since only a worker from a blob inherits the page's policy; throws for others. */
export const workerAddress = take("app-worker", {
  createScriptURL(url: string): string {
    if (!url.startsWith("blob:")) throw new TypeError("a worker starts from a blob");
    return url;
  },
});

/** Creates the URL of the site's only service worker, whatever the argument, which browsers require. */
export const serviceWorkerAddress = take("app-service-worker", {
  createScriptURL: (_url: string): string => new URL("./sw.js", document.baseURI).href,
});

/** Passes on markup from Monaco, which escapes texts itself and gets this policy from the build (`scripts/monaco-plugin.ts`). */
export const editorMarkup = take("app-editor", { createHTML: (markup: string): string => markup });
