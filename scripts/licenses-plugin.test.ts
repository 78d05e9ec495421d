import { expect, test } from "vitest";
import { licensePage, licenseSection, packageFolder, readPackage } from "./licenses-plugin.ts";

test("a module belongs to the innermost package around it, or to the project", () => {
  expect(packageFolder("/a/node_modules/jose/dist/index.js")).toBe("/a/node_modules/jose");
  expect(packageFolder("/a/node_modules/@noble/curves/ed448.js?x")).toBe("/a/node_modules/@noble/curves");
  expect(packageFolder("/a/node_modules/b/node_modules/c/d.js")).toBe("/a/node_modules/b/node_modules/c");
  expect(packageFolder("/a/src/main.tsx")).toBeNull();
});

test("a licence's text comes from its file, or from the README", () => {
  expect(readPackage("node_modules/jose").text).toContain("Permission is hereby granted");
  expect(readPackage("node_modules/@zxcvbn-ts/core").text).toContain("Permission is hereby granted");
  expect(readPackage("node_modules/des.js").text).toMatch(
    /^This software is licensed under the MIT License\.[^]*Fedor Indutny/,
  );
  expect(readPackage("node_modules/assemblyscript").text).toContain("Apache License");
});

test("a section ends at the next heading", () => {
  expect(licenseSection("# A\n\n## License\n\nMIT, me\n\n## More\nx")).toBe("MIT, me");
  expect(licenseSection("# A\n\nMIT")).toBe("");
});

test("the page lists each package by name, with its text", () => {
  const page = licensePage([
    { name: "b", version: "2.0.0", license: "ISC", text: "two" },
    { name: "a", version: "1.0.0", license: "MIT", text: "one" },
  ]);
  expect(page.split("## ").slice(1)).toEqual(["a - 1.0.0 (MIT)\n\none\n\n", "b - 2.0.0 (ISC)\n\ntwo\n"]);
});
