import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claimWords } from "../core/crack/claim-words.ts";
import { readMask } from "../core/crack/mask.ts";
import { planSearch, type PlanChoice } from "../core/crack/plan.ts";
import { startSearch, type SearchProgress, type SearchWorker } from "../core/crack/search.ts";
import { bytesReader } from "../core/crack/sources.ts";
import { readTarget } from "../core/crack/target.ts";
import type { HmacTarget } from "../core/crack/types.ts";
import { createCrackHandler } from "./crack-handler.ts";

const HASHES = { HS256: "sha256", HS384: "sha384", HS512: "sha512" } as const;
const base64url = (text: string): string => Buffer.from(text).toString("base64url");

function sign(payload: object, secret: string | Buffer, alg: keyof typeof HASHES = "HS256"): string {
  const input = `${base64url(JSON.stringify({ alg }))}.${base64url(JSON.stringify(payload))}`;
  return `${input}.${createHmac(HASHES[alg], secret).update(input).digest("base64url")}`;
}

function targetOf(token: string): HmacTarget {
  const reading = readTarget(token);
  if (reading.kind === "unusable") throw new Error(reading.problem.code);
  return reading.target;
}

/** A worker in this process, with the real handler and the plain engine. */
async function worker(target: HmacTarget): Promise<SearchWorker> {
  const handle = createCrackHandler(() => performance.now());
  await handle({ type: "start", module: null, target, thisYear: 2026 });
  return {
    run: async (unit) => {
      const reply = await handle({ type: "run", unit });
      if (reply.type !== "done") throw new Error(reply.type);
      return reply.result;
    },
    terminate: () => {},
  };
}

const NOTHING: PlanChoice = {
  documentation: false,
  claims: [],
  passwords: null,
  files: [],
  mutations: {},
  keyspaces: [],
  thisYear: 2026,
};

async function search(token: string, choice: Partial<PlanChoice>, workers = 2): Promise<SearchProgress> {
  const target = targetOf(token);
  const team = await Promise.all(Array.from({ length: workers }, () => worker(target)));
  return new Promise((resolve) => {
    const running = startSearch(
      team,
      planSearch({ ...NOTHING, ...choice }),
      () => performance.now(),
      () => {
        const progress = running.progress();
        if (progress.state !== "running") resolve(progress);
      },
    );
  });
}

const found = (progress: SearchProgress): string | null => progress.found && Buffer.from(progress.found).toString();

describe("a search", () => {
  it.each(["HS256", "HS384", "HS512"] as const)("finds a published secret of an %s token", async (alg) => {
    const progress = await search(sign({ sub: "a" }, "your-256-bit-secret", alg), { documentation: true });
    expect(progress).toMatchObject({ state: "found", stage: "documentation" });
    expect(found(progress)).toBe("your-256-bit-secret");
  });

  it("finds the key of RFC 7515 appendix A.1 by its bytes", async () => {
    const token =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const progress = await search(token, { documentation: true });
    expect(Buffer.from(progress.found ?? []).toString("base64url")).toMatch(/^AyM1SysPpbyDfg/);
  });

  it("finds the empty secret, as one zero byte", async () => {
    const progress = await search(sign({ sub: "a" }, ""), { documentation: true });
    expect([...(progress.found ?? [])]).toEqual([0]);
  });

  it("finds what the token says about itself, mutated", async () => {
    const token = sign({ iss: "https://login.acme-corp.example", aud: ["orders"] }, "Acmecorp2024!");
    const reading = readTarget(token);
    const claims = reading.kind === "target" ? claimWords(reading.token) : [];
    expect(claims).toEqual(expect.arrayContaining(["acme", "corp", "orders"]));
    const mutations = { case: true, years: true };
    const plain = await search(sign({ iss: "acmecorp" }, "acmecorp"), { documentation: true, claims: ["acmecorp"] });
    expect(found(plain)).toBe("acmecorp");
    const progress = await search(token, { documentation: true, claims: ["acmecorp"], mutations });
    expect(found(progress)).toBe("Acmecorp2024!");
    expect(progress.stage).toBe("mutations");
  });

  it("finds a secret in a file, even one longer than the hash's block", async () => {
    const long = "a secret of more than sixty-four bytes, which HMAC hashes before it uses it as a key";
    const files = [bytesReader(new TextEncoder().encode(`one\r\n${long}\r\nthree\r\n`))];
    const progress = await search(sign({}, long), { files });
    expect(found(progress)).toBe(long);
    expect(progress.stage).toBe("file");
  });

  it("finds a secret by a mask", async () => {
    const reading = readMask("?l?d?d");
    if (reading.kind === "unusable") throw new Error("a mask");
    expect(found(await search(sign({}, "q42"), { keyspaces: reading.keyspaces }))).toBe("q42");
  });

  it("has tried every candidate exactly once if it finds nothing", async () => {
    const reading = readMask("?l?d?d?d");
    if (reading.kind === "unusable") throw new Error("a mask");
    const progress = await search(sign({}, "none of them"), { keyspaces: reading.keyspaces }, 3);
    expect(progress).toMatchObject({ state: "exhausted", tried: 26_000, remaining: 0, found: null });
  });

  const folder = process.env["JOTSCOPE_VECTORS"];
  const file = folder ? join(folder, "weak-secrets.json") : "";
  it.skipIf(!existsSync(file))(
    "finds the secret of every published token at once (skipped where JOTSCOPE_VECTORS is not set)",
    { timeout: 30_000 },
    async () => {
      const cases = JSON.parse(readFileSync(file, "utf8")) as { token: string; secret: string }[];
      expect(cases.length).toBeGreaterThan(100);
      for (const { token, secret } of cases) {
        const progress = await search(token, { documentation: true }, 1);
        expect([token, found(progress), progress.stage]).toEqual([token, secret, "documentation"]);
      }
    },
  );
});
