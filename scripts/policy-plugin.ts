import type { Plugin } from "vite";

/**
 * The page's Content-Security-Policy. Scripts, style sheets and the manifest come from the page's own place; nothing
 * else is loaded from anywhere. `connect-src 'none'` forbids every fetch, even of the page's own files: tables and wasm
 * come as modules. Trusted Types leave no way to make markup or a worker's address from a string.
 */
const POLICY: Readonly<Record<string, readonly string[]>> = {
  "default-src": ["'none'"],
  // The search for weak secrets is compiled WebAssembly; nothing else is evaluated.
  "script-src": ["'self'", "'wasm-unsafe-eval'"],
  "style-src": ["'self'"],
  // Workers start from blobs: one loaded from an address would not inherit this policy.
  "worker-src": ["'self'", "blob:"],
  "connect-src": ["'none'"],
  // Not even from the page's own place: a picture's address can carry data. Icon and editor font are embedded in files.
  "img-src": ["data:"],
  "font-src": ["data:"],
  "manifest-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "require-trusted-types-for": ["'script'"],
  // All are created when the page's script starts (`src/trusted-types.ts`), and none can be created twice.
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
 * Writes the policy into the built page, right after the charset: it applies only to what comes after it. The
 * development server's page has none, since hot replacement needs a socket and inline scripts.
 */
export function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html) {
        if (!html.includes(CHARSET))
          throw new Error(`index.html: ${CHARSET} is not there, so there is no place for the policy`);
        return html.replace(
          CHARSET,
          `${CHARSET}\n    <meta http-equiv="Content-Security-Policy" content="${policyText()}" />`,
        );
      },
    },
  };
}
