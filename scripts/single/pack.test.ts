import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { linkChunk, refuseCircles } from "./link.ts";
import { packPage, type Parts } from "./pack.ts";

describe("a chunk that runs from a blob", () => {
  const names = new Set(["assets/a.js", "assets/b.js", "assets/w.js"]);
  const link = (code: string) => linkChunk("assets/a.js", code, names);

  it("imports and exports by names that the page replaces, and lists them as needed", () => {
    const { code, needs } = link('import{x as e}from"./b.js";import"./b.js";export{y}from"./b.js";e();');
    expect(code).toBe(
      'import{x as e}from"jotscope-file:assets/b.js";import"jotscope-file:assets/b.js";export{y}from"jotscope-file:assets/b.js";e();',
    );
    expect(needs).toEqual(["assets/b.js"]);
  });

  it("asks the page for its lazy imports, which it does not need beforehand", () => {
    const { code, needs } = link("const f=()=>[import(`./b.js`),import('./b.js')];");
    expect(code).toBe('const f=()=>[jotscopeFiles.load("assets/b.js"),jotscopeFiles.load("assets/b.js")];');
    expect(needs).toEqual([]);
  });

  it("needs its workers beforehand, since a worker's URL is used synchronously", () => {
    for (const quote of ['"', "'", "`"]) {
      const code = `new Worker(jotscopeFiles.url(${quote}assets/w.js${quote}))`;
      expect(link(code).needs).toEqual(["assets/w.js"]);
    }
  });

  it("is left alone if only its text looks like an import", () => {
    const code = `const text='import("./b.js")';/* import "./b.js" */`;
    expect(link(code).code).toBe(code);
  });

  it("is refused if it has an import that nothing could resolve", () => {
    expect(() => link('import"./gone.js"')).toThrow("imports ./gone.js, which is not in the bundle");
    expect(() => link('jotscopeFiles.url("assets/gone.js")')).toThrow("wants assets/gone.js");
  });

  it("keeps an import whose URL is computed at run time, which the policy blocks unless it is a blob", () => {
    expect(link("import(`${x}`)").code).toBe("import(`${x}`)");
  });

  it("may not be in an import cycle, since neither blob could be made first", () => {
    const both = new Set(["a.js", "b.js"]);
    const chunks = new Map([
      ["a.js", linkChunk("a.js", 'import"./b.js"', both)],
      ["b.js", linkChunk("b.js", 'import"./a.js"', both)],
    ]);
    expect(() => refuseCircles(chunks)).toThrow("a.js → b.js → a.js");
  });
});

describe("the single file", () => {
  const parts: Parts = {
    html: '<!doctype html><html lang="en"><head><meta charset="utf-8" /><link rel="icon" href="./favicon.svg" /><script type="module" crossorigin src="./assets/a.js"></script><link rel="stylesheet" crossorigin href="./a.css"></head><body><div id="root"></div></body></html>',
    entry: "assets/a.js",
    scripts: new Map([
      ["assets/b.js", "export const b = '</script>$&';"],
      ["assets/a.js", 'import{b}from"./b.js";'],
    ]),
    css: "body{color:red}",
    icon: "<svg/>",
    boot: '// what it is\nconst FILES = "JOTSCOPE_FILES", ENTRY = "JOTSCOPE_ENTRY";',
    notices: "MIT </script><script>alert(1)</script>",
  };
  const page = packPage(parts);
  const hash = (text: string): string => createHash("sha256").update(text).digest("base64");
  const scripts = [...page.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)].map(([, attributes = "", text = ""]) => ({
    attributes,
    text,
  }));
  const running = scripts.filter(({ attributes }) => !/application\/gzip|text\/plain/.test(attributes));

  it("has one script that runs and one style, and its policy names both by hash", () => {
    expect(running).toHaveLength(1);
    expect(page).toContain(`script-src 'sha256-${hash(running[0]?.text ?? "")}' blob: 'wasm-unsafe-eval';`);
    expect(page).toContain(`style-src 'sha256-${hash(parts.css)}';`);
    expect(page).not.toMatch(/'self'|unsafe-inline|strict-dynamic/);
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<style>"));
  });

  it("names no other file", () => {
    expect(page).not.toMatch(/\s(?:src|href)="(?!data:)/);
  });

  it("holds each chunk packed, with its hash in the script that the policy names", () => {
    const blocks = scripts.filter(({ attributes }) => attributes.includes("application/gzip"));
    const texts = blocks.map(({ text }) => gunzipSync(Buffer.from(text, "base64")).toString());
    expect(texts).toEqual(['import{b}from"jotscope-file:assets/b.js";', "export const b = '</script>$&';"]);
    for (const text of texts) expect(running[0]?.text).toContain(hash(text));
  });

  it("does not depend on the order in which the build lists the chunks", () => {
    expect(packPage({ ...parts, scripts: new Map([...parts.scripts].toReversed()) })).toBe(page);
  });

  it("is not built if a text would end its element", () => {
    expect(() => packPage({ ...parts, css: "a{content:'</style>'}" })).toThrow("would end it");
    expect(() => packPage({ ...parts, html: "<html></html>" })).toThrow("is not there");
  });
});
