import { ASK_AGAIN, FOR_EVER, headersOf } from "../bin/serve.mjs";
import { policyText } from "./policy-plugin.ts";

/** The files of the built site that need headers of their own; `rest` is every other one. */
export type Place = "page" | "embed" | "service-worker" | "assets" | "rest";

export type Headers = Readonly<Record<string, string>>;

const NO_FRAMES = "frame-ancestors 'none'";

const EVERYWHERE: Headers = headersOf(false);

/**
 * What a server should send with the files of a place, in addition to its usual headers. The policy is that of the
 * pages themselves (`policy-plugin.ts`), plus one thing that a page cannot say about itself: only `embed.html` may be
 * in a frame.
 */
export function headersFor(place: Place): Headers {
  switch (place) {
    case "page":
      return {
        ...EVERYWHERE,
        "Content-Security-Policy": `${policyText()}; ${NO_FRAMES}`,
        "X-Frame-Options": "DENY",
        "Cache-Control": ASK_AGAIN,
      };
    case "embed":
      return { ...headersOf(true), "Content-Security-Policy": policyText(), "Cache-Control": ASK_AGAIN };
    case "service-worker":
      // A policy sent with a service worker applies to it: it has to fetch the site's files, and nothing else.
      return {
        ...EVERYWHERE,
        "Content-Security-Policy": `default-src 'none'; script-src 'self'; connect-src 'self'; ${NO_FRAMES}`,
        "Cache-Control": ASK_AGAIN,
      };
    case "assets":
      return {
        ...EVERYWHERE,
        "Content-Security-Policy": `${policyText()}; ${NO_FRAMES}`,
        "Cache-Control": FOR_EVER,
      };
    case "rest":
      return { ...EVERYWHERE, "Content-Security-Policy": NO_FRAMES, "Cache-Control": ASK_AGAIN };
  }
}

const NOTE = "Written by `npm run headers` from scripts/headers.ts; a test holds them together.";

/**
 * The `_headers` file of Netlify and Cloudflare Pages. If two rules match, their headers are joined, and the stricter
 * of two policies wins; so there is no rule for all files, which would keep `embed.html` out of frames.
 */
export function headersFile(): string {
  const rules: readonly (readonly [Place, readonly string[]])[] = [
    ["page", ["/", "/index.html"]],
    // Cloudflare serves it without its extension.
    ["embed", ["/embed.html", "/embed"]],
    ["service-worker", ["/sw.js"]],
    ["assets", ["/assets/*"]],
  ];
  const blocks = rules.flatMap(([place, paths]) =>
    paths.map((path) => [path, ...lines(headersFor(place), (name, value) => `  ${name}: ${value}`)].join("\n")),
  );
  return `# ${NOTE}\n\n${blocks.join("\n\n")}\n`;
}

/**
 * An nginx server, to be included in its `http` block. Each location repeats all headers, because its own ones replace
 * the outer ones. `always` sends a header with errors, too; but "not found" must not be cached for a year.
 */
export function nginxServer(): string {
  const locations: readonly (readonly [Place, string])[] = [
    ["page", "= /index.html"],
    ["embed", "= /embed.html"],
    ["service-worker", "= /sw.js"],
    ["assets", "/assets/"],
    ["rest", "/"],
  ];
  const blocks = locations.map(([place, match]) =>
    [
      `    location ${match} {`,
      ...lines(
        headersFor(place),
        (name, value) => `        add_header ${name} "${value}"${name === "Cache-Control" ? "" : " always"};`,
      ),
      "        try_files $uri $uri/ =404;",
      "    }",
    ].join("\n"),
  );
  return `# ${NOTE}
server {
    listen 8080;
    root /usr/share/nginx/html;
    index index.html;
    charset utf-8;
    charset_types text/plain text/css text/markdown application/javascript application/json;
    server_tokens off;
    gzip on;
    gzip_vary on;
    gzip_min_length 1000;
    gzip_types text/css text/plain application/javascript application/json image/svg+xml font/ttf;

${blocks.join("\n\n")}
}
`;
}

function lines(headers: Headers, line: (name: string, value: string) => string): string[] {
  return Object.entries(headers).map(([name, value]) => line(name, value));
}
