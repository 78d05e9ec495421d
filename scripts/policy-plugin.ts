import type { Plugin } from "vite";

/**
 * The page's Content-Security-Policy. Scripts, style sheets and the manifest come from where the page is; nothing else is
 * loaded, from anywhere. `connect-src 'none'` leaves no fetch, not even of the page's own files: tables and wasm come as
 * modules. Trusted Types leave no way to make markup or a worker's address from a string.
 */
const POLICY: Readonly<Record<string, readonly string[]>> = {
  "default-src": ["'none'"],
  // Compiled WebAssembly is the search for weak secrets; nothing else is evaluated.
  "script-src": ["'self'", "'wasm-unsafe-eval'"],
  "style-src": ["'self'"],
  // Workers start from blobs: one that is loaded from an address would not inherit this policy.
  "worker-src": ["'self'", "blob:"],
  "connect-src": ["'none'"],
  // Not even from where the page is: a picture's address can carry data. The icon and the editor's font are part of files.
  "img-src": ["data:"],
  "font-src": ["data:"],
  "manifest-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "require-trusted-types-for": ["'script'"],
  // All are made when the page's script starts (`src/trusted-types.ts`), and none can be made twice.
  "trusted-types": ["app-worker", "app-service-worker", "app-editor"],
};

/** The policy as a meta element's content; `changes` replaces the sources of single directives. */
export function policyText(changes: Readonly<Record<string, readonly string[]>> = {}): string {
  return Object.entries({ ...POLICY, ...changes })
    .map(([directive, sources]) => [directive, ...sources].join(" "))
    .join("; ");
}

const CHARSET = '<meta charset="utf-8" />';

/**
 * Writes the policy into the built page, right behind the charset: it binds only what comes after it. The development
 * server's page goes without, since hot replacement needs a socket and inline scripts.
 */
export function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html) {
        if (!html.includes(CHARSET)) throw new Error(`index.html: ${CHARSET} is not there, so the policy has no place`);
        return html.replace(
          CHARSET,
          `${CHARSET}\n    <meta http-equiv="Content-Security-Policy" content="${policyText()}" />`,
        );
      },
    },
  };
}
