import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { headersFor } from "../scripts/headers.ts";
import { headersOf, serveSite } from "./serve.mjs";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Asks as a browser does, with the path as it is and any header. */
function ask(address: string, path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      const decoders = { br: createBrotliDecompress, gzip: createGunzip } as const;
      const coding = method === "HEAD" ? undefined : response.headers["content-encoding"];
      const content = coding === "br" || coding === "gzip" ? response.pipe(decoders[coding]()) : response;
      let text = "";
      content.setEncoding("utf8");
      content.on("data", (part: string) => (text += part));
      content.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("the local server", () => {
  let site = "";
  let served: Awaited<ReturnType<typeof serveSite>>;
  beforeAll(async () => {
    site = await mkdtemp(join(tmpdir(), "jotscope-bin-"));
    await mkdir(join(site, "assets"));
    await writeFile(join(site, "index.html"), "<html><body>the page</body></html>");
    await writeFile(join(site, "embed.html"), "<html><body>for frames</body></html>");
    await writeFile(join(site, "assets", "a.js"), "a");
    await writeFile(join(site, "dot.png"), "a picture");
  });
  afterAll(async () => rm(site, { recursive: true }));
  afterEach(async () => served.close());
  const start = async (token?: string) => {
    served = await serveSite({ port: 0, site, ...(token === undefined ? {} : { token }) });
    return served;
  };
  const pathOf = (address: string | null): string => new URL(address ?? "").pathname;

  it("serves files, but no directory listings, no parent directories and no unnamed files", async () => {
    const { address, handover } = await start();
    expect(handover).toBeNull();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect((await ask(address, "/")).text).toContain("the page");
    expect((await ask(address, "/assets/a.js")).text).toBe("a");
    for (const path of ["/assets/", "/assets", "/../serve.test.ts", "/%2e%2e/x", "/open-", "/nothing"])
      expect((await ask(address, path)).status, path).toBe(404);
    expect((await ask(address, "/", {}, "POST")).status).toBe(405);
  });

  it("answers only to its own host names, so DNS rebinding cannot reach it", async () => {
    const { address } = await start();
    const { port } = new URL(address);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`])
      expect((await ask(address, "/", { host })).status, host).toBe(200);
    for (const host of [`attacker.example:${port}`, "127.0.0.1", `127.0.0.1:${port}.attacker.example`, "localhost:1"]) {
      const answer = await ask(address, "/", { host });
      expect([answer.status, answer.text], host).toEqual([421, ""]);
    }
  });

  it("lets only the embed page be framed, and sends the headers that hosts should send", async () => {
    const { address } = await start();
    const page = await ask(address, "/");
    expect(page.headers).toMatchObject({
      "content-security-policy": "frame-ancestors 'none'",
      "x-frame-options": "DENY",
      "cache-control": "no-cache",
    });
    const embed = await ask(address, "/embed.html");
    expect(embed.headers["x-frame-options"]).toBeUndefined();
    expect(embed.headers["content-security-policy"]).toBeUndefined();
    const lower = (headers: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const { "Content-Security-Policy": _, "Cache-Control": __, ...everywhere } = headersFor("rest");
    expect(page.headers).toMatchObject(lower(everywhere));
    expect(embed.headers).toMatchObject(lower(headersOf(true)));
    expect((await ask(address, "/none")).headers).toMatchObject(lower(everywhere));
  });

  it("compresses text for clients that accept it, and sends everything else as is", async () => {
    const { address } = await start();
    const codings = { "br, gzip": "br", "gzip, deflate": "gzip", "gzip;q=0, br;q=0.000": undefined, "": undefined };
    for (const [accepted, sent] of Object.entries(codings)) {
      const answer = await ask(address, "/assets/a.js", { "accept-encoding": accepted });
      expect(answer.headers["content-encoding"], accepted).toBe(sent);
      expect(answer.headers["content-type"], accepted).toContain("javascript");
      expect(answer.headers["vary"], accepted).toBe("Accept-Encoding");
      expect(answer.text, accepted).toBe("a");
    }
    const page = await ask(address, "/?x", { "accept-encoding": "br" });
    expect(page.text).toContain("the page");
    const head = await ask(address, "/assets/a.js", { "accept-encoding": "br" }, "HEAD");
    expect([head.headers["content-encoding"], head.text]).toEqual(["br", ""]);
    const again = { "accept-encoding": "br", "if-none-match": String(page.headers["etag"]) };
    expect((await ask(address, "/", again)).status).toBe(304);
    expect((await ask(address, "/dot.png", { "accept-encoding": "br" })).headers["content-encoding"]).toBeUndefined();
  });

  it("lets clients cache hashed files for ever, but neither other files nor missing ones", async () => {
    const { address } = await start();
    const kept = async (path: string) => (await ask(address, path)).headers["cache-control"];
    expect(await kept("/assets/a.js")).toBe("public, max-age=31536000, immutable");
    for (const path of ["/", "/embed.html", "/dot.png", "/assets/none.js"])
      expect(await kept(path), path).toBe("no-cache");
  });

  it("hands a token over once, inside the page, at a new address each time", async () => {
    const token = "eyJ.</script><script>alert(1)</script>.x";
    const { address, handover } = await start(token);
    const path = pathOf(handover);
    expect(path).toMatch(/^\/open-[\w-]{32}$/);
    expect((await ask(address, "/")).text).not.toContain("eyJ");
    const first = await ask(address, path);
    expect(first.headers["cache-control"]).toBe("no-store");
    const [, json = ""] =
      /<script type="application\/json" id="handed-over">(.*)<\/script><\/body>/.exec(first.text) ?? [];
    expect(json).not.toContain("<");
    expect(JSON.parse(json)).toBe(token);
    const second = await ask(address, path);
    expect(second.status).toBe(410);
    expect(second.text).not.toContain("eyJ");
    await served.close();
    expect((await start(token)).handover).not.toContain(path);
  });

  it("hands nothing to prefetches, scripts or other hosts, and the page that follows still gets the token", async () => {
    const { address, handover } = await start("token");
    const path = pathOf(handover);
    for (const headers of [
      { "sec-purpose": "prefetch" },
      { "sec-fetch-dest": "empty" },
      { host: "attacker.example" },
    ]) {
      const answer = await ask(address, path, headers);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.text).toBe("");
    }
    expect((await ask(address, path, {}, "HEAD")).status).toBe(503);
    expect((await ask(address, path, { "sec-fetch-dest": "document" })).text).toContain("handed-over");
  });
});
