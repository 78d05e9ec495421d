import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { arrowUp, ROOMS } from "./facts.mjs";

test.each([
  ["src/core/keys/locked/encrypted-pem.ts", "../formats/der.ts"],
  ["/home/me/src/core/keys/text/nested.ts", "../read.ts"],
  ["src/core/keys/types.ts", "./numbers/curve.ts"],
  ["src/core/keys/formats/pem.ts", "../import/import.ts"],
])("%s may not import %s, a layer above it", (file, specifier) => {
  expect(arrowUp(file, specifier)).toMatch(/is below/);
});

test.each([
  ["src/core/keys/formats/pem.ts", "../locked/encrypted-pem.ts"],
  ["src/core/keys/formats/pem.ts", "./der.ts"],
  ["src/core/keys/locked/ciphers.ts", "@noble/ciphers/aes.js"],
  ["src/core/keys/import/import.ts", "../../crypto/capabilities.ts"],
  ["src/core/keys/locked/encrypted.test.ts", "../read.ts"],
  ["src/core/rules/key/fit.ts", "../../keys/fit/fit.ts"],
])("%s may import %s", (file, specifier) => {
  expect(arrowUp(file, specifier)).toBeNull();
});

test("every folder is listed", () => {
  for (const [folder, rooms] of Object.entries(ROOMS))
    for (const room of rooms) expect(existsSync(`${folder}/${room}`), room).toBe(true);
});
