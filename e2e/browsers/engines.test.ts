import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { importSPKI, jwtVerify } from "jose";
import { afterAll, expect, test } from "vitest";
import { probesOf } from "../../src/core/privacy/probes.ts";
import { DAY, hmacToken, keyPair, NOW, pairToken, SECRET, VALID } from "../fixtures/tokens.ts";
import { benchOf } from "./bench.ts";
import { checkCapabilities } from "./capabilities.ts";
import { inEachEngine } from "./each-engine.ts";
import { type Column, columnsOf, withColumns } from "./readme-table.ts";

const README = new URL("../../README.md", import.meta.url);
/** The whole page in one file, if `npm run build:single` has built it. */
const SINGLE = new URL("../../dist-single/jotscope.html", import.meta.url);
/** The part of a version that determines an engine's features: two numbers for WebKitGTK, one for the others. */
const deciding = (name: string, version: string): string =>
  version
    .split(".")
    .slice(0, name === "WebKitGTK" ? 2 : 1)
    .join(".");

/** What this run found, for the table. */
const columns: Column[] = [];

inEachEngine((at) => {
  test("verifies an HS256 token with its secret", async () => {
    await at.bench.open(NOW);
    await at.bench.fill("Encoded token", `Authorization: Bearer ${await hmacToken()}`);
    await at.bench.fill("Secret", SECRET);
    await at.bench.expectVerdict("verified", "original");
    await at.bench.fill("Secret", `${SECRET}.`);
    await at.bench.expectVerdict("invalid", "original");
  });

  for (const alg of ["RS256", "ES256"] as const) {
    test(`verifies an ${alg} token with its public key and no other`, async () => {
      const [pair, other] = [await keyPair(alg), await keyPair(alg)];
      await at.bench.open(NOW);
      await at.bench.fill("Encoded token", await pairToken(pair));
      await at.bench.fill("Public key", pair.publicPem);
      await at.bench.expectVerdict("verified", "original");
      await at.bench.fill("Public key", other.publicPem);
      await at.bench.expectVerdict("invalid", "original");
    });
  }

  test("re-signs an edited token so that another implementation accepts it", async () => {
    const pair = await keyPair("ES256");
    await at.bench.open(NOW);
    await at.bench.fill("Encoded token", await pairToken(pair));
    await at.bench.fill("Public key", pair.publicPem);
    await at.bench.fill("Private key", pair.privatePem);
    await at.bench.fill("Payload JSON", '{"sub": "edited in this browser", "big": 12345678901234567890}');
    await at.bench.expectVerdict("verified", "re-signed");
    const { payload } = await jwtVerify(
      await at.bench.text("Encoded token"),
      await importSPKI(pair.publicPem, "ES256"),
    );
    expect(payload.sub).toBe("edited in this browser");
  });

  test("reports an expired token as expired", async () => {
    await at.bench.open(NOW + 3 * DAY);
    await at.bench.fill("Encoded token", await hmacToken());
    await at.bench.expectPart('[aria-label="Time claims"] [data-claim="exp"][data-state="expired"]');
  });

  test("picks the key with the token's kid from a set", async () => {
    const [one, other] = [await keyPair("RS256"), await keyPair("RS256")];
    const set = JSON.stringify({
      keys: [
        { ...other.publicJwk, kid: "other" },
        { ...one.publicJwk, kid: "one" },
      ],
    });
    await at.bench.open(NOW);
    await at.bench.fill("Encoded token", await pairToken(one, VALID, { kid: "one" }));
    await at.bench.fill("Public key", set);
    await at.bench.expectVerdict("verified", "original");
    await at.bench.fill("Encoded token", await pairToken(one, VALID, { kid: "absent" }));
    await at.bench.expectPart('[aria-label="Signature status"][data-state="key-error"]');
  });

  test("a paste causes no request and no policy violation", async () => {
    await at.bench.open(NOW);
    await at.bench.settled();
    await at.engine.run(() => {
      const scope = globalThis as unknown as { violations: string[] };
      scope.violations = [];
      document.addEventListener("securitypolicyviolation", ({ blockedURI }) => scope.violations.push(blockedURI));
      performance.clearResourceTimings();
    });
    const token = await pairToken(await keyPair("ES256"), VALID, { jku: "https://attacker.example/keys", kid: "1" });
    await at.bench.fill("Encoded token", token);
    await at.bench.expectVerdict("no-key", "original");
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(
      await at.engine.run(() => ({
        requests: performance.getEntriesByType("resource").map(({ name }) => name),
        violations: (globalThis as unknown as { violations: string[] }).violations,
      })),
    ).toEqual({ requests: [], violations: [] });
  });

  test.skipIf(!existsSync(SINGLE))("the single file, opened from disk, verifies and signs", async () => {
    const pair = await keyPair("ES256");
    const single = benchOf(at.engine, SINGLE.href);
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

  test("the self-test finds blocked what the page promises, and open only what it names", async () => {
    await at.bench.open(NOW);
    await at.bench.expectPart(".promise-line");
    await at.engine.run(() => document.querySelector<HTMLElement>(".promise-line")?.click());
    await at.bench.expectPart('section[aria-label="Privacy"] button');
    await at.engine.run(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>('section[aria-label="Privacy"] button')];
      buttons.find(({ textContent }) => textContent === "Run self-test")?.click();
    });
    await at.bench.expectPart('section[aria-label="Privacy"] [role="status"] svg');
    const results = await at.engine.run(() =>
      [...document.querySelectorAll<HTMLElement>("[data-probe]")].map(({ dataset }) => [
        dataset["probe"],
        dataset["result"],
      ]),
    );
    const probes = probesOf("http://localhost/");
    expect(results.map(([id]) => id)).toEqual(probes.map(({ id }) => id));
    const shut = new Set(probes.filter(({ staysOpen }) => !staysOpen).map(({ id }): string => id));
    expect(results.filter(([id = "", result]) => shut.has(id) && result !== "blocked")).toEqual([]);
  });

  test("supports exactly what the README's table lists for this version", async () => {
    await at.engine.open(new URL("licenses.md", at.server.address).href);
    const found: Column = {
      name: at.name,
      version: deciding(at.name, at.engine.version),
      has: await checkCapabilities(at.engine),
    };
    columns.push(found);
    if (process.env["JOTSCOPE_UPDATE_BROWSERS"]) return;
    const told = columnsOf(readFileSync(README, "utf8")).find(({ name }) => name === found.name);
    // Another version may support more; the table makes no claim about it.
    if (told?.version === found.version) expect(found).toEqual(told);
    else console.log(`${found.name} ${found.version}: the README's table speaks of ${told?.version ?? "none"}`);
  });
});

afterAll(() => {
  if (!process.env["JOTSCOPE_UPDATE_BROWSERS"]) return;
  writeFileSync(README, withColumns(readFileSync(README, "utf8"), columns));
});
