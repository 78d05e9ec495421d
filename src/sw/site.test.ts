import { describe, expect, it } from "vitest";
import { cachePrefix, handlingOf, ownerOf } from "./site.ts";

const site = { version: "1", files: { "./": "a", "embed.html": "b", "assets/index-x.js": "c" } };
const scope = "https://jot.example/tools/";
const of = (path: string, { method = "GET", mode = "cors" } = {}) =>
  handlingOf({ method, mode, url: new URL(path, scope).href }, scope, site);
const file = (name: string) => ({ kind: "file", name });

describe("the service worker", () => {
  it("serves the site's own files", () => {
    expect(of("./")).toEqual(file("./"));
    expect(of("index.html")).toEqual(file("./"));
    expect(of("assets/index-x.js")).toEqual(file("assets/index-x.js"));
  });

  it("opens the site's pages whatever their query, which then reaches no server", () => {
    expect(of("?token=x#y", { mode: "navigate" })).toEqual(file("./"));
    expect(of("embed.html?a#/lab", { mode: "navigate" })).toEqual(file("embed.html"));
  });

  it("refuses subresources with a query, since a query can carry data", () => {
    for (const path of ["./?data", "assets/index-x.js?data", "assets/index-older.js?data", "probe?data"])
      expect(of(path), path).toEqual({ kind: "refuse" });
  });

  it("refuses other files, other methods and other folders", () => {
    for (const path of ["data", "sw.js", "assets/../secret", "assets/a/b.js", "constructor", "/", "/other/x.js"])
      expect(of(path), path).toEqual({ kind: "refuse" });
    expect(of("./", { method: "POST" })).toEqual({ kind: "refuse" });
  });

  it("serves an old build's script only if it is cached: its name could carry data too", () => {
    expect(of("assets/index-older.js")).toEqual({ kind: "older", name: "assets/index-older.js" });
    expect(of("assets/index-older.js", { method: "POST" })).toEqual({ kind: "refuse" });
  });

  it("leaves other pages of its server to be opened, and other servers to the page's policy", () => {
    for (const path of ["/other/", "sw.js", "none"]) expect(of(path, { mode: "navigate" })).toEqual({ kind: "leave" });
    expect(of("./", { method: "POST", mode: "navigate" })).toEqual({ kind: "leave" });
    expect(of("https://elsewhere.example/tools/")).toEqual({ kind: "leave" });
  });

  it("tells its own pages from those of another site in a subfolder, and from what no URL identifies", () => {
    const owner = (path: string) => ownerOf(new URL(path, scope).href, scope, site);
    expect(["./?x#y", "index.html", "embed.html"].map(owner)).toEqual(["own", "own", "own"]);
    expect(["below/", "other.html", "/", "https://elsewhere.example/tools/"].map(owner)).toEqual(
      Array.from({ length: 4 }, () => "other"),
    );
    expect(["about:blank", "blob:https://jot.example/1", "about:srcdoc"].map(owner)).toEqual(
      Array.from({ length: 3 }, () => "unknown"),
    );
  });

  it("keeps its files in caches named by its folder, so two sites on one origin do not delete each other's", () => {
    expect(cachePrefix(scope)).toBe("jotscope /tools/ ");
    expect(cachePrefix("https://jot.example/")).toBe("jotscope / ");
  });
});
