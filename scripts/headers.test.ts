import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { headersFile, headersFor, nginxServer, type Place } from "./headers.ts";
import { policyText } from "./policy-plugin.ts";

const PLACES: readonly Place[] = ["page", "embed", "service-worker", "assets", "rest"];
const policyOf = (place: Place): string => headersFor(place)["Content-Security-Policy"] ?? "";

describe("the headers that a server should send", () => {
  test("are the page's own policy, so the two cannot drift apart", () => {
    for (const place of ["page", "embed", "assets"] as const) expect(policyOf(place)).toContain(policyText());
  });

  test("let only the embed page be framed", () => {
    for (const place of PLACES) expect(policyOf(place).includes("frame-ancestors 'none'")).toBe(place !== "embed");
    expect(headersFor("page")).toHaveProperty("X-Frame-Options", "DENY");
    expect(headersFor("embed")).not.toHaveProperty("X-Frame-Options");
  });

  test("isolate every window from its opener, except the embed page, which other sites frame", () => {
    for (const place of PLACES) {
      const { "Cross-Origin-Opener-Policy": opener, "Cross-Origin-Resource-Policy": resource } = headersFor(place);
      expect([opener, resource], place).toEqual(
        place === "embed" ? [undefined, "cross-origin"] : ["same-origin", "same-origin"],
      );
    }
  });

  test("turn off every browser feature except the clipboard, which only the page itself may use", () => {
    for (const place of PLACES) {
      const features = (headersFor(place)["Permissions-Policy"] ?? "").split(", ");
      expect(features.filter((feature) => !feature.endsWith("=()"))).toEqual([
        "clipboard-read=(self)",
        "clipboard-write=(self)",
      ]);
      for (const feature of ["camera", "microphone", "geolocation", "usb", "serial", "display-capture", "payment"])
        expect(features).toContain(`${feature}=()`);
    }
  });

  test("let a service worker fetch only the site's own files", () => {
    expect(policyOf("service-worker")).toContain("connect-src 'self'");
  });
});

describe("the host files are the generated ones", () => {
  test("public/_headers", async () => {
    await expect(headersFile()).toMatchFileSnapshot("../public/_headers");
  });

  test("deploy/nginx.conf", async () => {
    await expect(nginxServer()).toMatchFileSnapshot("../deploy/nginx.conf");
  });

  test("no two rules of _headers match one file, since their policies would be merged", () => {
    const rules = headersFile()
      .split("\n")
      .filter((line) => line.startsWith("/"));
    for (const path of ["/", "/index.html", "/embed.html", "/sw.js", "/assets/x.js"]) {
      const matching = rules.filter(
        (rule) => rule === path || (rule.endsWith("*") && path.startsWith(rule.slice(0, -1))),
      );
      expect(matching, path).toHaveLength(1);
    }
  });
});

const nginx = spawnSync("nginx", ["-v"]).status === 0;

describe.skipIf(!nginx)("nginx, if installed", () => {
  test("sends these headers with each kind of file, and for errors too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "jotscope-nginx-"));
    const site = join(folder, "site");
    mkdirSync(join(site, "assets"), { recursive: true });
    for (const file of ["index.html", "embed.html", "sw.js", "licenses.md", "assets/a.js"]) {
      writeFileSync(join(site, file), file);
    }
    const port = await freePort();
    const server = readFileSync(new URL("../deploy/nginx.conf", import.meta.url), "utf8")
      .replace("listen 8080", `listen 127.0.0.1:${port}`)
      .replace("/usr/share/nginx/html", site);
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (name) => `${name}_temp_path ${folder};`,
    );
    writeFileSync(
      join(folder, "nginx.conf"),
      `daemon off; master_process off; pid ${folder}/pid; events {}
       http { access_log off; include /etc/nginx/mime.types; ${temporary.join(" ")} ${server} }`,
    );
    const process = spawn("nginx", ["-p", folder, "-e", join(folder, "error.log"), "-c", join(folder, "nginx.conf")]);
    try {
      const at = `http://127.0.0.1:${port}`;
      await expect
        .poll(
          () =>
            fetch(at).then(
              ({ ok }) => ok,
              () => false,
            ),
          { timeout: 10_000 },
        )
        .toBe(true);
      for (const [path, place, status] of [
        ["/", "page", 200],
        ["/index.html", "page", 200],
        ["/embed.html", "embed", 200],
        ["/sw.js", "service-worker", 200],
        ["/assets/a.js", "assets", 200],
        ["/licenses.md", "rest", 200],
        ["/none", "rest", 404],
      ] as const) {
        const response = await fetch(at + path);
        expect(response.status, path).toBe(status);
        for (const [name, value] of Object.entries(headersFor(place))) {
          expect(response.headers.get(name), `${path} ${name}`).toBe(value);
        }
        expect(response.headers.get("server")).toBe("nginx");
      }
    } finally {
      process.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
