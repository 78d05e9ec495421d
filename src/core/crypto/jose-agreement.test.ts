import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compactVerify, importJWK, type JWK } from "jose";
import { describe, expect, it } from "vitest";
import { parseToken } from "../envelope/parse.ts";
import { judgeToken } from "./judge.ts";
import { readJwks } from "../../testing/keys/inputs.ts";
import { isCompactVerify, keysOf, type VectorCase } from "../../testing/crypto/vector-cases.ts";

const folder = process.env["JOTSCOPE_VECTORS"];

/** What jose says, an implementation that this project did not write; null where it does not take the key or algorithm. */
async function joseVerifies(token: string, alg: string, key: JWK): Promise<boolean | null> {
  const imported = await importJWK({ ...key, alg }, alg).catch(() => null);
  if (imported === null) return null;
  return compactVerify(token, imported, { algorithms: [alg] }).then(
    () => true,
    (error: { code?: string }) => (error.code === "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" ? false : null),
  );
}

describe.skipIf(folder === undefined)("jose and the page (JOTSCOPE_VECTORS)", () => {
  it("agree on every token that both judge: either both verify it or neither does", { timeout: 60_000 }, async () => {
    const all = JSON.parse(readFileSync(join(folder ?? "", "cases.json"), "utf8")) as readonly VectorCase[];
    const disagreements: string[] = [];
    let both = 0;
    for (const vector of all.filter(isCompactVerify)) {
      const { state, alg } = await judgeToken(parseToken(String(vector.input)), keysOf(vector), readJwks);
      if ((state !== "verified" && state !== "invalid") || alg === null || vector.key.keys) continue;
      const jose = await joseVerifies(String(vector.input), alg, vector.key);
      if (jose === null) continue;
      both += 1;
      if (jose !== (state === "verified"))
        disagreements.push(`${vector.suite} ${vector.id}: page ${state}, jose ${jose}`);
    }
    expect(both).toBeGreaterThan(200);
    expect(disagreements).toEqual([]);
  });
});
