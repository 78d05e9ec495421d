import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { WELL_KNOWN_SECRETS, wellKnownSecret } from "./well-known.ts";

describe("well-known secrets", () => {
  it("are listed once each, with where they are published", () => {
    const texts = WELL_KNOWN_SECRETS.map(({ secret }) => secret);
    expect(new Set(texts).size).toBe(texts.length);
    for (const { secret, source } of WELL_KNOWN_SECRETS) {
      expect(secret).not.toMatch(/^$|\n/);
      expect(source).not.toBe("");
    }
  });

  it("are matched exactly as typed", () => {
    expect(wellKnownSecret("your-256-bit-secret")).not.toBeNull();
    expect(wellKnownSecret("shhhhh")?.source).toContain("jsonwebtoken");
    for (const text of ["", "your-256-bit-secret ", "constructor", "__proto__"])
      expect(wellKnownSecret(text)).toBeNull();
  });

  const folder = process.env["JOTSCOPE_VECTORS"];
  const file = folder ? join(folder, "weak-secrets.json") : "";
  it.skipIf(!existsSync(file))(
    "include the secrets of published tokens (skipped where JOTSCOPE_VECTORS is not set)",
    () => {
      const cases = JSON.parse(readFileSync(file, "utf8")) as { secret: string }[];
      const secrets = [...new Set(cases.map(({ secret }) => secret))];
      expect(secrets.length).toBeGreaterThan(8);
      expect(secrets.filter((secret) => wellKnownSecret(secret) === null)).toEqual([]);
    },
  );
});
