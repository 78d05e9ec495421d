import { describe, expect, it } from "vitest";
import { commands } from "vitest/browser";
import { generateKey } from "../keys/generate.ts";
import { importKey } from "../keys/import/import.ts";
import { algorithmRow, SIGNATURE_ALGORITHMS } from "../registry/algorithms.ts";
import { parseToken } from "../envelope/parse.ts";
import { capabilities } from "./capabilities.ts";
import { judgeToken } from "./judge.ts";
import { signToken } from "./sign.ts";
import { softwareFor } from "./software/software.ts";
import { fields, materialOf, readJwks } from "../../testing/keys/inputs.ts";
import { signOctets } from "./verify.ts";
import { isCompactVerify, runCase, summary, type VectorCase } from "../../testing/crypto/vector-cases.ts";

describe("in this browser", () => {
  it("every algorithm works, ES256K and Ed448 in software only", async () => {
    expect(await capabilities()).toEqual(new Set(SIGNATURE_ALGORITHMS));
  });

  it.each(SIGNATURE_ALGORITHMS.filter((alg) => alg !== "none"))("%s keys are made, sign and verify", async (alg) => {
    const made = await generateKey(alg);
    const keys =
      "secret" in made ? fields({ secret: made.secret }) : fields({ privateKey: { text: JSON.stringify(made.jwk) } });
    const signingInput = `${btoa(JSON.stringify({ alg })).replaceAll("=", "")}.e30`;
    const outcome = await signToken({ alg, signingInput }, keys, readJwks);
    if (outcome.kind !== "signed") throw new Error(JSON.stringify(outcome.reason));
    const judgement = await judgeToken(parseToken(`${signingInput}.${outcome.signature}`), keys, readJwks);
    expect(judgement).toMatchObject({ state: "verified", software: outcome.software });
    if (alg === "ES256K" || alg === "Ed448") expect(outcome.software).toBe(true);
    if (/^(?:HS|RS|PS|ES\d+$)/.test(alg)) expect(outcome.software).toBe(false);
  });
});

describe("the software for ML-DSA", () => {
  it.each(["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"])(
    "agrees with the browser on keys and signatures of %s",
    async (alg) => {
      const row = algorithmRow(alg);
      const software = row && (await softwareFor(row));
      if (!software) throw new Error(alg);
      const jwk = software.generate(alg);
      const message = new TextEncoder().encode("header.payload");
      const material = await materialOf(jwk);
      const [signing, verifying] = [await importKey(material, row, "sign"), await importKey(material, row, "verify")];
      if (signing.kind !== "native" || verifying.kind !== "native") return;
      expect(software.verify(alg, jwk, message, await signOctets(message, signing))).toBe(true);
      const own = Uint8Array.from(software.sign(alg, jwk, message));
      expect(await crypto.subtle.verify({ name: alg }, verifying.key, own, message)).toBe(true);
    },
  );
});

describe("the verify cases of the vectors (skipped where JOTSCOPE_VECTORS is not set)", () => {
  it(
    "have their labelled verdict, or are listed as exceptions with a reason",
    { timeout: 120_000 },
    async ({ skip }) => {
      const text = await commands.readVectors("cases.json");
      if (text === null) return skip("JOTSCOPE_VECTORS names no folder with vectors");
      const cases = (JSON.parse(text) as readonly VectorCase[]).filter(isCompactVerify);
      const reports = [];
      for (const vector of cases) reports.push(await runCase(vector));
      const { lines, unmet } = summary(reports);
      console.info(lines.join("\n"));
      expect(cases.length).toBeGreaterThan(400);
      expect(reports.flatMap(({ details }) => (details === "" ? [] : [details]))).toEqual([]);
      expect(unmet).toEqual([]);
    },
  );
});
