import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { isMonaco, rewriteMonaco } from "./monaco-styles.ts";
import { isQuick } from "../src/testing/rounds.ts";

test("a style attribute set through innerHTML is assigned after insertion", () => {
  const source = `node.innerHTML = \`<div class="a" style="left:\${x}px"></div>\`;`;
  const rewriting = rewriteMonaco("/node_modules/monaco-editor/esm/vs/editor/browser/x.js", source);
  expect(rewriting?.code).toContain('data-style="left:');
  expect(rewriting?.code).toContain("setMarkup(node, `<div");
  expect(rewriting?.unknown).toEqual([]);
});

test("markup inserted next to an element is handled the same way", () => {
  const source = "last.insertAdjacentHTML('afterend', html);";
  const rewriting = rewriteMonaco("/node_modules/monaco-editor/esm/vs/editor/browser/x.js", source);
  expect(rewriting?.code).toContain("insertMarkup(last, 'afterend', html);");
});

test("an unknown style element fails the build", () => {
  const source = "const style = document.createElement('style'); a.innerHTML = b;";
  const rewriting = rewriteMonaco("/node_modules/monaco-editor/esm/vs/editor/browser/x.js", source);
  expect(rewriting?.unknown).toHaveLength(1);
});

test("a Trusted Types policy becomes the page's own, and an unknown one fails the build", () => {
  const asked = rewriteMonaco(
    "/node_modules/monaco-editor/esm/vs/base/browser/trustedTypes.js",
    "function createTrustedTypesPolicy(name, rules) {\n    return trustedTypes.createPolicy(name, rules);\n}\n\nexport { createTrustedTypesPolicy };",
  );
  expect(asked?.code).toMatch(/^import \{ createTrustedTypesPolicy \} from/);
  expect(asked?.code).not.toContain("createPolicy(");
  expect(asked?.unknown).toEqual([]);
  const unknown = rewriteMonaco(
    "/node_modules/monaco-editor/esm/vs/editor/browser/x.js",
    "const own = trustedTypes.createPolicy('new', {});",
  );
  expect(unknown?.unknown).toHaveLength(1);
});

test("a module without inline styles is left unchanged", () => {
  expect(rewriteMonaco("/node_modules/monaco-editor/esm/vs/editor/browser/x.js", "export const a = 1;")).toBeNull();
});

test("no key is measured for telemetry", () => {
  const source = "function onKeyDown() {\n    performance.mark('keydown/start');\n}\nfunction reset() {\n}";
  const rewriting = rewriteMonaco("/node_modules/monaco-editor/esm/vs/base/browser/performance.js", source);
  expect(rewriting?.code).toMatch(/onKeyDown\(\) \{return;/);
  const folder = dirname(createRequire(import.meta.url).resolve("monaco-editor/editor"));
  const path = `${folder}/base/browser/performance.js`;
  const installed = readFileSync(path, "utf8");
  const begun = [...installed.matchAll(/inputLatency\.(on\w+) = /g)].map(([, name]) => name);
  expect(begun.length).toBeGreaterThan(4);
  for (const name of begun) expect(rewriteMonaco(path, installed)?.code).toContain(`function ${name}() {return;`);
});

test("the list of suggestions has options on every system", () => {
  const source = "getRole: () => isWindows ? 'listitem' : 'option',";
  const rewriting = rewriteMonaco(
    "/node_modules/monaco-editor/esm/vs/editor/contrib/suggest/browser/suggestWidget.js",
    source,
  );
  expect(rewriting?.code).toContain("getRole: () => 'option',");
});

test.skipIf(isQuick)("every inline style and policy of the installed Monaco is known", () => {
  const folder = dirname(createRequire(import.meta.url).resolve("monaco-editor/editor"));
  const modules = ["base", "editor", "platform"].flatMap((part) =>
    readdirSync(`${folder}/${part}`, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".js"))
      .map((file) => `${part}/${file}`),
  );
  let rewritten = 0;
  const unknown = modules.flatMap((file) => {
    const path = `${folder}/${file}`.replaceAll("\\", "/");
    expect(isMonaco(path)).toBe(true);
    const rewriting = rewriteMonaco(path, readFileSync(path, "utf8"));
    rewritten += rewriting === null ? 0 : 1;
    return rewriting?.unknown ?? [];
  });
  expect(unknown).toEqual([]);
  expect(rewritten).toBeGreaterThan(10);
});
