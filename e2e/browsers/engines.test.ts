import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { importSPKI, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serve } from "../../scripts/lib/server.mjs";
import { PROBES } from "../../src/core/privacy/probes.ts";
import { DAY, hmacToken, keyPair, NOW, pairToken, SECRET, VALID } from "../fixtures/tokens.ts";
import { type Bench, benchOf } from "./bench.ts";
import { checkCapabilities } from "./capabilities.ts";
import type { Engine } from "./engine.ts";
import { findEngines } from "./find.ts";
import { type Column, columnsOf, withColumns } from "./readme-table.ts";

const README = new URL("../../README.md", import.meta.url);
/** The whole page in one file, where `npm run build:single` has made it. */
const SINGLE = new URL("../../dist-single/jotscope.html", import.meta.url);
/** The part of a version that decides what an engine has: of WebKitGTK two numbers, of the others one. */
const deciding = (name: string, version: string): string =>
  version
    .split(".")
    .slice(0, name === "WebKitGTK" ? 2 : 1)
    .join(".");

const findings = findEngines();
for (const finding of findings) {
  console.log(`${finding.name}: ${"missing" in finding ? `skipped, ${finding.missing}` : "found"}`);
}

/** What was found in this run, for the table. */
const columns: Column[] = [];

describe.each(findings)("$name", (finding) => {
  const missing = "missing" in finding;
  let engine: Engine;
  let bench: Bench;
  let server: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    if (missing) return;
    server = await serve(0);
    engine = await finding.launch();
    bench = benchOf(engine, server.address);
  });
  afterAll(async () => {
    if (missing) return;
    await engine.close();
    await server.close();
  });

  test.skipIf(missing)("a token of HS256 verifies with its secret", async () => {
    await bench.open(NOW);
    await bench.fill("Encoded token", `Authorization: Bearer ${await hmacToken()}`);
    await bench.fill("Secret", SECRET);
    await bench.expectVerdict("verified", "original");
    await bench.fill("Secret", `${SECRET}.`);
    await bench.expectVerdict("invalid", "original");
  });

  for (const alg of ["RS256", "ES256"] as const) {
    test.skipIf(missing)(`a token of ${alg} verifies with its public key and no other`, async () => {
      const [pair, other] = [await keyPair(alg), await keyPair(alg)];
      await bench.open(NOW);
      await bench.fill("Encoded token", await pairToken(pair));
      await bench.fill("Public key", pair.publicPem);
      await bench.expectVerdict("verified", "original");
      await bench.fill("Public key", other.publicPem);
      await bench.expectVerdict("invalid", "original");
    });
  }

  test.skipIf(missing)("an edit is signed again, and another implementation accepts it", async () => {
    const pair = await keyPair("ES256");
    await bench.open(NOW);
    await bench.fill("Encoded token", await pairToken(pair));
    await bench.fill("Public key", pair.publicPem);
    await bench.fill("Private key", pair.privatePem);
    await bench.fill("Payload JSON", '{"sub": "edited in this browser", "big": 12345678901234567890}');
    await bench.expectVerdict("verified", "re-signed");
    const { payload } = await jwtVerify(await bench.text("Encoded token"), await importSPKI(pair.publicPem, "ES256"));
    expect(payload.sub).toBe("edited in this browser");
  });

  test.skipIf(missing)("a token that has expired is said to have", async () => {
    await bench.open(NOW + 3 * DAY);
    await bench.fill("Encoded token", await hmacToken());
    await bench.expectPart('[aria-label="Time claims"] [data-claim="exp"][data-state="expired"]');
  });

  test.skipIf(missing)("of a set the key with the token's kid is chosen", async () => {
    const [one, other] = [await keyPair("RS256"), await keyPair("RS256")];
    const set = JSON.stringify({
      keys: [
        { ...other.publicJwk, kid: "other" },
        { ...one.publicJwk, kid: "one" },
      ],
    });
    await bench.open(NOW);
    await bench.fill("Encoded token", await pairToken(one, VALID, { kid: "one" }));
    await bench.fill("Public key", set);
    await bench.expectVerdict("verified", "original");
    await bench.fill("Encoded token", await pairToken(one, VALID, { kid: "absent" }));
    await bench.expectPart('[aria-label="Signature status"][data-state="key-error"]');
  });

  test.skipIf(missing)("a paste causes no request and no violation of the policy", async () => {
    await bench.open(NOW);
    await bench.settled();
    await engine.run(() => {
      const scope = globalThis as unknown as { violations: string[] };
      scope.violations = [];
      document.addEventListener("securitypolicyviolation", ({ blockedURI }) => scope.violations.push(blockedURI));
      performance.clearResourceTimings();
    });
    const token = await pairToken(await keyPair("ES256"), VALID, { jku: "https://attacker.example/keys", kid: "1" });
    await bench.fill("Encoded token", token);
    await bench.expectVerdict("no-key", "original");
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(
      await engine.run(() => ({
        requests: performance.getEntriesByType("resource").map(({ name }) => name),
        violations: (globalThis as unknown as { violations: string[] }).violations,
      })),
    ).toEqual({ requests: [], violations: [] });
  });

  test.skipIf(missing || !existsSync(SINGLE))("the single file verifies and signs, opened from the disk", async () => {
    const pair = await keyPair("ES256");
    const single = benchOf(engine, SINGLE.href);
    await single.open(NOW);
    await single.fill("Encoded token", await pairToken(pair));
    await single.fill("Public key", pair.publicPem);
    await single.expectVerdict("verified", "original");
    await single.fill("Private key", pair.privatePem);
    await single.fill("Payload JSON", '{"sub":"from a disk"}');
    await single.expectVerdict("verified", "re-signed");
    const { payload } = await jwtVerify(await single.text("Encoded token"), await importSPKI(pair.publicPem, "ES256"));
    expect(payload.sub).toBe("from a disk");
  });

  test.skipIf(missing)("the self-test finds every way out shut", async () => {
    await bench.open(NOW);
    await bench.expectPart('section[aria-label="Privacy"] button');
    await engine.run(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>('section[aria-label="Privacy"] button')];
      buttons.find(({ textContent }) => textContent === "Run self-test")?.click();
    });
    await bench.expectPart('section[aria-label="Privacy"] [role="status"] svg');
    const results = await engine.run(() =>
      [...document.querySelectorAll<HTMLElement>("[data-probe]")].map(({ dataset }) => [
        dataset["probe"],
        dataset["result"],
      ]),
    );
    expect(results).toEqual(PROBES.map(({ id }) => [id, "blocked"]));
  });

  test.skipIf(missing)("has and lacks what the README's table says of this version", async () => {
    await bench.open(NOW);
    await bench.settled();
    const found: Column = {
      name: finding.name,
      version: deciding(finding.name, engine.version),
      has: await checkCapabilities(engine),
    };
    columns.push(found);
    if (process.env["JOTSCOPE_UPDATE_BROWSERS"]) return;
    const told = columnsOf(readFileSync(README, "utf8")).find(({ name }) => name === found.name);
    // Another version may have more; of that the table says nothing.
    if (told?.version === found.version) expect(found).toEqual(told);
    else console.log(`${found.name} ${found.version}: the README's table speaks of ${told?.version ?? "none"}`);
  });
});

afterAll(() => {
  if (!process.env["JOTSCOPE_UPDATE_BROWSERS"]) return;
  writeFileSync(README, withColumns(readFileSync(README, "utf8"), columns));
});
