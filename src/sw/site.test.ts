import { describe, expect, it } from "vitest";
import { cachePrefix, fileOf } from "./site.ts";

describe("the service worker answers", () => {
  const site = { version: "1", files: { "./": "a", "embed.html": "b", "assets/index-x.js": "c" } };
  const scope = "https://jot.example/tools/";
  const of = (path: string, method = "GET") => fileOf({ method, url: new URL(path, scope).href }, scope, site);

  it("requests for the site's own files, whatever their query", () => {
    expect(of("./")).toBe("./");
    expect(of("index.html")).toBe("./");
    expect(of("?token=x#y")).toBe("./");
    expect(of("embed.html#/lab")).toBe("embed.html");
    expect(of("assets/index-x.js")).toBe("assets/index-x.js");
  });

  it("requests for a script of an older build, whose tab may still be open", () => {
    expect(of("assets/index-older.js")).toBe("assets/index-older.js");
  });

  it("nothing else: other methods, other files, other folders, other origins", () => {
    expect(of("./", "POST")).toBeNull();
    expect(of("sw.js")).toBeNull();
    expect(of("assets/../secret")).toBeNull();
    expect(of("assets/a/b.js")).toBeNull();
    expect(of("constructor")).toBeNull();
    expect(of("/other/")).toBeNull();
    expect(of("https://elsewhere.example/tools/")).toBeNull();
  });

  it("from caches that are named by its folder, so that two under one origin do not delete each other's", () => {
    expect(cachePrefix(scope)).toBe("jotscope /tools/ ");
    expect(cachePrefix("https://jot.example/")).toBe("jotscope / ");
  });
});
